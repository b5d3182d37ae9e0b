"""Who wants to meet whom: sending, answering, withdrawing, and the order of meetings."""

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.models import (
    MatchingDay,
    Meeting,
    MeetingRequest,
    Participant,
)
from deungdae.apps.caravan.rules import OVER_STATES, REQUEST_STATES
from deungdae.apps.caravan.services.invitations import tell_receiver, tell_sender, tell_withdrawn
from deungdae.apps.caravan.services.meetings import meeting_of_request
from deungdae.apps.caravan.services.orders import remove_precedence, set_precedence
from deungdae.apps.caravan.services.request_rules import (
    earlier_request,
    fresh,
    is_centre,
    next_request_code,
    require_pair,
    require_right,
    require_sendable,
    save_request,
    slot_numbered,
    table_numbered,
    write_wishes,
)
from deungdae.apps.caravan.services.turns import lock_day, note_changed_inputs
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.happenings import Happening, announce, source_of

State = MeetingRequest.State

__all__ = [
    "answer_request",
    "expire_requests",
    "remove_precedence",
    "send_request",
    "set_precedence",
    "update_request",
    "withdraw_request",
]


@transaction.atomic
def send_request(
    *,
    sender: Participant,
    receiver: Participant,
    rank: int,
    reason: str,
    wish: str,
    actor: User | None,
    accepted: bool = False,
    fixed_slot_number: int | None = None,
    fixed_table_number: int | None = None,
    code: str = "",
) -> MeetingRequest:
    """Ask for a meeting. The centre may enter accepted ones and fix a slot or a table."""
    day = lock_day(day=sender.day)
    is_staff = is_centre(actor)
    require_right(actor, sender)
    if accepted and not is_staff:
        raise RefusedError("right", _("수락은 신청받은 쪽이 합니다. 수락 표시 없이 신청하십시오."))
    require_sendable(day, is_staff=is_staff, accepted=accepted)
    require_pair(day, sender, receiver)
    request = earlier_request(day, sender, receiver, is_staff=is_staff) or MeetingRequest(day=day)
    request.sender, request.receiver = sender, receiver
    if is_staff:
        request.fixed_slot = slot_numbered(day, fixed_slot_number)
        request.fixed_table = table_numbered(day, fixed_table_number, sender, receiver)
    write_wishes(request, rank=rank, reason=reason, wish=wish)
    request.code = code.strip() or request.code or next_request_code(day=day)
    request.state = State.ACCEPTED if accepted else State.PENDING
    request.answered_at = clock.now() if accepted else None
    request.answer_reason, request.expires_on, request.created_by = "", day.requests_until, actor
    save_request(request)
    if accepted and day.state == MatchingDay.State.REQUESTS_CLOSED:
        meeting_of_request(day=day, request=request)
    if not accepted and day.state == MatchingDay.State.REQUESTS_OPEN:
        tell_receiver(request=request)
    note_changed_inputs(day=day)
    return request


@transaction.atomic
def answer_request(
    *, request: MeetingRequest, accept: bool, reason: str, actor: User | None
) -> MeetingRequest:
    """Accept or decline, by the receiver or by the centre; once requests are open the sender is told."""
    day = lock_day(day=request.day)
    request = fresh(request)
    require_right(actor, request.receiver)
    if day.state not in (MatchingDay.State.REQUESTS_OPEN, MatchingDay.State.DRAFT):
        raise refused(
            "state",
            _("‘{title}’의 신청 접수가 끝나 답할 수 없습니다. 센터에 알려 주십시오."),
            title=day.title,
        )
    if request.state != State.PENDING:
        template = _("상담 신청 {code}(은/는) 이미 ‘{state}’ 상태입니다. 화면을 새로 고쳐 확인하십시오.")
        raise refused("answered", template, code=request.code, state=request.get_state_display())
    if request.expires_on is not None and request.expires_on < clock.today():
        template = _(
            "상담 신청 {code}의 답변 기한 {until}(이/가) 지났습니다. 상대에게 다시 신청해 달라고 하십시오."
        )
        raise refused("expired", template, code=request.code, until=request.expires_on.isoformat())
    request.state = State.ACCEPTED if accept else State.DECLINED
    request.answer_reason, request.answered_at = reason.strip(), clock.now()
    request.save(update_fields=["state", "answer_reason", "answered_at"])
    if day.state == MatchingDay.State.REQUESTS_OPEN:
        tell_sender(request=request)
        announce([happening_of(request, accept=accept)])
    return request


def happening_of(request: MeetingRequest, *, accept: bool) -> Happening:
    """The company that asked hears of the answer, without its words."""
    kind = "request.accepted" if accept else "request.declined"
    facts = {"day": request.day.short_id, "code": request.code}
    source = source_of(request, kind, request.answered_at)
    return Happening(kind, request.short_id, source, request.sender.organisation_id, facts)


@transaction.atomic
def withdraw_request(*, request: MeetingRequest, actor: User | None) -> MeetingRequest:
    """Take a request back: the sender while requests are open, the centre until meetings have places."""
    day = lock_day(day=request.day)
    request = fresh(request)
    require_right(actor, request.sender)
    allowed = REQUEST_STATES if is_centre(actor) else (MatchingDay.State.REQUESTS_OPEN,)
    if day.state not in allowed:
        template = _(
            "지금은 상담 신청 {code}(을/를) 철회할 수 없습니다."
            " 시간표에서 상담을 취소하거나 센터에 알리십시오."
        )
        raise refused("state", template, code=request.code)
    if request.state not in (State.PENDING, State.ACCEPTED):
        template = _("상담 신청 {code}(은/는) 이미 ‘{state}’ 상태입니다. 철회할 것이 없습니다.")
        raise refused("answered", template, code=request.code, state=request.get_state_display())
    request.state, request.answered_at = State.WITHDRAWN, clock.now()
    request.save(update_fields=["state", "answered_at"])
    if day.state != MatchingDay.State.DRAFT:
        tell_withdrawn(request=request)
    Meeting.objects.filter(request=request).update(state=Meeting.State.CANCELLED)
    note_changed_inputs(day=day)
    return request


@transaction.atomic
def update_request(
    *,
    request: MeetingRequest,
    rank: int,
    reason: str,
    wish: str,
    actor: User | None,
    fixed_slot_number: int | None = None,
    fixed_table_number: int | None = None,
) -> MeetingRequest:
    """Change what a request wishes; a placed meeting stays where it is until it is moved or computed anew."""
    day = lock_day(day=request.day)
    request = fresh(request)
    if not is_centre(actor):
        raise RefusedError("right", _("상담 신청의 시간대와 순위는 센터 직원만 고칠 수 있습니다."))
    if day.state in OVER_STATES:
        raise refused("state", _("이미 열린 행사 ‘{title}’의 신청은 바꿀 수 없습니다."), title=day.title)
    request.fixed_slot = slot_numbered(day, fixed_slot_number)
    request.fixed_table = table_numbered(day, fixed_table_number, request.sender, request.receiver)
    write_wishes(request, rank=rank, reason=reason, wish=wish)
    save_request(request)
    note_changed_inputs(day=day)
    return request


def expire_requests() -> int:
    """A worker's chore: what was not answered in time is expired."""
    late = MeetingRequest.objects.filter(
        state=State.PENDING, expires_on__lt=clock.today(), day__state=MatchingDay.State.REQUESTS_OPEN
    )
    return late.update(state=State.EXPIRED, answered_at=clock.now())
