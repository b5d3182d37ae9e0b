"""A year by taking the best place for each cohort in turn, then moving one or two of them while that helps.

A construction with a local search over single cohorts and near pairs; no proof. Nothing is drawn by lot:
the same question has the same answer. Beside CP-SAT on small years: docs/engine/year_plan.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from operator import itemgetter

from deungdae.engine.year_plan.model import Left, Placed, Plan, Problem, Room, Trainer, Wish
from deungdae.engine.year_plan.rules import (
    PER_UNEVEN_MONTH,
    PER_UNEVEN_REGION,
    PER_UNEVEN_TRAINER,
    cost_of,
    fits_room,
    ideals_of,
    runs_of,
    spare_of,
    teaches,
)

MOST_PAIRS = 100
MOST_ROUNDS = 20
"""Of moving every cohort once; each round ends sooner when nothing helps any more."""


@dataclass(slots=True)
class Board:
    """Who is busy when, and how much each month, region and trainer has."""

    problem: Problem
    rooms: dict[str, set[date]] = field(default_factory=dict)
    trainers: dict[str, set[date]] = field(default_factory=dict)
    months: Counter[tuple[int, int]] = field(default_factory=Counter)
    regions: Counter[str] = field(default_factory=Counter)
    days_of: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.rooms = {room.id: set(room.busy) for room in self.problem.rooms}
        self.trainers = {trainer.id: set(trainer.busy) for trainer in self.problem.trainers}

    def put(self, one: Placed, sign: int = 1) -> None:
        """Take a place, or with -1 give it back."""
        for taken in (self.rooms[one.room], self.trainers[one.trainer]):
            taken.update(one.days) if sign > 0 else taken.difference_update(one.days)
        self.months[one.days[0].year, one.days[0].month] += sign
        self.regions[one.region] += sign
        self.days_of[one.trainer] += sign * len(one.days)

    def price_of_days(self, days: tuple[date, ...], ideal: date) -> int:
        """By how much the cost of the whole grows: (n + 1)^2 - n^2 for the month, and the days away."""
        month = self.months[days[0].year, days[0].month]
        return PER_UNEVEN_MONTH * (2 * month + 1) + abs((days[0] - ideal).days)

    def price_of_room(self, room: Room, seats: int) -> int:
        return PER_UNEVEN_REGION * (2 * self.regions[room.region] + 1) + spare_of(room, seats)

    def price_of_trainer(self, trainer: Trainer, count: int) -> int:
        """(n + count)^2 - n^2 for the trainer's days."""
        return PER_UNEVEN_TRAINER * count * (2 * self.days_of[trainer.id] + count)


def solve(problem: Problem, *, on_progress: Callable[[int], None] = lambda percent: None) -> Plan:
    """The plan, with every cohort placed or left with the reason. `on_progress`: told percents on the way."""
    ideals, board = ideals_of(problem), Board(problem)
    runs = {wish: tuple(runs_of(problem, wish)) for wish in problem.wishes}
    asked = [(wish, number) for wish in problem.wishes for number in range(1, wish.cohorts + 1)]
    # The longest and largest first: they have the fewest places.
    asked.sort(
        key=lambda one: (-one[0].sessions, -one[0].seats, ideals[one[0].course, one[1]], one[0].course)
    )
    placed: dict[tuple[str, int], Placed] = {}
    for place, (wish, number) in enumerate(asked):
        on_progress(50 * place // len(asked))
        found = best_place(board, wish, number, runs[wish], ideals[wish.course, number])
        if found is not None:
            board.put(found)
            placed[wish.course, number] = found
    for turn in range(MOST_ROUNDS):
        on_progress(50 + 50 * turn // MOST_ROUNDS)
        if not improve(board, asked, placed, runs, ideals) and not improve_pairs(
            board, asked, placed, runs, ideals
        ):
            break
    ordered = sorted(placed.values(), key=lambda one: (one.days, one.course, one.number))
    left = tuple(
        Left(wish.course, number, reason_of(problem, wish, runs[wish]))
        for wish, number in sorted(asked, key=lambda one: (one[0].course, one[1]))
        if (wish.course, number) not in placed
    )
    return Plan(tuple(ordered), left, cost_of(problem, ordered, ideals))


def improve(
    board: Board,
    asked: list[tuple[Wish, int]],
    placed: dict[tuple[str, int], Placed],
    runs: dict[Wish, tuple[tuple[date, ...], ...]],
    ideals: dict[tuple[str, int], date],
) -> bool:
    """Take each cohort out and put it where it costs least now; whether anything moved."""
    has_moved = False
    for wish, number in asked:
        key = (wish.course, number)
        before = placed.pop(key, None)
        if before is not None:
            board.put(before, -1)
        found = best_place(board, wish, number, runs[wish], ideals[key])
        if found is not None:
            board.put(found)
            placed[key] = found
        has_moved = has_moved or found != before
    return has_moved


def improve_pairs(
    board: Board,
    asked: list[tuple[Wish, int]],
    placed: dict[tuple[str, int], Placed],
    runs: dict[Wish, tuple[tuple[date, ...], ...]],
    ideals: dict[tuple[str, int], date],
) -> bool:
    """Take two cohorts out that begin near each other and put them back in either order, where that costs
    less; the first `MOST_PAIRS` pairs by nearness. Whether anything moved."""
    wishes = {(wish.course, number): wish for wish, number in asked}
    pairs = sorted(
        combinations(sorted(placed), 2),
        key=lambda pair: (abs((placed[pair[0]].days[0] - placed[pair[1]].days[0]).days), pair),
    )
    has_moved = False
    for pair in pairs[:MOST_PAIRS]:
        for order in (pair, pair[::-1]):
            before = {key: placed[key] for key in order}
            cost = cost_of(board.problem, placed.values(), ideals)
            for key in order:
                board.put(placed.pop(key), -1)
            for key in order:
                found = best_place(board, wishes[key], key[1], runs[wishes[key]], ideals[key])
                if found is not None:
                    board.put(found)
                    placed[key] = found
            if cost_of(board.problem, placed.values(), ideals) < cost:
                has_moved = True
                continue
            for key in order:
                if key in placed:
                    board.put(placed.pop(key), -1)
            for key, one in before.items():
                board.put(one)
                placed[key] = one
    return has_moved


def best_place(
    board: Board, wish: Wish, number: int, runs: tuple[tuple[date, ...], ...], ideal: date
) -> Placed | None:
    """The cheapest free place; of equal ones the earliest day, then the first room and trainer by name."""
    rooms = [room for room in board.problem.rooms if fits_room(room, wish)]
    trainers = [trainer for trainer in board.problem.trainers if teaches(trainer, wish)]
    best: tuple[int, tuple[date, ...], str, str] | None = None
    chosen: Placed | None = None
    for days in runs:
        free_rooms = [room for room in rooms if board.rooms[room.id].isdisjoint(days)]
        free_trainers = [one for one in trainers if is_free(board, one, days)]
        if not free_rooms or not free_trainers:
            continue
        # The parts of the price do not depend on each other: the cheapest of each make the cheapest place.
        of_room, _name, room = min(
            ((board.price_of_room(one, wish.seats), one.id, one) for one in free_rooms), key=itemgetter(0, 1)
        )
        of_trainer, _name, trainer = min(
            ((board.price_of_trainer(one, len(days)), one.id, one) for one in free_trainers),
            key=itemgetter(0, 1),
        )
        key = (board.price_of_days(days, ideal) + of_room + of_trainer, days, room.id, trainer.id)
        if best is None or key < best:
            best = key
            chosen = Placed(wish.course, number, days, room.id, room.region, trainer.id)
    return chosen


def is_free(board: Board, trainer: Trainer, days: tuple[date, ...]) -> bool:
    has_time = trainer.most_days is None or board.days_of[trainer.id] + len(days) <= trainer.most_days
    return has_time and board.trainers[trainer.id].isdisjoint(days)


def reason_of(problem: Problem, wish: Wish, runs: tuple[tuple[date, ...], ...]) -> str:
    """Why a cohort has no place, the plainest first."""
    if not runs:
        return "days"
    if not any(fits_room(room, wish) for room in problem.rooms):
        return "room"
    if not any(teaches(trainer, wish) for trainer in problem.trainers):
        return "trainer"
    return "busy"
