"""The timetable as a grid of slots and tables."""

from dataclasses import dataclass

from deungdae.apps.caravan.models import MatchingDay, Meeting, Participant, Slot, Table
from deungdae.apps.caravan.selectors.board import Board, Cell, board_of, place_of
from deungdae.apps.caravan.selectors.refusals import clash_of


@dataclass(frozen=True, slots=True)
class GridCell:
    """One slot at one table. `clash`: what is wrong with the meeting there, in words; mostly empty."""

    table: Table
    meeting: Meeting | None
    clash: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    slot: Slot
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """`cells`: (slot number, table number) → meeting; `rows`: the same for templates; owners: table number →
    participant; `clashes`: sentences about meetings whose place no longer fits.
    """

    slots: tuple[Slot, ...]
    tables: tuple[Table, ...]
    cells: dict[Cell, Meeting]
    rows: tuple[GridRow, ...]
    unplaced: tuple[Meeting, ...]
    owners: dict[int, Participant]
    clashes: tuple[str, ...]


def timetable_grid(*, day: MatchingDay) -> Grid:
    """Every slot and table with its meeting, and the meetings without a place."""
    return grid_of(board_of(day=day))


def grid_of(board: Board) -> Grid:
    cells = {cell: meeting for cell, meeting in board.by_cell.items() if cell is not None}
    clashes = {meeting.pk: clash_of(board, meeting) for meeting in cells.values()}
    rows = [grid_row(board, slot, cells, clashes) for slot in board.slots.values()]
    return Grid(
        slots=tuple(board.slots.values()),
        tables=tuple(board.tables.values()),
        cells=cells,
        rows=tuple(rows),
        unplaced=tuple(meeting for meeting in board.meetings.values() if place_of(meeting) is None),
        owners=dict(board.owners),
        clashes=tuple(words for words in clashes.values() if words),
    )


def grid_row(board: Board, slot: Slot, cells: dict[Cell, Meeting], clashes: dict[int, str]) -> GridRow:
    found = []
    for number, table in board.tables.items():
        meeting = cells.get((slot.number, number))
        found.append(GridCell(table, meeting, clashes[meeting.pk] if meeting is not None else ""))
    return GridRow(slot, tuple(found))
