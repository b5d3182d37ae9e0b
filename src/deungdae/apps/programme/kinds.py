"""What the programme writes to a case, how people are told apart behind an entry, and which kinds of
evidence definitions wait for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.academy.kinds import CERTIFIED, COMPLETED
from deungdae.apps.academy.models import Certificate, Enrolment, PastCompletion
from deungdae.apps.academy.past_kinds import PAST_COMPLETED
from deungdae.apps.caravan.kinds import CONTRACT_SIGNED, MEETING_HELD
from deungdae.apps.evidence.kinds import Facts, Group, Kind, Payload, register_kind
from deungdae.apps.forum.kinds import ATTENDED


class DistinctionName(models.TextChoices):
    """What a company was chosen as."""

    EXCELLENT = "excellent_dx", gettext_lazy("디지털 전환 우수 중견기업")
    LIGHTHOUSE = "lighthouse", gettext_lazy("등대 중견기업")


class Axis(models.TextChoices):
    """The three axes of the lighthouse project."""

    UNKNOWN = "", gettext_lazy("축을 밝히지 않음")
    BUSINESS = "new_business", gettext_lazy("사업다각화")
    MARKET = "new_market", gettext_lazy("글로벌화")
    DIGITAL = "digital", gettext_lazy("디지털화")


def facts_of_distinction(payload: Payload) -> Facts:
    axis = str(payload["axis"])
    lines = (
        (_("선정"), str(DistinctionName(str(payload["distinction"])).label)),
        (_("축"), str(Axis(axis).label) if axis else ""),
        (_("선정한 곳"), str(payload["by"])),
        (_("출처"), str(payload["proof"])),
    )
    return tuple(line for line in lines if line[1])


TEXT = {"type": "string", "minLength": 1}
DISTINGUISHED = register_kind(
    Kind(
        name="programme.distinguished",
        label=gettext_lazy("기업 선정"),
        words=gettext_lazy("‘{title}’(으로/로) 선정되었습니다({by})."),
        group=Group.REGISTER,
        facts=facts_of_distinction,
        schema={
            "type": "object",
            "additionalProperties": False,
            "required": ["distinction", "title", "axis", "by", "proof"],
            "properties": {
                "distinction": {"enum": list(DistinctionName.values)},
                "title": TEXT,
                "axis": {"enum": list(Axis.values)},
                "by": TEXT,
                "proof": TEXT,
            },
        },
    )
)
"""That a body chose the company. Not one of the stages: it is no help, but what help may lead to."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """A kind that no app writes yet; `fields`: what its payload will have, as a schema says it."""

    label: Promise
    fields: dict[str, dict[str, Any]]


AWAITED = {
    "mentoring.session_held": Awaited(
        gettext_lazy("멘토링을 함"), {"minutes": {"type": "integer", "minimum": 1}}
    ),
}


@dataclass(frozen=True, slots=True)
class PersonBehind:
    """Which field of a payload names the record of a person, and how the person is found from there."""

    field: str
    model: type[models.Model]
    path: str


PEOPLE = {
    CERTIFIED: PersonBehind("certificate", Certificate, "enrolment__trainee_id"),
    PAST_COMPLETED: PersonBehind("completion", PastCompletion, "trainee_id"),
    COMPLETED: PersonBehind("enrolment", Enrolment, "trainee_id"),
    "academy.invitation_accepted": PersonBehind("enrolment", Enrolment, "trainee_id"),
    "academy.visited": PersonBehind("enrolment", Enrolment, "trainee_id"),
}
"""Kinds whose entries can be counted by person: two papers of one person are one specialist."""

OCCASIONS: dict[str, tuple[str, ...]] = {
    CERTIFIED: ("course", "cohort"),
    COMPLETED: ("cohort",),
    ATTENDED: ("forum",),
    MEETING_HELD: ("day",),
    CONTRACT_SIGNED: ("day",),
}
"""Fields that entries of one occasion have in common: a cohort, a forum, a matching day."""

Labels = Callable[[str], str]
