"""Evidence of a report, as it was handed in."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from deungdae.apps.core.answers import file_answer
from deungdae.apps.policy.models import ReportFile, TaskReport
from deungdae.apps.policy.views.access import report_page


@report_page
@require_GET
def file(request: HttpRequest, report: TaskReport, report_file_id: UUID) -> HttpResponse:
    found = ReportFile.objects.filter(version__report=report).select_related("file")
    stored = get_object_or_404(found, public_id=report_file_id).file
    with stored.content.open("rb") as content:
        return file_answer(content.read(), name=stored.shown_name, kind=stored.content_type)
