"""The words of a forum's programme: which talks there are, where and when they can be, and what comes out.

The problem is conference scheduling with the wishes of those who attend (Quesnelle and Steffy, MISTA 2015;
Vangerven et al., Omega 81, 2018), with speakers, capacities and topics added.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from deungdae.engine.kernel.explanation import Explanation


class Status(StrEnum):
    """OPTIMAL and INFEASIBLE only with a proof; otherwise FEASIBLE, or UNKNOWN when none was found."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Talk:
    """speakers: codes of all who have to be there, a chair too; expected: people; topic: the track that it
    belongs to, None for none; unavailable: codes of slots in which it cannot be; pinned: (slot, room);
    is_plenary: nothing else is at that time.
    """

    code: str
    speakers: tuple[str, ...] = ()
    expected: int = 0
    topic: str | None = None
    unavailable: frozenset[str] = frozenset()
    pinned: tuple[str, str] | None = None
    is_plenary: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """capacity: people; topic: the track that the room is meant for, None for all."""

    code: str
    capacity: int
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """From `start` until (not including) `end`, minutes of a day with a number. Slots may overlap."""

    code: str
    start: int
    end: int
    day: int = 1

    def meets(self, other: Slot) -> bool:
        """Whether somebody would have to be in both at one moment."""
        return self.day == other.day and self.start < other.end and other.start < self.end

    def is_before(self, other: Slot) -> bool:
        """Whether it is over when the other begins."""
        return (self.day, self.end) <= (other.day, other.start)


@dataclass(frozen=True, slots=True)
class Weights:
    """What one unit of each soft rule costs: a person whose two wishes are at one time; a person above the
    capacity of a room; a further room of a topic; a hole between talks of a topic; a talk of another topic in
    a room that is meant for one; a person who is expected in the last slot of a day.
    """

    wish: int = 10
    capacity: int = 5
    rooms: int = 60
    holes: int = 20
    foreign: int = 60
    last: int = 1


@dataclass(frozen=True, slots=True)
class Programme:
    """The question. wishes: person -> talks that he or she wants to hear; before: (earlier, later) talks;
    change_minutes: at least so long lies between two talks of a speaker in different rooms.
    """

    talks: tuple[Talk, ...]
    rooms: tuple[Room, ...]
    slots: tuple[Slot, ...]
    wishes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    before: tuple[tuple[str, str], ...] = ()
    change_minutes: int = 0
    weights: Weights = Weights()


@dataclass(frozen=True, slots=True)
class Placed:
    """A talk has its slot and room."""

    talk: str
    slot: str
    room: str


@dataclass(frozen=True, slots=True)
class Costs:
    """How often each soft rule is hurt, in the units of `Weights`."""

    wish: int = 0
    capacity: int = 0
    rooms: int = 0
    holes: int = 0
    foreign: int = 0
    last: int = 0

    def total(self, weights: Weights) -> int:
        """One number, the less the better."""
        return sum(getattr(self, name) * getattr(weights, name) for name in self.__slots__)


@dataclass(frozen=True, slots=True)
class Plan:
    """The answer. placed: every talk, or nothing; bound: no programme costs less (None: there is none);
    blame: why there is none, or that it is not known; steps: moves that the search made.
    """

    status: Status
    placed: tuple[Placed, ...]
    costs: Costs | None
    cost: int | None
    bound: int | None
    blame: tuple[Explanation, ...]
    seed: int
    steps: int
