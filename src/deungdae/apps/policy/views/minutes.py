"""A meeting on paper: for the table before it, for the record after it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from deungdae.apps.core.answers import HWPX, PDF, file_answer
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import not_done
from deungdae.apps.policy.documents.minutes import Minutes, minutes_hwpx, minutes_of, minutes_pdf
from deungdae.apps.policy.models import TaskMeeting
from deungdae.apps.policy.views.access import meeting_page


@meeting_page
@require_GET
def pdf(request: HttpRequest, meeting: TaskMeeting) -> HttpResponse:
    return on_paper(request, meeting, make=minutes_pdf, kind=PDF, ending="pdf")


@meeting_page
@require_GET
def hwpx(request: HttpRequest, meeting: TaskMeeting) -> HttpResponse:
    return on_paper(request, meeting, make=minutes_hwpx, kind=HWPX, ending="hwpx")


def on_paper(
    request: HttpRequest, meeting: TaskMeeting, *, make: Callable[[Minutes], bytes], kind: str, ending: str
) -> HttpResponse:
    told = minutes_of(meeting)
    try:
        content = make(told)
    except RefusedError as error:
        not_done(request, error.message)
        return redirect("policy:meeting", task_meeting_id=meeting.public_id)
    name = f"{meeting.day:%Y-%m-%d}-{meeting.title}-{told.kind}.{ending}"
    return file_answer(content, name=name.replace("/", "-"), kind=kind)
