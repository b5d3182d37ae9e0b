"""The counts of breaks and the blocks of calm participants, against trying every case."""

from dataclasses import replace
from itertools import combinations, product

import pytest

from deungdae.engine.timetable.model import Meeting, Participant, Problem, Session, Status
from deungdae.engine.timetable.solve import solve
from deungdae.engine.timetable.solve.core_guided import Oracle
from deungdae.engine.timetable.solve.day import index_day
from deungdae.engine.timetable.solve.levels import Variables, blocks_of, count_gaps, most_breaks, tie_block
from tests.engine.timetable.samples import day


def is_possible(oracle: Oracle, *literals: int) -> bool:
    """Whether the formula has a model with these literals."""
    *_, answer = oracle.solve(literals)
    return answer is True


@pytest.mark.parametrize("most", range(4))
def test_levels_count_the_gaps_and_forbid_more_than_the_most(most: int) -> None:
    gaps = [1, 2, 3, 4, 5]
    levels, clauses = count_gaps(gaps, most, Variables(len(gaps)))
    oracle = Oracle()
    oracle.add(clauses)
    assert len(levels) == most
    for signs in product((1, -1), repeat=len(gaps)):
        chosen, count = [gap * sign for gap, sign in zip(gaps, signs, strict=True)], signs.count(1)
        assert is_possible(oracle, *chosen) == (count <= most)
        for index, level in enumerate(levels):
            assert is_possible(oracle, *chosen, -level) == (count <= min(index, most))
    oracle.close()


@pytest.mark.parametrize("restless", [0, 9])
def test_the_slots_of_a_calm_participant_are_one_of_the_blocks(restless: int) -> None:
    used = {slot: slot for slot in (1, 2, 3, 5, 6, 7)}
    blocks = [range(1, 3), range(5, 7), range(6, 8)]
    oracle = Oracle()
    oracle.add(tie_block(used, blocks, restless, Variables(9)))
    for chosen in combinations(used, 2):
        literals = [literal if slot in chosen else -literal for slot, literal in used.items()]
        calm = [-restless] if restless else []
        assert is_possible(oracle, *literals, *calm) == (range(chosen[0], chosen[1] + 1) in blocks)
        assert not restless or is_possible(oracle, *literals, restless)
    oracle.close()


def test_a_block_must_have_room_for_each_meeting_of_its_participant() -> None:
    problem = day("ab", "ac", slots=6)
    meetings = (replace(problem.meetings[0], session=Session.MORNING), problem.meetings[1])
    problem = replace(problem, meetings=meetings)
    numbers = index_day(problem, {}, frozenset())
    slots = {slot: slot for slot in range(1, 7)}
    assert blocks_of(numbers, (0, 1), slots) == [range(1, 3), range(2, 4), range(3, 5)]


def scattered_day(fairness: int | None) -> Problem:
    """Four meetings of one who is away in every second slot, so that each but the first costs a break."""
    return Problem(
        slots=7,
        morning_slots=3,
        tables=(1, 2),
        participants=(Participant("a", frozenset({2, 4, 6})), *map(Participant, "bcde")),
        meetings=tuple(Meeting("a" + other, "a", other) for other in "bcde"),
        fairness=fairness,
        all_required=True,
    )


def test_breaks_across_absences_are_counted_to_the_last() -> None:
    solution = solve(scattered_day(None), seed=1)
    assert (solution.status, solution.breaks, solution.bound) == (Status.OPTIMAL, 3, 3)
    assert most_breaks(index_day(scattered_day(None), {}, frozenset()), range(4), range(6), held=True) == 3


@pytest.mark.parametrize(("fairness", "status"), [(3, Status.OPTIMAL), (2, Status.INFEASIBLE)])
def test_unavoidable_breaks_meet_the_fairness_bound(fairness: int, status: Status) -> None:
    assert solve(scattered_day(fairness), seed=1).status is status
