"""A template: its parts in order, and a new version of it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from deungdae.apps.academy.views.frame import form_page
from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.words import done
from deungdae.apps.reports.forms.template import PartsForm
from deungdae.apps.reports.models import ReportTemplate
from deungdae.apps.reports.selectors.words import template_name
from deungdae.apps.reports.services.templates import add_version
from deungdae.apps.reports.views.access import crumbs_home, writing_page

LEAD = gettext_noop(
    "지금은 {version}판입니다. 번호는 싣는 순서이고, 비운 부분은 싣지 않습니다. "
    "이미 만든 보고서는 그대로입니다."
)


@writing_page
@require_http_methods(["GET", "POST"])
def template(request: HttpRequest, report_template_id: UUID) -> HttpResponse:
    """Which parts in which order; saved, it is the next version, and reports that were made keep theirs."""
    found = get_object_or_404(ReportTemplate, public_id=report_template_id)
    form = PartsForm(sent(request), template=found)

    def create() -> ReportTemplate:
        return add_version(template=found, sections=form.sections(), actor=user_of(request))

    def act() -> str:
        made = once(
            request, key=form.cleaned_data["key"], records=ReportTemplate.objects.all(), create=create
        )
        words = _("‘{name}’의 {version}판을 만들었습니다. 새 보고서는 이 판으로 만듭니다.")
        done(request, words, name=template_name(made), version=str(made.version))
        return reverse("reports:choose")

    back = {"label": _("양식 고르기"), "url": reverse("reports:choose")}
    return form_page(
        request,
        form,
        act=act,
        title=_("양식 고치기: {name}").format(name=template_name(found)),
        crumbs=[*crumbs_home(), back],
        template="reports/form.html",
        lead=_(LEAD).format(version=found.version),
        button=_("새 판 만들기"),
    )
