"""Long work, as the API tells it."""

from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema

from deungdae.apps.core.api.paging import record_of
from deungdae.apps.core.jobs.selectors import jobs_visible_to
from deungdae.apps.core.models import Job

router = Router(tags=["작업"])


class JobOut(Schema):
    id: str
    title: str
    state: str
    percent: int
    step: str
    details: dict[str, int | str | None]
    message: str
    created_at: datetime
    finished_at: datetime | None

    @staticmethod
    def resolve_id(job: Job) -> str:
        return job.short_id


@router.get("/{job_id}", response=JobOut, operation_id="get_job", summary="작업 상태")
def get_job(request: HttpRequest, job_id: str) -> Job:
    """`state`: queued, running, done, failed, cancelled. 진행 중에는 `percent`와 `details`가 바뀝니다."""
    return record_of(jobs_visible_to(user=request.user), job_id)
