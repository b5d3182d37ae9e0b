"""The checker finds every broken rule, and nothing in a good timetable."""

from dataclasses import replace

import pytest

from deungdae.engine.timetable.check import breaks, breaks_by_participant, check, gaps
from deungdae.engine.timetable.model import Meeting, Participant, Placement, Problem, Session
from tests.engine.timetable.samples import day


def names(problem: Problem, *placements: Placement) -> list[str]:
    return [violation.code.removeprefix("timetable.broken.") for violation in check(problem, placements)]


@pytest.mark.parametrize(
    ("slots", "expected"), [([], 0), ([3], 0), ([1, 2, 3], 0), ([1, 3], 1), ([1, 4, 5, 9], 2), ([2, 2], 0)]
)
def test_a_break_is_an_idle_stretch_between_two_meetings(slots: list[int], expected: int) -> None:
    assert gaps(slots) == expected


def test_a_good_timetable_breaks_nothing() -> None:
    assert names(day("ab", "ac"), Placement("ab", 1, 1), Placement("ac", 2, 1)) == []


def test_breaks_are_counted_for_each_participant() -> None:
    placements = [Placement("ab", 1, 1), Placement("ac", 3, 1)]
    assert breaks_by_participant(day("ab", "ac"), placements) == {"a": 1, "b": 0, "c": 0}
    assert breaks(day("ab", "ac"), placements) == 1


@pytest.mark.parametrize(
    ("placements", "expected"),
    [
        ([Placement("zz", 1, 1)], ["unknown_meeting"]),
        ([Placement("ab", 1, 1), Placement("ab", 2, 1)], ["placed_twice"]),
        ([Placement("ab", 4, 1)], ["slot_outside"]),
        ([Placement("ab", 0, 1)], ["slot_outside"]),
        ([Placement("ab", 1, 9)], ["table_unknown"]),
        ([Placement("ab", 1, 1), Placement("ac", 1, 2)], ["two_at_once"]),
        ([Placement("ab", 1, 1), Placement("cd", 1, 1)], ["table_shared"]),
    ],
)
def test_each_rule_of_places_is_judged(placements: list[Placement], expected: list[str]) -> None:
    assert names(day("ab", "ac", "cd"), *placements) == expected


def test_a_missing_meeting_is_a_fault_only_when_all_are_required() -> None:
    assert names(day("ab")) == []
    assert names(day("ab", all_required=True)) == ["missing"]


def test_absence_session_fixed_slot_and_fixed_table_are_judged() -> None:
    meeting = Meeting("m", "a", "b", session=Session.AFTERNOON, fixed_slot=3, fixed_table=2)
    problem = Problem(3, 1, (1, 2), (Participant("a", frozenset({1})), Participant("b")), (meeting,))
    assert names(problem, Placement("m", 1, 1)) == ["absent", "session", "fixed_slot", "fixed_table"]
    assert names(problem, Placement("m", 3, 2)) == []


def test_the_table_of_the_second_participant_wins() -> None:
    people = (Participant("a", own_table=11), Participant("b", own_table=12), Participant("c"))
    problem = Problem(2, 1, (), people, (Meeting("ab", "a", "b"), Meeting("ac", "a", "c")))
    assert names(problem, Placement("ab", 1, 12), Placement("ac", 2, 11)) == []
    assert names(problem, Placement("ab", 1, 11)) == ["own_table"]


def test_meetings_at_own_tables_use_up_no_shared_table() -> None:
    people = (Participant("a", own_table=11), Participant("b"), Participant("c"), Participant("d"))
    problem = Problem(1, 1, (1,), people, (Meeting("ab", "a", "b"), Meeting("cd", "c", "d")))
    assert names(problem, Placement("ab", 1, 11), Placement("cd", 1, 1)) == []


def test_more_meetings_than_tables_are_told_beside_the_doubled_table() -> None:
    problem = day("ab", "cd", tables=1)
    assert names(problem, Placement("ab", 1, 1), Placement("cd", 1, 1)) == [
        "table_shared",
        "too_many_at_once",
    ]


def test_an_order_holds_strictly_and_only_between_held_meetings() -> None:
    problem = day("ab", "cd")
    first, second = problem.meetings
    problem = replace(problem, meetings=(first, replace(second, after=("ab",))))
    assert names(problem, Placement("ab", 2, 1), Placement("cd", 2, 2)) == ["order"]
    assert names(problem, Placement("ab", 1, 1), Placement("cd", 2, 2)) == []
    assert names(problem, Placement("cd", 1, 1)) == []


def test_a_limit_of_meetings_is_judged() -> None:
    problem = day("ab", "ac")
    problem = replace(problem, participants=(Participant("a", max_meetings=1), *problem.participants[1:]))
    assert names(problem, Placement("ab", 1, 1), Placement("ac", 2, 1)) == ["too_many_meetings"]


def test_fairness_is_the_difference_to_the_participant_with_the_fewest_breaks() -> None:
    placements = [Placement("ab", 1, 1), Placement("ac", 3, 1)]
    assert names(day("ab", "ac", fairness=0), *placements) == ["fairness"]
    assert names(day("ab", "ac", fairness=1), *placements) == []


def test_fairness_does_not_mind_when_everybody_waits_alike() -> None:
    problem = day("ab", "cd", slots=3, fairness=0)
    twice = (*problem.meetings, Meeting("ba", "b", "a"), Meeting("dc", "d", "c"))
    problem = replace(problem, meetings=twice, all_required=True)
    places = [Placement("ab", 1, 1), Placement("ba", 3, 1), Placement("cd", 1, 2), Placement("dc", 3, 2)]
    assert names(problem, *places) == []
    assert (
        names(replace(problem, participants=(*problem.participants, Participant("e"))), *places)
        == ["fairness"] * 4
    )


def test_every_broken_rule_is_listed_with_words() -> None:
    found = check(day("ab", "ac"), [Placement("ab", 1, 9), Placement("ac", 1, 9)])
    assert len(found) == 4
    assert all(violation.text.endswith(".") for violation in found)
