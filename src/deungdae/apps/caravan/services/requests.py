"""Who wants to meet whom: sending, answering, withdrawing, and the order of meetings."""

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.models import (
    MatchingDay,
    Meeting,
    MeetingRequest,
    Participant,
    Slot,
    Table,
)
from deungdae.apps.caravan.rules import OVER_STATES, REQUEST_STATES
from deungdae.apps.caravan.selectors.days import may_act_for
from deungdae.apps.caravan.selectors.participants import may_meet
from deungdae.apps.caravan.services.invitations import tell_receiver, tell_sender, tell_withdrawn
from deungdae.apps.caravan.services.meetings import meeting_of_request
from deungdae.apps.caravan.services.orders import remove_precedence, set_precedence
from deungdae.apps.caravan.services.turns import lock_day, note_changed_inputs, refused
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError

State = MeetingRequest.State
MAY_ASK_AGAIN = (State.WITHDRAWN, State.EXPIRED)

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
    return request


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


def is_centre(actor: User | None) -> bool:
    """The centre's people, and the product itself."""
    return actor is None or actor.has_perm("caravan.manage_days")


def require_right(actor: User | None, participant: Participant) -> None:
    if not may_act_for(user=actor, participant=participant):
        template = _("{who}의 담당자만 할 수 있습니다. 담당자 계정으로 들어오거나 센터에 알리십시오.")
        raise refused("right", template, who=str(participant))


def require_sendable(day: MatchingDay, *, is_staff: bool, accepted: bool) -> None:
    if not is_staff and day.state != MatchingDay.State.REQUESTS_OPEN:
        raise refused("state", _("지금은 ‘{title}’의 상담 신청을 받지 않습니다."), title=day.title)
    if is_staff and day.state not in REQUEST_STATES:
        raise RefusedError(
            "state", _("시간표가 있는 행사에는 신청을 더할 수 없습니다. 시간표에서 ‘상담 추가’를 하십시오.")
        )
    if day.state == MatchingDay.State.REQUESTS_CLOSED and not accepted:
        raise RefusedError(
            "closed",
            _("신청이 마감되어 답을 기다리는 신청은 더할 수 없습니다. ‘이미 수락한 상담’으로 표시하십시오."),
        )
    until = day.requests_until
    if not is_staff and until is not None and until < clock.today():
        raise refused(
            "expired", _("답변 기한 {until}(이/가) 지나 신청할 수 없습니다."), until=until.isoformat()
        )


def require_pair(day: MatchingDay, sender: Participant, receiver: Participant) -> None:
    if sender.pk == receiver.pk:
        template = _("{who}(이/가) 자기 자신에게 신청할 수 없습니다. 다른 참가자를 고르십시오.")
        raise refused("oneself", template, who=str(sender))
    if sender.day_id != day.pk or receiver.day_id != day.pk:
        raise RefusedError("other_day", _("같은 행사의 참가자끼리만 신청할 수 있습니다."))
    if not may_meet(day=day, first_side=sender.side, second_side=receiver.side):
        template = _(
            "수요·공급 상담 행사에서는 {first}(과/와) {second}처럼 같은 구분({side})끼리 상담할 수 없습니다."
            " 반대쪽 참가자를 고르십시오."
        )
        side = sender.get_side_display()
        raise refused("same_side", template, first=str(sender), second=str(receiver), side=side)


def earlier_request(
    day: MatchingDay, sender: Participant, receiver: Participant, *, is_staff: bool
) -> MeetingRequest | None:
    """The request of these two that came to nothing and may be asked again; refused when one stands."""
    pair = Q(sender=sender, receiver=receiver) | Q(sender=receiver, receiver=sender)
    known = MeetingRequest.objects.filter(pair, day=day).first()
    if known is None or known.state in MAY_ASK_AGAIN or (is_staff and known.state == State.DECLINED):
        return known
    template = _(
        "{first}(과/와) {second} 사이에는 이미 상담 신청 {code}(이/가) 있습니다({state})."
        " 새로 신청하지 말고 그 신청을 확인하십시오."
    )
    values = {
        "first": str(sender),
        "second": str(receiver),
        "code": known.code,
        "state": known.get_state_display(),
    }
    raise refused("pair_twice", template, **values)


def slot_numbered(day: MatchingDay, number: int | None) -> Slot | None:
    if number is None:
        return None
    slots = Slot.objects.filter(day=day)
    found = slots.filter(number=number).first()
    if found is None:
        template = _("{number}번 시간대가 이 행사에 없습니다. 1부터 {last} 사이로 정하십시오.")
        raise refused("no_slot", template, number=number, last=slots.count())
    return found


def table_numbered(
    day: MatchingDay, number: int | None, sender: Participant, receiver: Participant
) -> Table | None:
    """The table of that number, unless it is the own table of somebody who is not in the meeting."""
    if number is None:
        return None
    found = Table.objects.filter(day=day, number=number).first()
    if found is None:
        raise refused(
            "no_table", _("{number}번 테이블이 이 행사에 없습니다. 다른 번호를 쓰십시오."), number=number
        )
    owner = Participant.objects.filter(own_table=found).select_related("organisation").first()
    if owner is not None and owner.pk not in (sender.pk, receiver.pk):
        template = _("{number}번 테이블은 {who}의 전용 테이블입니다. 다른 번호를 쓰십시오.")
        raise refused("own_table", template, number=number, who=str(owner))
    return found


def write_wishes(request: MeetingRequest, *, rank: int, reason: str, wish: str) -> None:
    if not 1 <= rank <= 99:
        raise refused("rank", _("순위가 {rank}입니다. 1에서 99 사이로 정하십시오."), rank=str(rank))
    if wish not in Participant.Wish.values:
        raise refused(
            "choice", _("시간대 {wish}(을/를) 알 수 없습니다. 목록에서 고르십시오."), wish=f"‘{wish}’"
        )
    request.rank, request.reason, request.wish = rank, reason.strip(), wish


def next_request_code(*, day: MatchingDay) -> str:
    """The first free number: M0001, M0002 …"""
    taken = set(MeetingRequest.objects.filter(day=day, code__startswith="M").values_list("code", flat=True))
    number = len(taken) + 1
    while f"M{number:04}" in taken:
        number += 1
    return f"M{number:04}"


def save_request(request: MeetingRequest) -> None:
    if len(request.code) > 20:
        raise refused(
            "code", _("상담 번호 {code}(은/는) 20자를 넘습니다. 짧은 번호를 쓰십시오."), code=request.code
        )
    try:
        with transaction.atomic():
            request.save()
    except IntegrityError as error:
        template = _(
            "상담 번호 {code}(이/가) 이미 있거나 같은 두 참가자의 신청이 이미 있습니다. 목록을 확인하십시오."
        )
        raise refused("twice", template, code=request.code) from error


def fresh(request: MeetingRequest) -> MeetingRequest:
    """The request as it is now, with both sides."""
    found = MeetingRequest.objects.select_related(
        "day", "sender__organisation", "receiver__organisation", "sender__day", "receiver__day"
    )
    return found.get(pk=request.pk)
