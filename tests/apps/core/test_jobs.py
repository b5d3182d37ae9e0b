"""Long work: claimed once, stopped on request, taken up again after a worker's death."""

import os
import signal
import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.jobs import services
from deungdae.apps.core.jobs.context import JobContext, JobLost
from deungdae.apps.core.jobs.registry import FUNCTIONS, job_function
from deungdae.apps.core.jobs.worker import work
from deungdae.apps.core.models import Job, WorkerBeat
from tests.support.processes import is_alive, wait_until, worker_process, worker_with_parent


def enqueue(name: str, key: str = "k", **arguments: object) -> Job:
    return services.enqueue_job(
        name=name, title=name, arguments=dict(arguments), idempotency_key=key, owner=None
    )


def work_off() -> None:
    work(stop=threading.Event(), until_idle=True)


@pytest.fixture
def three_kinds():
    """A job that finishes, one that is refused and one that breaks."""

    @job_function("test.finish")
    def finish(context: JobContext) -> None:
        with transaction.atomic():
            context.hold()
            context.finish(message="다 했습니다.", result={"n": context.arguments.get("n")})

    @job_function("test.refused")
    def refused(context: JobContext) -> None:
        raise RefusedError("test", "빈 목록은 계산할 수 없습니다.")

    @job_function("test.broken")
    def broken(context: JobContext) -> None:
        raise ZeroDivisionError

    yield
    for name in ("test.finish", "test.refused", "test.broken"):
        FUNCTIONS.pop(name)


@pytest.mark.django_db(transaction=True)
def test_a_job_ends_with_its_result(three_kinds) -> None:
    job = enqueue("test.finish", n=3)
    work_off()
    job.refresh_from_db()
    assert (job.state, job.percent, job.result) == (Job.State.DONE, 100, {"n": 3})


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("name", "words"),
    [("test.refused", "빈 목록은"), ("test.broken", "참조 번호"), ("test.unknown", "알 수 없는")],
)
def test_a_job_that_cannot_be_done_fails_with_a_reason(three_kinds, name: str, words: str) -> None:
    job = enqueue(name)
    work_off()
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert words in job.message


@pytest.mark.django_db
def test_a_second_request_for_the_same_work_finds_the_first() -> None:
    assert enqueue("test.finish").pk == enqueue("test.finish").pk


@pytest.mark.django_db(transaction=True)
def test_after_the_end_the_same_work_can_be_asked_for_again(three_kinds) -> None:
    first = enqueue("test.finish")
    work_off()
    assert enqueue("test.finish").pk != first.pk


@pytest.mark.django_db
def test_a_waiting_job_is_cancelled_at_once() -> None:
    job = enqueue("test.finish")
    services.cancel_job(job=job)
    assert services.claim_job(worker="w") is None


@pytest.mark.django_db
def test_a_running_job_is_told_to_stop() -> None:
    enqueue("test.finish")
    job = services.claim_job(worker="w")
    services.cancel_job(job=job)
    assert JobContext(job).progress(percent=10, step="계산") is False


@pytest.mark.django_db
def test_a_lost_job_waits_again_and_its_old_worker_can_write_nothing() -> None:
    enqueue("test.finish")
    old = services.claim_job(worker="dead")
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    services.take_up_lost_jobs()
    Job.objects.update(run_after=timezone.now())
    new = services.claim_job(worker="alive")
    assert new.attempts == 2
    with pytest.raises(JobLost), transaction.atomic():
        JobContext(old).hold()
    with pytest.raises(JobLost):
        JobContext(old).progress(percent=50, step="늦은 소식")
    assert services.extend_lease(job=old) is False


@pytest.mark.django_db
def test_a_job_that_kills_its_worker_again_and_again_fails_with_a_reason() -> None:
    job = enqueue("test.finish")
    for _ in range(job.max_attempts):
        Job.objects.update(run_after=timezone.now())
        assert services.claim_job(worker="w") is not None
        Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        services.take_up_lost_jobs()
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "여러 번 멈춰" in job.message


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_do_the_same_job(three_kinds) -> None:
    for number in range(30):
        enqueue("test.finish", key=str(number), n=number)
    claimed: list[int] = []

    def claim_all(worker: str) -> None:
        while (job := services.claim_job(worker=worker)) is not None:
            claimed.append(job.pk)
        connection.close()

    threads = [threading.Thread(target=claim_all, args=(str(n),)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claimed) == sorted(Job.objects.values_list("pk", flat=True))


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_leaves_a_job_that_another_finishes() -> None:
    job = enqueue("tests.slow", key="slow", seconds=60)
    first = worker_process()
    wait_until(lambda: Job.objects.get(pk=job.pk).state == Job.State.RUNNING)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1), arguments={"seconds": 0})
    services.take_up_lost_jobs()
    Job.objects.update(run_after=timezone.now())
    second = worker_process()
    wait_until(lambda: Job.objects.get(pk=job.pk).state == Job.State.DONE)
    second.terminate()
    assert second.wait() == 0
    assert Job.objects.get(pk=job.pk).attempts == 2


@pytest.mark.django_db(transaction=True)
def test_a_worker_leaves_when_the_process_that_started_it_is_killed() -> None:
    parent = worker_with_parent()
    wait_until(WorkerBeat.objects.exists)
    worker = int(WorkerBeat.objects.get().worker.rpartition(":")[2])
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    wait_until(lambda: not is_alive(worker))


@pytest.mark.django_db(transaction=True)
def test_a_stopped_worker_leaves_within_seconds_and_its_job_waits_with_all_its_attempts() -> None:
    job = enqueue("tests.slow", key="slow", seconds=60)
    worker = worker_process()
    wait_until(lambda: Job.objects.get(pk=job.pk).state == Job.State.RUNNING)
    worker.terminate()
    assert worker.wait(timeout=3) == 0
    job.refresh_from_db()
    assert (job.state, job.attempts, job.lease_until) == (Job.State.QUEUED, 0, None)
    assert services.claim_job(worker="next") is not None


@pytest.mark.django_db
def test_a_job_given_back_while_somebody_wants_it_stopped_ends() -> None:
    enqueue("test.finish")
    job = services.claim_job(worker="w")
    services.cancel_job(job=job)
    assert services.give_back_job(job=job)
    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED


@pytest.mark.django_db(transaction=True)
def test_a_job_that_has_ended_is_not_given_back(three_kinds) -> None:
    job = enqueue("test.finish")
    work_off()
    assert services.give_back_job(job=job) is False
    job.refresh_from_db()
    assert job.state == Job.State.DONE
