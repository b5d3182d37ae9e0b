"""Writing a replan into the day and out of it again; the caller holds the day's row."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.bridge.replans import NEW, names_on, said_of
from deungdae.apps.caravan.models import (
    Absence,
    Meeting,
    MeetingChange,
    MeetingRequest,
    Outage,
    Participant,
    Presence,
    Replan,
)
from deungdae.apps.caravan.selectors.board import Board, Cell, board_of, place_of
from deungdae.apps.caravan.selectors.refusals import clash_of, name_of
from deungdae.apps.caravan.selectors.replans import (
    Moved,
    first_moved_slot,
    first_open_slot,
    happening_words,
    moved_of,
)
from deungdae.apps.caravan.services.changes import agreed_request
from deungdae.apps.caravan.services.meetings import meeting_of_request
from deungdae.apps.caravan.services.turns import Turn, bump_revision, place_words
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.engine.kernel.korean import sentence

Kind, State = Replan.Kind, Replan.State


def carry_out(replan: Replan, *, actor: User | None) -> None:
    """Every move, what is out of use from now on, history and messages."""
    turn = Turn(day=replan.day, actor=actor, reason=reason_of(replan))
    if replan.kind == Kind.REQUEST:
        make_new(replan, turn)
    board = board_of(day=replan.day)
    names = names_on(board)
    moves = moved_of(replan, board)
    before = {one.meeting.pk: place_words(one.meeting) for one in moves if one.meeting is not None}
    for one in moves:
        leave(one.meeting, one.before)
    for one in moves:
        reason = "" if one.after is not None else why_lost(one, names)
        put(board, one.meeting, one.after, reason=reason)
    note(turn, moves, before)
    put_out_of_use(replan, board, actor=actor)
    settle(replan, actor=actor, revision=turn.revision)
    end(turn)


def reason_of(replan: Replan, *, is_taken_back: bool = False) -> str:
    """What stands in history and mails, in the house's language."""
    with translation.override(settings.LANGUAGE_CODE):
        words = happening_words(replan)
        return sentence(_("되돌렸습니다: {words}"), {"words": words}) if is_taken_back else words


def why_lost(one: Moved, names: dict[str, str]) -> str:
    """What a meeting without a place says of it to both of its sides."""
    with translation.override(settings.LANGUAGE_CODE):
        return said_of(one.entry, names)


def make_new(replan: Replan, turn: Turn) -> None:
    """The meeting that was asked for, agreed from now on; its move names it by its own id."""
    first, second = replan.participant, replan.partner
    if first is None or second is None:
        return
    request = agreed_request(turn, sender=first, receiver=second, reason="")
    meeting = meeting_of_request(day=replan.day, request=request)
    replan.meeting = meeting
    replan.moves = [
        {
            **entry,
            "meeting": meeting.short_id if entry["meeting"] == NEW else entry["meeting"],
            "via": meeting.short_id if entry["via"] == NEW else entry["via"],
        }
        for entry in replan.moves
    ]


def leave(meeting: Meeting | None, cell: Cell | None) -> None:
    """Out of the place it is known at; refused when it is not there any more."""
    if meeting is None or place_of(meeting) != cell:
        raise changed_since()
    if cell is None:
        return
    here = Meeting.objects.filter(
        pk=meeting.pk, slot=meeting.slot, table=meeting.table, revision=meeting.revision
    )
    if here.update(slot=None, table=None) != 1:
        raise changed_since()


def put(board: Board, meeting: Meeting | None, cell: Cell | None, *, reason: str) -> None:
    if meeting is None:
        raise changed_since()
    meeting.slot = board.slots[cell[0]] if cell is not None else None
    meeting.table = board.tables[cell[1]] if cell is not None else None
    meeting.unplaced_reason = reason
    meeting.revision += 1
    meeting.save(update_fields=["slot", "table", "unplaced_reason", "revision"])


def changed_since() -> RefusedError:
    return RefusedError("stale", _("제안한 뒤에 시간표가 바뀌었습니다. 새 제안을 보고 다시 하십시오."))


def note(turn: Turn, moves: list[Moved], before: dict[int, dict[str, int | str]]) -> None:
    """A line of history for each; who is in it will be told."""
    for one in moves:
        if one.meeting is not None and before[one.meeting.pk] != place_words(one.meeting):
            is_new = not before[one.meeting.pk]
            kind = MeetingChange.Kind.PLACED if is_new else MeetingChange.Kind.MOVED
            turn.note(one.meeting, kind, before[one.meeting.pk], place_words(one.meeting))


def end(turn: Turn) -> None:
    """History, messages and the new revision, also when no meeting has moved."""
    if turn.lines:
        turn.end()
    else:
        bump_revision(day=turn.day)


def put_out_of_use(replan: Replan, board: Board, *, actor: User | None) -> None:
    """What the day must remember: who is away when, which table is lost, who did not come."""
    now, last = replan.first_slot, len(board.slots)
    if replan.kind == Kind.TABLE and replan.table is not None:
        Outage.objects.create(table=replan.table, first_slot=now, last_slot=last, replan=replan)
    elif replan.kind == Kind.OVERRUN and replan.meeting is not None:
        meeting = board.meetings[replan.meeting.pk]
        for person in (meeting.first, meeting.second):
            keep_away(replan, board, person, now, now)
        if meeting.table is not None:
            Outage.objects.create(table=meeting.table, first_slot=now, last_slot=now, replan=replan)
    elif replan.participant is not None and replan.kind in (Kind.ABSENT, Kind.LATE):
        until = last if replan.slot_number is None else replan.slot_number - 1
        keep_away(replan, board, replan.participant, now, until)
    if replan.kind == Kind.ABSENT and replan.participant is not None:
        mark(replan.participant, Presence.State.ABSENT, actor=actor)


def keep_away(replan: Replan, board: Board, person: Participant, first: int, last: int) -> None:
    """Away for these slots; an absence that says so already stays."""
    Absence.objects.get_or_create(
        participant=person,
        starts_at=board.slots[first].starts_at,
        ends_at=board.slots[last].ends_at,
        defaults={"reason": replan.get_kind_display(), "replan": replan},
    )


def mark(person: Participant, state: str, *, actor: User | None) -> None:
    last = Presence.objects.filter(participant=person).last()
    if last is None or last.state != state:
        way = Presence.Way.LIST
        Presence.objects.create(participant=person, state=state, way=way, at=clock.now(), by=actor)


def settle(replan: Replan, *, actor: User | None, revision: int) -> None:
    """Taken over, exactly once."""
    values = {
        "state": State.APPLIED,
        "applied_revision": revision,
        "meeting": replan.meeting,
        "moves": replan.moves,
        "decided_by": actor,
        "decided_at": clock.now(),
    }
    if Replan.objects.filter(pk=replan.pk, state=State.PROPOSED).update(**values) != 1:
        raise changed_since()
    replan.refresh_from_db(fields=["state", "applied_revision", "decided_at"])


def take_back(replan: Replan, *, actor: User | None) -> None:
    """Every moved meeting to where it was; what was out of use is in use again."""
    board = board_of(day=replan.day)
    now = first_open_slot(board)
    first = first_moved_slot(replan)
    if (first if first is not None else replan.first_slot) < now:
        template = _("옮긴 상담의 첫 시간대가 이미 시작되어 되돌릴 수 없습니다(지금 {now}번 시간대 전).")
        raise refused("begun", template, now=str(now))
    turn = Turn(day=replan.day, actor=actor, reason=reason_of(replan, is_taken_back=True))
    moves = moved_of(replan, board)
    before = {one.meeting.pk: place_words(one.meeting) for one in moves if one.meeting is not None}
    if len(moves) != len(replan.moves):
        raise changed_since()
    for one in moves:
        leave(one.meeting, one.after)
    for one in moves:
        put(board, one.meeting, one.before, reason=str(one.entry.get("waited", "")))
    note(turn, moves, before)
    use_again(replan, turn, actor=actor)
    require_no_clash(replan, moves)
    undone = {"state": State.UNDONE, "undone_by": actor, "undone_at": clock.now()}
    if Replan.objects.filter(pk=replan.pk, state=State.APPLIED).update(**undone) != 1:
        raise changed_since()
    replan.refresh_from_db(fields=["state", "undone_at"])
    end(turn)


def use_again(replan: Replan, turn: Turn, *, actor: User | None) -> None:
    replan.absences.all().delete()
    replan.outages.all().delete()
    if replan.kind == Kind.ABSENT and replan.participant is not None:
        mark(replan.participant, Presence.State.UNKNOWN, actor=actor)
    if replan.kind == Kind.REQUEST and replan.meeting is not None:
        Meeting.objects.filter(pk=replan.meeting.pk).update(state=Meeting.State.CANCELLED)
        MeetingRequest.objects.filter(pk=replan.meeting.request_id).update(
            state=MeetingRequest.State.WITHDRAWN, answer_reason=turn.reason, answered_at=clock.now()
        )


def require_no_clash(replan: Replan, moves: list[Moved]) -> None:
    """What has changed since may forbid the old places."""
    board = board_of(day=replan.day)
    for one in moves:
        meeting = board.meetings.get(one.meeting.pk) if one.meeting is not None else None
        words = clash_of(board, meeting) if meeting is not None else ""
        if words and meeting is not None:
            template = _("상담 {meeting}(을/를) 되돌릴 수 없습니다. {why}")
            raise refused("clash", template, meeting=name_of(meeting), why=words)
