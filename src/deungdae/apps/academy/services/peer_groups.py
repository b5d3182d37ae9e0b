"""Dividing a cohort into groups of peers: asked, computed as a job, moved by hand, published."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from deungdae.apps.academy.bridge.peer_groups import (
    Grouping,
    Impossible,
    Problem,
    answer_in,
    computed,
    faults,
    moved,
    question_of,
    standing,
)
from deungdae.apps.academy.models import Cohort, Enrolment, PeerGrouping, PeerMove, PeerSeat
from deungdae.apps.academy.services import letters
from deungdae.apps.academy.services.turns import lock_cohort, require_going_on
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.decisions import keep_decision
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.ids import from_short
from deungdae.apps.core.jobs.context import JobContext
from deungdae.apps.core.jobs.registry import job_function
from deungdae.apps.core.jobs.services import enqueue_job

COMPUTE = "academy.compute_peer_groups"
LARGEST = 20
State = PeerGrouping.State
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class GroupRules:
    """How a cohort is to be divided. People by the key of their application, groups from 1."""

    groups: int
    least: int = 5
    most: int = 8
    digits: int = 4
    rivals: Pairs = ()
    apart: Pairs = ()
    pins: Sequence[tuple[str, int]] = ()


@transaction.atomic
def ask_grouping(*, cohort: Cohort, rules: GroupRules, actor: User | None) -> PeerGrouping:
    """A grouping that a job computes. One that is published stays so until another one is."""
    cohort = lock_cohort(cohort)
    require_going_on(cohort)
    require_rules(cohort, rules)
    grouping = PeerGrouping.objects.create(cohort=cohort, rules=asdict(rules), created_by=actor)
    grouping.job = enqueue_job(
        name=COMPUTE,
        title=_("동료 그룹 계산"),
        arguments={"grouping": grouping.short_id, "language": get_language()},
        idempotency_key=f"{COMPUTE}:{grouping.short_id}",
        owner=actor,
    )
    grouping.save(update_fields=["job"])
    return grouping


def require_rules(cohort: Cohort, rules: GroupRules) -> None:
    count = Enrolment.objects.filter(cohort=cohort, state=Enrolment.State.SEATED).count()
    if not 1 <= rules.least <= rules.most <= LARGEST:
        template = _("한 그룹의 인원은 1명부터 {most}명까지, 적은 쪽이 많은 쪽보다 크지 않게 적어 주십시오.")
        raise refused("sizes", template, most=LARGEST)
    if not rules.groups * rules.least <= count <= rules.groups * rules.most:
        template = _(
            "자리가 확정된 {count}명을 {groups}개 그룹에 {least}~{most}명씩 나눌 수 없습니다."
            " 그룹 수나 인원을 고쳐 주십시오."
        )
        raise refused("count", template, count=count, groups=rules.groups, least=rules.least, most=rules.most)


@job_function(COMPUTE)
def compute_peer_groups(context: JobContext) -> None:
    """Ask the engine; groups and record are kept in the job's last transaction, or not at all."""
    with context.in_language():
        grouping = PeerGrouping.objects.select_related("cohort").get(
            public_id=from_short(context.arguments["grouping"])
        )
        words = _("경쟁사를 떼어 놓고 업종이 가까운 분들을 모으는 중입니다.")
        problem = question_of(grouping)
        answer, record = computed(
            problem, seed=grouping.pk, tell=lambda percent: context.tell(percent, words)
        )
        with transaction.atomic():
            context.hold()
            decision = keep_decision(record, subject=grouping.short_id, decided_by=context.job.owner)
            is_found = isinstance(answer, Grouping)
            state = State.COMPUTED if is_found else State.IMPOSSIBLE
            PeerGrouping.objects.filter(pk=grouping.pk).update(decision=decision, state=state)
            if isinstance(answer, Grouping):
                write_seats(grouping, answer)
            message = _("동료 그룹을 계산했습니다.") if is_found else _("이 조건으로는 나눌 수 없습니다.")
            url = reverse("academy:groups", args=[grouping.cohort.public_id])
            context.finish(message=message, result_url=url)


def write_seats(grouping: PeerGrouping, answer: Grouping) -> None:
    ids = {one: number + 1 for number, group in enumerate(answer.groups) for one in group}
    found = Enrolment.objects.filter(public_id__in=[from_short(one) for one in ids])
    PeerSeat.objects.bulk_create(
        PeerSeat(grouping=grouping, enrolment=one, group=ids[one.short_id]) for one in found
    )


def current_grouping(cohort: Cohort) -> PeerGrouping | None:
    """The newest one, whatever became of it."""
    found = PeerGrouping.objects.filter(cohort=cohort).select_related("cohort__course", "decision", "job")
    return found.order_by("-pk").first()


def as_it_stands(grouping: PeerGrouping) -> tuple[Problem, Grouping] | None:
    """The question and the groups after moves by hand; None where there are none."""
    found = answer_in(grouping)
    if found is None or isinstance(found[1], Impossible):
        return None
    seats = PeerSeat.objects.filter(grouping=grouping).select_related("enrolment")
    places = {one.enrolment.short_id: one.group for one in seats}
    return found[0], standing(found[0], found[1], places)


def lock_grouping(grouping: PeerGrouping) -> PeerGrouping:
    lock_cohort(grouping.cohort)
    found = PeerGrouping.objects.select_related("cohort__course", "decision").get(pk=grouping.pk)
    require_going_on(found.cohort)
    return found


@transaction.atomic
def move_peer(
    *,
    grouping: PeerGrouping,
    enrolment: Enrolment,
    group: int,
    other: Enrolment | None,
    actor: User | None,
) -> PeerGrouping:
    """Put somebody into another group, perhaps in exchange; never beside a competitor. The cost is kept."""
    grouping = lock_grouping(grouping)
    if PeerSeat.objects.filter(grouping=grouping, enrolment=enrolment, group=group).exists():
        return grouping
    found = as_it_stands(grouping)
    people = [one for one in (enrolment, other) if one is not None]
    seats = {
        one.enrolment_id: one for one in PeerSeat.objects.filter(grouping=grouping, enrolment__in=people)
    }
    if found is None or len(seats) != len(people) or not 1 <= group <= found[0].groups:
        raise RefusedError("stale", _("그사이 그룹이 바뀌었습니다. 화면을 새로 고쳐 다시 옮겨 주십시오."))
    problem, before = found
    old = seats[enrolment.pk].group
    other_id = other.short_id if other is not None else ""
    if other is not None and seats[other.pk].group != group:
        raise RefusedError("stale", _("그사이 그룹이 바뀌었습니다. 화면을 새로 고쳐 다시 옮겨 주십시오."))
    after = moved(problem, before, enrolment.short_id, group - 1, other_id)
    if set(faults(problem, after)) - set(faults(problem, before)):
        message = _("옮기면 경쟁사와 한 그룹이 되거나 그룹의 인원을 벗어납니다. 다른 그룹을 고르십시오.")
        raise RefusedError("rules", message)
    PeerSeat.objects.filter(grouping=grouping, enrolment=enrolment).update(group=group)
    if other is not None:
        PeerSeat.objects.filter(grouping=grouping, enrolment=other).update(group=old)
    PeerMove.objects.create(
        grouping=grouping,
        enrolment=enrolment,
        other=other,
        old=old,
        new=group,
        cost=after.cost - before.cost,
        at=clock.now(),
        actor=actor,
    )
    return grouping


@transaction.atomic
def publish_grouping(*, grouping: PeerGrouping, actor: User | None) -> PeerGrouping:
    """Show everybody the own group, and tell each once; an older one gives way."""
    grouping = lock_grouping(grouping)
    if grouping.state == State.PUBLISHED:
        return grouping
    if grouping.state != State.COMPUTED:
        template = _("‘{state}’ 상태의 그룹은 공개할 수 없습니다. 다시 계산해 주십시오.")
        raise refused("state", template, state=str(grouping.get_state_display()))
    older = PeerGrouping.objects.filter(cohort=grouping.cohort, state=State.PUBLISHED)
    older.update(state=State.REPLACED)
    grouping.state, grouping.published_at, grouping.published_by = State.PUBLISHED, clock.now(), actor
    grouping.save(update_fields=["state", "published_at", "published_by"])
    seats = PeerSeat.objects.filter(grouping=grouping, enrolment__state=Enrolment.State.SEATED)
    for seat in seats.select_related("enrolment__trainee"):
        seat.enrolment.cohort = grouping.cohort
        words = _("{group}조").format(group=seat.group)
        occasion = f"grouping:{grouping.short_id}"
        letters.tell([seat.enrolment], letters.GROUPED, other=words, occasion=occasion)
    return grouping
