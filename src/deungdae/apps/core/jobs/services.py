"""Asking for long work, stopping it, and taking up what a dead worker left."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.core.jobs.context import LEASE
from deungdae.apps.core.models import Job

RETRY_AFTER = timedelta(seconds=5)


def enqueue_job(
    *, name: str, title: str, arguments: dict[str, Any], idempotency_key: str, owner: AbstractBaseUser | None
) -> Job:
    """The live job for this key: a new one, or the one that is under way already."""
    values = {"name": name, "title": title, "arguments": arguments, "owner": owner, "run_after": clock.now()}
    while True:
        try:
            with transaction.atomic():
                return Job.objects.create(idempotency_key=idempotency_key, **values)
        except IntegrityError:
            live = Job.objects.filter(idempotency_key=idempotency_key, state__in=Job.LIVE).first()
        if live is not None:
            return live
        # The job that was under way ended between our insert and our look: now there is room for a new one.


def cancel_job(*, job: Job) -> None:
    """A waiting job ends now; a running one is asked to stop and keeps what it has."""
    now = clock.now()
    waiting = Job.objects.filter(pk=job.pk, state=Job.State.QUEUED)
    if not waiting.update(
        state=Job.State.CANCELLED, finished_at=now, message=_("시작하기 전에 취소했습니다.")
    ):
        Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(cancel_requested=True)


def claim_job(*, worker: str) -> Job | None:
    """Take the job that has waited longest, or None. Two workers never get the same one."""
    now = clock.now()
    waiting = Job.objects.filter(state=Job.State.QUEUED, run_after__lte=now).order_by("run_after", "id")
    for pk in waiting.values_list("pk", flat=True)[:5]:
        taken = Job.objects.filter(pk=pk, state=Job.State.QUEUED).update(
            state=Job.State.RUNNING,
            worker=worker,
            attempts=F("attempts") + 1,
            lease_until=now + LEASE,
            started_at=now,
        )
        if taken:
            return Job.objects.get(pk=pk)
    return None


def extend_lease(*, job: Job) -> bool:
    """The worker lives. False: the job is no longer its own."""
    mine = Job.objects.filter(pk=job.pk, worker=job.worker, attempts=job.attempts, state=Job.State.RUNNING)
    return bool(mine.update(lease_until=clock.now() + LEASE))


def give_back_job(*, job: Job) -> bool:
    """The worker is being stopped: the job waits again at once, and this attempt does not count.

    A job that somebody asked to stop ends. False: the job has ended already, or somebody else has it.
    """
    now = clock.now()
    mine = Job.objects.filter(pk=job.pk, worker=job.worker, attempts=job.attempts, state=Job.State.RUNNING)
    ended = mine.filter(cancel_requested=True).update(
        state=Job.State.CANCELLED,
        lease_until=None,
        finished_at=now,
        message=_("중지 요청 뒤 작업 프로세스를 꺼서 작업을 끝냈습니다. 바뀐 것은 없습니다."),
    )
    again = mine.update(
        state=Job.State.QUEUED,
        attempts=F("attempts") - 1,
        lease_until=None,
        run_after=now,
        percent=0,
        step=_("작업 프로세스를 껐습니다. 다시 켜면 처음부터 합니다."),
    )
    return bool(ended or again)


def fail_job(*, job: Job, message: str) -> None:
    """This attempt failed for good; the page says why."""
    mine = Job.objects.filter(pk=job.pk, attempts=job.attempts, state=Job.State.RUNNING)
    mine.update(state=Job.State.FAILED, message=message, lease_until=None, finished_at=clock.now())


def end_cancelled_job(*, job: Job, message: str) -> None:
    """The job stopped because somebody asked for it and kept nothing."""
    mine = Job.objects.filter(pk=job.pk, attempts=job.attempts, state=Job.State.RUNNING)
    mine.update(state=Job.State.CANCELLED, message=message, lease_until=None, finished_at=clock.now())


def take_up_lost_jobs() -> int:
    """Jobs whose worker has not been heard of past its lease wait again, or fail after their last attempt."""
    now = clock.now()
    lost = Job.objects.filter(state=Job.State.RUNNING, lease_until__lt=now)
    ended = lost.filter(cancel_requested=True).update(
        state=Job.State.CANCELLED,
        lease_until=None,
        finished_at=now,
        message=_("중지 요청 뒤 작업 프로세스가 멈춰 작업을 끝냈습니다."),
    )
    failed = lost.filter(attempts__gte=F("max_attempts")).update(
        state=Job.State.FAILED,
        lease_until=None,
        finished_at=now,
        message=_(
            "작업 프로세스가 여러 번 멈춰 작업을 끝내지 못했습니다. 바뀐 것은 없습니다. 다시 시도해 주십시오."
        ),
    )
    again = lost.update(
        state=Job.State.QUEUED,
        lease_until=None,
        run_after=now + RETRY_AFTER,
        step=_("작업 프로세스가 멈춰 다시 시작합니다."),
    )
    return ended + failed + again
