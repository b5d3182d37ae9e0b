"""Why a meeting cannot be at a place: one sentence with the reason and the way out, or nothing."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from deungdae.apps.caravan.models import Meeting, Participant
from deungdae.apps.caravan.selectors.board import Board, Cell, partner_of, place_of
from deungdae.apps.caravan.slots import hours, is_morning
from deungdae.engine.kernel.korean import Param, sentence

Values = dict[str, Param]
Refusal = tuple[str, str]
"""A stable code and a sentence."""


def refusal_of_place(
    board: Board, meeting: Meeting, cell: Cell, *, leaving: frozenset[int] = frozenset()
) -> Refusal | None:
    """The first reason against `cell` for `meeting`; meetings in `leaving` count as gone."""
    return next(refusals_of_place(board, meeting, cell, leaving=leaving), None)


def refusals_of_place(
    board: Board, meeting: Meeting, cell: Cell, *, leaving: frozenset[int] = frozenset()
) -> Iterator[Refusal]:
    slot_number, table_number = cell
    if slot_number not in board.slots:
        template = _("{slot}번 시간대가 없습니다. 1부터 {last} 사이의 시간대를 고르십시오.")
        yield "no_slot", sentence(template, {"slot": slot_number, "last": len(board.slots)})
        return
    if table_number not in board.tables:
        template = _("{table}번 테이블이 없습니다. 이 행사에 있는 테이블을 고르십시오.")
        yield "no_table", sentence(template, {"table": table_number})
        return
    gone = leaving | {meeting.pk}
    yield from refusals_of_slot(board, meeting, slot_number, gone=gone)
    yield from refusals_of_table(board, meeting, cell, gone=gone)


def refusals_of_slot(
    board: Board, meeting: Meeting, slot_number: int, *, gone: frozenset[int]
) -> Iterator[Refusal]:
    """Everything against a slot, whatever the table."""
    for participant in (meeting.first, meeting.second):
        yield from busy(board, participant, slot_number, gone=gone)
        yield from absent(board, participant, slot_number)
    yield from out_of_order(board, meeting, slot_number, gone=gone)
    yield from bound(board, meeting, slot_number)
    if meeting.slot is None:
        yield from too_many(board, meeting, gone=gone)


def busy(
    board: Board, participant: Participant, slot_number: int, *, gone: frozenset[int]
) -> Iterator[Refusal]:
    for other in board.of_participant(participant.pk):
        if other.slot is not None and other.slot.number == slot_number and other.pk not in gone:
            template = _(
                "{who}(은/는) {slot}번 시간대에 {partner}(과/와) 상담이 있습니다."
                " 다른 시간대를 고르거나 두 상담을 맞바꾸십시오."
            )
            partner = partner_of(other, participant.pk)
            yield (
                "busy",
                sentence(
                    template, {"who": str(participant), "slot": slot_number, "partner": quoted(partner)}
                ),
            )


def absent(board: Board, participant: Participant, slot_number: int) -> Iterator[Refusal]:
    if slot_number in board.absent.get(participant.pk, frozenset()):
        slot = board.slots[slot_number]
        template = _("{who}(은/는) {slot}번 시간대({hours})에 참석할 수 없습니다. 다른 시간대를 고르십시오.")
        values: Values = {
            "who": str(participant),
            "slot": slot_number,
            "hours": hours(slot.starts_at, slot.ends_at),
        }
        yield "absent", sentence(template, values)


def out_of_order(
    board: Board, meeting: Meeting, slot_number: int, *, gone: frozenset[int]
) -> Iterator[Refusal]:
    for keys, is_earlier in ((board.before, True), (board.after, False)):
        for key in keys.get(meeting.pk, ()):
            other = board.meetings[key]
            if other.slot is None or other.pk in gone:
                continue
            if other.slot.number >= slot_number if is_earlier else other.slot.number <= slot_number:
                yield "order", order_words(other, is_earlier=is_earlier)


def order_words(other: Meeting, *, is_earlier: bool) -> str:
    slot = other.slot.number if other.slot is not None else 0
    if is_earlier:
        template = _(
            "상담 {other}(이/가) 먼저여야 하는데 {slot}번 시간대에 있습니다. 그보다 늦은 시간대를 고르십시오."
        )
    else:
        template = _(
            "상담 {other}(이/가) 나중이어야 하는데 {slot}번"
            " 시간대에 있습니다. 그보다 이른 시간대를 고르십시오."
        )
    return sentence(template, {"other": name_of(other), "slot": slot})


def bound(board: Board, meeting: Meeting, slot_number: int) -> Iterator[Refusal]:
    """The request itself binds the meeting to a slot or to a half of the day."""
    request, slot = meeting.request, board.slots[slot_number]
    if request.fixed_slot is not None and request.fixed_slot.number != slot_number:
        template = _(
            "상담 {meeting}(은/는) 신청에서 {fixed}번"
            " 시간대로 정했습니다. 신청의 정해진 시간대를 먼저 고치십시오."
        )
        yield (
            "fixed_slot",
            sentence(template, {"meeting": name_of(meeting), "fixed": request.fixed_slot.number}),
        )
    is_for_morning = request.wish == Participant.Wish.MORNING
    if request.wish != Participant.Wish.ANY and is_for_morning != is_morning(slot.starts_at):
        template = _("상담 {meeting}(은/는) 신청에서 {wish}에만 하기로 했습니다. {wish} 시간대를 고르십시오.")
        values = {"meeting": name_of(meeting), "wish": request.get_wish_display()}
        yield "session", sentence(template, values)


def too_many(board: Board, meeting: Meeting, *, gone: frozenset[int]) -> Iterator[Refusal]:
    for participant in (meeting.first, meeting.second):
        held = [other for other in board.of_participant(participant.pk) if other.pk not in gone]
        if participant.max_meetings is not None and len(held) >= participant.max_meetings:
            template = _(
                "{who}(은/는) 상담을 최대 {most}건까지 하는데 이미 {count}건이 있습니다."
                " 다른 상담 하나를 빼거나 참가자의 최대 상담 수를 늘리십시오."
            )
            values = {"who": str(participant), "most": str(participant.max_meetings), "count": str(len(held))}
            yield "max_meetings", sentence(template, values)


def refusals_of_table(
    board: Board, meeting: Meeting, cell: Cell, *, gone: frozenset[int]
) -> Iterator[Refusal]:
    slot_number, table_number = cell
    required = required_table(board, meeting)
    owner = board.owners.get(table_number)
    is_bound = required is not None and (slot_number, required) not in board.closed
    if required is not None and is_bound and required != table_number:
        yield "table_bound", bound_table_words(board, meeting, required)
    elif owner is not None and owner.pk not in (meeting.first_id, meeting.second_id):
        template = _("{table}번 테이블은 {owner}의 전용 테이블입니다. 다른 테이블을 고르십시오.")
        yield "own_table", sentence(template, {"table": table_number, "owner": str(owner)})
    if cell in board.closed:
        template = _("{table}번 테이블은 {slot}번 시간대에 쓸 수 없습니다. 다른 테이블을 고르십시오.")
        yield "table_closed", sentence(template, {"table": table_number, "slot": slot_number})
    other = board.by_cell.get(cell)
    if other is not None and other.pk not in gone:
        template = _(
            "{slot}번 시간대 {table}번 테이블에는 {first}(과/와) {second}의 상담이 있습니다."
            " 다른 테이블을 고르거나 두 상담을 맞바꾸십시오."
        )
        values: Values = {
            "slot": slot_number,
            "table": table_number,
            "first": quoted(other.first),
            "second": quoted(other.second),
        }
        yield "table_taken", sentence(template, values)


def required_table(board: Board, meeting: Meeting) -> int | None:
    """The only table a meeting may have: fixed by its request, or a participant's own, the second's first."""
    if meeting.request.fixed_table is not None:
        return meeting.request.fixed_table.number
    for participant in (meeting.second, meeting.first):
        if participant.own_table is not None:
            return participant.own_table.number
    return None


def bound_table_words(board: Board, meeting: Meeting, required: int) -> str:
    owner = board.owners.get(required)
    if meeting.request.fixed_table is not None or owner is None:
        template = _(
            "상담 {meeting}(은/는) 신청에서 {table}번 테이블로 정했습니다. {table}번 테이블을 고르십시오."
        )
        return sentence(template, {"meeting": name_of(meeting), "table": required})
    template = _("{who}의 상담은 전용 테이블인 {table}번에서만 합니다. {table}번 테이블을 고르십시오.")
    return sentence(template, {"who": str(owner), "table": required})


def quoted(participant: Participant) -> str:
    """A name in a sentence that holds several."""
    return f"‘{participant}’"


def name_of(meeting: Meeting) -> str:
    """How a sentence calls a meeting: its number and who meets."""
    return f"{meeting.request.code}({meeting.first}·{meeting.second})"


def clash_of(board: Board, meeting: Meeting) -> str:
    """What is wrong with the place a meeting has now, in words; empty when nothing is."""
    cell = place_of(meeting)
    found = refusal_of_place(board, meeting, cell) if cell is not None else None
    return found[1] if found is not None else ""
