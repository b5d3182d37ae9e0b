"""Who stands before the screen or the door, and which session is on now."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from deungdae.apps.academy.models import Attendance, Cohort, Enrolment, Session
from deungdae.apps.academy.models.trainees import is_me
from deungdae.apps.academy.presence import OPENS_BEFORE
from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.selectors.words import span_words
from deungdae.apps.core import clock

MOST_READ = 60
"""Sessions ahead that are read to tell somebody where the seats are."""


def session_now(cohort: Cohort) -> Session | None:
    """The session that takes check-ins now; of two the one that begins first."""
    now = clock.now()
    found = Session.objects.filter(cohort=cohort, starts_at__lte=now + OPENS_BEFORE, ends_at__gt=now)
    return found.order_by("starts_at").first()


def next_session(cohort: Cohort) -> Session | None:
    """What comes next, for telling somebody who is too early."""
    ahead = Session.objects.filter(cohort=cohort, ends_at__gt=clock.now() - timedelta(days=1))
    return ahead.order_by("starts_at").first() or Session.objects.filter(cohort=cohort).last()


def seat_of_user(user: User, cohort: Cohort) -> Enrolment | None:
    """The account's own enrolment in the cohort; one with a seat before one without."""
    mine = Enrolment.objects.filter(is_me(user, "trainee__"), cohort=cohort)
    parts = mine.select_related("cohort__course", "trainee", "organisation")
    return parts.filter(state=Enrolment.State.SEATED).first() or parts.order_by("-number").first()


def seats_elsewhere(seats: QuerySet[Enrolment], cohort: Cohort) -> list[dict[str, Any]]:
    """Of these seats those in other cohorts that still go on, the next first, each with when it goes on."""
    holding = seats.filter(state=Enrolment.State.SEATED).exclude(cohort=cohort).values("cohort")
    ahead = Session.objects.filter(cohort__in=holding, ends_at__gt=clock.now()).order_by("starts_at")
    found: dict[int, Session] = {}
    for one in ahead.select_related("cohort__course")[:MOST_READ]:
        found.setdefault(one.cohort_id, one)
    return [
        {"cohort": one.cohort, "session": one, "when": span_words((one.starts_at, one.ends_at))}
        for one in found.values()
    ]


def attendance_at(session: Session, enrolment: Enrolment) -> Attendance | None:
    return Attendance.objects.filter(session=session, enrolment=enrolment).first()
