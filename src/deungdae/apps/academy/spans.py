"""Times that a cohort's rules hang on."""

from datetime import date, datetime, timedelta

from deungdae.apps.academy.models import Cohort, Session
from deungdae.apps.calendar.spans import day_of


def first_start(cohort: Cohort) -> datetime | None:
    """When the first session begins; None while there is none."""
    times = Session.objects.filter(cohort=cohort).order_by("starts_at").values_list("starts_at", flat=True)
    return times.first()


def last_cancel_day(cohort: Cohort, start: datetime | None) -> date | None:
    """The last day on which somebody may give the seat back alone; None: no session yet, so any day."""
    return None if start is None else day_of(start) - timedelta(days=cohort.cancel_days)


def offer_end(cohort: Cohort, *, now: datetime, start: datetime | None) -> datetime:
    """Until when an offer of now is kept: the cohort's hours, but never into the first session."""
    end = now + timedelta(hours=cohort.offer_hours)
    return end if start is None else min(end, start)
