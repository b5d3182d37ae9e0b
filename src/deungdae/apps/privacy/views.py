"""Pages of destroying records: what is kept how long, rounds, decisions, certificates, holds."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core.answers import PDF, file_answer
from deungdae.apps.core.audit.caller import caller_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done, not_done
from deungdae.apps.privacy import destruction, holds, selectors
from deungdae.apps.privacy.documents.certificate import certificate
from deungdae.apps.privacy.forms import DecisionForm, HoldForm
from deungdae.apps.privacy.models import DestructionRun, RetentionHold

PREPARE, APPROVE = "privacy.prepare_destruction", "privacy.approve_destruction"
TONES = {"done": "success", "refused": "neutral", "proposed": "warning"}
Rest = ParamSpec("Rest")


def of_run(
    view: Callable[Concatenate[HttpRequest, DestructionRun, Rest], HttpResponse],
) -> Callable[..., HttpResponse]:
    """A page of one round, for the centre's staff."""

    @wraps(view)
    def page(request: HttpRequest, run_id: UUID, *rest: Rest.args, **named: Rest.kwargs) -> HttpResponse:
        found = DestructionRun.objects.select_related("started_by", "proposed_by", "decided_by", "job")
        return view(request, get_object_or_404(found, public_id=run_id), *rest, **named)

    return login_required(permission_required(PREPARE, raise_exception=True)(page))


@login_required
@permission_required(PREPARE, raise_exception=True)
@require_http_methods(["GET", "POST"])
def destruction_list(request: HttpRequest) -> HttpResponse:
    """The schedule and the rounds; sent, a new round looks for what is due."""
    if request.method == "POST":
        try:
            run = destruction.start_preview(actor=user_of(request))
        except RefusedError as error:
            not_done(request, error.message)
            return redirect("privacy:destruction_list")
        return redirect("privacy:destruction_detail", run_id=run.public_id)
    context = {"runs": selectors.runs(), "terms": selectors.terms(), "tones": TONES}
    return render(request, "privacy/destruction_list.html", context)


@of_run
@require_GET
def destruction_detail(request: HttpRequest, run: DestructionRun) -> HttpResponse:
    user = user_of(request)
    lines = selectors.lines_of(run, with_sample=run.state in (run.State.PREVIEWED, run.State.PROPOSED))
    context = {
        "run": run,
        "lines": lines,
        "total": sum(line.found for line in lines),
        "tone": TONES.get(run.state, "info"),
        "may_decide": user.has_perm(APPROVE) and run.proposed_by_id != user.pk,
        "is_own": run.proposed_by_id == user.pk,
        "has_stopped": run.state == run.State.APPROVED and (run.job is None or not run.job.is_live),
        "form": DecisionForm(),
        "crumbs": [{"label": _("기록 파기"), "url": reverse("privacy:destruction_list")}],
    }
    return render(request, "privacy/destruction_detail.html", context)


def acted(request: HttpRequest, run: DestructionRun, act: Callable[[], None], words: str) -> HttpResponse:
    """Do it and say so, or say why not; back to the round."""
    try:
        act()
    except RefusedError as error:
        not_done(request, error.message)
    else:
        done(request, words)
    return redirect("privacy:destruction_detail", run_id=run.public_id)


@of_run
@require_POST
def destruction_propose(request: HttpRequest, run: DestructionRun) -> HttpResponse:
    words = _("파기를 제안했습니다. 다른 센터장이 승인하면 파기합니다.")
    return acted(request, run, lambda: destruction.propose(run=run, caller=caller_of(request)), words)


@of_run
@permission_required(APPROVE, raise_exception=True)
@require_POST
def destruction_decide(request: HttpRequest, run: DestructionRun) -> HttpResponse:
    is_approved = request.POST.get("decision") == "approve"
    form = DecisionForm(request.POST)
    if not form.is_valid():
        not_done(request, " ".join(str(error) for error in form.errors["reason"]))
        return redirect("privacy:destruction_detail", run_id=run.public_id)

    def act() -> None:
        destruction.decide(
            run=run,
            is_approved=is_approved,
            reason=form.cleaned_data["reason"],
            actor=user_of(request),
            caller=caller_of(request),
        )

    yes, no = _("승인했습니다. 파기를 시작합니다."), _("거절했습니다. 아무것도 지우지 않았습니다.")
    return acted(request, run, act, yes if is_approved else no)


@of_run
@require_POST
def destruction_close(request: HttpRequest, run: DestructionRun) -> HttpResponse:
    words = _("미리 보기를 닫았습니다. 아무것도 지우지 않았습니다.")
    return acted(request, run, lambda: destruction.give_up(run=run), words)


@of_run
@require_POST
def destruction_continue(request: HttpRequest, run: DestructionRun) -> HttpResponse:
    def act() -> None:
        destruction.continue_destruction(run=run, actor=user_of(request))

    return acted(request, run, act, _("멈춘 곳부터 파기를 이어서 합니다."))


def done_run(run: DestructionRun) -> DestructionRun:
    """The round, once it is done; before, there is nothing to certify."""
    return get_object_or_404(DestructionRun, pk=run.pk, state=DestructionRun.State.DONE)


@of_run
@require_GET
def certificate_file(request: HttpRequest, run: DestructionRun) -> HttpResponse:
    name = f"{_('파기 증명서')}-{run.as_of:%Y%m%d}.pdf"
    return file_answer(certificate(done_run(run)), name=name, kind=PDF)


@of_run
@require_GET
def list_file(request: HttpRequest, run: DestructionRun) -> HttpResponse:
    """The list whose seal stands on the certificate."""
    text = "".join(destruction.destroyed_lines(done_run(run)))
    name = f"{_('파기 목록')}-{run.as_of:%Y%m%d}.csv"
    return file_answer(text.encode(), name=name, kind="text/csv; charset=utf-8")


@login_required
@permission_required(PREPARE, raise_exception=True)
@require_http_methods(["GET", "POST"])
def hold_list(request: HttpRequest) -> HttpResponse:
    form = HoldForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        holds.place_hold(**form.cleaned_data, actor=user_of(request))
        done(request, _("보존으로 정했습니다. 풀 때까지 파기하지 않습니다."))
        return redirect("privacy:hold_list")
    found = RetentionHold.objects.select_related("person", "organisation", "placed_by", "released_by")
    crumbs = [{"label": _("기록 파기"), "url": reverse("privacy:destruction_list")}]
    context = {"form": form, "holds": found, "crumbs": crumbs}
    return render(request, "privacy/hold_list.html", context, status=422 if form.errors else 200)


@login_required
@permission_required(PREPARE, raise_exception=True)
@require_POST
def hold_release(request: HttpRequest, hold_id: UUID) -> HttpResponse:
    hold = get_object_or_404(RetentionHold, public_id=hold_id)
    holds.release_hold(hold=hold, actor=user_of(request))
    done(request, _("보존을 풀었습니다."))
    return redirect("privacy:hold_list")
