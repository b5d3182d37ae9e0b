"""The question as arrays: talks and rooms as they were given, slots in order of time, all by number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from deungdae.engine.programme.model import Placed, Programme, Slot, Talk
from deungdae.engine.programme.rules import is_foreign, joint_wishes, last_slots, track_of

Int = npt.NDArray[np.int64]
Truth = npt.NDArray[np.bool_]
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Indexed:
    """n talks, S slots in order of time, R rooms, K topics.

    pair [n,n]: what the two cost at one time; clash [n,n]: they must not be at one time; shares [n,n]: they
    have a speaker in common; order [n,n]: the first is before the second; meets, near, before [S,S]: slots
    overlap, are too near for another room, are one after the other; price [n,S,R]: what a talk costs there by
    itself; barred [n,S,R]: it must not be there; topic [n]: a number, or K for none; start, end [S];
    days [S] each: which slots are of a day; is_partly: some slots overlap.
    """

    problem: Programme
    slots: tuple[Slot, ...]
    topics: tuple[str, ...]
    pair: Int
    clash: Truth
    shares: Truth
    order: Truth
    meets: Truth
    near: Truth
    before: Truth
    price: Int
    barred: Truth
    topic: Int
    plenary: Truth
    pinned: Truth
    start: Int
    end: Int
    days: tuple[Truth, ...]
    is_partly: bool

    def placed(self, places: Int) -> tuple[Placed, ...]:
        """The programme that the places (slot x R + room) of all talks tell, in order of time and room."""
        rooms, talks = self.problem.rooms, self.problem.talks
        return tuple(
            Placed(talks[talk].code, self.slots[place // len(rooms)].code, rooms[place % len(rooms)].code)
            for place, talk in sorted((int(place), talk) for talk, place in enumerate(places))
        )


def index(problem: Programme) -> Indexed:
    """Every question that the search asks, answered in advance."""
    slots = tuple(sorted(problem.slots, key=lambda slot: (slot.day, slot.start, slot.end, slot.code)))
    talks = problem.talks
    topics = tuple(sorted({topic for talk in talks if (topic := track_of(talk)) is not None}))
    number = {talk.code: place for place, talk in enumerate(talks)}
    order = np.zeros((len(talks), len(talks)), dtype=np.bool_)
    for earlier, later in problem.before:
        order[number[earlier], number[later]] = True
    plenary = np.array([talk.is_plenary for talk in talks], np.bool_)
    shares, meets = _table(talks, _share), _table(slots, Slot.meets)
    alone = plenary[:, None] | plenary[None, :]
    np.fill_diagonal(alone, val=False)
    return Indexed(
        problem=problem,
        slots=slots,
        topics=topics,
        pair=_pairs(problem, number),
        clash=shares | alone | order | order.T,
        shares=shares,
        order=order,
        meets=meets,
        near=_table(slots, lambda one, other: _is_near(one, other, problem.change_minutes)),
        before=_table(slots, Slot.is_before),
        price=_prices(problem, slots),
        barred=_barred(problem, slots),
        topic=np.array([(*topics, None).index(track_of(talk)) for talk in talks], np.int64),
        plenary=plenary,
        pinned=np.array([talk.pinned is not None for talk in talks], np.bool_),
        start=np.array([slot.start for slot in slots], np.int64),
        end=np.array([slot.end for slot in slots], np.int64),
        days=tuple(np.array([slot.day == day for slot in slots]) for day in sorted({s.day for s in slots})),
        is_partly=int(meets.sum()) > len(slots),
    )


def _table(things: Sequence[Thing], holds: Callable[[Thing, Thing], bool]) -> Truth:
    """Whether it holds for each of the things with each."""
    return np.array([[holds(one, other) for other in things] for one in things], np.bool_)


def _share(one: Talk, other: Talk) -> bool:
    return one is not other and not set(one.speakers).isdisjoint(other.speakers)


def _is_near(one: Slot, other: Slot, minutes: int) -> bool:
    """Whether somebody cannot go from the one to the other in another room; not asked where they meet."""
    if one.day != other.day or one.meets(other):
        return False
    return max(one.start, other.start) - min(one.end, other.end) < minutes


def _pairs(problem: Programme, number: dict[str, int]) -> Int:
    pairs = np.zeros((len(number), len(number)), np.int64)
    for pair, people in joint_wishes(problem).items():
        one, other = (number[code] for code in pair)
        pairs[one, other] = pairs[other, one] = people * problem.weights.wish
    return pairs


def _prices(problem: Programme, slots: tuple[Slot, ...]) -> Int:
    """Seats that are missing, a last slot and a room of another topic."""
    weights, ends = problem.weights, last_slots(problem)
    prices = np.zeros((len(problem.talks), len(slots), len(problem.rooms)), np.int64)
    for talk, described in enumerate(problem.talks):
        for room, where in enumerate(problem.rooms):
            prices[talk, :, room] += weights.capacity * max(0, described.expected - where.capacity)
            prices[talk, :, room] += weights.foreign * is_foreign(described, where.topic)
        for slot, when in enumerate(slots):
            prices[talk, slot] += weights.last * described.expected * (when.code in ends)
    return prices


def _barred(problem: Programme, slots: tuple[Slot, ...]) -> Truth:
    barred = np.zeros((len(problem.talks), len(slots), len(problem.rooms)), np.bool_)
    for talk, described in enumerate(problem.talks):
        for slot, when in enumerate(slots):
            for room, where in enumerate(problem.rooms):
                barred[talk, slot, room] = when.code in described.unavailable or (
                    described.pinned is not None and described.pinned != (when.code, where.code)
                )
    return barred
