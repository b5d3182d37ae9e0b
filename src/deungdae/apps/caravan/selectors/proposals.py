"""What a proposal would change."""

from dataclasses import dataclass

from deungdae.apps.caravan.models import MatchingDay, Meeting, TimetableProposal
from deungdae.apps.caravan.selectors.board import Cell, board_of, place_of
from deungdae.apps.core.decisions import document_of


@dataclass(frozen=True, slots=True)
class Move:
    """A meeting whose place differs: (slot, table number) before and after; None: without a place."""

    meeting: Meeting
    before: Cell | None
    after: Cell | None


def difference_of(*, proposal: TimetableProposal) -> list[Move]:
    """The meetings that a proposal moves from where they are now, by the time they would be at."""
    board = board_of(day=proposal.day)
    moves = []
    for meeting in board.meetings.values():
        found = proposal.placements.get(meeting.short_id)
        after = (found[0], found[1]) if found else None
        if place_of(meeting) != after:
            moves.append(Move(meeting, place_of(meeting), after))
    return sorted(moves, key=lambda move: (move.after is None, move.after or (0, 0), move.meeting.pk))


def decision_file(*, day: MatchingDay) -> str | None:
    """The record of the timetable that was taken over last, as `deungdae decision verify FILE` reads it."""
    applied = TimetableProposal.objects.filter(
        day=day, state=TimetableProposal.State.APPLIED, decision__isnull=False
    )
    proposal = applied.select_related("decision").first()
    if proposal is None or proposal.decision is None:
        return None
    return document_of(proposal.decision)
