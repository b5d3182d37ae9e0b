"""What roadmaps write to a company's case."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.spans import day_of
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.ids import new_public_id, short
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.services import correct_evidence, record_evidence
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.roadmap.kinds import ACCEPTED, SUPPORTED
from deungdae.apps.roadmap.models import Offering, StepAct


def tell_accepted(act: StepAct, *, actor: User | None) -> None:
    if act.month is None:
        raise ValueError("an accepted step has its month")
    offering = act.offering
    record_evidence(
        organisation=act.organisation,
        kind=ACCEPTED,
        happened_on=day_of(act.at),
        actor=actor,
        source=f"roadmap.act:{act.pk}",
        payload={
            "roadmap": act.roadmap.short_id,
            "offering": offering.short_id,
            "title": offering.title,
            "offering_kind": offering.kind,
            "stage": offering.stage,
            "month": f"{act.month:%Y-%m}",
        },
    )


def take_back_accepted(organisation: Organisation, offering: Offering, *, actor: User | None) -> None:
    """What was decided otherwise since no longer stands in the case as taken on; done, it was."""
    acts = StepAct.objects.filter(organisation__in=organisation.family, offering=offering)
    last, accepted = acts.latest("pk"), acts.filter(act=StepAct.Act.ACCEPT).exclude(pk=acts.latest("pk").pk)
    if last.act == StepAct.Act.DONE:
        return
    sources = [f"roadmap.act:{one.pk}" for one in accepted]
    for entry in EvidenceEntry.objects.standing().filter(kind=ACCEPTED, source__in=sources):
        correct_evidence(entry=entry, reason=_("로드맵에서 결정을 바꿈"), actor=actor)


@transaction.atomic
def record_support(
    *, organisation: Organisation, offering: Offering, on: date, proof: str, actor: User
) -> EvidenceEntry:
    """The centre has seen that a company had this support: what no other app tells. `proof`: what it saw."""
    if on > clock.today():
        template = _("{day}(은/는) 아직 오지 않은 날입니다. 지원을 마친 날을 적어 주십시오.")
        raise refused("future", template, day=f"{on}")
    if not proof.strip():
        raise RefusedError("proof", _("무엇을 보고 확인했는지 적어 주십시오. 예: 협약서 2026-113호"))
    return record_evidence(
        organisation=organisation,
        kind=SUPPORTED,
        happened_on=on,
        actor=actor,
        source=f"roadmap.support:{short(new_public_id())}",
        payload={"offering": offering.short_id, "title": offering.title, "proof": proof.strip()},
    )
