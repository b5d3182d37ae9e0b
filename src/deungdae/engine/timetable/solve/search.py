"""The improving half of the solver: a day on a board, annealed in rounds that lengthen."""

from __future__ import annotations

import numpy as np

from deungdae.engine.timetable.solve import board, moves
from deungdae.engine.timetable.solve.board import Board, Int, Short
from deungdae.engine.timetable.solve.day import Day, slots_of
from deungdae.engine.timetable.solve.greedy import first_slots

BREAK_PRICE, WISH_PRICE, HARD_PRICE, MOVE_PRICE, DROP_PRICE = 64, 1, 256, 1024, 1024
HARDEST = 64
FIRST_STEPS, MOST_STEPS = 5_000, 16_000_000
"""Proposals of the first cooling; each one is twice as long as the last, up to the most."""
SLICE = 20_000
"""Proposals between two looks around."""
HOT, REHEAT, COLD = 0.35, 0.2, 0.06
"""Temperatures in breaks."""

WISH_HEATS = (4.0 * WISH_PRICE, 0.3 * WISH_PRICE)

Slots = tuple[int, ...]
"""The slot of each meeting, 0 when it is not held."""


def _start_of(lists: list[list[int]]) -> Short:
    return np.cumsum([0, *(len(members) for members in lists)]).astype(np.int32)


def _flat(lists: list[list[int]]) -> Short:
    return np.array([item for members in lists for item in members], dtype=np.int32)


def _relations(day: Day) -> tuple[list[list[int]], list[list[int]]]:
    others: list[list[int]] = [[] for _ in range(day.meetings)]
    signs: list[list[int]] = [[] for _ in range(day.meetings)]
    for meeting, earlier in enumerate(day.before):
        for other in earlier:
            others[meeting].append(other)
            signs[meeting].append(1)
            others[other].append(meeting)
            signs[other].append(-1)
    return others, signs


def _per_slot(day: Day) -> tuple[Short, Short]:
    hit = np.zeros((day.meetings, day.slots + 1), np.int32)
    wish = np.zeros((day.meetings, day.slots + 1), np.int32)
    for meeting, domain in enumerate(day.domain):
        for slot in range(1, day.slots + 1):
            hit[meeting, slot] = 0 if domain >> slot & 1 else 1
            wish[meeting, slot] = day.missed_wishes(meeting, slot)
    return hit, wish


def _drop_prices(day: Day) -> Int:
    """What leaving a meeting out costs the search: by weight, and most for settled ones."""
    weights = [meeting.weight for meeting in day.problem.meetings]
    heaviest = max(1, max(weights, default=1))
    return np.array(
        [
            DROP_PRICE * (16 if settled else 1 + 7 * weight // heaviest)
            for weight, settled in zip(weights, day.settled, strict=True)
        ],
        dtype=np.int64,
    )


def make_board(day: Day, seed: int) -> Board:
    """An empty board for `day`."""
    count, slots = day.meetings, day.slots
    who = np.full((count, 3), -1, np.int32)
    for meeting in range(count):
        used = day.resources(meeting)
        who[meeting, : len(used)] = used
    hit, wish = _per_slot(day)
    options = [list(slots_of(domain)) for domain in day.domain]
    others, signs = _relations(day)
    fair = day.slots if day.problem.fairness is None else day.problem.fairness
    worth = np.array(day.worth, dtype=np.int64)
    drop = _drop_prices(day)
    tally = np.zeros(board.TALLIES, np.int64)
    tally[board.DROPPED], tally[board.DROP_COST] = worth.sum(), drop.sum()
    droppable = not day.problem.all_required
    return Board(
        rule=np.array([day.capacity, fair, slots, day.people, int(droppable)], np.int64),
        price=np.array([HARD_PRICE, MOVE_PRICE, BREAK_PRICE, WISH_PRICE], np.int64),
        who=who,
        slot=np.zeros(count, np.int32),
        at=np.full((day.people + max(day.problem.tables, default=0) + 1, slots + 2), -1, np.int32),
        blocks=np.zeros(day.people, np.int32),
        degree=np.zeros(day.people, np.int32),
        limit=np.array(day.limit, np.int32),
        load=np.zeros(slots + 1, np.int32),
        shared=np.array(day.shared, np.int32),
        hit=hit,
        wish=wish,
        worth=worth,
        drop=drop,
        home=np.array(day.home, np.int32),
        relation_start=_start_of(others),
        relation_other=_flat(others),
        relation_sign=_flat(signs),
        option_start=_start_of(options),
        option=_flat(options),
        tally=tally,
        best=np.zeros(count, np.int32),
        record=np.array([1, *([0] * (board.TALLIES - 1))], np.int64),
        goal=np.zeros(board.TALLIES, np.int64),
        chain=np.zeros(count + 1, np.int32),
        stamp=np.zeros(count + 1, np.int64),
        old=np.zeros(count + 1, np.int64),
        dice=np.array([seed * 2 + 1], np.uint64),
    )


class Search:
    """Local search on one day. `best` is the best timetable found that keeps every rule, or None."""

    def __init__(self, day: Day, seed: int) -> None:
        self._day = day
        self._board = make_board(day, seed)
        self._at, self._length = 0, FIRST_STEPS
        self.proposals = 0
        self.adopt(first_slots(day))

    @property
    def best(self) -> Slots | None:
        """The slot of each meeting in the best timetable, or None when none was found."""
        return None if self._board.record[board.HARD] else tuple(int(slot) for slot in self._board.best)

    @property
    def key(self) -> tuple[int, int, int, int] | None:
        """Worth left out, moves, breaks, wishes missed of `best`: smaller is better."""
        if self._board.record[board.HARD]:
            return None
        dropped, moved, breaks, wishes = (
            int(n) for n in self._board.record[board.DROPPED : board.WISHES + 1]
        )
        return dropped, moved, breaks, wishes

    @property
    def held(self) -> int:
        """Meetings placed in `best`, or on the board while there is no best."""
        return int((self._board.tally if self.best is None else self._board.record)[board.HELD])

    def aim(self, dropped: int, moved: int, breaks: int) -> None:
        """What is proven to be unavoidable: the search ends when it is reached."""
        self._board.goal[board.DROPPED], self._board.goal[board.MOVED], self._board.goal[board.BREAKS] = (
            dropped,
            moved,
            breaks,
        )

    def adopt(self, slots: Slots) -> None:
        """Start from another timetable; it becomes `best` when it is better."""
        self._at = 0
        moves.load(self._board, np.array(slots, np.int32))

    @property
    def done(self) -> bool:
        """Whether `best` reaches what is unavoidable."""
        key, goal = self.key, self._board.goal
        return key is not None and key <= tuple(goal[board.DROPPED : board.WISHES + 1])

    def improve(self) -> None:
        """One slice of annealing; a cooling starts from the best timetable when there is one."""
        board, best = self._board, self.best
        if self._day.meetings == 0:
            return
        if self._at == 0 and best is not None:
            self.adopt(best)
        hot = HOT if best is None or self._length == FIRST_STEPS else REHEAT
        span = np.array([self._at, min(self._at + SLICE, self._length), self._length], np.int64)
        heats = np.array([hot * BREAK_PRICE, COLD * BREAK_PRICE])
        self.proposals += int(moves.anneal(board, span, heats))
        self._at = int(span[1])
        if self._at == self._length:
            self._at, self._length = 0, min(2 * self._length, MOST_STEPS)
            if self.best is None and board.price[0] < HARDEST * BREAK_PRICE:
                board.price[0] *= 2

    def please(self) -> None:
        """A short cold run from the best timetable that cares for wishes; the goals before them stay."""
        best = self.best
        if best is not None:
            self.adopt(best)
            span, heats = np.array([0, SLICE, SLICE], np.int64), np.array(WISH_HEATS)
            self.proposals += int(moves.anneal(self._board, span, heats))
