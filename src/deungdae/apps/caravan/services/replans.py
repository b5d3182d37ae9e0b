"""Something happened on the day: a proposal of moves, taken over in one transaction, and taken back."""

from dataclasses import fields
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.bridge.replans import (
    Answer,
    Happening,
    answer_to,
    moves_of,
    question_of,
    record_of,
    summary_of,
)
from deungdae.apps.caravan.models import MatchingDay, MeetingRequest, Replan
from deungdae.apps.caravan.selectors.board import Board, board_of
from deungdae.apps.caravan.selectors.replans import first_open_slot, running_meetings
from deungdae.apps.caravan.services.replan_acts import carry_out, take_back
from deungdae.apps.caravan.services.request_rules import require_pair
from deungdae.apps.caravan.services.turns import lock_day
from deungdae.apps.core import clock
from deungdae.apps.core.decisions import keep_decision
from deungdae.apps.core.errors import RefusedError, refused

Kind, State = Replan.Kind, Replan.State
SEED, MOST_TRIES = 1, 3


def propose_replan(*, day: MatchingDay, happening: Happening, actor: User | None) -> Replan:
    """The moves that what happened asks for; nothing changes yet. Computed while nobody waits for the day:
    when it changes meanwhile, once more. Asked again of the same timetable it is the same proposal.
    """
    for _try in range(MOST_TRIES):
        with transaction.atomic():
            seen = lock_day(day=day)
            require_running(seen)
            board = board_of(day=seen)
        now = first_open_slot(board)
        require_happening(board, happening, now=now)
        asked = {**named(happening), "base_revision": seen.timetable_revision, "first_slot": now}
        known = waiting(seen, asked)
        if known is not None:
            return known
        question = question_of(board, happening, now=now)
        answer = answer_to(question, seed=SEED)
        with transaction.atomic():
            if lock_day(day=day).timetable_revision == seen.timetable_revision:
                known = waiting(seen, asked)
                if known is not None:
                    return known
                record = record_of(question, answer)
                decision = keep_decision(record, subject=seen.short_id, decided_by=actor)
                return Replan.objects.create(
                    day=seen,
                    **asked,
                    decision=decision,
                    moves=moves_with_reasons(board, answer),
                    summary=summary_of(answer) | late_until(board, happening),
                    created_by=actor,
                    created_at=clock.now(),
                )
    raise RefusedError("stale", _("시간표가 거듭 바뀌어 제안을 만들지 못했습니다. 잠시 뒤 다시 하십시오."))


def named(happening: Happening) -> dict[str, Any]:
    """The fields of a replan that say what happened."""
    return {one.name: getattr(happening, one.name) for one in fields(happening)}


def waiting(day: MatchingDay, asked: dict[str, Any]) -> Replan | None:
    """A proposal for the same that nobody has decided yet."""
    return Replan.objects.filter(day=day, state=State.PROPOSED, **asked).first()


def moves_with_reasons(board: Board, answer: Answer) -> list[dict[str, object]]:
    """The moves with why a meeting had no place before, so that it can be put back."""
    reasons = {one.short_id: one.unplaced_reason for one in board.meetings.values()}
    return [{**entry, "waited": reasons.get(str(entry["meeting"]), "")} for entry in moves_of(answer)]


def late_until(board: Board, happening: Happening) -> dict[str, str]:
    """When somebody late can meet, for the sentence that says so."""
    slot = board.slots.get(happening.slot_number or 0)
    return {"late_until": f"{slot.starts_at:%H:%M}"} if slot is not None else {}


def propose_again(*, replan: Replan, actor: User | None) -> Replan:
    """The same happening asked of the day as it is now."""
    happening = Happening(
        kind=replan.kind,
        participant=replan.participant,
        partner=replan.partner,
        table=replan.table,
        meeting=replan.meeting,
        slot_number=replan.slot_number,
    )
    return propose_replan(day=replan.day, happening=happening, actor=actor)


def require_running(day: MatchingDay) -> None:
    """A public timetable on its own day."""
    if day.state != MatchingDay.State.PUBLISHED:
        template = _("{title}(은/는) 지금 ‘{state}’ 상태라 시간표를 바꿀 수 없습니다.")
        raise refused("state", template, title=f"‘{day.title}’", state=day.get_state_display())
    if day.date != clock.today():
        template = _("현장 변경은 행사 당일({day})에만 합니다. 다른 날에는 시간표를 다시 계산하십시오.")
        raise refused("other_day", template, day=day.date.isoformat())


def require_happening(board: Board, happening: Happening, *, now: int) -> None:
    """It can still matter, and names what is there."""
    if now > len(board.slots):
        raise RefusedError("over", _("남은 시간대가 없습니다. 개최 완료로 바꾸고 결과를 적으십시오."))
    if happening.kind == Kind.LATE and not now < (happening.slot_number or 0) <= len(board.slots):
        template = _("늦게 오는 참가자가 만날 수 있는 시간대를 {first}번부터 {last}번 사이에서 고르십시오.")
        raise refused("late", template, first=str(now + 1), last=str(len(board.slots)))
    if happening.kind == Kind.OVERRUN:
        running = {one.pk for one in running_meetings(board, now)}
        if happening.meeting is None or happening.meeting.pk not in running:
            raise RefusedError("not_running", _("지금 하고 있는 상담만 길어질 수 있습니다. 다시 고르십시오."))
    if happening.kind == Kind.TABLE and happening.table is not None:
        rest = {(slot, happening.table.number) for slot in range(now, len(board.slots) + 1)}
        if rest <= board.closed:
            template = _("{table}번 테이블은 이미 쓸 수 없다고 표시했습니다.")
            raise refused("closed_already", template, table=str(happening.table.number))
    if happening.kind == Kind.REQUEST and happening.participant and happening.partner:
        require_new_pair(board, happening)


def require_new_pair(board: Board, happening: Happening) -> None:
    first, second = happening.participant, happening.partner
    if first is None or second is None:
        return
    require_pair(board.day, first, second)
    for meeting in board.meetings.values():
        is_asked = meeting.request.state == MeetingRequest.State.ACCEPTED
        if is_asked and {meeting.first_id, meeting.second_id} == {first.pk, second.pk}:
            template = _("{first}(과/와) {second}의 상담 {code}(이/가) 이미 있습니다.")
            raise refused(
                "pair_twice", template, first=str(first), second=str(second), code=meeting.request.code
            )


def apply_replan(*, replan: Replan, actor: User | None) -> Replan:
    """The moves become the timetable, if the day is still the one they were found for; who is concerned is
    told once. Raises RefusedError ("stale" when the day has changed: ask `propose_again`).
    """
    try:
        with transaction.atomic():
            replan = locked_replan(replan)
            require_open(replan)
            carry_out(replan, actor=actor)
    except IntegrityError as error:
        raise RefusedError(
            "stale", _("제안을 적용하는 사이에 시간표가 바뀌었습니다. 새 제안을 보고 다시 하십시오.")
        ) from error
    return replan


def undo_replan(*, replan: Replan, actor: User | None) -> Replan:
    """Everything as it was before, as long as no slot of the moves has begun; who is concerned is told."""
    try:
        with transaction.atomic():
            replan = locked_replan(replan)
            if replan.state != State.APPLIED:
                template = _("이 변경은 ‘{state}’ 상태라 되돌릴 것이 없습니다.")
                raise refused("decided", template, state=replan.get_state_display())
            require_running(replan.day)
            take_back(replan, actor=actor)
    except IntegrityError as error:
        raise RefusedError(
            "taken", _("그 자리를 그사이 다른 상담이 차지해 되돌릴 수 없습니다. 새 변경으로 적으십시오.")
        ) from error
    return replan


@transaction.atomic
def discard_replan(*, replan: Replan, actor: User | None) -> Replan:
    """The timetable stays as it is."""
    replan = locked_replan(replan)
    if replan.state not in (State.PROPOSED, State.STALE):
        template = _("이 제안은 이미 ‘{state}’ 상태입니다. 버릴 것이 없습니다.")
        raise refused("decided", template, state=replan.get_state_display())
    replan.state, replan.decided_at, replan.decided_by = State.DISCARDED, clock.now(), actor
    replan.save(update_fields=["state", "decided_at", "decided_by"])
    return replan


def locked_replan(replan: Replan) -> Replan:
    """The row as it is now, with its day kept from others."""
    day = lock_day(day=replan.day)
    found = Replan.objects.select_related("participant", "partner", "table", "meeting").get(pk=replan.pk)
    found.day = day
    return found


def require_open(replan: Replan) -> None:
    day = replan.day
    if replan.state not in (State.PROPOSED, State.STALE):
        template = _("이 제안은 이미 ‘{state}’ 상태라 적용할 수 없습니다. 필요하면 다시 적으십시오.")
        raise refused("decided", template, state=replan.get_state_display())
    require_running(day)
    is_changed = replan.state == State.STALE or day.timetable_revision != replan.base_revision
    if is_changed or first_open_slot(board_of(day=day)) != replan.first_slot:
        raise RefusedError(
            "stale",
            _("제안한 뒤에 시간표가 바뀌었거나 다음 시간대가 시작되었습니다. 새 제안을 보고 다시 하십시오."),
        )
