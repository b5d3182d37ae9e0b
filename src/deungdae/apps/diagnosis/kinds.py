"""What the diagnosis writes to a company's case: that an assessment was settled, and what it came to."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from deungdae.apps.accounts.models import User
from deungdae.apps.core.ids import from_short
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.evidence.kinds import Facts, Group, Kind, Payload, names_in, register_kind
from deungdae.apps.evidence.models import EvidenceEntry


def facts_of_assessment(payload: Payload) -> Facts:
    return (
        (pgettext("one", "진단 체계"), f"{payload['title']} {payload['version']}"),
        (_("차수"), str(Assessment.Round(str(payload["round"])).label)),
        (_("채점 규칙"), str(payload["rule"])),
        (_("결과"), str(payload["result"])),
    )


def page_of_assessment(entry: EvidenceEntry, user: User) -> str:
    public_id = from_short(str(entry.payload["assessment"]))
    found = Assessment.objects.visible_to(user).filter(public_id=public_id).exists()
    return reverse("diagnosis:assessment", args=[public_id]) if found else ""


TEXT = {"type": "string", "minLength": 1}
ASSESSED = register_kind(
    Kind(
        name="diagnosis.settled",
        label=gettext_lazy("진단을 마침"),
        words=gettext_lazy("‘{title}’ {round} 진단을 마쳤습니다: {result}({version}판, {rule} 규칙)."),
        group=Group.AWARENESS,
        facts=facts_of_assessment,
        address=page_of_assessment,
        schema={
            "type": "object",
            "additionalProperties": False,
            "required": [
                "assessment",
                "title",
                "framework",
                "version",
                "rule",
                "round",
                "overall",
                "level",
                "result",
            ],
            "properties": {
                "assessment": {"type": "string", "pattern": "^[0-9A-Za-z]{22}$"},
                "title": TEXT,
                "framework": TEXT,
                "version": TEXT,
                "rule": TEXT,
                "round": {"enum": list(Assessment.Round.values)},
                "overall": {"type": ["number", "null"]},
                "level": {"type": ["string", "null"]},
                "result": TEXT,
            },
        },
    )
)
SERVED = (Group.AWARENESS, Group.CAPABILITY, Group.EXECUTION)


def received_kinds() -> dict[str, Group]:
    """What a company receives of the centre, by its kind: the three stages without the diagnosis itself."""
    return {name: group for group in SERVED for name in names_in(group.code) if name != ASSESSED}
