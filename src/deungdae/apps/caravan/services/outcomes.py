"""What came of each meeting; a held one is written to both companies' cases in the same transaction."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.kinds import MEETING_HELD
from deungdae.apps.caravan.models import Contract, MatchingDay, Meeting, Participant
from deungdae.apps.caravan.services.asking import ask_later, ask_no_more
from deungdae.apps.caravan.services.turns import lock_day
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.services import correct_evidence, record_evidence
from deungdae.apps.organisations.models import within

HELD, NO_SHOW = Meeting.State.HELD, Meeting.State.NO_SHOW
OUTCOMES = {
    "held": (HELD, Meeting.Absent.UNKNOWN),
    "first_absent": (NO_SHOW, Meeting.Absent.FIRST),
    "second_absent": (NO_SHOW, Meeting.Absent.SECOND),
    "both_absent": (NO_SHOW, Meeting.Absent.BOTH),
    "no_show": (NO_SHOW, Meeting.Absent.UNKNOWN),
}
"""What can come of a meeting, as its state and who did not come."""


@transaction.atomic
def record_outcomes(*, day: MatchingDay, outcomes: Mapping[Meeting, str], actor: User | None) -> int:
    """Write the outcomes that differ from what is known; says how many. All or none."""
    day = lock_day(day=day)
    if day.state != MatchingDay.State.HELD:
        template = _("상담 결과는 ‘개최 완료’ 상태에서 적습니다. 지금은 ‘{state}’ 상태입니다.")
        raise refused("state", template, state=day.get_state_display())
    wanted = {meeting.pk: outcome for meeting, outcome in outcomes.items()}
    known = Meeting.objects.filter(day=day, pk__in=wanted).select_related(
        "request", "slot", "table", "first__organisation", "second__organisation"
    )
    changed = [meeting for meeting in known.order_by("pk") if outcome_of(meeting) != wanted[meeting.pk]]
    for meeting in changed:
        require_outcome(meeting, wanted[meeting.pk])
    turned = [meeting for meeting in changed if meeting.state != OUTCOMES[wanted[meeting.pk]][0]]
    require_no_contract([meeting for meeting in turned if meeting.state == HELD])
    write_evidence(day=day, meetings=turned, wanted=wanted, actor=actor)
    for meeting in changed:
        meeting.state, meeting.absent = OUTCOMES[wanted[meeting.pk]]
    Meeting.objects.bulk_update(changed, ["state", "absent"], batch_size=200)
    ask_later(day=day, meetings=[meeting for meeting in turned if meeting.state == HELD])
    ask_no_more(meetings=[meeting for meeting in turned if meeting.state != HELD])
    return len(changed)


def outcome_of(meeting: Meeting) -> str:
    """The word of OUTCOMES for what is known; nothing while it is planned."""
    known = (meeting.state, meeting.absent)
    return next((word for word, outcome in OUTCOMES.items() if outcome == known), "")


def require_outcome(meeting: Meeting, outcome: str) -> None:
    if outcome not in OUTCOMES:
        raise RefusedError("choice", _("상담 결과는 ‘완료’나 ‘불참’ 가운데 하나입니다. 목록에서 고르십시오."))
    if meeting.slot is None:
        template = _("상담 {code}(은/는) 배치되지 않았거나 취소되어 결과를 적을 수 없습니다.")
        raise refused("not_placed", template, code=meeting.request.code)


def require_no_contract(meetings: list[Meeting]) -> None:
    signed = (
        Contract.objects.standing().filter(meeting__in=meetings).select_related("meeting__request").first()
    )
    if signed is not None:
        template = _(
            "상담 {code}에는 확인한 계약이 있어 불참으로 바꿀 수 없습니다. 먼저 계약 확인을 거두십시오."
        )
        raise refused("contract", template, code=signed.meeting.request.code)


def source_of(meeting: Meeting) -> str:
    """How evidence names the meeting it tells about."""
    return f"caravan.meeting:{meeting.short_id}"


def write_evidence(
    *, day: MatchingDay, meetings: list[Meeting], wanted: Mapping[int, str], actor: User | None
) -> None:
    """A held meeting is told to both cases; one that turns out not to be is countered, never erased."""
    told: dict[str, list[EvidenceEntry]] = {}
    companies = [side.organisation_id for meeting in meetings for side in (meeting.first, meeting.second)]
    entries = EvidenceEntry.objects.filter(within(companies), kind=MEETING_HELD, happened_on=day.date)
    for entry in entries.select_related("organisation").order_by("pk"):
        told.setdefault(entry.source.partition("#")[0], []).append(entry)
    for meeting in meetings:
        earlier = told.get(source_of(meeting), [])
        if wanted[meeting.pk] == HELD:
            tell_cases(day=day, meeting=meeting, times_told=len(earlier) // 2, actor=actor)
        elif meeting.state == HELD:
            for entry in earlier[-2:]:
                correct_evidence(entry=entry, reason=_("상담 결과가 ‘불참’으로 바뀌었습니다."), actor=actor)


def tell_cases(*, day: MatchingDay, meeting: Meeting, times_told: int, actor: User | None) -> None:
    suffix = f"#{times_told + 1}" if times_told else ""
    for mine, partner in ((meeting.first, meeting.second), (meeting.second, meeting.first)):
        record_evidence(
            organisation=mine.organisation,
            kind=MEETING_HELD,
            happened_on=day.date,
            actor=actor,
            source=source_of(meeting) + suffix,
            payload=payload_of(day, meeting, partner),
        )


def payload_of(day: MatchingDay, meeting: Meeting, partner: Participant) -> dict[str, object]:
    return {
        "meeting": meeting.short_id,
        "day": day.short_id,
        "title": day.title,
        "partner": partner.organisation.short_id,
        "partner_name": partner.organisation.name,
        "partner_side": partner.side,
        "starts_at": f"{meeting.slot.starts_at:%H:%M}" if meeting.slot is not None else "",
        "table": meeting.table.number if meeting.table is not None else 0,
    }
