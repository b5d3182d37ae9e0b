"""Attendance: once for each person, whatever the way; nobody without a seat, nobody outside the hours."""

import time
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from deungdae.apps.academy.bridge.completion import verdicts_of
from deungdae.apps.academy.models import Attendance, AttendanceStep, Cohort, Enrolment
from deungdae.apps.academy.presence import presence_of
from deungdae.apps.academy.services.attendance import check_in, marked
from deungdae.apps.academy.services.cohorts import transition_cohort
from deungdae.apps.academy.services.enrolments import cancel_enrolment
from deungdae.apps.academy.services.sessions import change_session, remove_session
from deungdae.apps.core import clock
from tests.support.academy import enrolled, session_facts, sessions_of
from tests.support.at_once import at_once
from tests.support.attendance import DAYS, a_held_cohort, come, said, seated, seated_by_list, turn
from tests.support.refusals import code_of
from tests.support.rooms import at

pytestmark = pytest.mark.django_db


def refused_by_the_database(act) -> bool:  # type: ignore[no-untyped-def]
    try:
        with transaction.atomic():
            act()
    except IntegrityError:
        return True
    return False


def lines(one: Enrolment) -> list[tuple[str, str, int]]:
    steps = AttendanceStep.objects.filter(attendance__enrolment=one)
    return list(steps.values_list("old_state", "state", "minutes"))


def test_who_comes_in_time_was_there_from_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    cohort = a_held_cohort()
    first, second, third = seated(cohort, 3)
    session = sessions_of(cohort)[0]
    assert (come(monkeypatch, session, first).state, come(monkeypatch, session, first).minutes) == (
        "present",
        120,
    )
    assert come(monkeypatch, session, second, 10 + 10 / 60).state == "present"
    late = come(monkeypatch, session, third, 10.5)
    assert (late.state, late.minutes) == ("late", 90)
    first.refresh_from_db()
    assert first.started_on == DAYS[0]


def test_the_second_check_in_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    cohort = a_held_cohort()
    [one] = seated(cohort, 1)
    session = sessions_of(cohort)[0]
    come(monkeypatch, session, one)
    come(monkeypatch, session, one, 11)
    assert Attendance.objects.get().state == "present"
    assert lines(one) == [("", "present", 120)]


def test_a_mark_that_was_kept_without_network_counts_from_its_own_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cohort = a_held_cohort()
    [one] = seated(cohort, 1)
    session = sessions_of(cohort)[0]
    come(monkeypatch, session, one, 11)
    for _time in range(2):
        check_in(session=session, enrolment=one, way="door", actor=None, at=at(9.9, DAYS[0]))
    assert lines(one) == [("", "late", 60), ("late", "present", 120)]
    ahead = at(11.5, DAYS[0])

    def from_the_future() -> Attendance:
        return check_in(session=session, enrolment=one, way="door", actor=None, at=ahead)

    assert code_of(from_the_future) == "clock"


def test_outside_the_hours_nobody_checks_in(monkeypatch: pytest.MonkeyPatch) -> None:
    cohort = a_held_cohort()
    [one] = seated(cohort, 1)
    session, other = sessions_of(cohort)[:2]
    assert code_of(lambda: come(monkeypatch, session, one, 8.9)) == "too_early"
    assert code_of(lambda: come(monkeypatch, session, one, 12)) == "too_late"
    turn(monkeypatch, at(10, DAYS[0]))
    act = {"enrolment": one, "way": "screen", "actor": None}
    assert code_of(lambda: check_in(session=other, **act)) == "too_early"


def test_nobody_without_a_seat_of_the_cohort_checks_in(monkeypatch: pytest.MonkeyPatch) -> None:
    cohort = a_held_cohort(1)
    one, waiting = seated(cohort, 2)
    elsewhere = enrolled(a_held_cohort(title="다른 과정"), 7)
    session = sessions_of(cohort)[0]
    assert code_of(lambda: come(monkeypatch, session, waiting)) == "no_seat"
    assert code_of(lambda: come(monkeypatch, session, elsewhere)) == "other_cohort"
    turn(monkeypatch, at(9, DAYS[0]) - timedelta(days=9))
    transition_cohort(cohort=cohort, target=Cohort.State.CANCELLED, reason="강사 사정", actor=None)
    assert code_of(lambda: come(monkeypatch, session, one)) == "not_held"


def test_a_correction_says_why_and_both_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    cohort = a_held_cohort()
    [one] = seated(cohort, 1)
    session = sessions_of(cohort)[0]
    come(monkeypatch, session, one)
    turn(monkeypatch, at(13, DAYS[0]))
    assert code_of(lambda: said(session, one, "absent")) == "reason"
    said(session, one, "left_early", left=11, reason="병원")
    assert lines(one) == [("", "present", 120), ("present", "left_early", 60)]
    turn(monkeypatch, at(14, DAYS[0]))
    said(session, one, "absent", reason="다른 사람이 대신 찍음")
    one.refresh_from_db()
    assert one.started_on is None


def test_who_was_excused_or_missed_and_comes_after_all_needs_no_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cohort = a_held_cohort()
    first, second = seated(cohort, 2)
    session = sessions_of(cohort)[0]
    said(session, first, "excused")
    turn(monkeypatch, at(10.2, DAYS[0]))
    said(session, second, "absent")
    assert [come(monkeypatch, session, one, 10.5).state for one in (first, second)] == ["late", "late"]


def test_an_older_mark_of_a_list_does_not_undo_a_newer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    cohort = a_held_cohort()
    [one] = seated(cohort, 1)
    session = sessions_of(cohort)[0]
    come(monkeypatch, session, one, 10.5)
    turn(monkeypatch, at(10.1, DAYS[0]))
    assert said(session, one, "absent").state == "late"


def test_what_a_list_says_is_checked_against_the_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    session = sessions_of(a_held_cohort())[0]

    def say(state: str, hour: float, **times: object) -> object:
        moment = at(hour, DAYS[0])
        turn(monkeypatch, moment)
        told = {"arrived_at": None, "left_at": None, **times}
        return marked(session, state=state, at=moment, **told)  # type: ignore[arg-type]

    assert code_of(lambda: say("absent", 9.9)) == "too_early"
    assert code_of(lambda: say("present", 8)) == "too_early"
    assert code_of(lambda: say("late", 13)) == "time"
    assert code_of(lambda: say("left_early", 13)) == "time"
    assert code_of(lambda: say("late", 13, arrived_at=at(12.5, DAYS[0]))) == "not_there"
    assert say("late", 13, arrived_at=at(11, DAYS[0])).minutes == 60  # type: ignore[attr-defined]
    assert say("late", 10.5).minutes == 90  # type: ignore[attr-defined]
    assert say("excused", 8).minutes == 0  # type: ignore[attr-defined]


def test_late_and_gone_early_is_called_by_what_cost_more() -> None:
    session = sessions_of(a_held_cohort())[0]
    both = presence_of(session, arrived_at=at(10.25, DAYS[0]), left_at=at(11, DAYS[0]))
    assert (both.state, both.minutes) == ("left_early", 45)


def test_nobody_has_sat_more_than_has_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    cohort = a_held_cohort()
    early, late, gone = seated(cohort, 3)
    session = sessions_of(cohort)[0]
    come(monkeypatch, session, early, 9.5)
    come(monkeypatch, session, late, 10.5)
    turn(monkeypatch, at(11, DAYS[0]))
    said(session, gone, "left_early", left=10.75)
    counted = {}
    for hour in (9.9, 10, 10.75, 11, 12, 13):
        turn(monkeypatch, at(hour, DAYS[0]))
        found = verdicts_of(cohort, [early, late, gone])
        counted[hour] = [found[one.pk].counted for one in (early, late, gone)]
    assert counted == {
        9.9: [0, 0, 0],
        10: [0, 0, 0],
        10.75: [45, 15, 45],
        11: [60, 30, 45],
        12: [120, 90, 45],
        13: [120, 90, 45],
    }


def test_a_session_with_attendance_is_not_moved_or_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    cohort = a_held_cohort()
    [one] = seated(cohort, 1)
    session = sessions_of(cohort)[0]
    said(session, one, "excused")
    moved = session_facts(DAYS[0], starts_at=at(14, DAYS[0]), ends_at=at(16, DAYS[0]))
    assert code_of(lambda: change_session(session=session, facts=moved, actor=None)) == "attended"
    assert code_of(lambda: remove_session(session=session, actor=None)) == "attended"


def test_the_database_keeps_out_whoever_has_no_seat(monkeypatch: pytest.MonkeyPatch) -> None:
    cohort = a_held_cohort(1)
    one, waiting = seated(cohort, 2)
    session = sessions_of(cohort)[0]
    facts = {"session": session, "state": "present", "minutes": 9, "way": "list", "marked_at": clock.now()}
    assert refused_by_the_database(lambda: Attendance.objects.create(enrolment=waiting, **facts))
    written = Attendance.objects.create(enrolment=one, **facts)
    rows = Attendance.objects.filter(pk=written.pk)
    assert refused_by_the_database(lambda: rows.update(enrolment=waiting))
    assert refused_by_the_database(lambda: rows.update(minutes=0))
    assert refused_by_the_database(lambda: rows.update(state="absent"))
    assert refused_by_the_database(rows.delete)
    assert refused_by_the_database(lambda: Attendance.objects.create(enrolment=one, **facts))
    come(monkeypatch, sessions_of(cohort)[1], one)
    assert refused_by_the_database(lambda: AttendanceStep.objects.update(reason="x"))


def test_who_has_left_the_cohort_keeps_what_was_written(monkeypatch: pytest.MonkeyPatch) -> None:
    cohort = a_held_cohort(1, percent=20)
    [one] = seated(cohort, 1)
    said(sessions_of(cohort)[0], one, "excused")
    cancel_enrolment(enrolment=one, reason="", actor=None)
    assert Attendance.objects.filter(enrolment=one).count() == 1
    assert code_of(lambda: come(monkeypatch, sessions_of(cohort)[0], one)) == "no_seat"


@pytest.mark.one_database
def test_three_hundred_check_in_within_five_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    cohort = a_held_cohort(300)
    people = seated_by_list(cohort, 300)
    session = sessions_of(cohort)[0]
    turn(monkeypatch, at(9.9, DAYS[0]))
    start = time.perf_counter()
    for one in people:
        check_in(session=session, enrolment=one, way="screen", actor=None)
    assert Attendance.objects.filter(session=session, state="present").count() == 300
    assert time.perf_counter() - start < 300


@pytest.mark.django_db(transaction=True)
def test_many_taps_of_one_person_at_once_are_one_attendance(monkeypatch: pytest.MonkeyPatch) -> None:
    cohort = a_held_cohort()
    [one] = seated(cohort, 1)
    session = sessions_of(cohort)[0]
    turn(monkeypatch, at(9.9, DAYS[0]))
    acts = [lambda: check_in(session=session, enrolment=one, way="screen", actor=None)] * 6
    results = at_once(acts)
    assert all(isinstance(result, Attendance) for result in results)
    assert lines(one) == [("", "present", 120)]
