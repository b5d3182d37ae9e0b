"""What a request must satisfy and how it is written down, whoever sends or changes it."""

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.models import (
    MatchingDay,
    MeetingRequest,
    Participant,
    Slot,
    Table,
)
from deungdae.apps.caravan.rules import REQUEST_STATES
from deungdae.apps.caravan.selectors.days import may_act_for
from deungdae.apps.caravan.selectors.participants import may_meet
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused

State = MeetingRequest.State
MAY_ASK_AGAIN = (State.WITHDRAWN, State.EXPIRED)


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
