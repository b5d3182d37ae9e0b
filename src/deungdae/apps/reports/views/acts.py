"""Acts on a report: its steps, the two signatures, the publication, its files."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from deungdae.apps.academy.views.frame import question_page
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done, not_done
from deungdae.apps.reports.forms.report import ReasonForm
from deungdae.apps.reports.models import Report
from deungdae.apps.reports.rules import SIGN_AS_HEAD, step_between
from deungdae.apps.reports.services.files import ask_files
from deungdae.apps.reports.services.moving import move_report, publish_report, sign_report, withdraw_report
from deungdae.apps.reports.views.access import address_of, crumbs_of, written_report

State = Report.State


@written_report
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, report: Report, report_step: str) -> HttpResponse:
    """One step; where it goes back, the page asks for the reason first."""
    step = step_between(report.state, report_step)
    if step is not None and step.needs_reason:
        return with_reason(request, report, report_step)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        move_report(report=report, target=report_step, actor=user_of(request))
        words = {
            State.REVIEW: _("검토를 요청했습니다. 작성자가 아닌 직원이 검토합니다."),
            State.SIGNING: _("검토를 마쳤습니다. 이제 두 사람이 서명합니다."),
        }
        done(request, words[State(report_step)])
    except RefusedError as error:
        not_done(request, error.message)
    return redirect(address_of(report))


def with_reason(request: HttpRequest, report: Report, target: str) -> HttpResponse:
    form = ReasonForm(sent(request))

    def act() -> str:
        reason = form.cleaned_data["reason"]
        move_report(report=report, target=target, actor=user_of(request), reason=reason)
        told = _("보고서를 버렸습니다.") if target == State.DISCARDED else _("작성 단계로 되돌렸습니다.")
        done(request, told)
        return address_of(report)

    is_end = target == State.DISCARDED
    words = _("이 보고서를 버립니다. 목록에서 빠지고 다시 쓸 수 없지만 기록은 남습니다.")
    if not is_end:
        words = _("작성 단계로 되돌립니다. 이미 한 서명은 지금 내용에만 남고, 새 내용에는 다시 서명합니다.")
    return question_page(
        request,
        form,
        act=act,
        title=_("보고서 버리기") if is_end else _("보고서 되돌리기"),
        crumbs=crumbs_of(report),
        words=words,
        is_danger=is_end,
    )


@written_report
@require_POST
def sign(request: HttpRequest, report: Report) -> HttpResponse:
    """Under the content that was on the screen: its hash comes with the button."""
    place = request.POST.get("place", "")
    try:
        sign_report(
            report=report,
            place=int(place) if place in ("1", "2") else 0,
            sha256=request.POST.get("sha256", "")[:64],
            actor=user_of(request),
        )
        done(request, _("서명했습니다."))
    except RefusedError as error:
        not_done(request, error.message)
    return redirect(address_of(report))


@written_report
@require_POST
def publish(request: HttpRequest, report: Report) -> HttpResponse:
    try:
        published = publish_report(report=report, actor=user_of(request))
        ask_files(report=published, actor=user_of(request))
        done(
            request,
            _("{number}(으로/로) 발행했습니다. 네 형식의 파일을 만듭니다."),
            number=published.reference,
        )
    except RefusedError as error:
        not_done(request, error.message)
    return redirect(address_of(report))


@written_report
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, report: Report) -> HttpResponse:
    """Asked with its reason; for the head of the centre alone."""
    if not request.user.has_perm(SIGN_AS_HEAD):
        raise PermissionDenied
    form = ReasonForm(sent(request))

    def act() -> str:
        withdraw_report(report=report, reason=form.cleaned_data["reason"], actor=user_of(request))
        done(request, _("{number}(을/를) 거두었습니다. 번호는 그대로 남습니다."), number=report.reference)
        return address_of(report)

    words = _("발행한 보고서를 거둡니다. 번호와 이 까닭은 남고, 내용과 파일은 센터만 봅니다.")
    return question_page(
        request,
        form,
        act=act,
        title=_("보고서 거두기"),
        crumbs=crumbs_of(report),
        words=words,
        is_danger=True,
    )


@written_report
@require_POST
def files(request: HttpRequest, report: Report) -> HttpResponse:
    """Again, after a job that did not end."""
    if report.state == State.PUBLISHED:
        ask_files(report=report, actor=user_of(request))
    return redirect(address_of(report))
