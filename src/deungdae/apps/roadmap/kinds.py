"""What a roadmap writes to a company's case: that a step was taken on, that the centre saw support."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.accounts.models import User
from deungdae.apps.core.ids import from_short
from deungdae.apps.evidence.kinds import Facts, Group, Kind, Payload, register_kind
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.roadmap.models import Offering, Roadmap

TEXT = {"type": "string", "minLength": 1}
ID = {"type": "string", "pattern": "^[0-9A-Za-z]{22}$"}


def facts_of_step(payload: Payload) -> Facts:
    return (
        (_("종류"), str(Offering.Kind(str(payload["offering_kind"])).label)),
        (_("단계"), str(Offering.Stage(str(payload["stage"])).label)),
        (_("시작하는 달"), str(payload["month"])),
    )


def page_of_roadmap(entry: EvidenceEntry, user: User) -> str:
    public_id = from_short(str(entry.payload["roadmap"]))
    found = Roadmap.objects.visible_to(user).filter(public_id=public_id).exists()
    return reverse("roadmap:roadmap", args=[public_id]) if found else ""


ACCEPTED = register_kind(
    Kind(
        name="roadmap.step_accepted",
        label=gettext_lazy("로드맵의 단계를 수락함"),
        words=gettext_lazy("로드맵의 ‘{title}’(을/를) {month}에 시작하기로 했습니다."),
        group=Group.REGISTER,
        facts=facts_of_step,
        address=page_of_roadmap,
        schema={
            "type": "object",
            "additionalProperties": False,
            "required": ["roadmap", "offering", "title", "offering_kind", "stage", "month"],
            "properties": {
                "roadmap": ID,
                "offering": ID,
                "title": TEXT,
                "offering_kind": {"enum": list(Offering.Kind.values)},
                "stage": {"enum": list(Offering.Stage.values)},
                "month": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
            },
        },
    )
)
SUPPORTED = register_kind(
    Kind(
        name="roadmap.support_received",
        label=gettext_lazy("지원을 받음"),
        words=gettext_lazy("‘{title}’ 지원을 받았습니다({proof})."),
        group=Group.EXECUTION,
        facts=lambda payload: ((_("근거"), str(payload["proof"])),),
        schema={
            "type": "object",
            "additionalProperties": False,
            "required": ["offering", "title", "proof"],
            "properties": {"offering": ID, "title": TEXT, "proof": TEXT},
        },
    )
)
