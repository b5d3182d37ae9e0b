"""Beginning a report, changing its words, having its content made anew."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.academy.views.frame import form_page
from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.reporting.sections import SECTIONS
from deungdae.apps.core.words import done, not_done
from deungdae.apps.reports.forms.report import ReportForm, WordsForm, initial_of
from deungdae.apps.reports.models import Report, ReportTemplate
from deungdae.apps.reports.selectors.words import part_title, template_name
from deungdae.apps.reports.services.making import ask_content, remake_content
from deungdae.apps.reports.services.moving import begin_report, change_words
from deungdae.apps.reports.services.templates import newest_templates
from deungdae.apps.reports.views.access import (
    address_of,
    crumbs_home,
    crumbs_of,
    writing_page,
    written_report,
)


@writing_page
@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """The templates, each with its parts; those that wait for an app are marked."""
    lines = [{"one": one, "name": template_name(one), "parts": parts_of(one)} for one in newest_templates()]
    return render(request, "reports/choose.html", {"lines": lines, "crumbs": crumbs_home()})


def parts_of(template: ReportTemplate) -> list[dict[str, object]]:
    return [{"title": part_title(row), "is_there": row["section"] in SECTIONS} for row in template.sections]


@writing_page
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest, report_template_id: UUID) -> HttpResponse:
    template = get_object_or_404(ReportTemplate, public_id=report_template_id)
    form = ReportForm(sent(request), template=template)

    def begin() -> Report:
        actor = user_of(request)
        report = begin_report(wanted=form.wanted(), actor=actor)
        return ask_content(report=report, actor=actor)

    def act() -> str:
        visible = Report.objects.visible_to(request.user)
        return address_of(once(request, key=form.cleaned_data["key"], records=visible, create=begin))

    return form_page(
        request,
        form,
        act=act,
        title=template_name(template),
        crumbs=[*crumbs_home()],
        template="reports/form.html",
        button=_("보고서 만들기"),
    )


@written_report
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, report: Report) -> HttpResponse:
    """Change what people wrote; the content is made anew with it."""
    if report.state != Report.State.DRAFT:
        return redirect(address_of(report))
    form = WordsForm(sent(request), initial=initial_of(report))

    def act() -> str:
        changed = change_words(report=report, **form.cleaned_data)
        ask_content(report=changed, actor=user_of(request))
        done(request, _("고쳤습니다. 고친 글로 내용을 다시 만듭니다."))
        return address_of(report)

    return form_page(
        request,
        form,
        act=act,
        title=_("보고서의 글 고치기"),
        crumbs=crumbs_of(report),
        template="reports/form.html",
        button=_("고치고 다시 만들기"),
    )


@written_report
@require_POST
def make(request: HttpRequest, report: Report) -> HttpResponse:
    """With everything that has been recorded by now."""
    try:
        remake_content(report=report, actor=user_of(request))
    except RefusedError as error:
        not_done(request, error.message)
    return redirect(address_of(report))
