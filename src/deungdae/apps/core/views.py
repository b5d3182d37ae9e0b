"""The pages of long work."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from deungdae.apps.core.jobs import selectors
from deungdae.apps.core.jobs.services import cancel_job


@login_required
@permission_required("core.read_jobs", raise_exception=True)
def job_list(request: HttpRequest) -> HttpResponse:
    jobs = selectors.jobs_visible_to(user=request.user)[:100]
    return render(request, "core/job_list.html", {"jobs": jobs})


@login_required
def job_detail(request: HttpRequest, job_id: UUID) -> HttpResponse:
    job = get_object_or_404(selectors.jobs_visible_to(user=request.user), public_id=job_id)
    return render(request, "core/job_detail.html", {"job": job})


@login_required
def job_progress(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """The part of the job's page that renews itself; when the job ends the whole page is loaded again."""
    job = get_object_or_404(selectors.jobs_visible_to(user=request.user), public_id=job_id)
    response = render(request, "core/job_progress.html", {"job": job})
    if not job.is_live:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
def job_cancel(request: HttpRequest, job_id: UUID) -> HttpResponse:
    job = get_object_or_404(selectors.jobs_visible_to(user=request.user), public_id=job_id)
    cancel_job(job=job)
    messages.info(request, _("작업 ‘%(title)s’의 중지를 요청했습니다.") % {"title": job.title})
    return redirect("core:job_detail", job_id=job.public_id)
