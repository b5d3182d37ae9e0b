"""Computing a year of cohorts as a job, and making cohorts of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from deungdae.apps.academy.bridge.year_plan import Line, answer_to, lines_of, problem_of
from deungdae.apps.academy.models import Cohort, Course, YearPlan
from deungdae.apps.academy.services.cohorts import CohortFacts, create_cohort
from deungdae.apps.academy.services.sessions import SessionFacts, add_session
from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.models import Resource
from deungdae.apps.calendar.spans import moment
from deungdae.apps.core import clock
from deungdae.apps.core.decisions import document_of, keep_decision
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.ids import from_short
from deungdae.apps.core.jobs.context import JobContext
from deungdae.apps.core.jobs.registry import job_function
from deungdae.apps.core.jobs.services import enqueue_job
from deungdae.apps.core.models import Job
from deungdae.engine.kernel.decision import Decision as Record

COMPUTE, MAKE = "academy.compute_year_plan", "academy.make_planned_cohorts"
LONGEST = timedelta(days=366)
MOST_COHORTS = 100
ENROL_WEEKS, CLOSED_DAYS = 6, 7
"""Enrolment opens so many weeks before the first session and ends so many days before it."""


@dataclass(frozen=True, slots=True)
class CourseWish:
    """So many cohorts of a course, each of so many days for so many people."""

    course: Course
    cohorts: int
    sessions: int
    seats: int


@transaction.atomic
def ask_year_plan(
    *,
    first_day: date,
    last_day: date,
    starts: int,
    ends: int,
    wishes: Sequence[CourseWish],
    actor: User | None,
) -> YearPlan:
    """A plan that a job computes."""
    require_days(first_day, last_day)
    if ends <= starts:
        raise RefusedError("hours", _("끝 시각이 시작 시각보다 늦어야 합니다. 두 시각을 고쳐 주십시오."))
    total = sum(one.cohorts for one in wishes)
    if not 1 <= total <= MOST_COHORTS:
        template = _("기수를 모두 {total}개 적었습니다. 1개부터 {most}개까지 적어 주십시오.")
        raise refused("count", template, total=total, most=MOST_COHORTS)
    plan = YearPlan.objects.create(
        first_day=first_day,
        last_day=last_day,
        starts=starts,
        ends=ends,
        wishes=[
            [one.course.short_id, one.cohorts, one.sessions, one.seats, 7] for one in wishes if one.cohorts
        ],
        created_by=actor,
    )
    plan.job = started(COMPUTE, plan, title=_("한 해 교육 계획 계산"), actor=actor)
    plan.save(update_fields=["job"])
    return plan


def require_days(first_day: date, last_day: date) -> None:
    if last_day < first_day or last_day - first_day > LONGEST:
        raise RefusedError("days", _("첫날부터 끝날까지를 하루 이상, 366일 이하로 정해 주십시오."))
    if first_day <= clock.today():
        raise RefusedError("past", _("첫날을 내일부터로 정해 주십시오. 지난 날에는 회차를 둘 수 없습니다."))


def started(name: str, plan: YearPlan, *, title: str, actor: User | None) -> Job:
    return enqueue_job(
        name=name,
        title=title,
        arguments={"plan": plan.short_id, "language": get_language()},
        idempotency_key=f"{name}:{plan.short_id}",
        owner=actor,
    )


@job_function(COMPUTE)
def compute_year_plan(context: JobContext) -> None:
    """Ask the engine; the answer is kept in the job's last transaction, or not at all."""
    with context.in_language():
        plan = YearPlan.objects.get(public_id=from_short(context.arguments["plan"]))
        words = _("강의실과 강사의 빈 날에 기수를 놓는 중입니다.")
        problem = problem_of(plan, tell=lambda percent: context.tell(percent, words))
        record = answer_to(problem, tell=lambda percent: context.tell(percent, words))
        with transaction.atomic():
            context.hold()
            decision = keep_decision(record, subject=plan.short_id, decided_by=context.job.owner)
            YearPlan.objects.filter(pk=plan.pk).update(decision=decision, state=YearPlan.State.COMPUTED)
            url = reverse("academy:year_plan", args=[plan.public_id])
            context.finish(message=_("한 해 계획을 계산했습니다."), result_url=url)


def plan_lines(plan: YearPlan) -> list[Line]:
    """The computed lines, in order; none while the job is at it."""
    return [] if plan.decision is None else lines_of(Record.from_json(document_of(plan.decision)))


def start_making(*, plan: YearPlan, actor: User | None) -> Job:
    """Make the cohorts of a computed plan, as a job; of one that is made already nothing more."""
    if plan.state != YearPlan.State.COMPUTED:
        template = _("‘{state}’ 상태의 계획으로는 기수를 만들 수 없습니다.")
        raise refused("state", template, state=str(plan.get_state_display()))
    return started(MAKE, plan, title=_("한 해 계획의 기수 만들기"), actor=actor)


@job_function(MAKE)
def make_planned_cohorts(context: JobContext) -> None:
    """Every placed cohort as a draft with its sessions booked: all of them, or none."""
    with context.in_language():
        plan = YearPlan.objects.select_related("decision").get(
            public_id=from_short(context.arguments["plan"])
        )
        lines = [line for line in plan_lines(plan) if line.days]
        with transaction.atomic():
            context.hold()
            locked = YearPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
            if locked.state != YearPlan.State.COMPUTED:
                raise RefusedError("state", _("이미 기수로 만든 계획입니다."))
            for line in lines:
                make_cohort(plan, line, actor=plan.created_by)
            YearPlan.objects.filter(pk=plan.pk).update(state=YearPlan.State.MADE)
            words = _("기수 %(count)s개를 작성 중으로 만들고 강사와 강의실을 예약했습니다.")
            url = reverse("academy:year_plan", args=[plan.public_id])
            context.finish(message=words % {"count": len(lines)}, result_url=url)


def make_cohort(plan: YearPlan, line: Line, *, actor: User | None) -> Cohort:
    course = Course.objects.get(public_id=from_short(line.course))
    seats = next(one[3] for one in plan.wishes if one[0] == line.course)
    room, trainer = (Resource.objects.get(public_id=from_short(one)) for one in (line.room, line.trainer))
    first, now = line.days[0], clock.now().replace(second=0, microsecond=0)
    until = moment(first - timedelta(days=CLOSED_DAYS), 18 * 60)
    opens = max(moment(first - timedelta(weeks=ENROL_WEEKS), 10 * 60), now)
    facts = CohortFacts(
        enrol_from=opens,
        enrol_until=until if until > opens else min(opens + timedelta(days=1), moment(first, plan.starts)),
        region=room.region,
    )
    cohort = create_cohort(course=course, facts=facts, capacity=seats, most_per_company=None, actor=actor)
    for number, day in enumerate(line.days, start=1):
        session = SessionFacts(
            title=_("%(number)s회차") % {"number": number},
            starts_at=moment(day, plan.starts),
            ends_at=moment(day, plan.ends),
            resources=[room, trainer],
        )
        add_session(cohort=cohort, facts=session, actor=actor)
    return cohort
