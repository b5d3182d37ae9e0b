"""What a good year is, as one number; and what stands against a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from deungdae.engine.year_plan.model import Placed, Problem, Room, Trainer, Wish

PER_LEFT_OUT = 1_000_000
PER_UNEVEN_MONTH = 30
PER_UNEVEN_REGION = 20
PER_UNEVEN_TRAINER = 1
SPARE_SEATS = 10
"""So many empty seats cost as much as a day: a hall is kept for those who need it."""
Ideals = Mapping[tuple[str, int], date]


def ideals_of(problem: Problem) -> dict[tuple[str, int], date]:
    """(course, number) -> the first day it would have if nothing stood in the way: the cohorts of a course
    divide the days into equal parts, and each begins in the middle of its own."""
    found = {}
    for wish in problem.wishes:
        for number in range(1, wish.cohorts + 1):
            place = (2 * number - 1) * len(problem.days) // (2 * wish.cohorts)
            found[wish.course, number] = problem.days[min(place, len(problem.days) - 1)]
    return found


def cost_of(problem: Problem, placed: Iterable[Placed], ideals: Ideals) -> int:
    """Left out first; then how uneven months, regions and trainers' days are (sums of squares, which are
    least when all are equal); then how many days the cohorts begin away from their ideal day,
    and how many seats stay empty."""
    plan = list(placed)
    asked = sum(wish.cohorts for wish in problem.wishes)
    months = Counter((one.days[0].year, one.days[0].month) for one in plan)
    regions = Counter(one.region for one in plan)
    trainers: Counter[str] = Counter()
    for one in plan:
        trainers[one.trainer] += len(one.days)
    away = sum(abs((one.days[0] - ideals[one.course, one.number]).days) for one in plan)
    seats_of = {wish.course: wish.seats for wish in problem.wishes}
    room_of = {room.id: room for room in problem.rooms}
    spare = sum(spare_of(room_of[one.room], seats_of[one.course]) for one in plan)
    return (
        PER_LEFT_OUT * (asked - len(plan))
        + PER_UNEVEN_MONTH * squares(months.values())
        + PER_UNEVEN_REGION * squares(regions.values())
        + PER_UNEVEN_TRAINER * squares(trainers.values())
        + away
        + spare
    )


def spare_of(room: Room, seats: int) -> int:
    """What the empty seats of a room cost."""
    return (room.seats - seats) // SPARE_SEATS


def squares(counts: Iterable[int]) -> int:
    return sum(count * count for count in counts)


def runs_of(problem: Problem, wish: Wish) -> Iterator[tuple[date, ...]]:
    """Every row of days on which the sessions of a cohort could be: `gap` days apart, a closed day moves its
    session to the next open one; in order, and never into another session's day."""
    days, known = problem.days, frozenset(problem.days)
    for start in days:
        found: list[date] = []
        for number in range(wish.sessions):
            day = start + timedelta(days=number * wish.gap)
            while day not in known and day <= days[-1]:
                day += timedelta(days=1)
            if day > days[-1] or (found and day <= found[-1]):
                break
            found.append(day)
        if len(found) == wish.sessions:
            yield tuple(found)


def fits_room(room: Room, wish: Wish) -> bool:
    return room.seats >= wish.seats


def teaches(trainer: Trainer, wish: Wish) -> bool:
    return trainer.courses is None or wish.course in trainer.courses
