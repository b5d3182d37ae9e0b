"""Sessions as calendars that programs read again and again: of a cohort, and of a person."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Cohort, Course, Enrolment, Trainee
from deungdae.apps.academy.selectors.catalogue import lines_of_sessions
from deungdae.apps.core import clock
from deungdae.apps.core.documents.calendar_file import calendar, event_of, one_line

PRODUCT = "-//deungdae//academy//KO"


def cohort_ics(cohort: Cohort) -> bytes:
    """Every session, for whoever may see the cohort; a session that was removed is simply gone."""
    return calendar(str(cohort), events_of(cohort), product=PRODUCT)


def course_ics(course: Course, cohorts: Iterable[Cohort]) -> bytes:
    """The sessions of all these cohorts of a course, without the online addresses."""
    events = [event for cohort in cohorts for event in events_of(cohort)]
    return calendar(course.title, events, product=PRODUCT)


def trainee_ics(trainee: Trainee) -> bytes:
    """The sessions of every cohort in which the person has a confirmed seat, with the online addresses."""
    seats = Enrolment.objects.filter(trainee=trainee, state=Enrolment.State.SEATED)
    found = seats.exclude(cohort__state=Cohort.State.CANCELLED).select_related("cohort__course")
    events = [event for seat in found for event in events_of(seat.cohort, with_link=True)]
    return calendar(_("내 수업"), events, product=PRODUCT)


def events_of(cohort: Cohort, *, with_link: bool = False) -> Iterable[Any]:
    now, is_cancelled = clock.now(), cohort.state == Cohort.State.CANCELLED
    for line in lines_of_sessions(cohort):
        session = line["session"]
        uid = f"session-{session.short_id}@deungdae"
        event = event_of(uid, session.revision + is_cancelled, session.starts_at, session.ends_at, now)
        event.add("summary", one_line(f"{cohort}: {session.title}"))
        place = line["places"] or (session.link if with_link else "")
        if place:
            event.add("location", one_line(place))
        if with_link and session.link:
            event.add("url", session.link)
        event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
        yield event
