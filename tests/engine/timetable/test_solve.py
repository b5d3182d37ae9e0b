"""The solver on days that can be checked by hand, and what it promises beside the answer."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deungdae.engine.timetable.check import check
from deungdae.engine.timetable.model import Participant, Placement, Problem, Progress, Status
from deungdae.engine.timetable.solve import solve
from tests.engine.timetable.days import days
from tests.engine.timetable.samples import INSTANCES, day, instance

NAMES = sorted(path.stem for path in INSTANCES.glob("*.json"))


@pytest.mark.parametrize("name", NAMES)
def test_a_named_instance_is_answered_as_expected(name: str) -> None:
    request, expected = instance(name)
    solution = solve(request.problem, seed=1, current=request.current, locked=request.locked)
    assert solution.status == expected["status"]
    if solution.status is Status.INFEASIBLE:
        codes = [explanation.code for explanation in solution.explanation]
        assert codes[:2] == ["timetable.infeasible", expected["blames"]]
        return
    places = solution.by_meeting
    assert check(request.problem, solution.placements) == []
    assert (len(places), solution.breaks) == (expected["held"], expected["breaks"])
    if "left" in expected:
        assert [left.meeting for left in solution.unscheduled] == expected["left"]
    for part in ("tables", "slots"):
        for meeting, number in expected.get(part, {}).items():  # type: ignore[attr-defined]
            assert getattr(places[meeting], part.removesuffix("s")) == number


def busy_day() -> Problem:
    """A crowded day of 12 people in 8 slots with 5 tables."""
    letters = "abcdefghijkl"
    pairs = [one + other for index, one in enumerate(letters) for other in letters[index + 1 :: 2]]
    return day(*pairs, slots=8, tables=5, fairness=1)


def test_the_same_seed_gives_the_same_answer() -> None:
    answers = [solve(busy_day(), seed=3) for _ in range(2)]
    assert answers[0].placements == answers[1].placements
    assert replace(answers[0], seconds=0.0) == replace(answers[1], seconds=0.0)


def test_the_best_so_far_is_kept_when_the_run_is_stopped() -> None:
    told: list[Progress] = []

    def stop(progress: Progress) -> bool:
        told.append(progress)
        return False

    solution = solve(busy_day(), seed=1, on_progress=stop)
    assert len(told) == 1
    assert solution.status is Status.FEASIBLE
    assert check(busy_day(), solution.placements) == []
    assert all(left.reason.text for left in solution.unscheduled)


def test_a_stopped_run_without_a_timetable_says_that_nothing_is_known() -> None:
    everybody_must_wait = instance("everybody_waits_alike")[0].problem
    solution = solve(everybody_must_wait, seed=1, on_progress=lambda _progress: False)
    assert solution.status is Status.UNKNOWN
    assert [explanation.code for explanation in solution.explanation] == ["timetable.nothing_found"]


def test_a_run_by_the_clock_ends_with_the_clock_and_an_honest_bound() -> None:
    ticks = iter(range(10_000))
    solution = solve(busy_day(), seed=1, seconds=3, clock=lambda: float(next(ticks)))
    assert check(busy_day(), solution.placements) == []
    assert solution.bound is not None
    assert solution.breaks is not None
    assert solution.bound <= solution.breaks


def test_a_run_that_was_stopped_or_timed_is_repeated_by_its_course() -> None:
    hard = instance("everybody_waits_alike")[0].problem
    told = iter(range(10_000))
    runs = [
        solve(busy_day(), seed=5, on_progress=lambda _progress: next(told) < 3),
        solve(busy_day(), seed=5, seconds=0.5),
        solve(hard, seed=5, seconds=2.0),
    ]
    for problem, run in zip((busy_day(), busy_day(), hard), runs, strict=True):
        assert run.course is not None
        again = solve(problem, seed=5, course=run.course)
        assert replace(again, seconds=0.0, course=None) == replace(run, seconds=0.0, course=None)


def test_a_run_by_rule_needs_no_course() -> None:
    assert solve(busy_day(), seed=1).course is None


def test_progress_never_falls_and_counts_what_is_placed() -> None:
    told: list[Progress] = []
    solve(busy_day(), seed=1, on_progress=lambda progress: told.append(progress) is None)
    assert told
    assert [one.percent for one in told] == sorted(one.percent for one in told)
    assert all(0 <= one.placed <= one.total for one in told)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(days(), st.permutations("가나다라마"), st.randoms(use_true_random=False))
def test_other_names_and_another_order_do_not_change_the_optimum(
    problem: Problem, names: list[str], dice: Random
) -> None:
    other = dict(zip("가나다라마", names, strict=True))
    people = [replace(person, id=other[person.id]) for person in problem.participants]
    meetings = [
        replace(meeting, first=other[meeting.first], second=other[meeting.second])
        for meeting in problem.meetings
    ]
    dice.shuffle(people)
    dice.shuffle(meetings)
    renamed = replace(problem, participants=tuple(people), meetings=tuple(meetings))
    answers = solve(problem, seed=1), solve(renamed, seed=2)
    assert answers[0].status == answers[1].status
    assert answers[0].breaks == answers[1].breaks
    assert len(answers[0].placements) == len(answers[1].placements)


def test_a_new_plan_moves_only_those_that_must_move() -> None:
    problem = day("ab", "cd", "ac", slots=4, tables=2)
    current = solve(problem, seed=1).by_meeting
    away = current["ab"].slot
    absent = (Participant("a", frozenset({away})), *problem.participants[1:])
    solution = solve(replace(problem, participants=absent), seed=1, current=current)
    assert solution.moved == ("ab",)
    assert solution.by_meeting["cd"] == current["cd"]
    assert solution.by_meeting["ac"] == current["ac"]


def test_what_a_proof_takes_for_granted_is_said() -> None:
    problem = day("ab", "cd", "ac", slots=4, tables=2)
    free = solve(problem, seed=1)
    near = solve(problem, seed=1, current=free.by_meeting)
    held = {"ab": free.by_meeting["ab"]}
    locked = solve(problem, seed=1, current=held, locked=frozenset(held))
    last = [solution.explanation[-1].code for solution in (free, near, locked)]
    assert last == ["timetable.optimal", "timetable.optimal_near", "timetable.optimal_locked"]


def test_a_locked_meeting_keeps_slot_and_table_at_the_price_of_breaks() -> None:
    problem = day("ab", "ac", slots=4, tables=2)
    current = {"ab": Placement("ab", 1, 2), "ac": Placement("ac", 4, 1)}
    solution = solve(problem, seed=1, current=current, locked=frozenset(current))
    assert solution.by_meeting == current
    assert (solution.breaks, solution.moved, solution.status) == (1, (), Status.OPTIMAL)


def test_a_locked_meeting_whose_place_is_gone_is_left_out_with_a_reason() -> None:
    problem = day("ab", slots=2, tables=1)
    current = {"ab": Placement("ab", 1, 9)}
    solution = solve(problem, seed=1, current=current, locked=frozenset({"ab"}))
    assert [left.meeting for left in solution.unscheduled] == ["ab"]


def test_a_current_place_outside_the_day_is_no_trouble() -> None:
    solution = solve(day("ab", slots=2), seed=1, current={"ab": Placement("ab", 7, 1)})
    assert len(solution.placements) == 1
    assert solution.moved == ("ab",)


def test_a_day_without_meetings_is_held_at_once() -> None:
    solution = solve(day(people="ab"), seed=1)
    assert (solution.status, solution.breaks, solution.placements) == (Status.OPTIMAL, 0, ())


def test_a_day_without_tables_leaves_every_meeting_out() -> None:
    solution = solve(day("ab", tables=0), seed=1)
    assert (solution.status, solution.placements) == (Status.OPTIMAL, ())
    assert "테이블 0개" in solution.unscheduled[0].reason.text
