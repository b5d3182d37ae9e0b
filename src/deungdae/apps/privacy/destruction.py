"""A round of destruction: found by a job, proposed, approved by somebody else, done by a job in batches."""

import hashlib
from collections.abc import Iterator

from django.db import IntegrityError, transaction
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.audit.acts import PEOPLE, register_act
from deungdae.apps.core.audit.caller import HOUSE, Caller
from deungdae.apps.core.audit.services import Subject, record_audit
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.jobs.context import JobContext
from deungdae.apps.core.jobs.registry import job_function
from deungdae.apps.core.jobs.services import enqueue_job
from deungdae.apps.core.retention.registry import KINDS, RecordKind
from deungdae.apps.core.retention.schedule import schedule
from deungdae.apps.privacy.models import DestructionItem, DestructionRun, RetentionHold

PROPOSED = register_act("destruction.proposed", gettext_lazy("파기 제안"))
DECIDED = register_act("destruction.decided", gettext_lazy("파기 승인·거절"))
DONE = register_act("destruction.done", gettext_lazy("파기"))
PREVIEW_JOB, DESTROY_JOB = "privacy.preview_destruction", "privacy.destroy"
IN_ONE_BATCH = 500
State, Item = DestructionRun.State, DestructionItem.State


def free_records(kind: RecordKind, run: DestructionRun) -> QuerySet:  # type: ignore[type-arg]
    """What is due on the day of the run and not held."""
    due = kind.due(schedule()[kind.name].ends_before(run.as_of))
    held = RetentionHold.objects.filter(released_at__isnull=True)
    if kind.person:
        people = held.filter(person__isnull=False).values("person")
        due = due.exclude(**{f"{kind.person}__in": people})
    if kind.organisation:
        organisations = held.filter(organisation__isnull=False).values("organisation")
        due = due.exclude(**{f"{kind.organisation}__in": organisations})
    return due


@transaction.atomic
def start_preview(*, actor: User) -> DestructionRun:
    """Look for everything whose time is over; nothing is touched. One round at a time."""
    try:
        with transaction.atomic():
            run = DestructionRun.objects.create(as_of=clock.today(), started_by=actor, started_at=clock.now())
    except IntegrityError as error:
        raise RefusedError(
            "destruction_open", _("끝나지 않은 파기가 있습니다. 그것을 승인하거나 거절한 뒤 시작해 주십시오.")
        ) from error
    return ask(run, job=PREVIEW_JOB, title=_("파기 대상 찾기"), actor=actor)


def ask(run: DestructionRun, *, job: str, title: str, actor: User) -> DestructionRun:
    run.job = enqueue_job(
        name=job,
        title=title,
        arguments={"run": run.pk, "language": get_language()},
        idempotency_key=f"{job}:{run.short_id}",
        owner=actor,
    )
    run.save(update_fields=["job"])
    return run


@job_function(PREVIEW_JOB)
def preview(context: JobContext) -> None:
    """Write down the key of every record that would go, and how many per kind."""
    run = DestructionRun.objects.get(pk=context.arguments["run"])
    with context.in_language(), transaction.atomic():
        context.hold()
        run = locked(run, State.PREVIEWING)
        DestructionItem.objects.filter(run=run).delete()
        held = {}
        for kind in KINDS.values():
            keys = free_records(kind, run).order_by("pk").values_list("pk", flat=True)
            items = (DestructionItem(run=run, kind=kind.name, record=key) for key in keys.iterator())
            DestructionItem.objects.bulk_create(items, batch_size=IN_ONE_BATCH)
            due = kind.due(schedule()[kind.name].ends_before(run.as_of)).count()
            held[kind.name] = due - DestructionItem.objects.filter(run=run, kind=kind.name).count()
        run.counts, run.state = counted(run, held=held), State.PREVIEWED
        run.save(update_fields=["counts", "state"])
        total = sum(line["found"] for line in run.counts)
        context.finish(
            message=_("파기할 기록 %(count)s건을 찾았습니다. 아무것도 지우지 않았습니다.") % {"count": total},
            result_url=page_of(run),
        )


def counted(run: DestructionRun, *, held: dict[str, int]) -> list[dict[str, object]]:
    """Per kind, in the order of the schedule: on the list, held back, destroyed, and kept in the end."""
    items = DestructionItem.objects.filter(run=run).order_by()
    states: dict[tuple[str, str], int] = {
        (row["kind"], row["state"]): row["count"]
        for row in items.values("kind", "state").annotate(count=Count("pk"))
    }
    return [
        {
            "kind": name,
            "found": sum(states.get((name, state), 0) for state in Item),
            "held": held.get(name, 0),
            "destroyed": states.get((name, Item.DESTROYED), 0),
            "kept": states.get((name, Item.KEPT), 0),
        }
        for name in schedule()
        if name in KINDS
    ]


@transaction.atomic
def propose(*, run: DestructionRun, caller: Caller) -> None:
    """Ask another person to approve what the preview found."""
    found = locked(run, State.PREVIEWED)
    if not DestructionItem.objects.filter(run=found).exists():
        raise RefusedError("destruction_nothing", _("파기할 기록이 없어 제안할 것이 없습니다."))
    found.state, found.proposed_by_id, found.proposed_at = State.PROPOSED, caller.user_id, clock.now()
    found.save(update_fields=["state", "proposed_by", "proposed_at"])
    record_audit(act=PROPOSED, caller=caller, subject=subject_of(found), target=target_of(found))


@transaction.atomic
def decide(*, run: DestructionRun, is_approved: bool, reason: str, actor: User, caller: Caller) -> None:
    """A second person says yes, and the destruction begins; or no, with a reason, and nothing is touched."""
    found = locked(run, State.PROPOSED)
    if found.proposed_by_id == actor.pk:
        raise RefusedError("destruction_own", _("자기가 제안한 파기는 스스로 승인하거나 거절할 수 없습니다."))
    if not is_approved and not reason.strip():
        raise RefusedError("destruction_reason", _("거절하는 까닭을 적어 주십시오."))
    found.decided_by, found.decided_at, found.reason = actor, clock.now(), reason.strip()
    found.state = State.APPROVED if is_approved else State.REFUSED
    found.save(update_fields=["decided_by", "decided_at", "reason", "state"])
    words = reason.strip() or _("승인")
    record_audit(act=DECIDED, caller=caller, subject=subject_of(found), target=target_of(found), reason=words)
    if is_approved:
        ask(found, job=DESTROY_JOB, title=_("파기"), actor=actor)


@transaction.atomic
def give_up(*, run: DestructionRun) -> None:
    """Close a preview that nobody proposes."""
    found = locked(run, State.PREVIEWING, State.PREVIEWED)
    found.state = State.REFUSED
    found.save(update_fields=["state"])


@transaction.atomic
def continue_destruction(*, run: DestructionRun, actor: User) -> None:
    """After a job that failed: the batches that are done stay done, the rest is taken up."""
    found = locked(run, State.APPROVED)
    ask(found, job=DESTROY_JOB, title=_("파기"), actor=actor)


@job_function(DESTROY_JOB)
def destroy(context: JobContext) -> None:
    """Batch by batch, each in one transaction with its marks: a stop in between loses and repeats nothing."""
    run = DestructionRun.objects.get(pk=context.arguments["run"])
    total = DestructionItem.objects.filter(run=run).count()
    with context.in_language():
        while destroy_batch(context, run):
            left = DestructionItem.objects.filter(run=run, state=Item.PLANNED).count()
            context.progress(percent=100 * (total - left) // max(1, total), step=_("파기하는 중입니다."))
        with transaction.atomic():
            context.hold()
            found = locked(run, State.APPROVED)
            held = {line["kind"]: line["held"] for line in found.counts}
            found.counts, found.digest = counted(found, held=held), digest_of(found)
            found.state, found.done_at = State.DONE, clock.now()
            found.save(update_fields=["counts", "digest", "state", "done_at"])
            context.finish(message=_("파기를 마치고 증명서를 만들었습니다."), result_url=page_of(found))
            subject, target = subject_of(found), target_of(found)
            record_audit(act=DONE, caller=HOUSE, subject=subject, target=target, reason=found.digest)


@transaction.atomic
def destroy_batch(context: JobContext, run: DestructionRun) -> bool:
    """The next records of one kind; what is held or no longer due by now stays. False: nothing is left."""
    context.hold()
    planned = DestructionItem.objects.filter(run=run, state=Item.PLANNED).order_by("kind", "record")
    first = planned.first()
    if first is None:
        return False
    kind = KINDS[first.kind]
    keys = list(planned.filter(kind=first.kind).values_list("record", flat=True)[:IN_ONE_BATCH])
    free = list(free_records(kind, run).filter(pk__in=keys).values_list("pk", flat=True))
    kind.destroy(free)
    batch = DestructionItem.objects.filter(run=run, kind=first.kind, record__in=keys)
    batch.filter(record__in=free).update(state=Item.DESTROYED)
    batch.exclude(record__in=free).update(state=Item.KEPT)
    return True


def digest_of(run: DestructionRun) -> str:
    """The seal of the list: whoever holds the list can show that it is the one of the certificate."""
    digest = hashlib.sha256()
    for line in destroyed_lines(run):
        digest.update(line.encode())
    return digest.hexdigest()


def destroyed_lines(run: DestructionRun) -> Iterator[str]:
    """The list of what was destroyed: kind and key, in order."""
    destroyed = DestructionItem.objects.filter(run=run, state=Item.DESTROYED).order_by("kind", "record")
    for kind, record in destroyed.values_list("kind", "record").iterator():
        yield f"{kind},{record}\n"


def locked(run: DestructionRun, *states: str) -> DestructionRun:
    found = DestructionRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if found.state not in states:
        words = _("지금 상태(%(state)s)에서는 할 수 없습니다. 화면을 새로 고쳐 확인해 주십시오.")
        raise RefusedError("destruction_state", words % {"state": found.get_state_display()})
    return found


def subject_of(run: DestructionRun) -> Subject:
    return Subject(PEOPLE, run.short_id, DestructionItem.objects.filter(run=run).count())


def target_of(run: DestructionRun) -> str:
    return f"destruction_run:{run.short_id}"


def page_of(run: DestructionRun) -> str:
    return reverse("privacy:destruction_detail", args=[run.public_id])
