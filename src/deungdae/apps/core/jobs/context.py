"""What a running job sees: its arguments, a way to tell how far it is, and whether to stop."""

import time
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

from django.utils import translation

from deungdae.apps.core import clock
from deungdae.apps.core.models import Job

LEASE = timedelta(seconds=30)
WRITE_EVERY_SECONDS = 0.4


class JobLost(Exception):  # noqa: N818
    """Another worker has taken this job over: stop and write nothing more."""


class StopAsked(Exception):  # noqa: N818
    """Somebody asked to stop and the job keeps nothing: let it pass, the worker ends the job."""


class JobContext:
    """One attempt at one job."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.arguments: dict[str, Any] = job.arguments
        self._written_at = 0.0
        self._is_cancelled = False

    def progress(self, *, percent: int, step: str, details: dict[str, Any] | None = None) -> bool:
        """Tell how far the job is. False means: somebody asked to stop."""
        moment = time.monotonic()
        if moment - self._written_at < WRITE_EVERY_SECONDS:
            return not self._is_cancelled
        self._written_at = moment
        mine = Job.objects.filter(pk=self.job.pk, worker=self.job.worker, attempts=self.job.attempts)
        values: dict[str, Any] = {"percent": max(0, min(100, percent)), "step": step[:200]}
        if details is not None:
            values["details"] = details
        if not mine.filter(state=Job.State.RUNNING).update(lease_until=clock.now() + LEASE, **values):
            raise JobLost(self.job.short_id)
        self._is_cancelled = mine.filter(cancel_requested=True).exists()
        return not self._is_cancelled

    def tell(self, percent: int, step: str) -> None:
        """As `progress`, for a job that has nothing to keep when somebody asks to stop: raises StopAsked."""
        if not self.progress(percent=percent, step=step):
            raise StopAsked

    def in_language(self) -> AbstractContextManager[None]:
        """Write words in the language of the person who asked."""
        return translation.override(self.arguments.get("language"))

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody asked to stop, asked of the database now."""
        self._is_cancelled = Job.objects.filter(pk=self.job.pk, cancel_requested=True).exists()
        return self._is_cancelled

    def hold(self) -> None:
        """In the job's last transaction: keep the job's row until the commit, or find out that it is lost.

        Everything a job writes for good is written in one transaction that begins with this call,
        so that an attempt that was given up for dead cannot write a second time.
        """
        mine = Job.objects.select_for_update().filter(
            pk=self.job.pk, worker=self.job.worker, attempts=self.job.attempts, state=Job.State.RUNNING
        )
        if mine.first() is None:
            raise JobLost(self.job.short_id)

    def finish(self, *, message: str, result_url: str = "", result: dict[str, Any] | None = None) -> None:
        """Inside the job's last transaction: done, with what came of it."""
        Job.objects.filter(pk=self.job.pk, attempts=self.job.attempts, state=Job.State.RUNNING).update(
            state=Job.State.DONE,
            percent=100,
            message=message,
            result_url=result_url,
            result=result or {},
            lease_until=None,
            finished_at=clock.now(),
        )
