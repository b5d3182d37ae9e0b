"""Tables and the people who sit at them: the large companies get the large tables."""

from dataclasses import replace

import pytest

from deungdae.engine.kernel.errors import InputError
from deungdae.engine.timetable.model import Participant, Placement, Problem
from deungdae.engine.timetable.solve import solve
from tests.engine.timetable.samples import day


def crowds(problem: Problem, **attending: int) -> Problem:
    people = tuple(Participant(one.id, attending=attending.get(one.id, 1)) for one in problem.participants)
    return replace(problem, participants=people)


def test_as_many_meetings_as_possible_have_room_at_their_table() -> None:
    problem = crowds(day("ab", "cd", "ef", slots=1, tables=3), c=3, d=3, e=2, f=2)
    problem = replace(problem, seats={1: 6, 2: 2, 3: 4})
    assert {place.meeting: place.table for place in solve(problem, seed=1).placements} == {
        "ab": 2,
        "cd": 1,
        "ef": 3,
    }


def test_a_meeting_too_large_for_every_table_is_held_at_the_largest() -> None:
    problem = replace(crowds(day("ab", slots=1, tables=2), a=5, b=5), seats={1: 4, 2: 8})
    assert [place.table for place in solve(problem, seed=1).placements] == [2]


def test_who_sits_already_keeps_the_table_whatever_it_holds() -> None:
    problem = replace(crowds(day("ab", slots=1, tables=2), a=5, b=5), seats={1: 4, 2: 20})
    current = {"ab": Placement("ab", 1, 1)}
    assert [place.table for place in solve(problem, seed=1, current=current).placements] == [1]


def test_seats_and_attending_must_be_numbers_of_people() -> None:
    problem = replace(crowds(day("ab", slots=1, tables=1), a=-1), seats={1: 0})
    with pytest.raises(InputError) as refused:
        solve(problem, seed=1)
    assert [issue.code for issue in refused.value.issues] == ["timetable.seats", "timetable.attending"]
