"""The words of the documents: one participant's agenda, and the book of the whole day."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class SlotRow(NamedTuple):
    """A slot by its number, with its first and last moment in Seoul."""

    number: int
    start: datetime
    end: datetime


class TableRow(NamedTuple):
    number: int
    remark: str


@dataclass(frozen=True)
class AgendaLine:
    """One meeting as one of its two sides sees it; `uid` and `sequence` are the calendar's."""

    start: datetime
    end: datetime
    slot: int
    table: int | None
    partner: str
    partner_side: str
    note: str
    uid: str
    sequence: int


@dataclass(frozen=True)
class UnplacedLine:
    """A meeting that both sides want and that has no place, as one of them sees it."""

    partner: str
    partner_side: str
    reason: str


class ChangeKind(StrEnum):
    """What happened to a meeting in somebody's agenda."""

    ADDED = "added"
    MOVED = "moved"
    TAKEN_OUT = "taken_out"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class AgendaChange:
    """A meeting that changed, as one of its two sides sees it; before and after: time and table in words."""

    kind: ChangeKind
    partner: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Agenda:
    """One participant's day. `as_of`: when these facts were read."""

    title: str
    place: str
    date: date
    participant: str
    code: str
    lines: tuple[AgendaLine, ...]
    remark: str = ""
    as_of: datetime | None = None
    unplaced: tuple[UnplacedLine, ...] = ()


@dataclass(frozen=True)
class DayBookMeeting:
    """One meeting of the day; without a slot it is not placed, and `reason` says why.

    `id` is the number that people use; `state` and the two names are words to be shown.
    """

    id: str
    slot: int | None
    table: int | None
    first: str
    second: str
    state: str = ""
    reason: str = ""
    uid: str = ""
    sequence: int = 0


@dataclass(frozen=True)
class DayBook:
    """Everything that the documents of a day are made of."""

    title: str
    place: str
    date: date
    slots: tuple[SlotRow, ...]
    tables: tuple[TableRow, ...]
    agendas: tuple[Agenda, ...]
    meetings: tuple[DayBookMeeting, ...]
    summary: tuple[str, ...] = ()
    as_of: datetime | None = None

    @property
    def placed(self) -> tuple[DayBookMeeting, ...]:
        return tuple(meeting for meeting in self.meetings if meeting.slot is not None)

    @property
    def unplaced(self) -> tuple[DayBookMeeting, ...]:
        return tuple(meeting for meeting in self.meetings if meeting.slot is None)

    @property
    def cells(self) -> dict[tuple[int, int], DayBookMeeting]:
        """(table, slot) → the meeting there."""
        return {
            (meeting.table, meeting.slot): meeting
            for meeting in self.meetings
            if meeting.slot is not None and meeting.table is not None
        }
