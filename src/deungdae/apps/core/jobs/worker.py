"""The worker process: does jobs one after the other and keeps its pulse."""

import logging
import os
import socket
import threading
from collections.abc import Callable
from contextlib import ExitStack
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
LOOK_EVERY_SECONDS = 0.1
END_SECONDS = 0.7
"""How long a job may take to end by itself after the worker was told to stop."""
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


class Farewell:
    """A thread that gives the job in hand back when the worker is told to stop, and then leaves with it.

    A job may be in the middle of a long calculation that listens to nobody. What it writes for good it writes
    in one transaction, which finds the job lost: so the process can simply end.
    """

    def __init__(self, job: Job, *, stop: threading.Event, leave: Callable[[], None]) -> None:
        self.job, self.stop, self.leave = job, stop, leave
        self.is_over = threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)

    def __enter__(self) -> "Farewell":
        self.thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.is_over.set()
        self.thread.join()

    def watch(self) -> None:
        while not self.is_over.wait(LOOK_EVERY_SECONDS):
            if self.stop.is_set() and not self.is_over.wait(END_SECONDS):
                self.give_back()
                return

    def give_back(self) -> None:
        try:
            if services.give_back_job(job=self.job):
                logger.info("job %s given back", self.job.short_id)
                self.leave()
        finally:
            connection.close()


def worker_name() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


def beat(*, worker: str) -> None:
    WorkerBeat.objects.update_or_create(worker=worker, defaults={"beat_at": clock.now()})


def work_off_one(
    *, worker: str, stop: threading.Event | None = None, leave: Callable[[], None] | None = None
) -> bool:
    """Claim a job and do it. False when nothing waits."""
    job = services.claim_job(worker=worker)
    if job is None:
        return False
    logger.info("job %s %s attempt %s", job.short_id, job.name, job.attempts)
    with ExitStack() as company:
        company.enter_context(Pulse(job))
        if stop is not None and leave is not None:
            company.enter_context(Farewell(job, stop=stop, leave=leave))
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


def work(*, stop: threading.Event, until_idle: bool = False, leave: Callable[[], None] | None = None) -> None:
    """Work until told to stop; with `until_idle`, until nothing waits (tests, one-off runs).

    leave: ends the process in the middle of a job that has been given back; without it the job is done first.
    """
    worker = worker_name()
    while not stop.is_set():
        try:
            close_old_connections()
            beat(worker=worker)
            do_chores()
            if work_off_one(worker=worker, stop=stop, leave=leave):
                continue
            if until_idle:
                return
        except Exception:
            logger.exception("worker %s", worker)
        stop.wait(IDLE_SECONDS)
