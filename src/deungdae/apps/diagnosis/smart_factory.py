"""The confirmed level of a company's smart factory: a certificate of others, taken over and never calculated.

Two measures (KS X 9001): how smart the systems are, how able the company is to innovate its production."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.calendar.selectors.words import day_words
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.evidence.kinds import Facts, Group, Kind, Payload, register_kind
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.organisations.models import Organisation

SMARTNESS = {
    "basic": gettext_lazy("기초"),
    "middle_1": gettext_lazy("중간1"),
    "middle_2": gettext_lazy("중간2"),
    "advanced": gettext_lazy("고도"),
}
LOWEST, HIGHEST = 1, 5
TEXT = {"type": "string", "minLength": 1}


def level_words(payload: Payload) -> str:
    """중간1, Level 3; what was not confirmed is left out."""
    smartness, capability = str(payload["smartness"]), payload["capability"]
    words = [str(SMARTNESS[smartness])] if smartness else []
    return ", ".join([*words, *([f"Level {capability}"] if capability else [])])


def facts_of_level(payload: Payload) -> Facts:
    told = (
        (_("수준"), level_words(payload)),
        (_("확인서 번호"), str(payload["number"])),
        (_("사업장"), str(payload["plant"])),
        (_("확인 기관"), str(payload["issuer"])),
        (_("유효 기한"), str(payload["valid_until"])),
    )
    return tuple((term, value) for term, value in told if value)


CONFIRMED = register_kind(
    Kind(
        name="diagnosis.smart_factory",
        label=gettext_lazy("스마트공장 수준확인"),
        words=gettext_lazy("스마트공장 수준을 확인받았습니다(확인서 {number})."),
        group=Group.REGISTER,
        facts=facts_of_level,
        schema={
            "type": "object",
            "additionalProperties": False,
            "required": ["smartness", "capability", "number", "plant", "issuer", "valid_until"],
            "properties": {
                "smartness": {"enum": ["", *SMARTNESS]},
                "capability": {"type": ["integer", "null"], "minimum": LOWEST, "maximum": HIGHEST},
                "number": TEXT,
                "plant": {"type": "string"},
                "issuer": TEXT,
                "valid_until": {"type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"},
            },
        },
    )
)


def confirmed_levels(organisation: Organisation) -> list[EvidenceEntry]:
    """What stands in the company's case, the newest first."""
    entries = EvidenceEntry.objects.standing().filter(organisation__in=organisation.family, kind=CONFIRMED)
    return list(entries.order_by("-happened_on", "-pk"))


def confirmed_panel(_request: HttpRequest, assessment: Assessment) -> Mapping[str, Any] | None:
    """Beside what a company says of itself, what others confirmed; None where nobody did."""
    found = confirmed_levels(assessment.organisation)
    lines = [
        {
            "term": str(one.payload["plant"] or assessment.organisation.name),
            "value": f"{level_words(one.payload)} ({one.payload['issuer']}, {day_words(one.happened_on)})",
        }
        for one in found
    ]
    return {"lines": lines} if lines else None
