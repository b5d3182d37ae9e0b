"""An assessment begins, is filled by a team, is submitted and settled; its score is told once."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.diagnosis.bridge.frameworks import framework_of, rule_codes, title_of
from deungdae.apps.diagnosis.bridge.peers import hundredths
from deungdae.apps.diagnosis.bridge.scoring import told_score
from deungdae.apps.diagnosis.hearers import tell_hearers
from deungdae.apps.diagnosis.models import Assessment, FrameworkVersion, Proof
from deungdae.apps.diagnosis.selectors.assessments import ROUNDS, full_one, full_version, settled_before
from deungdae.apps.diagnosis.selectors.team import differing_in, missing_in, standings
from deungdae.apps.diagnosis.services.cases import tell_settled
from deungdae.apps.diagnosis.services.proven import count_proven
from deungdae.apps.evidence.company_facts import facts_of
from deungdae.apps.organisations.models import Organisation


@transaction.atomic
def open_assessment(
    *,
    organisation: Organisation,
    framework: FrameworkVersion,
    wanted: str,
    due_on: date | None,
    rule: str,
    actor: User | None,
) -> Assessment:
    """Begin a round; T1 after T0, T2 after T1, each once. Without a rule: that of the round before, where
    this version knows it, else the framework's own."""
    version = FrameworkVersion.objects.select_for_update().get(pk=framework.pk)
    title = title_of(version)
    if version.retired_at is not None:
        template = _("‘{title}’ {version}판은 사용을 마쳤습니다. 다른 판으로 시작해 주십시오.")
        raise refused("retired", template, title=title, version=version.version)
    before = settled_before(organisation, version.code, wanted)
    if before is None and wanted != Assessment.Round.T0:
        template = _("{name}의 ‘{title}’ {before} 진단이 끝나지 않아 {wanted}(을/를) 시작할 수 없습니다.")
        earlier = ROUNDS[ROUNDS.index(wanted) - 1]
        raise refused("order", template, name=organisation.name, title=title, before=earlier, wanted=wanted)
    known = [code for code, _about in rule_codes(version)]
    if rule and rule not in known:
        template = _("‘{title}’에는 규칙 ‘{rule}’(이/가) 없습니다. {known} 가운데 하나를 고르십시오.")
        raise refused("rule", template, title=title, rule=rule, known=tuple(known))
    usual = before.rule if before is not None and before.rule in known else known[0]
    try:
        with transaction.atomic():
            return Assessment.objects.create(
                organisation=organisation,
                framework=version,
                family=version.code,
                round=wanted,
                rule=rule or usual,
                due_on=due_on,
                opened_at=clock.now(),
                opened_by=actor,
            )
    except IntegrityError as error:
        template = _("{name}의 ‘{title}’ {wanted} 진단은 이미 있습니다. 진단 목록에서 이어 가 주십시오.")
        raise refused("twice", template, name=organisation.name, title=title, wanted=wanted) from error


def open_full(*, screen: Assessment, actor: User) -> Assessment:
    """The whole diagnosis after a short screen: begun now, or the one that the company has begun before."""
    before, version = full_one(screen), full_version(screen.family)
    if before is not None:
        return before
    if version is None:
        raise RefusedError("no_full", _("지금 시작할 수 있는 전체 진단이 없습니다. 센터에 문의해 주십시오."))
    try:
        company = screen.organisation.merged_into or screen.organisation
        wanted = Assessment.Round.T0
        return open_assessment(
            organisation=company, framework=version, wanted=wanted, due_on=None, rule="", actor=actor
        )
    except RefusedError:
        before = full_one(screen)
        if before is None:
            raise
        return before


def lock_assessment(assessment: Assessment) -> Assessment:
    """As it is now, kept from others until the transaction ends."""
    locked = Assessment.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related("framework", "organisation").get(pk=assessment.pk)


def require(assessment: Assessment, state: Assessment.State) -> None:
    if assessment.state != state:
        template = _("이 진단은 지금 ‘{now}’ 상태입니다. 화면을 새로 고쳐 주십시오.")
        raise refused("state", template, now=str(assessment.get_state_display()))


@transaction.atomic
def submit_assessment(*, assessment: Assessment, actor: User) -> Assessment:
    """Close the answers. Where all agree the score is told at once, else they first settle."""
    mine = lock_assessment(assessment)
    require(mine, Assessment.State.OPEN)
    found = standings(mine)
    missing = missing_in(found)
    if missing:
        template = _("아직 답하지 않은 문항이 있습니다: {missing}. 모두 답한 뒤 제출해 주십시오.")
        raise refused("missing", template, missing=tuple(missing))
    mine.state, mine.submitted_at, mine.submitted_by = Assessment.State.SUBMITTED, clock.now(), actor
    if differing_in(found):
        mine.save(update_fields=["state", "submitted_at", "submitted_by"])
        return mine
    return finish(mine, {one.code: one.value for one in found if one.whole}, actor)


@transaction.atomic
def settle_assessment(*, assessment: Assessment, choices: Mapping[str, str], actor: User) -> Assessment:
    """Take one person's answer for each question on which they differ; `choices`: question → short id."""
    mine = lock_assessment(assessment)
    require(mine, Assessment.State.SUBMITTED)
    found = standings(mine)
    answers = {one.code: one.value for one in found if one.whole and not one.differs}
    undecided = []
    for one in differing_in(found):
        chosen = next((a for a in one.whole if a.person.short_id == choices.get(one.code)), None)
        if chosen is None:
            undecided.append(one.code)
        else:
            answers[one.code] = chosen.value
    if undecided:
        template = _("아직 정하지 않은 문항이 있습니다: {codes}. 문항마다 답 하나를 골라 주십시오.")
        raise refused("undecided", template, codes=tuple(undecided))
    return finish(mine, {one.code: answers[one.code] for one in found if one.code in answers}, actor)


def finish(mine: Assessment, answers: dict[str, object], actor: User) -> Assessment:
    """The score, once, with what was scored; and the company's case."""
    mine.answers = answers
    mine.score = told_score(framework_of(mine.framework), answers, rule=mine.rule)
    mine.overall = hundredths(mine.score)
    mine.state, mine.settled_at, mine.settled_by = Assessment.State.SETTLED, clock.now(), actor
    keep_company_facts(mine)
    mine.save()
    count_proven(mine)
    tell_settled(mine, actor=actor)
    tell_hearers(mine)
    return mine


def keep_company_facts(mine: Assessment) -> None:
    """Industry, region and size as the register has them now."""
    company = mine.organisation
    facts = facts_of(organisation=company, on=clock.today())
    mine.industry, mine.region, mine.size_class = company.industry_id or "", facts.region, facts.size


@transaction.atomic
def reopen_assessment(*, assessment: Assessment) -> Assessment:
    """Back to answering: neither answer was right."""
    mine = lock_assessment(assessment)
    require(mine, Assessment.State.SUBMITTED)
    mine.state, mine.submitted_at, mine.submitted_by = Assessment.State.OPEN, None, None
    mine.save(update_fields=["state", "submitted_at", "submitted_by"])
    return mine


@transaction.atomic
def remove_assessment(*, assessment: Assessment) -> None:
    """One that was begun by mistake and that nobody has answered."""
    mine = lock_assessment(assessment)
    require(mine, Assessment.State.OPEN)
    if mine.given.exists() or Proof.objects.filter(assessment=mine).exists():
        message = _("이미 답하거나 근거를 붙인 사람이 있어 거둘 수 없습니다. 답과 근거는 지워지지 않습니다.")
        raise RefusedError("answered", message)
    mine.delete()
