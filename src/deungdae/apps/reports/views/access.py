"""Who gets which page of reports: those who read some, those who write them, others the 404 of nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from deungdae.apps.accounts.permitted import permission_page
from deungdae.apps.reports.models import Report
from deungdae.apps.reports.rules import READ_ALL, READ_OWN, READ_PUBLISHED, WRITE

Rest = ParamSpec("Rest")
ReportPage = Callable[Concatenate[HttpRequest, Report, Rest], HttpResponse]
Crumbs = list[dict[str, Any]]

reading_page = permission_page(READ_ALL, READ_OWN, READ_PUBLISHED)
writing_page = permission_page(WRITE)


def of_report(view: ReportPage[Rest], *, gate: Callable[..., Any]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def page(
        request: HttpRequest, report_id: UUID, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        parts = Report.objects.visible_to(request.user).select_related(
            "template",
            "organisation__merged_into",
            "forum",
            "snapshot",
            "job",
            "created_by",
            "withdrawal__actor",
        )
        return view(request, get_object_or_404(parts, public_id=report_id), *arguments, **named)

    found: Callable[..., HttpResponse] = gate(page)
    return found


def read_report(view: ReportPage[Rest]) -> Callable[..., HttpResponse]:
    """Of one report that the person may read."""
    return of_report(view, gate=reading_page)


def written_report(view: ReportPage[Rest]) -> Callable[..., HttpResponse]:
    """Of one report, for those who write them."""
    return of_report(view, gate=writing_page)


def crumbs_home() -> Crumbs:
    return [{"label": _("보고서"), "url": reverse("reports:home")}]


def address_of(report: Report) -> str:
    return reverse("reports:report", args=[report.public_id])


def crumbs_of(report: Report) -> Crumbs:
    return [*crumbs_home(), {"label": report.title, "url": address_of(report)}]
