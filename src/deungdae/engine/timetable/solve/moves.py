"""Compiled local search: Kempe chains, ejections and drops under simulated annealing.

State is a named tuple of numpy arrays; every move is applied with its exact change of the tallies and taken
back when it is refused.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from deungdae.engine.timetable.solve.board import (
    BREAKS,
    DROP_COST,
    DROPPED,
    HARD,
    HELD,
    MOVED,
    TALLIES,
    WISHES,
    Board,
    Int,
    Short,
    compiled,
    inlined,
)
from deungdae.engine.timetable.solve.dice import below, draw

_TRIES = 16
"""Meetings to look at for one of somebody who waits."""


@inlined
def cost(board: Board) -> int:
    """The price of the tallies as they stand."""
    tally, price = board.tally, board.price
    return int(
        tally[HARD] * price[0]
        + tally[DROP_COST]
        + tally[MOVED] * price[1]
        + tally[BREAKS] * price[2]
        + tally[WISHES] * price[3]
    )


@inlined
def count_breaks(board: Board, person: int, change: int) -> None:
    """Change the number of busy blocks of a participant, and with it breaks and unfairness."""
    if change == 0:
        return
    fair = board.rule[1]
    before = max(0, board.blocks[person] - 1)
    board.blocks[person] += change
    after = max(0, board.blocks[person] - 1)
    board.tally[BREAKS] += after - before
    board.tally[HARD] += max(0, after - fair) - max(0, before - fair)


@inlined
def count_order(board: Board, meeting: int, slot: int, change: int) -> None:
    """Add `change` for every order rule that a meeting at `slot` breaks with the placed ones."""
    for index in range(board.relation_start[meeting], board.relation_start[meeting + 1]):
        other = board.slot[board.relation_other[index]]
        if other > 0 and (slot - other) * board.relation_sign[index] <= 0:
            board.tally[HARD] += change


@inlined
def lift(board: Board, meeting: int) -> None:
    """Take a placed meeting off the board."""
    slot = board.slot[meeting]
    tally = board.tally
    for place in range(3):
        one = board.who[meeting, place]
        if one < 0:
            break
        board.at[one, slot] = -1
        if place < 2:
            left = board.at[one, slot - 1] >= 0
            right = board.at[one, slot + 1] >= 0
            count_breaks(board, one, 1 if left and right else 0 if left or right else -1)
            if board.degree[one] > board.limit[one]:
                tally[HARD] -= 1
            board.degree[one] -= 1
    if board.shared[meeting]:
        if board.load[slot] > board.rule[0]:
            tally[HARD] -= 1
        board.load[slot] -= 1
    board.slot[meeting] = 0
    count_order(board, meeting, slot, -1)
    tally[HARD] -= board.hit[meeting, slot]
    tally[WISHES] -= board.wish[meeting, slot]
    if board.home[meeting] > 0 and board.home[meeting] != slot:
        tally[MOVED] -= 1
    tally[DROPPED] += board.worth[meeting]
    tally[DROP_COST] += board.drop[meeting]
    tally[HELD] -= 1


@inlined
def put(board: Board, meeting: int, slot: int) -> None:
    """Put a meeting that is off the board into a slot where its resources are free."""
    tally = board.tally
    for place in range(3):
        one = board.who[meeting, place]
        if one < 0:
            break
        board.at[one, slot] = meeting
        if place < 2:
            left = board.at[one, slot - 1] >= 0
            right = board.at[one, slot + 1] >= 0
            count_breaks(board, one, -1 if left and right else 0 if left or right else 1)
            board.degree[one] += 1
            if board.degree[one] > board.limit[one]:
                tally[HARD] += 1
    if board.shared[meeting]:
        board.load[slot] += 1
        if board.load[slot] > board.rule[0]:
            tally[HARD] += 1
    count_order(board, meeting, slot, 1)
    board.slot[meeting] = slot
    tally[HARD] += board.hit[meeting, slot]
    tally[WISHES] += board.wish[meeting, slot]
    if board.home[meeting] > 0 and board.home[meeting] != slot:
        tally[MOVED] += 1
    tally[DROPPED] -= board.worth[meeting]
    tally[DROP_COST] -= board.drop[meeting]
    tally[HELD] += 1


@inlined
def gather(board: Board, meeting: int, target: int) -> int:
    """Collect the Kempe chain that moving a meeting to `target` forces; its length."""
    source = board.slot[meeting]
    board.stamp[0] += 1
    mark = board.stamp[0]
    board.chain[0] = meeting
    board.stamp[meeting + 1] = mark
    length = 1
    index = 0
    while index < length:
        one = board.chain[index]
        index += 1
        away = target if board.slot[one] == source else source
        if away == 0:
            continue
        for place in range(3):
            resource = board.who[one, place]
            if resource < 0:
                break
            other = board.at[resource, away]
            if other >= 0 and board.stamp[other + 1] != mark:
                board.stamp[other + 1] = mark
                board.chain[length] = other
                length += 1
    return length


@inlined
def swap(board: Board, length: int, source: int, target: int) -> None:
    """Exchange the two slots of the collected chain."""
    for index in range(length):
        one = board.chain[index]
        board.old[index] = board.slot[one]
        if board.slot[one] > 0:
            lift(board, one)
    for index in range(length):
        away = target if board.old[index] == source else source
        if away > 0:
            put(board, board.chain[index], away)


@inlined
def choose_meeting(board: Board) -> int:
    """A random meeting; every other time rather one of somebody who waits; one in eight times an unplaced
    one, if there is any.
    """
    count = board.slot.size
    meeting = below(board.dice, count)
    if draw(board.dice) & np.uint64(1) == np.uint64(0):
        for _ in range(_TRIES):
            if board.blocks[board.who[meeting, 0]] > 1 or board.blocks[board.who[meeting, 1]] > 1:
                break
            meeting = below(board.dice, count)
    if board.tally[HELD] < count and draw(board.dice) & np.uint64(7) == np.uint64(0):
        for step in range(count):
            one = meeting + step
            if one >= count:
                one -= count
            if board.slot[one] == 0:
                return one
    return meeting


@inlined
def choose_slot(board: Board, meeting: int) -> int:
    """A slot to try: half of the time any allowed one, otherwise beside another meeting of a participant."""
    start = board.option_start[meeting]
    count = board.option_start[meeting + 1] - start
    kind = draw(board.dice) & np.uint64(63)
    if kind == np.uint64(63) and board.rule[4] > 0:
        return 0
    target = int(board.option[start + below(board.dice, count)])
    if kind < np.uint64(32):
        return target
    person = board.who[meeting, np.int64(kind & np.uint64(1))]
    step = 1 if kind & np.uint64(2) else -1
    slots = board.rule[2]
    for _ in range(slots):
        beside = target + step
        if beside < 1 or beside > slots:
            break
        other = board.at[person, target]
        if other >= 0 and other != meeting and board.hit[meeting, beside] == 0:
            return beside
        target = beside
    return int(board.option[start + below(board.dice, count)])


@inlined
def better(left: Int, right: Int) -> bool:
    """Whether tallies `left` come before `right`: weight dropped, moves, breaks, wishes missed."""
    for index in range(DROPPED, WISHES + 1):
        if left[index] != right[index]:
            return bool(left[index] < right[index])
    return False


@inlined
def keep(board: Board) -> None:
    """Remember the state as the best one if it keeps every rule and is better than the record."""
    record = board.record
    if board.tally[HARD] != 0 or (record[HARD] == 0 and not better(board.tally, record)):
        return
    for index in range(board.slot.size):
        board.best[index] = board.slot[index]
    for index in range(TALLIES):
        record[index] = board.tally[index]


@inlined
def propose(board: Board, heat: float) -> bool:
    """One move, made if it is better or by chance; whether the state changed (Metropolis, 1953)."""
    meeting = choose_meeting(board)
    if board.option_start[meeting] == board.option_start[meeting + 1]:
        return False
    source = board.slot[meeting]
    target = choose_slot(board, meeting)
    if target == source:
        return False
    length = gather(board, meeting, target)
    now = cost(board)
    chance = np.float64(draw(board.dice) >> np.uint64(32))
    here, there = source, target
    for _ in range(2):  # the move, and if it is refused the move back
        swap(board, length, here, there)
        worse = cost(board) - now
        if worse <= 0 or math.exp(-worse / heat) * 4294967296.0 > chance:
            break
        here, there = target, source
    return bool(board.slot[meeting] == target)


@compiled
def anneal(board: Board, span: Int, heats: npt.NDArray[np.float64]) -> int:
    """Proposals span[0] to span[1] of a cooling from heats[0] to heats[1] that takes span[2] of them.

    Ends early when the goal is not better than the record. Returns the number of proposals made.
    """
    heat = heats[0]
    for step in range(span[0], span[1]):
        if step == span[0] or step & 255 == 0:
            heat = heats[0] * (heats[1] / heats[0]) ** (step / span[2])
        if propose(board, heat):
            keep(board)
            if board.record[HARD] == 0 and not better(board.goal, board.record):
                return int(step + 1 - span[0])
    return int(span[1] - span[0])


@compiled
def load(board: Board, slots: Short) -> None:
    """Lay another timetable on the board; it is remembered if it is the best."""
    for meeting in range(slots.size):
        if board.slot[meeting] > 0:
            lift(board, meeting)
    for meeting in range(slots.size):
        if slots[meeting] > 0:
            put(board, meeting, slots[meeting])
    keep(board)
