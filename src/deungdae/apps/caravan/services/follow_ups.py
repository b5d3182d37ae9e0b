"""What became of a held meeting, as each side tells it."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.models import Contract, FollowUp, MatchingDay, Meeting, MeetingSide
from deungdae.apps.caravan.models.aftermath import MOST_MONEY
from deungdae.apps.caravan.services.asking import ask_later, ask_no_more
from deungdae.apps.caravan.services.contracts import settle_if_agreed
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused

FINAL = (FollowUp.Answer.CONTRACT, FollowUp.Answer.NOTHING)
"""After these a side is asked no more about the meeting."""


@dataclass(frozen=True, slots=True)
class Became:
    """An answer; amount in won and day of signing with a contract, the reason with nothing."""

    answer: str
    amount_krw: int | None = None
    signed_on: date | None = None
    reason: str = ""


@transaction.atomic
def answer_follow_up(*, follow_up: FollowUp, became: Became, actor: User | None) -> FollowUp:
    """Write an answer, or another one as long as no contract is confirmed.

    When both sides name the same contract it is confirmed in the same transaction. Raises RefusedError.
    """
    meeting = Meeting.objects.select_for_update().get(pk=follow_up.meeting_id)
    follow_up = FollowUp.objects.select_related("meeting__day").get(pk=follow_up.pk)
    day = follow_up.meeting.day
    if Contract.objects.standing().filter(meeting=meeting).exists():
        raise RefusedError(
            "confirmed", _("확인된 계약이 있어 더 답하지 않아도 됩니다. 고칠 것은 센터에 알려 주십시오.")
        )
    is_contract = became.answer == FollowUp.Answer.CONTRACT
    if is_contract:
        require_contract(day, became.amount_krw, became.signed_on)
    if became.answer == FollowUp.Answer.NOTHING and not became.reason.strip():
        raise RefusedError("reason", _("이어지지 않은 이유를 적어 주십시오. 다음 상담을 고르는 데 씁니다."))
    follow_up.answer = became.answer
    follow_up.amount_krw = became.amount_krw if is_contract else None
    follow_up.signed_on = became.signed_on if is_contract else None
    follow_up.reason = became.reason.strip() if became.answer == FollowUp.Answer.NOTHING else ""
    follow_up.by, follow_up.at = actor, clock.now()
    follow_up.save()
    side = MeetingSide(follow_up.side)
    if became.answer in FINAL:
        ask_no_more(meetings=[meeting], sides=[side])
    else:
        ask_later(day=day, meetings=[meeting], sides=[side])
    if is_contract:
        settle_if_agreed(meeting=meeting, actor=actor)
    return follow_up


def require_contract(day: MatchingDay, amount: int | None, signed_on: date | None) -> None:
    """RefusedError with the way out where a contract could not be one that came of the day."""
    if amount is None or signed_on is None:
        raise RefusedError("amount", _("계약했다면 금액과 계약한 날을 적어 주십시오."))
    if not 1 <= amount <= MOST_MONEY:
        template = _("계약 금액 {amount}원은 적을 수 없습니다. 1원부터 {most}원까지 원 단위로 적어 주십시오.")
        raise refused("amount", template, amount=f"{amount:,}", most=f"{MOST_MONEY:,}")
    if signed_on < day.date:
        template = _(
            "계약한 날 {on}(이/가) 상담일 {day}보다 빠릅니다. 이 상담에서 나온 계약만 적어 주십시오."
        )
        raise refused("signed_on", template, on=signed_on.isoformat(), day=day.date.isoformat())
    if signed_on > clock.today():
        template = _("계약한 날 {on}(은/는) 아직 오지 않았습니다. 계약한 뒤에 적어 주십시오.")
        raise refused("signed_on", template, on=signed_on.isoformat())
