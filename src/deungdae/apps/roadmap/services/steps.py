"""What a company decides on a step: each decision is kept, the last one counts."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.roadmap.models import Offering, Roadmap, StepAct
from deungdae.apps.roadmap.months import month_of, months_after
from deungdae.apps.roadmap.selectors.offered import measured_on
from deungdae.apps.roadmap.selectors.standing import Standing, evidence_to_show, standings, survivor
from deungdae.apps.roadmap.selectors.starting import months_to_accept
from deungdae.apps.roadmap.selectors.terms import terms_of
from deungdae.apps.roadmap.services.cases import take_back_accepted, tell_accepted
from deungdae.apps.roadmap.services.roadmaps import require_followed

Act = StepAct.Act
FROM: dict[str, tuple[str, ...]] = {
    Act.ACCEPT: ("", Act.POSTPONE),
    Act.POSTPONE: ("", Act.ACCEPT, Act.POSTPONE),
    Act.REPLACE: ("", Act.ACCEPT, Act.POSTPONE),
    Act.RECONSIDER: (Act.ACCEPT, Act.POSTPONE, Act.REPLACE, Act.DONE),
    Act.DONE: ("", Act.ACCEPT, Act.POSTPONE),
}
"""From which standing each act leads."""


def acts_for(standing: Standing) -> list[str]:
    """None where the case itself shows it to be done: only correcting the entry takes that back."""
    return [act for act, sources in FROM.items() if standing.act in sources and not standing.is_shown]


@transaction.atomic
def decide_step(
    *,
    roadmap: Roadmap,
    offering: Offering,
    act: str,
    actor: User | None,
    month: date | None = None,
    evidence: EvidenceEntry | None = None,
    reason: str = "",
) -> StepAct:
    """Accept a step for a month, postpone it to one, leave it out, think again, or show that it is done."""
    company = survivor(roadmap.organisation)
    organisation = Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=company.pk)
    mine = Roadmap.objects.select_for_update(of=("self",), no_key=True).get(pk=roadmap.pk)
    require_followed(mine)
    now = standings(organisation, since=measured_on(mine.assessment)).get(offering.pk, Standing())
    require_step(mine, offering, now)
    if act not in acts_for(now):
        template = _("‘{title}’의 상태가 그 사이에 바뀌었습니다. 화면을 새로 고쳐 주십시오.")
        raise refused("step_state", template, title=offering.title)
    try:
        with transaction.atomic():
            made = StepAct.objects.create(
                roadmap=mine,
                organisation=organisation,
                offering=offering,
                number=now.number + 1,
                act=act,
                month=judged_month(mine, offering, act, month),
                evidence=judged_evidence(mine, organisation, act, evidence),
                reason=reason,
                at=clock.now(),
                by=actor,
            )
    except IntegrityError as error:
        template = _("동료가 방금 ‘{title}’(을/를) 먼저 정했습니다. 화면을 새로 고쳐 주십시오.")
        raise refused("step_twice", template, title=offering.title) from error
    if now.act == Act.ACCEPT:
        take_back_accepted(organisation, offering, actor=actor)
    if act == Act.ACCEPT:
        tell_accepted(made, actor=actor)
    return made


def require_step(roadmap: Roadmap, offering: Offering, now: Standing) -> None:
    is_in = roadmap.steps.filter(choice=roadmap.choice, offering=offering).exists()
    if not is_in and not now.act:
        template = _("‘{title}’(은/는) 이 계획의 단계가 아닙니다. 로드맵을 다시 열어 주십시오.")
        raise refused("no_step", template, title=offering.title)


def months_for(roadmap: Roadmap, offering: Offering, act: str) -> list[date]:
    """In which a step can be accepted, or until which it can be postponed."""
    if act == Act.ACCEPT:
        return months_to_accept(terms_of([offering])[offering.pk], roadmap)
    return [months_after(roadmap.begins_on, count) for count in range(roadmap.months)]


def judged_month(roadmap: Roadmap, offering: Offering, act: str, month: date | None) -> date | None:
    if act not in (Act.ACCEPT, Act.POSTPONE):
        return None
    months = months_for(roadmap, offering, act)
    if month is None or month_of(month) not in months:
        template = _("다음 달 가운데 하나를 골라 주십시오: {months}.")
        raise refused("month", template, months=", ".join(f"{one:%Y-%m}" for one in months))
    return month_of(month)


def judged_evidence(
    roadmap: Roadmap, organisation: Organisation, act: str, evidence: EvidenceEntry | None
) -> EvidenceEntry | None:
    """Only what stands in the company's own case since it was measured, and shows no other step yet."""
    if act != Act.DONE:
        return None
    shown = evidence_to_show(organisation, since=measured_on(roadmap.assessment))
    if evidence is None or evidence not in shown:
        message = _(
            "기업 카드에 있는 기록 가운데 하나를 골라 주십시오. 다른 단계를 보인 기록은 다시 쓸 수 없습니다."
        )
        raise RefusedError("evidence", message)
    return evidence
