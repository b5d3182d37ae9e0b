"""The timetable as one line per participant."""

from dataclasses import dataclass
from typing import Literal

from deungdae.apps.caravan.models import MatchingDay, Meeting, Participant, Slot
from deungdae.apps.caravan.selectors.board import Board, board_of, partner_of
from deungdae.apps.caravan.selectors.figures import gaps

LineCell = Meeting | None | Literal["absent"]


@dataclass(frozen=True, slots=True)
class LineEntry:
    """One slot of a line, for templates."""

    slot: Slot
    meeting: Meeting | None
    partner: Participant | None
    is_absent: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One participant's day; `cells` by slot number, `breaks`: waiting gaps between two meetings."""

    participant: Participant
    cells: dict[int, LineCell]
    entries: tuple[LineEntry, ...]
    breaks: int
    unplaced: int


def participant_lines(*, day: MatchingDay) -> list[Line]:
    """One line per participant, by number."""
    board = board_of(day=day)
    unplaced: dict[int, int] = {}
    for meeting in board.unplaced():
        for key in (meeting.first_id, meeting.second_id):
            unplaced[key] = unplaced.get(key, 0) + 1
    return [
        line_of(board, participant, unplaced.get(key, 0)) for key, participant in board.participants.items()
    ]


def line_of(board: Board, participant: Participant, unplaced: int) -> Line:
    at = {meeting.slot.number: meeting for meeting in board.of_participant(participant.pk) if meeting.slot}
    absent = board.absent.get(participant.pk, frozenset())
    entries = []
    for number, slot in board.slots.items():
        meeting = at.get(number)
        partner = partner_of(meeting, participant.pk) if meeting is not None else None
        entries.append(LineEntry(slot, meeting, partner, number in absent))
    cells: dict[int, LineCell] = {
        entry.slot.number: entry.meeting or ("absent" if entry.is_absent else None) for entry in entries
    }
    return Line(participant, cells, tuple(entries), gaps(at), unplaced)
