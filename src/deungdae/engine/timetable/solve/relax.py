"""Small changes of an infeasible day that are shown to help, and meetings that do not go together.

Every statement is checked by the SAT solver within a counted budget; what is not settled in it is not said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from deungdae.engine.kernel.explanation import Explanation, explain
from deungdae.engine.timetable.model import Problem
from deungdae.engine.timetable.solve.core_guided import Oracle
from deungdae.engine.timetable.solve.day import Day, index_day
from deungdae.engine.timetable.solve.encoding import Encoding
from deungdae.engine.timetable.solve.fitting import cut_day, find_jams

Enough = Callable[[], bool]

_WORK = 4_000_000
"""Propagations for one question: about a second."""
_MOST_DROPS = 12


def _asked(oracle: Oracle, assumptions: list[int], enough: Enough, work: int = _WORK) -> bool | None:
    """The answer of the oracle, None when it takes more than `work` or `enough` says so."""
    limit = oracle.work + work
    for answer in oracle.solve(assumptions):
        if answer is not None:
            return answer
        if oracle.work > limit or enough():
            return None
    return None


def _droppable(day: Day) -> tuple[Oracle, list[int]]:
    encoding = Encoding(day, droppable=True)
    oracle = Oracle()
    for _ in encoding.build():
        oracle.add(encoding.taken())
    oracle.add(encoding.taken())
    return oracle, encoding.held


def knot(day: Day, enough: Enough) -> tuple[int, ...]:
    """Meetings that cannot all be held, as few as the budget shows; () if none found."""
    oracle, held = _droppable(day)
    try:
        if _asked(oracle, held, enough) is not False:
            return ()
        core = sorted(oracle.core())
        spent = oracle.work
        for literal in list(core):
            rest = [one for one in core if one != literal]
            if enough() or oracle.work - spent > _WORK:
                break
            if literal in core and oracle.limited(rest, 2000) is False:
                found = set(oracle.core())
                core = [one for one in rest if one in found]
        place = {literal: meeting for meeting, literal in enumerate(held)}
        return tuple(place[literal] for literal in core)
    finally:
        oracle.close()


def remedies(day: Day, tied: tuple[int, ...], enough: Enough) -> Iterator[Explanation]:
    """Changes that are shown to make the day possible, the smallest first."""
    problem = day.problem
    dropped = _drop_that_helps(day, tied, enough)
    if dropped is not None:
        yield explain("timetable.helps.drop", meeting=problem.meetings[dropped].id)
    if problem.fairness is not None:
        for bound in (problem.fairness + 1, None):
            if _possible(replace(problem, fairness=bound), enough):
                yield _of_fairness(bound)
                break
    if _possible(replace(problem, tables=(*problem.tables, max(problem.tables, default=0) + 1)), enough):
        yield explain("timetable.helps.table", tables=len(problem.tables) + 1)
    if _possible(replace(problem, slots=problem.slots + 1), enough):
        yield explain("timetable.helps.slot", slots=problem.slots + 1)


def _of_fairness(bound: int | None) -> Explanation:
    if bound is None:
        return explain("timetable.helps.no_fairness")
    return explain("timetable.helps.fairness", bound=bound)


def _drop_that_helps(day: Day, tied: tuple[int, ...], enough: Enough) -> int | None:
    """A meeting of little weight without which all the others can be held."""
    oracle, held = _droppable(day)
    try:
        order = sorted(tied, key=lambda one: (day.worth[one], one))[:_MOST_DROPS]
        for meeting in order:
            if enough():
                break
            others = [literal for one, literal in enumerate(held) if one != meeting]
            if _asked(oracle, others, enough, _WORK // 2):
                return meeting
        return None
    finally:
        oracle.close()


def _possible(problem: Problem, enough: Enough) -> bool:
    """Whether a changed day is shown to hold all its meetings."""
    day = cut_day(index_day(problem, {}, frozenset()))
    if enough() or find_jams(day):
        return False
    encoding = Encoding(day, droppable=False)
    oracle = Oracle()
    try:
        for _ in encoding.build():
            oracle.add(encoding.taken())
        oracle.add(encoding.taken())
        return _asked(oracle, [], enough) is True
    finally:
        oracle.close()
