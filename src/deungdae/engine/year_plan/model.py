"""What is to be held, where and by whom it can be, and on which days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Wish:
    """`cohorts` of a course, each of `sessions` full days `gap` days apart, for `seats` people."""

    course: str
    cohorts: int
    sessions: int
    seats: int
    gap: int = 7


@dataclass(frozen=True, slots=True)
class Room:
    """`busy`: days on which it cannot be used."""

    id: str
    region: str
    seats: int
    busy: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Trainer:
    """`courses`: what this person teaches, None for everything; `most_days`: None for no limit."""

    id: str
    courses: frozenset[str] | None = None
    busy: frozenset[date] = frozenset()
    most_days: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """`days`: the days on which sessions may be, in order; everything of the plan lies on them."""

    days: tuple[date, ...]
    wishes: tuple[Wish, ...]
    rooms: tuple[Room, ...]
    trainers: tuple[Trainer, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """One cohort: the number of its course, its days in order, its room and trainer."""

    course: str
    number: int
    days: tuple[date, ...]
    room: str
    region: str
    trainer: str


@dataclass(frozen=True, slots=True)
class Left:
    """A cohort without a place, and why: ``room`` (none is large enough), ``trainer`` (nobody teaches it),
    ``days`` (too few days for its sessions), ``busy`` (everything that fits is taken)."""

    course: str
    number: int
    code: str


@dataclass(frozen=True, slots=True)
class Plan:
    """`cost`: what `rules.cost_of` says of it; the less, the more evenly it is spread."""

    placed: tuple[Placed, ...]
    left: tuple[Left, ...]
    cost: int
