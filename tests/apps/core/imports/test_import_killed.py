"""A real worker killed with SIGKILL in the middle of an apply: nothing half-written, then applied once."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import OperationalError, connection, transaction

from deungdae.apps.core import clock
from deungdae.apps.core.imports import services
from deungdae.apps.core.jobs.services import take_up_lost_jobs
from deungdae.apps.core.models import ImportRun, Job
from deungdae.apps.organisations.models import ExternalIdentifier, Organisation
from tests.apps.core.imports.lists import csv_of, work_off
from tests.support.processes import wait_until, worker_process

COUNT = 3_000
HEADER = ("기업명", "종목코드", "지역")
ROWS = [(f"가상정밀{index:05d}", f"{index:06d}", "") for index in range(COUNT)]


@pytest.fixture(autouse=True)
def _files_where_the_worker_looks(settings, _own_files: None) -> None:
    """The worker is another process: it knows the folder of the run, not that of this test."""
    settings.MEDIA_ROOT = settings.STATE / "files"


def checked() -> ImportRun:
    run = services.start_import(
        importer="organisations",
        subject="",
        file=ContentFile(csv_of([HEADER, *ROWS]), name="목록.csv"),
        actor=None,
    )
    work_off()
    return ImportRun.objects.get(pk=run.pk)


@contextmanager
def killed_in_the_middle(run: ImportRun) -> Iterator[None]:
    """Start a worker, wait until it is inside the one transaction of the apply, and kill it there."""
    services.apply_import(run=run, actor=None)
    if connection.vendor == "postgresql":
        with transaction.atomic():
            other = Organisation.objects.create(name="먼저 온 상사")
            ExternalIdentifier.objects.create(organisation=other, scheme="krx", code=ROWS[-1][1])
            kill_when(worker_process(), worker_waits_for_our_row)
            transaction.set_rollback(True)
    else:
        kill_when(worker_process(), database_is_held)
    yield


def kill_when(worker: subprocess.Popen[bytes], is_so) -> None:
    try:
        wait_until(is_so)
    finally:
        worker.kill()
        worker.wait()


def worker_waits_for_our_row() -> bool:
    """The worker has written its organisations and waits for an identifier that we hold, uncommitted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT%%'"
        )
        return cursor.fetchone()[0] > 0


def database_is_held() -> bool:
    """Somebody has held the one write lock of SQLite for longer than any small write takes."""
    deadline = time.monotonic() + 0.25
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            while time.monotonic() < deadline:
                with suppress(OperationalError), transaction.atomic():
                    return False
        finally:
            cursor.execute("PRAGMA busy_timeout = 20000")
    return True


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_of_an_apply_leaves_nothing_and_the_retry_applies_once() -> None:
    run = checked()
    with killed_in_the_middle(run):
        assert (Organisation.objects.count(), ExternalIdentifier.objects.count()) == (0, 0)
    job = Job.objects.get(name="core.apply_import")
    assert (job.state, job.attempts) == (Job.State.RUNNING, 1)
    Job.objects.filter(pk=job.pk).update(lease_until=clock.now() - timedelta(seconds=1))
    take_up_lost_jobs()
    Job.objects.filter(pk=job.pk).update(run_after=clock.now())
    assert [done.state for done in work_off()] == [Job.State.DONE]
    run.refresh_from_db()
    assert (run.state, run.counts["created"]) == (ImportRun.State.APPLIED, COUNT)
    assert (Organisation.objects.count(), ExternalIdentifier.objects.count()) == (COUNT, COUNT)
