"""A roadmap is asked for, computed as a job, and one of its plans is chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.decisions import keep_decision
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.ids import from_short
from deungdae.apps.core.jobs.context import JobContext
from deungdae.apps.core.jobs.registry import job_function
from deungdae.apps.core.jobs.services import enqueue_job
from deungdae.apps.core.words import faults_said
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.roadmap.bridge.answers import (
    Found,
    InputError,
    Problem,
    computed,
    filled_in,
    plans_of,
)
from deungdae.apps.roadmap.bridge.question import question_of
from deungdae.apps.roadmap.models import Offering, Roadmap, RoadmapGap, RoadmapStep, StepAct
from deungdae.apps.roadmap.models.offerings import MOST_MONEY, MOST_MONTHS
from deungdae.apps.roadmap.months import months_after
from deungdae.apps.roadmap.selectors.offered import measured_on, offered_to
from deungdae.apps.roadmap.selectors.standing import followed, last_settled, survivor
from deungdae.engine.kernel.decision import Decision as Record

COMPUTE = "roadmap.compute"
ATTEMPTS = 3
State = Roadmap.State


@dataclass(frozen=True, slots=True)
class Wishes:
    """`goals`: dimension → (target of a hundred, weight); money in won; `hours` None: no limit."""

    goals: Mapping[str, tuple[int, int]]
    budget: int
    months: int
    hours: int | None
    begins_on: date


@transaction.atomic
def ask_roadmap(*, assessment: Assessment, wishes: Wishes, actor: User | None) -> Roadmap:
    """A roadmap that a job computes. The one that is followed stays so until the new one is there."""
    organisation = Organisation.objects.select_for_update(of=("self",), no_key=True).get(
        pk=survivor(assessment.organisation).pk
    )
    require_wishes(assessment, wishes)
    newest = last_settled(organisation, assessment.family)
    if newest is None or newest.pk != assessment.pk:
        template = _(
            "{name}의 더 새로운 진단 결과가 있습니다. 가장 새로운 진단에서 로드맵을 만들어 주십시오."
        )
        raise refused("newer", template, name=organisation.name)
    mine = Roadmap.objects.filter(organisation=organisation, family=assessment.family)
    ours = Roadmap.objects.filter(organisation__in=organisation.family, family=assessment.family)
    ours.filter(state=State.ASKED).update(state=State.REPLACED)
    roadmap = Roadmap.objects.create(
        organisation=organisation,
        assessment=assessment,
        family=assessment.family,
        number=(mine.aggregate(last=Max("number"))["last"] or 0) + 1,
        begins_on=wishes.begins_on,
        months=wishes.months,
        budget_krw=wishes.budget,
        hours=wishes.hours,
        goals={code: list(goal) for code, goal in wishes.goals.items()},
        asked_at=clock.now(),
        asked_by=actor,
    )
    roadmap.job = enqueue_job(
        name=COMPUTE,
        title=_("맞춤형 로드맵 계산"),
        arguments={"roadmap": roadmap.short_id, "language": get_language()},
        idempotency_key=f"{COMPUTE}:{roadmap.short_id}",
        owner=actor,
    )
    roadmap.save(update_fields=["job"])
    return roadmap


def require_wishes(assessment: Assessment, wishes: Wishes) -> None:
    score = assessment.score
    if assessment.state != Assessment.State.SETTLED or score is None:
        raise RefusedError(
            "state", _("아직 끝나지 않은 진단입니다. 진단을 마친 뒤 로드맵을 만들어 주십시오.")
        )
    unknown = sorted(wishes.goals.keys() - score["dimensions"].keys())
    if unknown:
        template = _("이 진단에 영역 ‘{codes}’(이/가) 없습니다. 화면을 새로 고쳐 주십시오.")
        raise refused("dimension", template, codes=tuple(unknown))
    if not any(weight for _target, weight in wishes.goals.values()):
        raise RefusedError("weights", _("모든 영역을 ‘다루지 않음’으로 두었습니다. 하나라도 골라 주십시오."))
    for target, weight in wishes.goals.values():
        if not (0 <= target <= 100 and 0 <= weight <= 100):
            template = _("목표 {target}점과 가중치 {weight}(은/는) 0부터 100까지여야 합니다.")
            raise refused("goal", template, target=target, weight=weight)
    if not (1 <= wishes.months <= MOST_MONTHS and 0 <= wishes.budget <= MOST_MONEY):
        template = _("기간은 1개월부터 {months}개월까지, 예산은 0원부터 {money}원까지 적어 주십시오.")
        raise refused("limits", template, months=MOST_MONTHS, money=f"{MOST_MONEY:,}")


@job_function(COMPUTE)
def compute_roadmap(context: JobContext) -> None:
    """Ask the engine; steps and record are kept in the job's last transaction, or not at all. Asked again
    where somebody has decided on a step meanwhile."""
    with context.in_language():
        roadmap = Roadmap.objects.select_related("assessment__framework", "organisation").get(
            public_id=from_short(context.arguments["roadmap"])
        )
        for _attempt in range(ATTEMPTS):
            if computed_once(context, roadmap):
                return
    raise RefusedError("busy", _("계산하는 동안 단계가 거듭 정해졌습니다. 다시 세워 주십시오."))


def computed_once(context: JobContext, roadmap: Roadmap) -> bool:
    """False where what was asked is no longer what the company has decided."""
    organisation = survivor(roadmap.organisation)
    context.tell(10, _("지원 항목과 기업의 사정을 모으는 중입니다."))
    seen = last_act(organisation)
    offered = offered_to(organisation, family=roadmap.family, since=measured_on(roadmap.assessment))
    before = followed(organisation, roadmap.family)
    problem = question_of(roadmap, offered, before=codes_of(before))
    context.tell(30, _("예산과 기간 안에서 효과가 가장 큰 순서를 찾는 중입니다."))
    try:
        found, record = computed(problem)
    except InputError as error:
        raise RefusedError("roadmap", faults_said(error)) from error
    with transaction.atomic():
        context.hold()
        Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=organisation.pk)
        if last_act(organisation) != seen:
            return False
        keep_answer(roadmap, problem, found, record, decided_by=context.job.owner)
        url = reverse("roadmap:roadmap", args=[roadmap.public_id])
        context.finish(message=_("맞춤형 로드맵을 만들었습니다."), result_url=url)
    return True


def last_act(organisation: Organisation) -> int:
    """The newest decision on a step; 0 before the first."""
    acts = StepAct.objects.filter(organisation__in=organisation.family)
    return acts.aggregate(last=Max("pk"))["last"] or 0


def codes_of(roadmap: Roadmap | None) -> list[str]:
    if roadmap is None:
        return []
    steps = RoadmapStep.objects.filter(roadmap=roadmap, choice=roadmap.choice)
    return list(steps.values_list("offering__code", flat=True))


def keep_answer(
    roadmap: Roadmap, problem: Problem, found: Found, record: Record, *, decided_by: User | None
) -> None:
    """Followed from now on, unless it was asked anew while it was computed."""
    mine = Roadmap.objects.select_for_update(of=("self",), no_key=True).get(pk=roadmap.pk)
    decision = keep_decision(record, subject=roadmap.short_id, decided_by=decided_by)
    by_code = Offering.objects.in_bulk([one.id for one in problem.offerings], field_name="code")
    RoadmapStep.objects.bulk_create(
        RoadmapStep(
            roadmap=roadmap,
            choice=choice,
            place=place,
            offering=by_code[step.id],
            begins_on=months_after(roadmap.begins_on, step.start),
            ends_on=months_after(roadmap.begins_on, step.end),
            price_krw=step.price,
        )
        for choice, plan in plans_of(found).items()
        for place, step in enumerate(plan.steps, 1)
    )
    RoadmapGap.objects.bulk_create(
        RoadmapGap(
            roadmap=roadmap,
            choice=choice,
            dimension=gap.dimension,
            level=gap.level,
            target=gap.target,
            weight=gap.weight,
            filled=filled_in(plan, gap.dimension),
        )
        for choice, plan in plans_of(found).items()
        for gap in problem.gaps
    )
    state = mine.state
    if state == State.ASKED:
        others = Roadmap.objects.filter(
            organisation__in=survivor(mine.organisation).family, family=mine.family
        )
        others.filter(state=State.READY).update(state=State.REPLACED)
        state = State.READY
    Roadmap.objects.filter(pk=roadmap.pk).update(decision=decision, state=state)


@transaction.atomic
def choose_plan(*, roadmap: Roadmap, choice: str) -> Roadmap:
    """Follow the cheaper or the faster plan, or the first one again; before anything of it was decided."""
    mine = Roadmap.objects.select_for_update(of=("self",), no_key=True).get(pk=roadmap.pk)
    require_followed(mine)
    is_known = choice in Roadmap.Choice.values
    if not is_known or not RoadmapStep.objects.filter(roadmap=mine, choice=choice).exists():
        raise RefusedError("choice", _("이 로드맵에는 그런 계획이 없습니다. 화면을 새로 고쳐 주십시오."))
    if mine.choice != choice and mine.acts.exists():
        message = _(
            "이미 정한 단계가 있어 계획을 바꿀 수 없습니다. 로드맵을 다시 세우면 정한 것은 그대로 둡니다."
        )
        raise RefusedError("decided", message)
    mine.choice = choice
    mine.save(update_fields=["choice"])
    return mine


def require_followed(roadmap: Roadmap) -> None:
    if roadmap.state != State.READY:
        template = _("이 로드맵은 지금 ‘{state}’ 상태입니다. 가장 새로운 로드맵을 열어 주십시오.")
        raise refused("state", template, state=str(roadmap.get_state_display()))
