"""The words of a matching day: who meets whom, when it may be, and the timetable that comes out.

Slots and tables are numbers from 1. The problem is the business-to-business meeting scheduling problem of
Bofill et al., JAIR 74 (2022), with weights, limits per participant and tables of one's own added.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from deungdae.engine.kernel.explanation import Explanation


class Session(StrEnum):
    """A half of the day; ANY leaves the choice open."""

    ANY = "any"
    MORNING = "morning"
    AFTERNOON = "afternoon"


class Status(StrEnum):
    """OPTIMAL only with a proof, INFEASIBLE only with a proof; otherwise FEASIBLE or UNKNOWN.

    UNKNOWN: stopped before any timetable was found and before it was proven that there is none.
    """

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Participant:
    """A side of meetings. forbidden: slots of absence; max_meetings: at most so many are held;
    own_table: a table that nobody else uses; wish: the half of the day that is preferred, not promised;
    attending: people who come (0: not known).
    """

    id: str
    forbidden: frozenset[int] = frozenset()
    max_meetings: int | None = None
    own_table: int | None = None
    wish: Session = Session.ANY
    attending: int = 0


@dataclass(frozen=True, slots=True)
class Meeting:
    """first and second: participant ids. session, fixed_slot and fixed_table bind.

    after: ids of meetings that must be strictly earlier (where both are held); weight: what holding it is
    worth, 0 or more.
    """

    id: str
    first: str
    second: str
    session: Session = Session.ANY
    fixed_slot: int | None = None
    fixed_table: int | None = None
    after: tuple[str, ...] = ()
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """A day. tables: numbers of the shared tables; fairness: the most breaks anybody may have above the
    participant with the fewest (None: no limit); all_required: leave no meeting out, rather say infeasible;
    seats: people that a table holds, where that is known; a wish: where they are too few the meeting is held
    all the same.
    """

    slots: int
    morning_slots: int
    tables: tuple[int, ...]
    participants: tuple[Participant, ...]
    meetings: tuple[Meeting, ...]
    fairness: int | None = None
    all_required: bool = False
    seats: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Placement:
    """A meeting has its slot and table."""

    meeting: str
    slot: int
    table: int


@dataclass(frozen=True, slots=True)
class Unscheduled:
    """A meeting that is not held, and why."""

    meeting: str
    reason: Explanation


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is. step: a code of the messages; percent: 0 to 100, an estimate, never falling."""

    step: str
    placed: int
    total: int
    breaks: int | None
    bound: int | None
    percent: int


@dataclass(frozen=True, slots=True)
class Course:
    """How a run went: the slices of search beside each turn of the proof, and whether it was stopped after
    the last of them. With it a run that the clock or a person ended can be repeated exactly.
    """

    slices: tuple[int, ...]
    stopped: bool


@dataclass(frozen=True, slots=True)
class Solution:
    """What `solve` answers. breaks and bound are None when there is no timetable.

    bound: no timetable that holds as much weight (and, when re-planning, moves as few) has fewer breaks;
    moved: ids of meetings whose slot or table differs from the current timetable; course: what repeats the
    run (None: the arguments alone do).
    """

    status: Status
    placements: tuple[Placement, ...]
    unscheduled: tuple[Unscheduled, ...]
    breaks: int | None
    bound: int | None
    moved: tuple[str, ...]
    explanation: tuple[Explanation, ...]
    seconds: float
    seed: int
    course: Course | None = None

    @property
    def by_meeting(self) -> dict[str, Placement]:
        """Placements by meeting id."""
        return {placement.meeting: placement for placement in self.placements}


Clock = Callable[[], float]
OnProgress = Callable[[Progress], bool]
Current = Mapping[str, Placement]


def table_of_own(problem: Problem, meeting: Meeting, people: Mapping[str, Participant]) -> int | None:
    """The private table of a meeting, the second participant's before the first's; None: a shared one."""
    if meeting.fixed_table in problem.tables:
        return None
    second = people[meeting.second].own_table
    return second if second is not None else people[meeting.first].own_table


def session_slots(problem: Problem, session: Session) -> range:
    """The slots of a half of the day."""
    if session is Session.MORNING:
        return range(1, problem.morning_slots + 1)
    if session is Session.AFTERNOON:
        return range(problem.morning_slots + 1, problem.slots + 1)
    return range(1, problem.slots + 1)
