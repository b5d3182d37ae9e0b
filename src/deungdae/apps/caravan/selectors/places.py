"""Where a meeting could go."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from deungdae.apps.caravan.models import Meeting, Slot, Table
from deungdae.apps.caravan.selectors.board import Board, board_of
from deungdae.apps.caravan.selectors.refusals import refusal_of_place, refusals_of_slot, required_table
from deungdae.engine.kernel.korean import sentence


@dataclass(frozen=True, slots=True)
class Place:
    """A slot with the first free table for the meeting; or None and why not. `is_here`: it is there now."""

    slot: Slot
    table: Table | None
    refusal: str
    free_tables: tuple[int, ...] = ()
    is_here: bool = False


def places_for(*, meeting: Meeting) -> list[Place]:
    """For every slot of the day: a table, or the reason against it."""
    board = board_of(day=meeting.day)
    known = board.meetings.get(meeting.pk)
    if known is None:
        return []
    return [place_in(board, known, slot) for slot in board.slots.values()]


def place_in(board: Board, meeting: Meeting, slot: Slot) -> Place:
    is_here = meeting.slot_id == slot.pk
    against = next(refusals_of_slot(board, meeting, slot.number, gone=frozenset([meeting.pk])), None)
    if against is not None:
        return Place(slot, None, against[1], is_here=is_here)
    required = required_table(board, meeting)
    is_bound = required is not None and (slot.number, required) not in board.closed
    candidates = [required] if required is not None and is_bound else board.shared_tables()
    if is_here and meeting.table is not None and meeting.table.number in candidates:
        candidates = [meeting.table.number, *(n for n in candidates if n != meeting.table.number)]
    refusals = {number: refusal_of_place(board, meeting, (slot.number, number)) for number in candidates}
    free = tuple(number for number, refusal in refusals.items() if refusal is None)
    if free:
        return Place(slot, board.tables[free[0]], "", free_tables=free, is_here=is_here)
    return Place(
        slot, None, no_table_words(board, slot, [r for r in refusals.values() if r]), is_here=is_here
    )


def no_table_words(board: Board, slot: Slot, refusals: list[tuple[str, str]]) -> str:
    """Why no table is left: the one reason there is, or that all are taken."""
    if len(refusals) == 1:
        return refusals[0][1]
    template = _("{slot}번 시간대에는 빈 테이블이 없습니다(공용 테이블 {count}개). 다른 시간대를 고르십시오.")
    return sentence(template, {"slot": slot.number, "count": str(len(board.shared_tables()))})
