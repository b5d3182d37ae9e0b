"""A contract stands when both sides say the same, or the centre has seen it; only then it is evidence."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.kinds import CONTRACT_SIGNED
from deungdae.apps.caravan.models import Contract, FollowUp, Meeting, MeetingSide
from deungdae.apps.caravan.services.asking import ask_later, ask_no_more
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.services import Happened, correct_evidence, record_all


def claims_of(meeting: Meeting) -> dict[str, FollowUp]:
    """By side, the contract that it names; the last word counts."""
    named = FollowUp.objects.filter(meeting=meeting, answer=FollowUp.Answer.CONTRACT)
    return {one.side: one for one in named.order_by("at", "pk")}


def settle_if_agreed(*, meeting: Meeting, actor: User | None) -> Contract | None:
    """Confirm what both sides name alike. The meeting's row is locked by whoever calls."""
    claims = list(claims_of(meeting).values())
    if len(claims) < len(MeetingSide) or len({(one.amount_krw, one.signed_on) for one in claims}) > 1:
        return None
    proof = _("양쪽이 같은 금액과 날짜를 적음")
    return write(meeting, amount=claims[0].amount_krw, on=claims[0].signed_on, proof=proof, actor=actor)


@transaction.atomic
def agree(*, meeting: Meeting, side: MeetingSide, actor: User | None) -> Contract:
    """This side confirms the contract that the other one named. Raises RefusedError when there is none."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    named = [one for one in claims_of(meeting).values() if one.side != side]
    if not named:
        raise RefusedError("no_claim", _("상대가 적은 계약이 없습니다. 우리 쪽 답에 계약을 적어 주십시오."))
    proof = _("한쪽이 적고 상대가 확인함")
    return write(meeting, amount=named[0].amount_krw, on=named[0].signed_on, proof=proof, actor=actor)


@transaction.atomic
def settle(*, meeting: Meeting, amount_krw: int, signed_on: date, proof: str, actor: User) -> Contract:
    """The centre saw the contract and says where. Raises RefusedError."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.state != Meeting.State.HELD:
        raise RefusedError(
            "not_held", _("열린 상담에만 계약을 적습니다. 상담 결과를 먼저 ‘완료’로 적어 주십시오.")
        )
    return write(meeting, amount=amount_krw, on=signed_on, proof=proof.strip(), actor=actor)


def write(
    meeting: Meeting, *, amount: int | None, on: date | None, proof: str, actor: User | None
) -> Contract:
    if amount is None or on is None or not proof:
        raise RefusedError("proof", _("금액과 계약한 날, 무엇을 보고 확인했는지를 모두 적어 주십시오."))
    if Contract.objects.standing().filter(meeting=meeting).exists():
        raise RefusedError(
            "taken", _("이 상담의 계약은 이미 확인되었습니다. 고치려면 먼저 확인을 거두십시오.")
        )
    contract = Contract.objects.create(
        meeting=meeting,
        amount_krw=amount,
        signed_on=on,
        proof=proof,
        confirmed_by=actor,
        confirmed_at=clock.now(),
    )
    ask_no_more(meetings=[meeting])
    record_all(told(contract), actor=actor)
    return contract


def source_of(contract: Contract) -> str:
    """How evidence names the contract."""
    return f"caravan.contract:{contract.short_id}"


def told(contract: Contract) -> list[Happened]:
    """One entry in the case of each side."""
    names = ("day", "first__organisation", "second__organisation")
    meeting = Meeting.objects.select_related(*names).get(pk=contract.meeting_id)
    entries = []
    pairs = ((meeting.first, meeting.second), (meeting.second, meeting.first))
    for side, (mine, partner) in zip(MeetingSide, pairs, strict=True):
        payload = {
            "contract": contract.short_id,
            "meeting": meeting.short_id,
            "day": meeting.day.short_id,
            "title": meeting.day.title,
            "partner": partner.organisation.short_id,
            "partner_name": partner.organisation.name,
            "partner_side": partner.side,
            "side": side.value,
            "amount_krw": contract.amount_krw,
            "proof": contract.proof,
        }
        source = source_of(contract)
        entries.append(Happened(mine.organisation, CONTRACT_SIGNED, contract.signed_on, source, payload))
    return entries


@transaction.atomic
def withdraw(*, contract: Contract, reason: str, actor: User) -> None:
    """The contract was none after all: it stands no more, and both cases say so. Raises RefusedError."""
    meeting = Meeting.objects.select_for_update().get(pk=contract.meeting_id)
    contract = Contract.objects.get(pk=contract.pk)
    if contract.withdrawn_at is not None:
        template = _("이 계약의 확인은 이미 거두었습니다({why}).")
        raise refused("taken", template, why=contract.withdrawn_why)
    if not reason.strip():
        raise RefusedError("reason", _("확인을 거두는 이유를 적어 주십시오. 두 기업의 카드에 남습니다."))
    contract.withdrawn_by, contract.withdrawn_at, contract.withdrawn_why = actor, clock.now(), reason.strip()
    contract.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_why"])
    for entry in EvidenceEntry.objects.filter(kind=CONTRACT_SIGNED, source=source_of(contract)).order_by(
        "pk"
    ):
        correct_evidence(entry=entry, reason=reason.strip(), actor=actor)
    ask_later(day=meeting.day, meetings=[meeting])
