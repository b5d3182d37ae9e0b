"""Printed papers: made by a job, one of each kind, replaced whole or not at all."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from deungdae.apps.caravan.models import DayPaper, MatchingDay
from deungdae.apps.caravan.services.papers import keep_paper, make_paper, start_paper
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.jobs.context import JobContext, JobLost, StopAsked
from deungdae.apps.core.jobs.services import cancel_job, claim_job
from deungdae.apps.core.jobs.worker import run_job, work_off_one
from deungdae.apps.core.models import Job, StoredFile
from tests.support.days import a_filled_day, meeting_between, place, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(staff())
    return client


@pytest.fixture
def day() -> MatchingDay:
    day = a_filled_day(demands=2, supplies=2, state=MatchingDay.State.TIMETABLE)
    place(meeting_between(day, "D001", "S001"), 1, 1)
    day.refresh_from_db()
    return day


def address(name: str, day: MatchingDay, **ids: object) -> str:
    return reverse(f"caravan:{name}", kwargs={"day_id": day.public_id, **ids})


def files_kept() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.mark.parametrize("kind", DayPaper.Kind.values)
def test_a_paper_is_made_by_a_job_and_downloaded_from_the_documents(
    client: Client, day: MatchingDay, kind: str
) -> None:
    answer = client.post(address("paper_make", day), {"kind": kind})
    job = Job.objects.get()
    assert answer["Location"] == reverse("core:job_detail", args=[job.public_id])
    assert work_off_one(worker="test")
    job.refresh_from_db()
    assert (job.state, job.result_url) == (Job.State.DONE, address("documents", day))
    paper = day.papers.get(kind=kind)
    link = address("paper_file", day, paper_id=paper.public_id)
    page = client.get(job.result_url).content.decode()
    assert link in page
    assert "그 뒤 시간표가 바뀜" not in page
    file = client.get(link)
    assert file.content.startswith(b"%PDF")
    assert "attachment" in file["Content-Disposition"]


def test_a_newer_paper_takes_the_place_of_the_last_one(
    client: Client, day: MatchingDay, django_capture_on_commit_callbacks: object
) -> None:
    for _ in range(2):
        start_paper(day=day, kind="signs", actor=None)
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            work_off_one(worker="test")
    assert day.papers.count() == StoredFile.objects.count() == len(files_kept()) == 1
    MatchingDay.objects.filter(pk=day.pk).update(timetable_revision=day.timetable_revision + 1)
    assert "그 뒤 시간표가 바뀜" in client.get(address("documents", day)).content.decode()


def test_one_paper_of_a_kind_is_made_at_a_time(day: MatchingDay) -> None:
    first = start_paper(day=day, kind="agendas", actor=None)
    assert start_paper(day=day, kind="agendas", actor=None) == first
    assert start_paper(day=day, kind="grid", actor=None) != first


def test_a_kind_that_is_none_is_refused_in_words(client: Client, day: MatchingDay) -> None:
    with pytest.raises(RefusedError, match="‘poster’는 만들 수 있는 문서가 아닙니다"):
        start_paper(day=day, kind="poster", actor=None)
    answer = client.post(address("paper_make", day), {"kind": "\x00"}, follow=True)
    assert answer.status_code == 200
    assert not Job.objects.exists()


def test_a_paper_that_is_stopped_leaves_nothing(day: MatchingDay) -> None:
    job = start_paper(day=day, kind="signs", actor=None)
    claimed = claim_job(worker="test")
    assert claimed is not None
    cancel_job(job=job)
    run_job(claimed)
    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED
    with pytest.raises(StopAsked):
        make_paper(JobContext(claim_again(job)))
    assert not day.papers.exists()
    assert files_kept() == []


def claim_again(job: Job) -> Job:
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING, lease_until=job.finished_at, percent=0)
    job.refresh_from_db()
    return job


def test_a_worker_that_lost_its_job_keeps_no_paper(day: MatchingDay) -> None:
    job = start_paper(day=day, kind="signs", actor=None)
    claimed = claim_job(worker="test")
    assert claimed is not None
    Job.objects.filter(pk=job.pk).update(attempts=2, worker="another")
    with pytest.raises(JobLost):
        keep_paper(JobContext(claimed), day=day, kind=DayPaper.Kind.SIGNS, content=b"%PDF")
    assert not day.papers.exists()
    assert not StoredFile.objects.exists()
    assert files_kept() == []


def test_a_paper_of_another_day_is_not_there(client: Client, day: MatchingDay) -> None:
    start_paper(day=day, kind="signs", actor=None)
    work_off_one(worker="test")
    other = a_filled_day(demands=1, supplies=1)
    link = address("paper_file", other, paper_id=day.papers.get().public_id)
    assert client.get(link).status_code == 404
