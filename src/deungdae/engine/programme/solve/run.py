"""One run: count what cannot fit, find a programme that breaks no rule, improve it, say what is proven."""

from __future__ import annotations

from collections.abc import Callable

from deungdae.engine.kernel.explanation import Explanation, explain
from deungdae.engine.programme.model import Plan, Programme, Status
from deungdae.engine.programme.rules import Pairs, costs_of, joint_wishes, require_valid
from deungdae.engine.programme.solve.bound import bound_of
from deungdae.engine.programme.solve.counting import jams
from deungdae.engine.programme.solve.fitting import Fitting
from deungdae.engine.programme.solve.indexed import Indexed, Int, index
from deungdae.engine.programme.solve.search import Search

ROUNDS = 4
STEPS_PER_TALK = 300
MOST_STEPS = 30_000
COLD = 1.0
"""At this heat hardly anything that costs one more is taken any longer."""


def answer(problem: Programme, *, seed: int, steps: int | None, on_progress: Callable[[int], None]) -> Plan:
    """See `solve`."""
    require_valid(problem)
    blame = tuple(jams(problem))
    if blame:
        return _without(Status.INFEASIBLE, blame, seed)
    indexed = index(problem)
    fitting = Fitting(indexed)
    fits = fitting.answer(list(fitting.needs))
    if fits is False:
        return _without(Status.INFEASIBLE, fitting.conflict(), seed)
    if fits is None:
        return _without(Status.UNKNOWN, (explain("programme.not_known"),), seed)
    bound, joint = bound_of(indexed), joint_wishes(problem)
    search = _started(indexed, fitting.places(), joint, seed)
    made = improve(search, bound, _steps(problem, steps), on_progress)
    placed = indexed.placed(search.best)
    costs = costs_of(problem, placed, joint)
    cost = costs.total(problem.weights)
    status = Status.OPTIMAL if cost == bound else Status.FEASIBLE
    return Plan(status, placed, costs, cost, bound, (), seed, made)


def _started(indexed: Indexed, places: Int, joint: Pairs, seed: int) -> Search:
    """The search at a programme that keeps all requirements; breaking one costs more than all of it."""
    first = costs_of(indexed.problem, indexed.placed(places), joint).total(indexed.problem.weights)
    return Search(indexed, places, penalty=first + 1, seed=seed)


def _without(status: Status, blame: tuple[Explanation, ...], seed: int) -> Plan:
    return Plan(status, (), None, None, None, blame, seed, 0)


def _steps(problem: Programme, steps: int | None) -> int:
    return min(MOST_STEPS, STEPS_PER_TALK * len(problem.talks)) if steps is None else steps


def improve(search: Search, bound: int, steps: int, on_progress: Callable[[int], None]) -> int:
    """Cool down again and again from the best programme so far; how many moves were made."""
    hot, moves = heat_of(search.indexed), steps // ROUNDS
    for turn in range(ROUNDS):
        on_progress(100 * turn // ROUNDS)
        if search.least == bound:
            return turn * moves
        search.cool(moves, hot, COLD)
        search.lay(search.best)
    return ROUNDS * moves


def heat_of(indexed: Indexed) -> float:
    """About what a pair of talks costs at one time: a move that is so much worse is taken now and then."""
    pairs = indexed.pair[indexed.pair > 0]
    return float(max(20.0, pairs.mean() if pairs.size else 0.0))
