"""What is on offer: courses with the cohorts that take people, and a cohort's dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, Max, Min, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from deungdae.apps.academy.models import Cohort, Course, Enrolment, Session
from deungdae.apps.academy.selectors.bookings import source_of
from deungdae.apps.accounts.models import Viewer
from deungdae.apps.calendar.models import Booking, Resource
from deungdae.apps.calendar.selectors.words import span_words

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for, as typed."""

    q: str = ""
    role: str = ""
    step: str = ""
    state: str = ""

    @property
    def count(self) -> int:
        return sum(bool(getattr(self, name)) for name in self.__dataclass_fields__)


def courses_matching(*, user: Viewer, filters: Filters) -> QuerySet[Course]:
    """Courses that this person may see, each with `open_cohorts`; those that take people now come first."""
    found = Course.objects.visible_to(user)
    if filters.q:
        found = found.filter(title__icontains=filters.q)
    for name in ("role", "step", "state"):
        value = getattr(filters, name)
        if value:
            found = found.filter(**{name: value})
    if not filters.state:
        found = found.exclude(state=Course.State.ARCHIVED)
    taking = Cohort.objects.filter(course=OuterRef("pk"), state=Cohort.State.OPEN).order_by()
    number = taking.values("course").annotate(number=Count("pk")).values("number")
    counted = found.annotate(open_count=Coalesce(Subquery(number, output_field=IntegerField()), 0))
    open_cohorts = with_days(with_counts(Cohort.objects.filter(state=Cohort.State.OPEN)))
    open_cohorts = open_cohorts.select_related("region").order_by("enrol_until")
    return counted.order_by("-open_count", "title", "pk").prefetch_related(
        Prefetch("cohorts", queryset=open_cohorts, to_attr="open_cohorts")
    )


def with_counts(cohorts: QuerySet[Cohort]) -> QuerySet[Cohort]:
    """Each with `held_count`, `waiting_count` and `requested_count`."""
    held = Enrolment.objects.holding()
    waiting = Enrolment.objects.filter(state=Enrolment.State.WAITING)
    requested = Enrolment.objects.filter(state=Enrolment.State.REQUESTED)
    return cohorts.annotate(
        held_count=count_of(held), waiting_count=count_of(waiting), requested_count=count_of(requested)
    )


def count_of(enrolments: QuerySet[Enrolment]) -> Coalesce:
    of_cohort = enrolments.filter(cohort=OuterRef("pk")).order_by().values("cohort")
    number = of_cohort.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


def with_days(cohorts: QuerySet[Cohort]) -> QuerySet[Cohort]:
    """Each with `begins_at` and `ends_at`: its first and last session; None while there is none."""
    return cohorts.annotate(begins_at=Min("sessions__starts_at"), ends_at=Max("sessions__ends_at"))


def cohorts_of(*, user: Viewer, course: Course) -> QuerySet[Cohort]:
    found = Cohort.objects.visible_to(user).filter(course=course).select_related("region", "course")
    return with_days(with_counts(found)).order_by("-number")


def lines_of_sessions(cohort: Cohort) -> list[dict[str, Any]]:
    """The sessions in order, with when, where and with whom, in three queries."""
    sessions = list(Session.objects.filter(cohort=cohort))
    sources = {source_of(one): one for one in sessions}
    rows = Booking.objects.standing().filter(source__in=sources).select_related("resource")
    of_session: dict[str, list[Resource]] = {}
    for row in rows.order_by("resource__name"):
        of_session.setdefault(row.source, []).append(row.resource)
    return [line_of(one, of_session.get(source, [])) for source, one in sources.items()]


def line_of(session: Session, resources: Iterable[Resource]) -> dict[str, Any]:
    kinds = list(resources)
    people = [one.name for one in kinds if one.kind == Resource.Kind.PERSON]
    places = [
        f"{one.name} ({one.place})" if one.place else one.name for one in kinds if one.name not in people
    ]
    return {
        "session": session,
        "when": span_words((session.starts_at, session.ends_at)),
        "places": ", ".join(places),
        "trainers": ", ".join(people),
    }
