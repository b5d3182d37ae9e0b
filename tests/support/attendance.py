"""A made-up cohort of four mornings in March 2030, people with seats, and the hands of the clock."""

from datetime import date, datetime, timedelta

import pytest

from deungdae.apps.academy.models import Attendance, Cohort, Enrolment, Session
from deungdae.apps.academy.presence import Presence, presence_of
from deungdae.apps.academy.services.attendance import Mark, check_in, write_marks
from deungdae.apps.academy.services.cohorts import transition_cohort
from deungdae.apps.academy.services.lists import Wanted, enrol_list
from deungdae.apps.academy.services.sessions import add_session
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Organisation
from tests.support.academy import a_course, a_draft, enrolled, session_facts, who
from tests.support.rooms import TUESDAY, at

DAYS = [TUESDAY + timedelta(days=more) for more in range(4)]


def a_held_cohort(capacity: int = 5, *, percent: int = 80, title: str = "데이터 분석 실무") -> Cohort:
    """Four sessions from 10 to 12, on four days."""
    cohort = a_draft(capacity, course=a_course(title, attendance_percent=percent))
    for number, day in enumerate(DAYS, start=1):
        facts = session_facts(day, title=f"{number}회차", starts_at=at(10, day), ends_at=at(12, day))
        add_session(cohort=cohort, facts=facts, actor=None)
    return transition_cohort(cohort=cohort, target=Cohort.State.OPEN, actor=None)


def seated(cohort: Cohort, count: int, *, organisation: Organisation | None = None) -> list[Enrolment]:
    return [enrolled(cohort, number, organisation=organisation) for number in range(count)]


def seated_by_list(cohort: Cohort, count: int) -> list[Enrolment]:
    """Many at once, as a list of a company brings them."""
    people = [Wanted(who(number), None, None) for number in range(count)]
    return enrol_list(cohort=cohort, people=people, actor=None)


def turn(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """It is this moment now."""
    monkeypatch.setattr(clock, "now", lambda: moment)
    monkeypatch.setattr(clock, "today", moment.date)


def come(monkeypatch: pytest.MonkeyPatch, session: Session, one: Enrolment, hour: float = 9.9) -> Attendance:
    turn(monkeypatch, at(hour, day_of(session)))
    return check_in(session=session, enrolment=one, way="screen", actor=None)


def day_of(session: Session) -> date:
    return session.starts_at.date()


def mark_of(session: Session, one: Enrolment, state: str, *, left: float | None = None) -> Mark:
    presence = Presence(state, 0)
    if state not in ("absent", "excused"):
        gone = at(left, day_of(session)) if left is not None else None
        presence = presence_of(session, arrived_at=session.starts_at, left_at=gone)
    return Mark(one, presence, clock.now())


def said(session: Session, one: Enrolment, state: str, *, reason: str = "", left: float | None = None):  # type: ignore[no-untyped-def]
    mark = mark_of(session, one, state, left=left)
    return write_marks(session=session, marks=[mark], way="list", actor=None, reason=reason)[0]
