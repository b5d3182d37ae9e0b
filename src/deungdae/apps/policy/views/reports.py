"""One report: what it says, its trail, what partners think of it, and the acts that are open."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.academy.views.frame import form_page
from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import form_status, sent
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done, not_done
from deungdae.apps.policy import words
from deungdae.apps.policy.forms.reports import ActForm, CommentForm, ReportForm, ReturnForm
from deungdae.apps.policy.models import (
    PartnerComment,
    ReportAct,
    ReportVersion,
    Task,
    TaskMinistry,
    TaskReport,
)
from deungdae.apps.policy.rules import APPROVE, JUDGE
from deungdae.apps.policy.selectors.ministries import own_ministries
from deungdae.apps.policy.selectors.reports import acts_open_to, shown_parts
from deungdae.apps.policy.services.reports import (
    SAVED_FROM,
    StaleReportError,
    act_on_report,
    comment_on_report,
    require_open,
    save_report,
)
from deungdae.apps.policy.views.access import crumbs_report, crumbs_round, report_page

Act, Role = ReportAct.Act, TaskMinistry.Role


def leads(request: HttpRequest, report: TaskReport) -> bool:
    return Task.objects.of(request.user, Role.LEAD).filter(pk=report.task_id).exists()


def takes_part(request: HttpRequest, report: TaskReport) -> bool:
    """Partners and the centre have a say; the lead speaks in the report itself."""
    partner = Task.objects.of(request.user, Role.PARTNER).filter(pk=report.task_id).exists()
    return partner or bool(request.user.has_perm(JUDGE))


@report_page
@require_GET
def report(request: HttpRequest, report: TaskReport) -> HttpResponse:
    is_open = report.round.closed_at is None
    acts = acts_open_to(
        report,
        leads=leads(request, report),
        approves=request.user.has_perm(APPROVE),
        judges=request.user.has_perm(JUDGE),
    )
    context = shown_parts(report) | {
        "crumbs": crumbs_round(report.round),
        "title": report.task.title,
        "round_title": words.round_words(report.round),
        "tone": words.STATE_TONES[report.state],
        "may_edit": is_open and report.state in SAVED_FROM and leads(request, report),
        "acts": [(act, label_of(act), act != Act.RETURN) for act in acts] if is_open else [],
        "may_comment": is_open and takes_part(request, report),
    }
    return render(request, "policy/report.html", context)


def label_of(act: str) -> str:
    return {
        Act.APPROVE.value: _("부처 승인하기"),
        Act.SUBMIT.value: _("센터에 제출하기"),
        Act.RETURN.value: _("보완 요청하기"),
        Act.ACCEPT.value: _("승인하기"),
    }[act]


@report_page
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, report: TaskReport) -> HttpResponse:
    """Somebody else's save in between is shown beside what was typed; nothing is lost."""
    if not leads(request, report):
        raise Http404
    if request.method == "GET":
        try:
            require_open(report)
        except RefusedError as error:
            not_done(request, error.message)
            return redirect("policy:report", task_report_id=report.public_id)
    version = report.versions.filter(number=report.number).prefetch_related("figures", "claims").first()
    data, theirs = sent(request), None
    refusal: RefusedError | None = None
    form = ReportForm(data, request.FILES or None, report=report, version=version)
    if data is not None and form.is_valid():
        try:
            saved(request, report, form)
            return redirect("policy:report", task_report_id=report.public_id)
        except StaleReportError as error:
            theirs, refusal = error.theirs, error
            again = data.copy()
            again["seen"] = str(error.theirs.number)
            form = ReportForm(again, report=report, version=version)
            form.is_valid()
        except RefusedError as error:
            refusal = error
    context = {
        "form": form,
        "report": report,
        "theirs": theirs,
        "title": report.task.title,
        "crumbs": crumbs_report(report),
        "back": reverse("policy:report", args=[report.public_id]),
        "returned": report.acts.filter(act=Act.RETURN).last(),
    }
    return render(request, "policy/report_edit.html", context, status=form_status(form, refusal))


def saved(request: HttpRequest, report: TaskReport, form: ReportForm) -> None:
    user, content = user_of(request), form.content()
    files = form.cleaned_data["files"]
    try:
        save_report(report=report, seen=form.cleaned_data["seen"], content=content, actor=user, files=files)
    except StaleReportError as error:
        if error.theirs.by_id != user.pk or not is_same(error.theirs, content):
            raise
    done(request, _("보고를 저장했습니다. 제출하려면 부처의 승인이 있어야 합니다."))


def is_same(version: ReportVersion, content: Any) -> bool:
    """A second press of the same button."""
    told = (content.percent, content.progress, content.issues)
    return told == (version.percent, version.progress, version.issues)


@report_page
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, report: TaskReport, report_act: str) -> HttpResponse:
    """Approve, hand in, accept or return the version that this page shows."""
    allowed = {
        Act.APPROVE.value: lambda: leads(request, report) and request.user.has_perm(APPROVE),
        Act.SUBMIT.value: lambda: leads(request, report),
        Act.RETURN.value: lambda: request.user.has_perm(JUDGE),
        Act.ACCEPT.value: lambda: request.user.has_perm(JUDGE),
    }
    if report_act not in allowed or not allowed[report_act]():
        raise Http404
    kind = ReturnForm if report_act == Act.RETURN else ActForm
    form = kind(sent(request), initial={"seen": report.number})

    def go() -> str:
        told = form.cleaned_data
        reason = told.get("reason", "")
        act_on_report(report=report, act=report_act, seen=told["seen"], actor=user_of(request), reason=reason)
        done(request, _("‘{act}’(을/를) 마쳤습니다."), act=str(Act(report_act).label))
        return reverse("policy:report", args=[report.public_id])

    return form_page(
        request,
        form,
        act=go,
        title=label_of(report_act),
        crumbs=crumbs_report(report),
        template="policy/report_act.html",
        button=label_of(report_act),
        task=report.task.title,
        is_return=report_act == Act.RETURN,
    )


@report_page
@require_http_methods(["GET", "POST"])
def comment(request: HttpRequest, report: TaskReport) -> HttpResponse:
    if not takes_part(request, report):
        raise Http404
    form = CommentForm(sent(request))
    ministry = next(iter(own_ministries(request.user)), None)

    def create() -> PartnerComment:
        text = form.cleaned_data["text"]
        return comment_on_report(report=report, ministry=ministry, text=text, actor=user_of(request))

    def go() -> str:
        key = form.cleaned_data["key"]
        once(request, key=key, records=PartnerComment.objects.all(), create=create)
        done(request, _("의견을 남겼습니다. 주관 부처와 센터가 봅니다."))
        return reverse("policy:report", args=[report.public_id])

    return form_page(request, form, act=go, title=_("의견 남기기"), crumbs=crumbs_report(report))
