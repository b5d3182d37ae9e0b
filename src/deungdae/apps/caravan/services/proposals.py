"""What a compute found: kept as a proposal, taken over at once when it is the first, else by a person."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.acts import DAY
from deungdae.apps.caravan.models import MatchingDay, Meeting, MeetingChange, TimetableProposal
from deungdae.apps.caravan.rules import PLANNING_STATES
from deungdae.apps.caravan.selectors.board import Board, Cell, board_of, place_of
from deungdae.apps.caravan.selectors.refusals import name_of
from deungdae.apps.caravan.services.turns import Turn, lock_day, note_step, place_words
from deungdae.apps.core import clock
from deungdae.apps.core.audit.acts import DECISION_MADE
from deungdae.apps.core.audit.caller import caller_by
from deungdae.apps.core.audit.services import Subject, record_audit
from deungdae.apps.core.errors import RefusedError, refused

State = TimetableProposal.State
BATCH = 200


def apply_proposal(*, proposal: TimetableProposal, actor: User | None) -> TimetableProposal:
    """The proposal becomes the timetable, if the day is still the one it was computed for."""
    try:
        with transaction.atomic():
            day = lock_day(day=proposal.day)
            proposal = TimetableProposal.objects.get(pk=proposal.pk)
            proposal.day = day
            require_open(proposal)
            put_proposal(proposal=proposal, actor=actor)
            note_decision(proposal, actor=actor)
    except IntegrityError as error:
        raise RefusedError(
            "taken", _("제안을 넣는 사이에 시간표가 바뀌었습니다. 화면을 새로 고쳐 다시 계산하십시오.")
        ) from error
    return proposal


def note_decision(proposal: TimetableProposal, *, actor: User | None) -> None:
    """What the audit log says of a timetable that was taken over; last in the transaction."""
    record_audit(
        act=DECISION_MADE,
        caller=caller_by(actor),
        subject=Subject(DAY, proposal.day.short_id),
        target=f"proposal:{proposal.short_id}",
    )


@transaction.atomic
def discard_proposal(*, proposal: TimetableProposal, actor: User | None) -> TimetableProposal:
    """The timetable stays as it is."""
    day = lock_day(day=proposal.day)
    proposal = TimetableProposal.objects.get(pk=proposal.pk)
    proposal.day = day
    if proposal.state not in (State.PROPOSED, State.STALE, State.INFEASIBLE):
        template = _("이 제안은 이미 ‘{state}’ 상태입니다. 버릴 것이 없습니다.")
        raise refused("decided", template, state=proposal.get_state_display())
    proposal.state, proposal.decided_at = State.DISCARDED, clock.now()
    proposal.save(update_fields=["state", "decided_at"])
    return proposal


def require_open(proposal: TimetableProposal) -> None:
    day = proposal.day
    is_late = proposal.state == State.STALE or day.timetable_revision != proposal.base_revision
    if is_late and proposal.state in (State.PROPOSED, State.STALE):
        raise RefusedError(
            "stale",
            _("계산한 뒤에 시간표나 참가자 정보가 바뀌어 이 제안을 적용할 수 없습니다. 다시 계산하십시오."),
        )
    if proposal.state != State.PROPOSED:
        template = _("이 제안은 이미 ‘{state}’ 상태라 적용할 수 없습니다. 필요하면 다시 계산하십시오.")
        raise refused("decided", template, state=proposal.get_state_display())
    if day.state not in PLANNING_STATES:
        template = _("{title}(은/는) 지금 ‘{state}’ 상태라 시간표를 바꿀 수 없습니다.")
        raise refused("state", template, title=f"‘{day.title}’", state=day.get_state_display())
    if day.state == MatchingDay.State.PUBLISHED and day.date < clock.today():
        template = _(
            "행사 날짜 {date}(이/가) 지나 시간표를 바꿀 수 없습니다. 개최 완료로 바꾸고 결과를 적으십시오."
        )
        raise refused("past_day", template, date=day.date.isoformat())


def put_proposal(*, proposal: TimetableProposal, actor: User | None) -> None:
    """Write every place in few statements: the moving ones leave theirs first, then all take the new ones.

    The caller holds the day's row.
    """
    day = proposal.day
    board = board_of(day=day)
    is_first = not board.by_cell
    reason = _("시간표 계산") if is_first else _("시간표를 다시 계산했습니다")
    turn = Turn(day=day, actor=actor, reason=reason)
    moving = moving_meetings(board, proposal)
    before = {meeting.pk: place_words(meeting) for meeting in moving}
    Meeting.objects.filter(pk__in=[m.pk for m in moving if m.slot is not None]).update(slot=None, table=None)
    for meeting in moving:
        take_place(
            board, meeting, proposed_cell(proposal, meeting), str(proposal.unplaced.get(meeting.short_id, ""))
        )
        kind = MeetingChange.Kind.MOVED if before[meeting.pk] else MeetingChange.Kind.PLACED
        if before[meeting.pk] or meeting.slot is not None:
            turn.note(meeting, kind, before[meeting.pk], place_words(meeting))
    fields = ["slot", "table", "unplaced_reason", "revision"]
    Meeting.objects.bulk_update(moving, fields, batch_size=BATCH)
    if is_first and day.state == MatchingDay.State.REQUESTS_CLOSED:
        day.state = MatchingDay.State.TIMETABLE
        day.save(update_fields=["state"])
        note_step(day=day, actor=actor)
    proposal.state, proposal.decided_at = State.APPLIED, clock.now()
    proposal.summary = {
        **proposal.summary,
        "applied_revision": turn.revision if turn.lines else day.timetable_revision,
    }
    proposal.save(update_fields=["state", "decided_at", "summary"])
    turn.end()


def proposed_cell(proposal: TimetableProposal, meeting: Meeting) -> Cell | None:
    found = proposal.placements.get(meeting.short_id)
    return (found[0], found[1]) if found else None


def moving_meetings(board: Board, proposal: TimetableProposal) -> list[Meeting]:
    """The meetings whose place, or whose reason for having none, differs; refused for a locked one."""
    moving = []
    for meeting in board.meetings.values():
        cell = proposed_cell(proposal, meeting)
        reason = str(proposal.unplaced.get(meeting.short_id, ""))
        if cell == place_of(meeting) and (cell is not None or reason == meeting.unplaced_reason):
            continue
        if meeting.locked:
            template = _(
                "고정한 상담 {meeting}(을/를) 제안대로 옮길 수 없습니다. 고정을 풀고 다시 계산하십시오."
            )
            raise refused("locked", template, meeting=name_of(meeting))
        moving.append(meeting)
    return moving


def take_place(board: Board, meeting: Meeting, cell: Cell | None, reason: str) -> None:
    """Set the meeting's fields; nothing is saved yet."""
    if place_of(meeting) != cell:
        meeting.revision += 1
    meeting.slot = board.slots[cell[0]] if cell is not None else None
    meeting.table = board.tables[cell[1]] if cell is not None else None
    meeting.unplaced_reason = "" if cell is not None else reason
