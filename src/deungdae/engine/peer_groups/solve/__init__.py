"""Groups of peers: a grouping that keeps every rule, made cheaper by exchanges, with a proven bound.

Nothing depends on the clock: the same problem and seed have the same answer.
"""

from __future__ import annotations

from collections.abc import Callable

from deungdae.engine.peer_groups.model import Answer, Grouping, Impossible, Problem
from deungdae.engine.peer_groups.rules import faults_of_input
from deungdae.engine.peer_groups.solve.blame import blamed, plain_reason
from deungdae.engine.peer_groups.solve.board import Board, matrix_of
from deungdae.engine.peer_groups.solve.construct import MOST_STEPS, constructed
from deungdae.engine.peer_groups.solve.improve import improve
from deungdae.engine.peer_groups.solve.prove import proven


def solve(
    problem: Problem,
    *,
    seed: int,
    steps: int = MOST_STEPS,
    on_progress: Callable[[int], None] = lambda percent: None,
) -> Answer:
    """The groups, or why there are none. `seed`: any whole number; `steps`: the effort for a first grouping;
    `on_progress`: told percents on the way.

    Raises ValueError for what is no problem: see `rules.faults_of_input`.
    """
    fault = next(faults_of_input(problem), None)
    if fault is not None:
        raise ValueError(fault)
    reason = plain_reason(problem)
    if reason is not None:
        return reason
    on_progress(10)
    board = constructed(matrix_of(problem), steps=steps)
    if board is True:
        return Impossible("unknown", is_smallest=False)
    if board is False:
        return blamed(problem)
    improve(board, seed=seed)
    on_progress(60)
    bound = proven(board)
    on_progress(95)
    return Grouping(groups_of(problem, board), board.cost, bound)


def groups_of(problem: Problem, board: Board) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(one.id for place, one in enumerate(problem.people) if board.group[place] == group)
        for group in range(problem.groups)
    )
