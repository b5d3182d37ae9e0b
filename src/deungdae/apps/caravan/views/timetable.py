"""The timetable: slots by tables, or one line per participant."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from deungdae.apps.caravan.models import MatchingDay, Meeting, Participant, Pause, Slot, TimetableProposal
from deungdae.apps.caravan.rules import PLANNING_STATES, TIMETABLE_STATES
from deungdae.apps.caravan.selectors import (
    Grid,
    GridCell,
    Line,
    day_figures,
    participant_lines,
    timetable_grid,
)
from deungdae.apps.caravan.views.access import staff_day_page
from deungdae.apps.caravan.views.frame import address, chosen, day_render, searched
from deungdae.apps.caravan.views.next_step import live_job_of


@dataclass(frozen=True)
class ShownCell:
    """One place of the grid; `asked_by` is the side that asked for the meeting."""

    table: int
    meeting: Meeting | None
    clash: str
    url: str
    asked_by: str


@dataclass(frozen=True)
class ShownRow:
    """A slot with its places, or a pause."""

    slot: Slot | None
    pause: Pause | None
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True)
class ShownTable:
    number: int
    note: str


@dataclass(frozen=True)
class ShownEntry:
    """One slot of a participant's line; `is_gap`: idle between two meetings."""

    partner: str
    table: int
    url: str
    is_absent: bool
    is_gap: bool


@dataclass(frozen=True)
class ShownLine:
    participant: Participant
    meetings: int
    breaks: int
    unplaced: int
    entries: tuple[ShownEntry, ...]


@staff_day_page
@require_GET
def timetable(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    proposals = day.proposals.exclude(state=TimetableProposal.State.DISCARDED)
    words: dict[str, Any] = {
        "figures": day_figures(day=day),
        "job": live_job_of(day),
        "latest": proposals.first(),
        "unplaced": unplaced_meetings(day),
        "can_change": day.state in TIMETABLE_STATES,
        "can_compute": day.state in PLANNING_STATES,
    }
    if request.GET.get("view") == "participants":
        return lines_page(request, day, words)
    grid = timetable_grid(day=day)
    return day_render(
        request,
        "grid.html",
        day=day,
        tab="timetable",
        view="tables",
        grid=grid,
        tables=[shown_table(grid, table.number, table.remark) for table in grid.tables],
        rows=list(shown_rows(grid, day)),
        **words,
    )


def lines_page(request: HttpRequest, day: MatchingDay, words: dict[str, Any]) -> HttpResponse:
    side = chosen(request, "side", Participant.Side.values)
    search = searched(request)
    lines = [line for line in participant_lines(day=day) if is_wanted(line, side=side, search=search)]
    return day_render(
        request,
        "lines.html",
        day=day,
        tab="timetable",
        view="participants",
        lines=[shown_line(line, day) for line in lines],
        slots=list(day.slots.all()),
        side=side,
        search=search,
        sides=Participant.Side.choices,
        active=bool(search) + bool(side),
        **words,
    )


def unplaced_meetings(day: MatchingDay) -> list[Meeting]:
    """Meetings that have no place although nobody cancelled them."""
    names = ("request", "first__organisation", "second__organisation")
    waiting = day.meetings.filter(slot__isnull=True, state=Meeting.State.PLANNED).select_related(*names)
    return list(waiting.order_by("request__rank", "request__code"))


def shown_table(grid: Grid, number: int, remark: str) -> ShownTable:
    owner = grid.owners.get(number)
    return ShownTable(number, str(owner) if owner is not None else remark)


def shown_rows(grid: Grid, day: MatchingDay) -> Iterator[ShownRow]:
    """Slots and pauses in the order of the day."""
    pauses = list(day.pauses.all())
    for row in grid.rows:
        while pauses and pauses[0].starts_at <= row.slot.starts_at:
            yield ShownRow(None, pauses.pop(0), ())
        yield ShownRow(row.slot, None, tuple(shown_cell(cell, day) for cell in row.cells))


def shown_cell(cell: GridCell, day: MatchingDay) -> ShownCell:
    meeting = cell.meeting
    if meeting is None:
        return ShownCell(cell.table.number, None, "", "", "")
    sender = meeting.first if meeting.request.sender_id == meeting.first_id else meeting.second
    url = address("meeting", day, meeting_id=meeting.public_id)
    return ShownCell(cell.table.number, meeting, cell.clash, url, sender.side)


def is_wanted(line: Line, *, side: str, search: str) -> bool:
    participant, wanted = line.participant, search.casefold()
    if side and participant.side != side:
        return False
    return wanted in participant.organisation.name.casefold() or wanted in participant.code.casefold()


def shown_line(line: Line, day: MatchingDay) -> ShownLine:
    busy = [entry.slot.number for entry in line.entries if entry.meeting is not None]
    first, last = (busy[0], busy[-1]) if busy else (0, 0)
    entries = []
    for entry in line.entries:
        meeting = entry.meeting
        if meeting is not None and meeting.table is not None:
            url = address("meeting", day, meeting_id=meeting.public_id)
            entries.append(ShownEntry(str(entry.partner), meeting.table.number, url, False, False))
        else:
            is_gap = first < entry.slot.number < last and not entry.is_absent
            entries.append(ShownEntry("", 0, "", entry.is_absent, is_gap))
    return ShownLine(line.participant, len(busy), line.breaks, line.unplaced, tuple(entries))
