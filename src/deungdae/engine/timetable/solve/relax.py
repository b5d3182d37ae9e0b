"""Small changes of an infeasible day that are shown to help, and meetings that do not go together.

Every statement is checked by the SAT solver within a counted budget; what is not settled in it is not said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from deungdae.engine.kernel.explanation import Explanation, explain
from deungdae.engine.timetable.model import Problem
from deungdae.engine.timetable.solve.core_guided import Oracle
from deungdae.engine.timetable.solve.day import Day, index_day
from deungdae.engine.timetable.solve.encoding import Encoding
from deungdae.engine.timetable.solve.fitting import cut_day, find_jams

_WORK = 4_000_000
"""Propagations for one question: about a second."""
_ALL_WORK = 16_000_000
"""Propagations for all questions about one day."""
_MOST_DROPS = 12


@dataclass
class Patience:
    """What is left of the work that may go into finding out why a day is impossible."""

    left: int = _ALL_WORK

    @property
    def is_spent(self) -> bool:
        return self.left <= 0

    def asked(self, oracle: Oracle, assumptions: list[int], work: int = _WORK) -> bool | None:
        """The answer of the oracle, None when it takes more than `work` or than all that is left."""
        before = oracle.work
        limit = before + min(work, self.left)
        for answer in oracle.solve(assumptions):
            if answer is not None or oracle.work > limit:
                break
        self.left -= oracle.work - before
        return answer


def _droppable(day: Day) -> tuple[Oracle, list[int]]:
    encoding = Encoding(day, droppable=True)
    oracle = Oracle()
    for _ in encoding.build():
        oracle.add(encoding.taken())
    oracle.add(encoding.taken())
    return oracle, encoding.held


def knot(day: Day, patience: Patience) -> tuple[int, ...]:
    """Meetings that cannot all be held, as few as the budget shows; () if none found."""
    oracle, held = _droppable(day)
    try:
        if patience.asked(oracle, held) is not False:
            return ()
        core = sorted(oracle.core())
        before = oracle.work
        for literal in list(core):
            rest = [one for one in core if one != literal]
            if patience.is_spent or oracle.work - before > _WORK:
                break
            if literal in core and oracle.limited(rest, 2000) is False:
                found = set(oracle.core())
                core = [one for one in rest if one in found]
        patience.left -= oracle.work - before
        place = {literal: meeting for meeting, literal in enumerate(held)}
        return tuple(place[literal] for literal in core)
    finally:
        oracle.close()


def remedies(day: Day, tied: tuple[int, ...], patience: Patience) -> Iterator[Explanation]:
    """Changes that are shown to make the day possible, the smallest first."""
    problem = day.problem
    dropped = _drop_that_helps(day, tied, patience)
    if dropped is not None:
        yield explain("timetable.helps.drop", meeting=problem.meetings[dropped].id)
    if problem.fairness is not None:
        for bound in (problem.fairness + 1, None):
            if _possible(replace(problem, fairness=bound), patience):
                yield _of_fairness(bound)
                break
    if _possible(replace(problem, tables=(*problem.tables, max(problem.tables, default=0) + 1)), patience):
        yield explain("timetable.helps.table", tables=len(problem.tables) + 1)
    if _possible(replace(problem, slots=problem.slots + 1), patience):
        yield explain("timetable.helps.slot", slots=problem.slots + 1)


def _of_fairness(bound: int | None) -> Explanation:
    if bound is None:
        return explain("timetable.helps.no_fairness")
    return explain("timetable.helps.fairness", bound=bound)


def _drop_that_helps(day: Day, tied: tuple[int, ...], patience: Patience) -> int | None:
    """A meeting of little weight without which all the others can be held."""
    oracle, held = _droppable(day)
    try:
        order = sorted(tied, key=lambda one: (day.worth[one], one))[:_MOST_DROPS]
        for meeting in order:
            if patience.is_spent:
                break
            others = [literal for one, literal in enumerate(held) if one != meeting]
            if patience.asked(oracle, others, _WORK // 2):
                return meeting
        return None
    finally:
        oracle.close()


def _possible(problem: Problem, patience: Patience) -> bool:
    """Whether a changed day is shown to hold all its meetings."""
    day = cut_day(index_day(problem, {}, frozenset()))
    if patience.is_spent or find_jams(day):
        return False
    encoding = Encoding(day, droppable=False)
    oracle = Oracle()
    try:
        for _ in encoding.build():
            oracle.add(encoding.taken())
        oracle.add(encoding.taken())
        return patience.asked(oracle, []) is True
    finally:
        oracle.close()
