"""Taking the filtered list out as a file: at once, or by a job when it is long."""

from uuid import UUID

from django.contrib.auth.decorators import login_required, permission_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core.models import Job, StoredFile
from deungdae.apps.organisations.exports.files import KINDS, content_of
from deungdae.apps.organisations.exports.jobs import AT_ONCE, JOB, file_name, start_export
from deungdae.apps.organisations.selectors.organisations import organisations_matching
from deungdae.apps.organisations.views.organisations import filters_of

EXPORT = "organisations.export"


@login_required
@permission_required(EXPORT, raise_exception=True)
@require_POST
def organisation_export(request: HttpRequest) -> HttpResponse:
    """What the list shows under its filters, all pages of it."""
    user, filters = user_of(request), filters_of(request.POST)
    kind = "csv" if request.POST.get("format") == "csv" else "xlsx"
    matching = organisations_matching(user=user, filters=filters)
    if matching.count() > AT_ONCE:
        job = start_export(user=user, filters=filters, kind=kind)
        return redirect("core:job_detail", job_id=job.public_id)
    answer = HttpResponse(content_of(matching, kind=kind), content_type=KINDS[kind].content_type)
    answer["Content-Disposition"] = content_disposition_header(True, file_name(kind)) or "attachment"
    return answer


@login_required
@permission_required(EXPORT, raise_exception=True)
@require_GET
def export_file(request: HttpRequest, job_id: UUID) -> HttpResponseBase:
    """The file of a finished job, for the person who asked for it."""
    mine = Job.objects.filter(name=JOB, owner=user_of(request), state=Job.State.DONE)
    job = get_object_or_404(mine, public_id=job_id)
    stored = get_object_or_404(StoredFile, pk=job.result.get("file"), owner=user_of(request))
    return FileResponse(
        stored.content.open("rb"),
        as_attachment=True,
        filename=stored.shown_name,
        content_type=stored.content_type,
    )
