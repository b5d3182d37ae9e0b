"""Who gets which page: whoever reads tasks reads all of them; acts are for whom the services name."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from deungdae.apps.accounts.permitted import permission_page
from deungdae.apps.calendar.views.access import day_in
from deungdae.apps.core import clock
from deungdae.apps.policy.models import Ministry, ReportingRound, Task, TaskMeeting, TaskReport
from deungdae.apps.policy.rules import JUDGE, KEEP, MEET, READ, REPORT
from deungdae.apps.policy.words import round_words

Rest = ParamSpec("Rest")
View = Callable[..., HttpResponse]
Crumbs = list[dict[str, Any]]

reading_page = permission_page(READ)
keeping_page = permission_page(KEEP)
judging_page = permission_page(JUDGE)
meeting_page_side = permission_page(MEET)
reporting_page = permission_page(REPORT)


def task_page(view: Callable[Concatenate[HttpRequest, Task, Rest], HttpResponse]) -> View:
    """Of one task, for whoever reads tasks."""

    @wraps(view)
    def page(request: HttpRequest, task_id: UUID, *rest: Rest.args, **named: Rest.kwargs) -> HttpResponse:
        found = Task.objects.visible_to(request.user).select_related("strategy", "field")
        return view(request, get_object_or_404(found, public_id=task_id), *rest, **named)

    return reading_page(page)


def report_page(view: Callable[Concatenate[HttpRequest, TaskReport, Rest], HttpResponse]) -> View:
    @wraps(view)
    def page(
        request: HttpRequest, task_report_id: UUID, *rest: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        parts = ("round__strategy", "task__field", "ministry")
        found = TaskReport.objects.visible_to(request.user).select_related(*parts)
        return view(request, get_object_or_404(found, public_id=task_report_id), *rest, **named)

    return reading_page(page)


def round_page(view: Callable[Concatenate[HttpRequest, ReportingRound, Rest], HttpResponse]) -> View:
    @wraps(view)
    def page(request: HttpRequest, round_id: UUID, *rest: Rest.args, **named: Rest.kwargs) -> HttpResponse:
        found = ReportingRound.objects.select_related("strategy")
        return view(request, get_object_or_404(found, public_id=round_id), *rest, **named)

    return reading_page(page)


def meeting_page(view: Callable[Concatenate[HttpRequest, TaskMeeting, Rest], HttpResponse]) -> View:
    @wraps(view)
    def page(
        request: HttpRequest, task_meeting_id: UUID, *rest: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        found = TaskMeeting.objects.select_related("strategy")
        return view(request, get_object_or_404(found, public_id=task_meeting_id), *rest, **named)

    return reading_page(page)


def ministry_page(view: Callable[Concatenate[HttpRequest, Ministry, Rest], HttpResponse]) -> View:
    @wraps(view)
    def page(request: HttpRequest, ministry_id: UUID, *rest: Rest.args, **named: Rest.kwargs) -> HttpResponse:
        found = Ministry.objects.prefetch_related("names")
        return view(request, get_object_or_404(found, public_id=ministry_id), *rest, **named)

    return keeping_page(page)


def require(request: HttpRequest, right: str) -> None:
    """For whoever lacks it there is no such address."""
    if not request.user.has_perm(right):
        raise Http404


def asked_day(request: HttpRequest) -> date:
    """The day of `?on=`, today where it names none or one to come."""
    return min(day_in(request, "on"), clock.today())


def crumbs_tasks() -> Crumbs:
    return [{"label": _("정책 과제"), "url": reverse("policy:tasks")}]


def crumbs_task(task: Task) -> Crumbs:
    return [*crumbs_tasks(), {"label": task.title, "url": reverse("policy:task", args=[task.public_id])}]


def crumbs_rounds() -> Crumbs:
    return [*crumbs_tasks(), {"label": _("보고"), "url": reverse("policy:rounds")}]


def crumbs_round(round_: ReportingRound) -> Crumbs:
    url = reverse("policy:round", args=[round_.public_id])
    return [*crumbs_rounds(), {"label": round_words(round_), "url": url}]


def crumbs_report(report: TaskReport) -> Crumbs:
    url = reverse("policy:report", args=[report.public_id])
    return [*crumbs_round(report.round), {"label": report.task.title, "url": url}]


def crumbs_meetings() -> Crumbs:
    return [*crumbs_tasks(), {"label": _("회의"), "url": reverse("policy:meetings")}]


def crumbs_meeting(meeting: TaskMeeting) -> Crumbs:
    url = reverse("policy:meeting", args=[meeting.public_id])
    return [*crumbs_meetings(), {"label": meeting.title, "url": url}]


def crumbs_ministries() -> Crumbs:
    return [*crumbs_tasks(), {"label": _("부처"), "url": reverse("policy:ministries")}]
