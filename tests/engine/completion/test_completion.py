"""Who completes a course, judged by a checker that shares no line with the rule."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deungdae.engine.completion.check import faults
from deungdae.engine.completion.model import Exam, Gap, Meeting, Missing, Part, Record, Work
from deungdae.engine.completion.rules import minutes_needed
from deungdae.engine.completion.solve import judge

minutes = st.integers(1, 600)
meetings = st.lists(
    st.builds(
        Meeting,
        number=st.just(0),
        minutes=minutes,
        attended=st.integers(0, 700),
        is_excused=st.booleans(),
        is_over=st.booleans(),
    ),
    max_size=8,
)
points = st.none() | st.integers(0, 100)
tests = st.lists(
    st.builds(Exam, st.just("시험"), st.integers(1, 100), points, st.none() | st.integers(0, 3)), max_size=3
)
works = st.lists(
    st.builds(Work, st.just("과제"), st.integers(0, 100), points, st.none() | st.booleans()), max_size=3
)
records = st.builds(
    lambda found, percent, tests, works: Record(
        tuple(replace(one, number=place) for place, one in enumerate(found, start=1)),
        percent,
        tuple(tests),
        tuple(works),
    ),
    meetings,
    st.integers(1, 100),
    tests,
    works,
)


def attended(*told: int, percent: int = 80, length: int = 120) -> Record:
    return Record(tuple(Meeting(place, length, there) for place, there in enumerate(told, start=1)), percent)


def test_the_missing_hours_are_told_by_their_meetings() -> None:
    verdict = judge(attended(120, 120, 120, 0, 60))
    assert (verdict.needed, verdict.counted, verdict.short) == (480, 420, 60)
    assert verdict.gaps == (Gap(4, 120, is_whole=True), Gap(5, 60, is_whole=False))
    assert not verdict.is_complete


def test_the_boundary_is_exact_to_the_minute() -> None:
    assert judge(attended(96)).is_complete
    assert not judge(attended(95)).is_complete
    assert minutes_needed(301, 33) == 100
    assert minutes_needed(300, 33) == 99


def test_whoever_was_nowhere_completes_nothing_however_well_excused() -> None:
    record = Record((Meeting(1, 60, is_excused=True), Meeting(2, 60, is_excused=True)), 80)
    verdict = judge(record)
    assert verdict.counted == 120
    assert not verdict.is_started
    assert not verdict.is_complete
    assert verdict.is_lost


def test_before_the_last_meeting_is_over_nobody_completes() -> None:
    record = Record((Meeting(1, 120, 120), Meeting(2, 10, 10, is_over=False)), 80)
    assert not judge(record).is_complete
    assert not judge(Record((), 80)).is_complete


def test_it_is_known_early_when_the_hours_cannot_be_reached_any_more() -> None:
    missed = [Meeting(1, 120), Meeting(2, 120, is_over=False)]
    assert judge(Record(tuple(missed), 80)).is_lost
    assert not judge(Record(tuple(missed), 50)).is_lost


@given(records)
def test_every_verdict_passes_the_checker(record: Record) -> None:
    assert faults(record, judge(record)) == []


@given(records, st.data())
def test_more_attendance_never_lowers(record: Record, data: st.DataObject) -> None:
    more = tuple(
        replace(
            one,
            attended=one.attended + data.draw(st.integers(0, 100)),
            is_excused=one.is_excused or data.draw(st.booleans()),
        )
        for one in record.meetings
    )
    before, after = judge(record), judge(replace(record, meetings=more))
    assert after.counted >= before.counted
    assert after.is_complete >= before.is_complete
    assert after.is_lost <= before.is_lost


@given(records)
def test_nobody_without_any_attendance_completes(record: Record) -> None:
    nowhere = tuple(replace(one, attended=0) for one in record.meetings)
    assert not judge(replace(record, meetings=nowhere)).is_complete


@given(st.lists(minutes, min_size=1, max_size=8), st.integers(1, 100))
def test_exactly_the_needed_minutes_complete_and_one_less_does_not(lengths: list[int], percent: int) -> None:
    needed = minutes_needed(sum(lengths), percent)

    def verdict_of(left: int) -> bool:
        found = []
        for place, length in enumerate(lengths, start=1):
            there = min(left, length)
            left -= there
            found.append(Meeting(place, length, there))
        return judge(Record(tuple(found), percent)).is_complete

    assert verdict_of(needed)
    assert not verdict_of(needed - 1)


@pytest.mark.parametrize(
    "record",
    [attended(1, percent=0), attended(1, percent=101), attended(1, length=0), attended(-1)],
)
def test_a_record_that_cannot_be_is_refused(record: Record) -> None:
    with pytest.raises(ValueError, match=r"percent|minutes"):
        judge(record)


def test_the_checker_finds_a_completion_that_is_none() -> None:
    record = attended(0, 0)
    wrong = replace(judge(record), is_complete=True, short=0, needed=1)
    assert len(faults(record, wrong)) >= 3


def test_hours_alone_are_not_enough_where_tests_and_works_count() -> None:
    hours = attended(120, 120)
    passed, failed = Exam("데이터 기초", 60, best=60), Exam("데이터 기초", 60, best=52, left=1)
    work = Work("현장 적용", 70, points=70, is_confirmed=True)
    assert judge(replace(hours, tests=(passed,), works=(work,))).is_complete
    verdict = judge(replace(hours, tests=(failed,), works=(replace(work, points=None, is_confirmed=False),)))
    assert verdict.is_attended
    assert not verdict.is_complete
    assert verdict.missing == (
        Missing(Part.TEST, "데이터 기초", 60, 52, 1),
        Missing(Part.WORK, "현장 적용", 70),
        Missing(Part.CONFIRMATION, "현장 적용", 0),
    )
    assert not verdict.is_lost
    assert judge(replace(hours, tests=(replace(failed, left=0),))).is_lost
    with pytest.raises(ValueError, match="0 points"):
        judge(replace(hours, tests=(Exam("x", 0),)))
