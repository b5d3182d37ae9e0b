"""Faults of a day are named with place, value and way out before anything is calculated."""

from dataclasses import replace

import pytest

from deungdae.engine.kernel.errors import InputError
from deungdae.engine.timetable.model import Meeting, Participant, Placement, Problem
from deungdae.engine.timetable.rules import find_cycle, require_valid, validate
from deungdae.engine.timetable.solve import solve
from tests.engine.timetable.samples import day

GOOD = day("ab", "cd")


def codes(problem: Problem) -> list[str]:
    return [issue.code.removeprefix("timetable.") for issue in validate(problem)]


def with_meeting(**change: object) -> Problem:
    return replace(GOOD, meetings=(replace(GOOD.meetings[0], **change), GOOD.meetings[1]))  # type: ignore[arg-type]


def with_person(**change: object) -> Problem:
    return replace(GOOD, participants=(replace(GOOD.participants[0], **change), *GOOD.participants[1:]))  # type: ignore[arg-type]


def test_a_good_day_has_no_faults() -> None:
    assert codes(GOOD) == []


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        (replace(GOOD, slots=0), "no_slots"),
        (replace(GOOD, slots=5000), "too_many_slots"),
        (replace(GOOD, morning_slots=4), "morning_slots"),
        (replace(GOOD, fairness=-1), "fairness"),
        (replace(GOOD, tables=(1, 0)), "table_number"),
        (replace(GOOD, tables=(1, 2, 1)), "table_twice"),
        (with_person(id="b"), "participant_twice"),
        (with_person(forbidden=frozenset({9})), "forbidden_slot"),
        (with_person(max_meetings=-1), "max_meetings"),
        (with_person(own_table=0), "table_number"),
        (with_person(own_table=1), "own_table_shared"),
        (with_meeting(id="cd"), "meeting_twice"),
        (with_meeting(first="z"), "unknown_participant"),
        (with_meeting(second="a"), "with_oneself"),
        (with_meeting(first="d", second="c"), "same_pair"),
        (with_meeting(fixed_slot=4), "fixed_slot"),
        (with_meeting(fixed_table=99), "fixed_table"),
        (with_meeting(weight=-1), "weight"),
        (with_meeting(weight=10**7), "weight"),
        (with_meeting(after=("zz",)), "unknown_meeting"),
        (with_meeting(after=("ab",)), "cycle"),
    ],
)
def test_each_fault_is_named(problem: Problem, expected: str) -> None:
    assert expected in codes(problem)


def test_every_fault_says_where_what_and_how_to_mend_it() -> None:
    issue = validate(with_meeting(fixed_slot=4))[0]
    assert (issue.where, issue.value) == ("meetings[0].fixed_slot", "4")
    assert issue.text == (
        "상담 'ab'의 고정 시간대 4는 1부터 3 사이에 없습니다(meetings[0].fixed_slot). 시간대를 고쳐 주십시오."
    )


def test_nobody_at_all_is_a_fault() -> None:
    assert "no_participants" in codes(replace(GOOD, participants=(), meetings=()))


def test_two_people_cannot_own_the_same_table() -> None:
    people = (Participant("a", own_table=9), Participant("b", own_table=9))
    assert codes(Problem(1, 1, (1,), people, (Meeting("m", "a", "b"),))) == ["own_table_twice"]


def test_a_participant_without_a_meeting_is_only_a_warning() -> None:
    issues = validate(day("ab", people="x"))
    assert [issue.code for issue in issues] == ["timetable.no_meeting"]
    assert issues[0].warning


def test_the_same_pair_twice_is_only_a_warning_where_all_are_required() -> None:
    problem = replace(with_meeting(first="d", second="c"), all_required=True)
    assert all(issue.warning for issue in validate(problem))


def test_a_cycle_is_named_in_its_order() -> None:
    assert find_cycle({"x": (), "a": ("b",), "b": ("c",), "c": ("a",)}) in (
        ("a", "c", "b", "a"),
        ("b", "a", "c", "b"),
        ("c", "b", "a", "c"),
    )
    assert find_cycle({"a": ("b", "c"), "b": ("c",), "c": ()}) == ()


def test_fixed_meetings_that_exclude_each_other_are_named() -> None:
    fixed = tuple(replace(meeting, fixed_slot=1) for meeting in day("ab", "cd", "ad").meetings)
    assert codes(replace(GOOD, meetings=fixed, tables=(1, 2))) == [
        "fixed_same_time",
        "fixed_same_time",
        "fixed_over_tables",
    ]
    at_one = tuple(replace(meeting, fixed_slot=1, fixed_table=1) for meeting in GOOD.meetings)
    assert codes(replace(GOOD, meetings=at_one)) == ["fixed_same_table"]


def test_a_locked_meeting_without_a_place_is_refused() -> None:
    require_valid(GOOD, {"ab": Placement("ab", 1, 1)}, frozenset({"ab"}))
    with pytest.raises(InputError, match="잠근 상담 'cd'"):
        require_valid(GOOD, {"ab": Placement("ab", 1, 1)}, frozenset({"cd"}))


def test_the_solver_refuses_what_cannot_be_read_as_a_day() -> None:
    with pytest.raises(InputError):
        solve(replace(GOOD, slots=0), seed=1)


def test_five_thousand_participants_are_no_trouble() -> None:
    people = tuple(Participant(f"p{index}") for index in range(5000))
    meetings = tuple(Meeting(f"m{index}", f"p{index}", f"p{index + 2500}") for index in range(2500))
    problem = Problem(4, 2, tuple(range(1, 1001)), people, meetings, fairness=2)
    assert validate(problem) == []
    solution = solve(problem, seed=1, seconds=20)
    assert (len(solution.placements), solution.breaks) == (2500, 0)
