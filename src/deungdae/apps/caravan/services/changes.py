"""Changing a timetable by hand: an impossible change is refused with its reason before it is saved."""

from django.db.models import Q
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.models import (
    MatchingDay,
    Meeting,
    MeetingChange,
    MeetingRequest,
    Participant,
)
from deungdae.apps.caravan.rules import TIMETABLE_STATES
from deungdae.apps.caravan.selectors.agendas import past_slots
from deungdae.apps.caravan.selectors.board import Board, Cell, board_of, place_of
from deungdae.apps.caravan.selectors.refusals import name_of, refusal_of_place, required_table
from deungdae.apps.caravan.services.meetings import meeting_of_request
from deungdae.apps.caravan.services.request_rules import next_request_code, require_pair, save_request
from deungdae.apps.caravan.services.turns import Turn, place_words, taking_turn
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused

Kind = MeetingChange.Kind


def move_meeting(
    *,
    meeting: Meeting,
    slot_number: int,
    table_number: int,
    expected_revision: int,
    actor: User | None,
    reason: str = "",
) -> Meeting:
    """Put a meeting, placed or not, at another slot and table."""
    with taking_turn(
        day=meeting.day, expected_revision=expected_revision, actor=actor, reason=reason
    ) as turn:
        board = changeable_board(turn)
        meeting = found_on(board, meeting)
        require_unlocked(meeting)
        cell = (slot_number, table_number)
        if place_of(meeting) == cell:
            template = _("상담 {meeting}(은/는) 이미 그 자리에 있습니다. 다른 시간대나 테이블을 고르십시오.")
            raise refused("same_place", template, meeting=name_of(meeting))
        require_place(board, meeting, cell)
        require_future(board, meeting, cell)
        put(turn, board, meeting, cell)
    return meeting


def swap_meetings(
    *, first: Meeting, second: Meeting, expected_revision: int, actor: User | None, reason: str = ""
) -> tuple[Meeting, Meeting]:
    """Two placed meetings change places; where a table is bound to one, only the slots change."""
    with taking_turn(day=first.day, expected_revision=expected_revision, actor=actor, reason=reason) as turn:
        board = changeable_board(turn)
        first, second = found_on(board, first), found_on(board, second)
        if first.pk == second.pk:
            raise RefusedError("same_meeting", _("서로 다른 두 상담을 고르십시오."))
        cells = {}
        for meeting, other in ((first, second), (second, first)):
            require_unlocked(meeting)
            cells[meeting.pk] = swapped_cell(board, meeting, other)
        if cells[first.pk] == place_of(first):
            template = _(
                "상담 {first}(과/와) {second}(은/는) 같은 시간대의 정해진 테이블에 있어 바꿀 것이 없습니다."
            )
            raise refused("same_place", template, first=name_of(first), second=name_of(second))
        leaving = frozenset([first.pk, second.pk])
        for meeting in (first, second):
            require_place(board, meeting, cells[meeting.pk], leaving=leaving)
            require_future(board, meeting, cells[meeting.pk])
        require_swapped_order(board, first, second, cells)
        before = {meeting.pk: place_words(meeting) for meeting in (first, second)}
        Meeting.objects.filter(pk__in=leaving).update(slot=None, table=None)
        for meeting in (first, second):
            write_place(turn, board, meeting, cells[meeting.pk], before=before[meeting.pk])
    return first, second


def lock_meeting(
    *, meeting: Meeting, locked: bool, expected_revision: int, actor: User | None, reason: str = ""
) -> Meeting:
    """A locked meeting is moved neither by hand nor by a compute."""
    with taking_turn(
        day=meeting.day, expected_revision=expected_revision, actor=actor, reason=reason
    ) as turn:
        board = changeable_board(turn)
        meeting = found_on(board, meeting)
        if locked and meeting.slot is None:
            template = _("상담 {meeting}(은/는) 아직 자리가 없어 고정할 수 없습니다. 먼저 배치하십시오.")
            raise refused("not_placed", template, meeting=name_of(meeting))
        if meeting.locked != locked:
            meeting.locked = locked
            meeting.save(update_fields=["locked"])
            place = place_words(meeting)
            turn.note(meeting, Kind.LOCKED if locked else Kind.UNLOCKED, place, place)
    return meeting


def unplace_meeting(
    *, meeting: Meeting, expected_revision: int, actor: User | None, reason: str = ""
) -> Meeting:
    """Take a meeting out of its place; it waits without one."""
    with taking_turn(
        day=meeting.day, expected_revision=expected_revision, actor=actor, reason=reason
    ) as turn:
        meeting = found_on(changeable_board(turn), meeting)
        require_unlocked(meeting)
        settled_place(meeting)
        take_out(turn, meeting, kind=Kind.MOVED)
        meeting.unplaced_reason = reason.strip() or _("담당자가 자리에서 뺐습니다.")
        meeting.save(update_fields=["slot", "table", "revision", "unplaced_reason"])
    return meeting


def cancel_meeting(*, meeting: Meeting, expected_revision: int, actor: User | None, reason: str) -> Meeting:
    """The meeting will not be; its request counts as withdrawn."""
    if not reason.strip():
        raise RefusedError("reason", _("취소하는 이유를 적으십시오. 변경 이력과 알림에 남습니다."))
    with taking_turn(
        day=meeting.day, expected_revision=expected_revision, actor=actor, reason=reason.strip()
    ) as turn:
        meeting = found_on(changeable_board(turn), meeting)
        require_unlocked(meeting)
        take_out(turn, meeting, kind=Kind.CANCELLED)
        meeting.state, meeting.unplaced_reason = Meeting.State.CANCELLED, reason.strip()
        meeting.save(update_fields=["slot", "table", "revision", "state", "unplaced_reason"])
        MeetingRequest.objects.filter(pk=meeting.request_id).update(
            state=MeetingRequest.State.WITHDRAWN, answer_reason=reason.strip(), answered_at=clock.now()
        )
    return meeting


def add_meeting(
    *,
    day: MatchingDay,
    sender: Participant,
    receiver: Participant,
    slot_number: int,
    table_number: int,
    expected_revision: int,
    actor: User | None,
    reason: str = "",
) -> Meeting:
    """A new meeting of two participants at a place, agreed outside the requests."""
    with taking_turn(day=day, expected_revision=expected_revision, actor=actor, reason=reason) as turn:
        require_changeable(turn.day)
        require_pair(turn.day, sender, receiver)
        meeting = meeting_of_request(
            day=turn.day, request=agreed_request(turn, sender=sender, receiver=receiver, reason=reason)
        )
        board = board_of(day=turn.day)
        meeting = found_on(board, meeting)
        cell = (slot_number, table_number)
        require_place(board, meeting, cell)
        require_future(board, meeting, cell)
        write_place(turn, board, meeting, cell, before={}, kind=Kind.ADDED)
    return meeting


def agreed_request(turn: Turn, *, sender: Participant, receiver: Participant, reason: str) -> MeetingRequest:
    """The accepted request behind an added meeting; one that came to nothing before is taken up again."""
    pair = Q(sender=sender, receiver=receiver) | Q(sender=receiver, receiver=sender)
    known = MeetingRequest.objects.filter(pair, day=turn.day).select_related("sender", "receiver").first()
    if known is not None and known.state == MeetingRequest.State.ACCEPTED:
        template = _(
            "{first}(과/와) {second}의 상담 {code}(이/가)"
            " 이미 있습니다. 새로 더하지 말고 그 상담을 옮기십시오."
        )
        raise refused("pair_twice", template, first=str(sender), second=str(receiver), code=known.code)
    request = known or MeetingRequest(
        day=turn.day,
        sender=sender,
        receiver=receiver,
        reason=reason.strip(),
        code=next_request_code(day=turn.day),
        created_by=turn.actor,
    )
    request.state, request.answered_at = MeetingRequest.State.ACCEPTED, clock.now()
    save_request(request)
    return request


def require_changeable(day: MatchingDay) -> None:
    """The timetable is there, not yet held, and once it is public the day is not over."""
    if day.state not in TIMETABLE_STATES:
        template = _("{title}(은/는) 지금 ‘{state}’ 상태라 시간표를 바꿀 수 없습니다.")
        raise refused("state", template, title=f"‘{day.title}’", state=day.get_state_display())
    if day.state == MatchingDay.State.PUBLISHED and day.date < clock.today():
        template = _(
            "행사 날짜 {date}(이/가) 지나 시간표를 바꿀 수 없습니다. 개최 완료로 바꾸고 결과를 적으십시오."
        )
        raise refused("past_day", template, date=day.date.isoformat())


def changeable_board(turn: Turn) -> Board:
    require_changeable(turn.day)
    return board_of(day=turn.day)


def found_on(board: Board, meeting: Meeting) -> Meeting:
    """The meeting as the board knows it; a cancelled one is not on it."""
    known = board.meetings.get(meeting.pk)
    if known is None:
        raise RefusedError("cancelled", _("이미 취소된 상담입니다. 다시 필요하면 ‘상담 추가’로 더하십시오."))
    return known


def require_unlocked(meeting: Meeting) -> None:
    if meeting.locked:
        template = _("상담 {meeting}(은/는) 고정되어 있습니다. 고정을 먼저 푸십시오.")
        raise refused("locked", template, meeting=name_of(meeting))


def require_place(
    board: Board, meeting: Meeting, cell: Cell, *, leaving: frozenset[int] = frozenset()
) -> None:
    against = refusal_of_place(board, meeting, cell, leaving=leaving)
    if against is not None:
        raise RefusedError(*against)


def require_future(board: Board, meeting: Meeting, cell: Cell) -> None:
    """A public timetable is not changed for times that are over."""
    past, slot = past_slots(board), board.slots[cell[0]]
    if slot.number in past:
        template = _("{slot}번 시간대({end} 종료)는 이미 지났습니다. 다음 시간대를 고르십시오.")
        raise refused("past_slot", template, slot=slot.number, end=f"{slot.ends_at:%H:%M}")
    if meeting.slot is not None and meeting.slot.number in past:
        template = _("상담 {meeting}(은/는) 이미 지난 시간대에 있어 옮길 수 없습니다. 결과를 적으십시오.")
        raise refused("past_meeting", template, meeting=name_of(meeting))


def swapped_cell(board: Board, meeting: Meeting, other: Meeting) -> Cell:
    """Where a meeting goes in a swap: the other's slot, and its table unless a table is bound to either."""
    mine, theirs = settled_place(meeting), settled_place(other)
    is_bound = mine[1] != theirs[1] and any(
        required_table(board, one) is not None or place[1] in board.owners
        for one, place in ((meeting, mine), (other, theirs))
    )
    return (theirs[0], mine[1]) if is_bound else theirs


def settled_place(meeting: Meeting) -> Cell:
    """The place of a meeting that must have one."""
    place = place_of(meeting)
    if place is None:
        template = _("상담 {meeting}(은/는) 자리가 없습니다. 먼저 시간대와 테이블을 정하십시오.")
        raise refused("not_placed", template, meeting=name_of(meeting))
    return place


def require_swapped_order(board: Board, first: Meeting, second: Meeting, cells: dict[int, Cell]) -> None:
    """The one order that leaving places hide: "A before B" between the two that are swapped."""
    for earlier, later in ((first, second), (second, first)):
        is_ordered = earlier.pk in board.before.get(later.pk, ())
        if is_ordered and cells[earlier.pk][0] >= cells[later.pk][0]:
            template = _("상담 {earlier}(은/는) 상담 {later}보다 먼저여야 해서 맞바꿀 수 없습니다.")
            raise refused("order", template, earlier=name_of(earlier), later=name_of(later))


def take_out(turn: Turn, meeting: Meeting, *, kind: MeetingChange.Kind) -> None:
    """Without a place from now on; the caller saves."""
    turn.note(meeting, kind, place_words(meeting), {})
    if meeting.slot is not None:
        meeting.slot, meeting.table = None, None
        meeting.revision += 1


def put(turn: Turn, board: Board, meeting: Meeting, cell: Cell) -> None:
    """Place or move one meeting."""
    kind = Kind.PLACED if meeting.slot is None else Kind.MOVED
    write_place(turn, board, meeting, cell, before=place_words(meeting), kind=kind)


def write_place(
    turn: Turn,
    board: Board,
    meeting: Meeting,
    cell: Cell,
    *,
    before: dict[str, int | str],
    kind: MeetingChange.Kind = Kind.MOVED,
) -> None:
    meeting.slot, meeting.table = board.slots[cell[0]], board.tables[cell[1]]
    meeting.unplaced_reason = ""
    meeting.revision += 1
    meeting.save(update_fields=["slot", "table", "unplaced_reason", "revision"])
    turn.note(meeting, kind, before, place_words(meeting))
