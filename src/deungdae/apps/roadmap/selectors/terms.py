"""What an offering means today: price, time, seats, days, from the app that it belongs to if any."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Max, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Cohort, Course
from deungdae.apps.academy.selectors.catalogue import with_counts
from deungdae.apps.calendar.spans import day_of
from deungdae.apps.core import clock
from deungdae.apps.forum.models import Forum, Registration
from deungdae.apps.organisations.models import LegalStatusCheck, Solution
from deungdae.apps.organisations.models.places import in_this_language
from deungdae.apps.roadmap.models import Offering
from deungdae.apps.roadmap.months import months_between

MID_SIZED = LegalStatusCheck.Status.MID_SIZED


@dataclass(frozen=True, slots=True)
class Terms:
    """`subsidised`: the status in law whose companies get the subsidy, "" for any; `seats` None: no limit;
    `days` None: begins in any month of `start_months` (none: any); `ask`: why one has to ask first."""

    title: str
    months: int
    cost: int
    subsidy: int
    hours: int
    subsidised: str = ""
    seats: int | None = None
    days: tuple[date, ...] | None = None
    start_months: tuple[int, ...] = ()
    last_day: date | None = None
    ask: str = ""
    url: str = ""

    @property
    def price(self) -> int:
        """What a company pays that gets the subsidy."""
        return self.cost - self.subsidy


def own_terms(one: Offering) -> Terms:
    return Terms(
        title=in_this_language(one.title, one.title_english),
        months=one.months,
        cost=one.cost_krw,
        subsidy=one.subsidy_krw,
        hours=one.hours,
        seats=one.seats,
        start_months=tuple(one.start_months),
        last_day=one.last_day,
        ask=one.condition,
        url=one.link,
    )


def terms_of(offerings: Iterable[Offering]) -> dict[int, Terms]:
    """By the offering's key, in at most four queries however many there are."""
    those = list(offerings)
    courses = course_terms([one for one in those if one.course_id])
    forums = forum_terms([one for one in those if one.forum_id])
    solutions = solution_terms([one for one in those if one.solution_id])
    return {one.pk: own_terms(one) for one in those} | courses | forums | solutions


def course_terms(offerings: Sequence[Offering]) -> dict[int, Terms]:
    """Seats and days of the cohorts that take people now; without one, one has to ask for the next."""
    ids = [one.course_id for one in offerings if one.course_id is not None]
    if not ids:
        return {}
    courses = {one.pk: one for one in Course.objects.filter(pk__in=ids)}
    taking = Cohort.objects.filter(course__in=ids, state=Cohort.State.OPEN, enrol_until__gt=clock.now())
    taking = taking.exclude(admission=Cohort.Admission.INVITATION)
    by_course: dict[int, list[Cohort]] = {}
    for cohort in with_counts(taking).annotate(
        first=Min("sessions__starts_at"), last=Max("sessions__ends_at")
    ):
        if cohort.first is not None:
            by_course.setdefault(cohort.course_id, []).append(cohort)
    return {
        one.pk: terms_of_course(one, courses[one.course_id], by_course.get(one.course_id, []))
        for one in offerings
        if one.course_id is not None
    }


def terms_of_course(one: Offering, course: Course, cohorts: Sequence[Cohort]) -> Terms:
    subsidy = course.fee_krw * course.subsidy_percent // 100
    if course.subsidy_most_krw is not None:
        subsidy = min(subsidy, course.subsidy_most_krw)
    told = replace(
        own_terms(one),
        title=in_this_language(course.title, course.title_english),
        cost=course.fee_krw,
        subsidy=subsidy,
        subsidised=MID_SIZED,
        hours=course.hours,
        last_day=None,
        start_months=(),
        url=reverse("academy:course", args=[course.public_id]),
    )
    if not cohorts:
        ask = _("지금 모집하는 기수가 없습니다. 다음 기수를 센터에 물어보십시오")
        return replace(told, seats=None, ask=" · ".join(part for part in (told.ask, ask) if part))
    spans = [(day_of(cohort.first), day_of(cohort.last)) for cohort in cohorts]  # type: ignore[attr-defined]
    free = [max(0, cohort.capacity - cohort.held_count) for cohort in cohorts]  # type: ignore[attr-defined]
    return replace(
        told,
        seats=sum(free),
        days=tuple(sorted(first for (first, _last), seats in zip(spans, free, strict=True) if seats)),
        months=1 + max(months_between(first, last) for first, last in spans),
    )


def forum_terms(offerings: Sequence[Offering]) -> dict[int, Terms]:
    if not offerings:
        return {}
    held = Count("registrations", filter=Q(registrations__state__in=Registration.HOLDING))
    forums = Forum.objects.filter(pk__in=[one.forum_id for one in offerings]).annotate(held=held)
    by_pk = {one.pk: one for one in forums}
    return {one.pk: terms_of_forum(one, by_pk[one.forum_id]) for one in offerings if one.forum_id is not None}


def terms_of_forum(one: Offering, forum: Forum) -> Terms:
    is_open = forum.state == Forum.State.REGISTRATION
    is_over = forum.state in (Forum.State.HELD, Forum.State.CANCELLED, Forum.State.CLOSED)
    free = max(0, forum.capacity - forum.held)  # type: ignore[attr-defined]
    return replace(
        own_terms(one),
        title=in_this_language(forum.title, forum.title_english),
        months=1,
        seats=0 if is_over else free,
        days=(forum.first_day,),
        start_months=(),
        last_day=None,
        ask=one.condition if is_open or is_over else _("아직 참가 신청을 받지 않습니다"),
        url=reverse("forum:forum", args=[forum.public_id]),
    )


def solution_terms(offerings: Sequence[Offering]) -> dict[int, Terms]:
    """The title is the solution's with its company's; a price band is no price: what stands here counts."""
    ids = [one.solution_id for one in offerings if one.solution_id is not None]
    if not ids:
        return {}
    by_pk = {one.pk: one for one in Solution.objects.filter(pk__in=ids).select_related("organisation")}
    return {
        one.pk: terms_of_solution(one, by_pk[one.solution_id])
        for one in offerings
        if one.solution_id is not None
    }


def terms_of_solution(one: Offering, solution: Solution) -> Terms:
    is_shown = solution.state == Solution.State.PUBLISHED
    seats = one.seats if one.seats is not None else solution.capacity_per_quarter
    return replace(
        own_terms(one),
        title=f"{solution.title} ({solution.organisation.name})",
        seats=seats if is_shown else 0,
        url=reverse("solutions:detail", args=[solution.public_id]) if is_shown else "",
    )
