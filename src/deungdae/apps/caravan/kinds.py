"""What a matching day writes to a company's case."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.models import Meeting, Participant
from deungdae.apps.core.ids import from_short
from deungdae.apps.evidence.kinds import Facts, Group, Kind, Payload, register_kind
from deungdae.apps.evidence.models import EvidenceEntry


def facts_of_meeting(payload: Payload) -> Facts:
    """What a held meeting's entry tells, line by line."""
    return (
        (_("상담일 이름"), str(payload["title"])),
        (_("상담 상대"), str(payload["partner_name"])),
        (_("상대의 구분"), str(Participant.Side(str(payload["partner_side"])).label)),
        (_("시작 시각"), str(payload["starts_at"])),
        (_("테이블"), str(payload["table"])),
    )


def page_of_meeting(entry: EvidenceEntry, user: User) -> str:
    """The meeting itself for staff, the company's own page of the day for its people."""
    meetings = Meeting.objects.filter(public_id=from_short(str(entry.payload["meeting"])))
    meeting = meetings.select_related("day", "first", "second").first()
    if meeting is None:
        return ""
    if user.has_perm("caravan.manage_days"):
        return reverse("caravan:meeting", args=[meeting.day.public_id, meeting.public_id])
    own = meeting.first if meeting.first.organisation_id == entry.organisation_id else meeting.second
    if not Participant.objects.visible_to(user).filter(pk=own.pk).exists():
        return ""
    return reverse("caravan:my_day", args=[meeting.day.public_id, own.public_id])


SHORT_ID = {"type": "string", "pattern": "^[0-9A-Za-z]{22}$"}
TEXT = {"type": "string", "minLength": 1}
MEETING_HELD = register_kind(
    Kind(
        name="caravan.meeting_held",
        label=gettext_lazy("상담일에서 상담함"),
        words=gettext_lazy(
            "‘{title}’에서 {partner_name}(과/와) 상담했습니다({starts_at}, {table}번 테이블)."
        ),
        group=Group.EXECUTION,
        facts=facts_of_meeting,
        address=page_of_meeting,
        schema={
            "type": "object",
            "additionalProperties": False,
            "required": [
                "meeting",
                "day",
                "title",
                "partner",
                "partner_name",
                "partner_side",
                "starts_at",
                "table",
            ],
            "properties": {
                "meeting": SHORT_ID,
                "day": SHORT_ID,
                "title": TEXT,
                "partner": SHORT_ID,
                "partner_name": TEXT,
                "partner_side": {"enum": ["demand", "supply", "free"]},
                "starts_at": {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"},
                "table": {"type": "integer", "minimum": 1},
            },
        },
    )
)


def facts_of_contract(payload: Payload) -> Facts:
    """What a contract's entry tells, line by line."""
    return (
        (_("상담일 이름"), str(payload["title"])),
        (_("계약 상대"), str(payload["partner_name"])),
        (_("상대의 구분"), str(Participant.Side(str(payload["partner_side"])).label)),
        (_("계약 금액"), _("%(won)s원") % {"won": f"{payload['amount_krw']:,}"}),
        (_("확인한 근거"), str(payload["proof"])),
    )


CONTRACT_SIGNED = register_kind(
    Kind(
        name="caravan.contract_signed",
        label=gettext_lazy("계약을 맺음"),
        words=gettext_lazy("‘{title}’에서 만난 {partner_name}(과/와) 계약했습니다."),
        group=Group.EXECUTION,
        facts=facts_of_contract,
        address=page_of_meeting,
        schema={
            "type": "object",
            "additionalProperties": False,
            "required": [
                "contract",
                "meeting",
                "day",
                "title",
                "partner",
                "partner_name",
                "partner_side",
                "side",
                "amount_krw",
                "proof",
            ],
            "properties": {
                "contract": SHORT_ID,
                "meeting": SHORT_ID,
                "day": SHORT_ID,
                "title": TEXT,
                "partner": SHORT_ID,
                "partner_name": TEXT,
                "partner_side": {"enum": ["demand", "supply", "free"]},
                "side": {"enum": ["first", "second"]},
                "amount_krw": {"type": "integer", "minimum": 1},
                "proof": TEXT,
            },
        },
    )
)
"""In the cases of both sides: whoever counts contracts takes those of one `side`, or each counts twice."""
