"""Moves and exchanges while they help, from where some people were exchanged by lot: iterated local search
(Lourenco, Martin and Stuetzle, Handbook of Metaheuristics, 2003)."""

from __future__ import annotations

import random
from itertools import combinations

from deungdae.engine.peer_groups.solve.board import Board

ROUNDS = 200
KICKS = 3


def improve(board: Board, *, seed: int, rounds: int = ROUNDS) -> None:
    """Leave the board at the cheapest grouping found; the same seed finds the same."""
    chance = random.Random(seed)  # noqa: S311 - a search, no secrets
    descend(board)
    best, cost = board.state(), board.cost
    for _round in range(rounds):
        kick(board, chance)
        descend(board)
        if board.cost < cost:
            best, cost = board.state(), board.cost
        else:
            board.restore(best)
    board.restore(best)


def descend(board: Board) -> None:
    while move_one(board) or exchange_two(board):
        pass


def move_one(board: Board) -> bool:
    """The first move into another group that helps."""
    for person in range(board.matrix.count):
        here = board.group[person]
        if board.size[here] <= board.matrix.least or board.matrix.pinned[person] != -1:
            continue
        for group in range(board.matrix.groups):
            is_cheaper = board.sums[person][group] < board.sums[person][here]
            if group != here and is_cheaper and board.fits(person, group):
                board.take(person)
                board.put(person, group)
                return True
    return False


def exchange_two(board: Board) -> bool:
    """The first exchange of two people that helps."""
    for first, second in combinations(range(board.matrix.count), 2):
        if price_of_exchange(board, first, second) < 0 and can_exchange(board, first, second):
            exchange(board, first, second)
            return True
    return False


def price_of_exchange(board: Board, first: int, second: int) -> int:
    here, there = board.group[first], board.group[second]
    if here == there:
        return 0
    sums, between = board.sums, board.matrix.price[first][second]
    return sums[first][there] - sums[first][here] + sums[second][here] - sums[second][there] - 2 * between


def can_exchange(board: Board, first: int, second: int) -> bool:
    matrix, here, there = board.matrix, board.group[first], board.group[second]
    if here == there or matrix.pinned[first] != -1 or matrix.pinned[second] != -1:
        return False
    others = board.bits[there] & ~(1 << second), board.bits[here] & ~(1 << first)
    return not (others[0] & matrix.clash[first] or others[1] & matrix.clash[second])


def exchange(board: Board, first: int, second: int) -> None:
    here, there = board.take(first), board.take(second)
    board.put(first, there)
    board.put(second, here)


def kick(board: Board, chance: random.Random) -> None:
    """Some exchanges that the rules allow, whatever they cost."""
    pairs = (
        [chance.sample(range(board.matrix.count), 2) for _try in range(20)] if board.matrix.count > 1 else []
    )
    done = 0
    for first, second in pairs:
        if done < KICKS and can_exchange(board, first, second):
            exchange(board, first, second)
            done += 1
