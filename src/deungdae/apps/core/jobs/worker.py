"""The worker process: does jobs one after the other and keeps its pulse."""

import logging
import os
import socket
import threading
from collections.abc import Callable
from types import TracebackType

from django.db import close_old_connections, connection
from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.jobs import services
from deungdae.apps.core.jobs.context import LEASE, JobContext, JobLost, StopAsked
from deungdae.apps.core.jobs.registry import FUNCTIONS
from deungdae.apps.core.models import Job, WorkerBeat

logger = logging.getLogger("deungdae.worker")
IDLE_SECONDS = 0.5
CHORES: list[Callable[[], object]] = [services.take_up_lost_jobs]
"""What every worker does between two jobs; apps add theirs at start (e.g. requests that expire)."""


class Pulse:
    """A thread that extends the lease of the job in hand, so that only a dead worker loses it."""

    def __init__(self, job: Job) -> None:
        self.job, self.stopped = job, threading.Event()
        self.thread = threading.Thread(target=self.beat, daemon=True)

    def __enter__(self) -> "Pulse":
        self.thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopped.set()
        self.thread.join()

    def beat(self) -> None:
        while not self.stopped.wait(LEASE.total_seconds() / 3):
            try:
                beat(worker=self.job.worker)
                if not services.extend_lease(job=self.job):
                    break
            except Exception:
                logger.exception("pulse of job %s", self.job.short_id)
        connection.close()


def worker_name() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


def beat(*, worker: str) -> None:
    WorkerBeat.objects.update_or_create(worker=worker, defaults={"beat_at": clock.now()})


def work_off_one(*, worker: str) -> bool:
    """Claim a job and do it. False when nothing waits."""
    job = services.claim_job(worker=worker)
    if job is None:
        return False
    logger.info("job %s %s attempt %s", job.short_id, job.name, job.attempts)
    with Pulse(job):
        run_job(job)
    return True


def run_job(job: Job) -> None:
    """Do the job; whatever happens it ends in a state that says what happened."""
    function = FUNCTIONS.get(job.name)
    if function is None:
        services.fail_job(job=job, message=_("알 수 없는 작업 종류입니다: %(name)s") % {"name": job.name})
        return
    context = JobContext(job)
    try:
        function(context)
    except JobLost:
        logger.warning("job %s was taken over by another worker", job.short_id)
        return
    except StopAsked:
        logger.info("job %s was asked to stop", job.short_id)
    except RefusedError as error:
        services.fail_job(job=job, message=error.message)
        return
    except Exception:
        logger.exception("job %s %s", job.short_id, job.name)
        services.fail_job(
            job=job,
            message=_("예상하지 못한 오류로 작업이 끝났습니다. 바뀐 것은 없습니다. 참조 번호: %(reference)s")
            % {"reference": job.short_id},
        )
        return
    if context.is_cancelled:
        services.end_cancelled_job(job=job, message=_("요청에 따라 중지했습니다. 바뀐 것은 없습니다."))
    else:
        services.fail_job(job=job, message=_("작업이 결과 없이 끝났습니다."))


def do_chores() -> None:
    for chore in CHORES:
        try:
            chore()
        except Exception:
            logger.exception("chore %s", chore)


def work(*, stop: threading.Event, until_idle: bool = False) -> None:
    """Work until told to stop; with `until_idle`, until nothing waits (tests, one-off runs)."""
    worker = worker_name()
    while not stop.is_set():
        try:
            close_old_connections()
            beat(worker=worker)
            do_chores()
            if work_off_one(worker=worker):
                continue
            if until_idle:
                return
        except Exception:
            logger.exception("worker %s", worker)
        stop.wait(IDLE_SECONDS)
