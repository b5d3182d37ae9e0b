"""The words of a replan: what happened to a day that goes on, and what is moved because of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from deungdae.engine.kernel.explanation import Explanation
from deungdae.engine.timetable.model import Current, Meeting, Placement, Problem

Cell = tuple[int, int]
"""Slot, table."""


@dataclass(frozen=True, slots=True)
class Away:
    """A participant cannot meet from now on; until: the first slot in which it can again (None: no more)."""

    who: str
    until: int | None = None


@dataclass(frozen=True, slots=True)
class TableLost:
    """A table cannot be used from a slot on (0: from now on)."""

    table: int
    since: int = 0


@dataclass(frozen=True, slots=True)
class Overrun:
    """A meeting goes on through the slot after its own: its two and its table are taken there."""

    meeting: str


@dataclass(frozen=True, slots=True)
class Requested:
    """A meeting that was not in the day before."""

    meeting: Meeting


@dataclass(frozen=True, slots=True)
class Dropped:
    """A meeting that is no longer wanted."""

    meeting: str


Change = Away | TableLost | Overrun | Requested | Dropped


@dataclass(frozen=True, slots=True)
class Question:
    """now: the first slot that has not begun; earlier ones stay as they are. locked: meetings that keep slot
    and table; closed: cells that could not be used before the changes either.
    """

    problem: Problem
    current: Current
    now: int
    changes: tuple[Change, ...] = ()
    locked: frozenset[str] = frozenset()
    closed: frozenset[Cell] = frozenset()


@dataclass(frozen=True, slots=True)
class Move:
    """A meeting with another place, or with one for the first time (before: None).

    change: number of the change behind it (None: a place came free); via: the meeting that needs the place
    (empty: the change itself takes it).
    """

    meeting: str
    before: Placement | None
    after: Placement
    why: Explanation
    change: int | None
    via: str = ""

    @property
    def in_time(self) -> bool:
        """Whether it is at another time than before."""
        return self.before is not None and self.before.slot != self.after.slot


@dataclass(frozen=True, slots=True)
class Fallen:
    """A meeting that had or asked for a place and gets none."""

    meeting: str
    before: Placement | None
    why: Explanation
    change: int


@dataclass(frozen=True, slots=True)
class Replan:
    """The timetable of the whole day as it goes on, and what differs.

    all_held: as much as can be held is held, with proof; fewest: nobody can hold that much and move fewer in
    time, with proof; bound: so many must move in time in any case; calm: no timetable that is as good has
    fewer breaks, with proof.
    """

    placements: tuple[Placement, ...]
    moves: tuple[Move, ...]
    fallen: tuple[Fallen, ...]
    all_held: bool
    fewest: bool
    bound: int
    breaks: int
    breaks_before: int
    calm: bool
    explanation: tuple[Explanation, ...]
    seed: int
    seconds: float
    by_meeting: Mapping[str, Placement] = field(default_factory=dict, compare=False)

    @property
    def moved_in_time(self) -> int:
        """Meetings at another time than before."""
        return sum(1 for move in self.moves if move.in_time)
