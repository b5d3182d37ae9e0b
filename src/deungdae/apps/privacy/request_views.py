"""The staff's queue of what people ask of the data that is held about them."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from deungdae.apps.accounts.personal.opening import opened_on
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core.audit.caller import caller_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done
from deungdae.apps.privacy import data_requests
from deungdae.apps.privacy.forms import CorrectionForm, DataRequestAnswerForm
from deungdae.apps.privacy.models import DataRequest
from deungdae.apps.privacy.rules import steps_from
from deungdae.apps.privacy.selectors import requests_in_order

DECIDE = "privacy.decide_requests"
PAGE_SIZE = 50


def of_request(view: Callable[[HttpRequest, DataRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of one request, for the centre's staff."""

    @wraps(view)
    def page(request: HttpRequest, data_request_id: UUID) -> HttpResponse:
        return view(request, get_object_or_404(requests_in_order(), public_id=data_request_id))

    return login_required(permission_required(DECIDE, raise_exception=True)(page))


@login_required
@permission_required(DECIDE, raise_exception=True)
@require_GET
def request_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(requests_in_order(), PAGE_SIZE).get_page(request.GET.get("page", "1")[:9])
    context = {"page": page, "opened": opened_on(request, user=user_of(request))}
    return render(request, "privacy/request_list.html", context)


@of_request
@require_GET
def request_detail(request: HttpRequest, found: DataRequest) -> HttpResponse:
    """What the person wrote is read here: that it was, the person can see."""
    data_requests.look(request=found, caller=caller_of(request))
    return shown(request, found)


def shown(
    request: HttpRequest,
    found: DataRequest,
    *,
    finish: Form | None = None,
    refuse: Form | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    user = user_of(request)
    is_correction = found.kind == DataRequest.Kind.CORRECTION
    context = {
        "found": found,
        "steps": steps_from(found.state) if found.person_id != user.pk else {},
        "is_own": found.person_id == user.pk,
        "is_correction": is_correction,
        "opened": opened_on(request, user=user),
        "finish": finish or (CorrectionForm if is_correction else DataRequestAnswerForm)(prefix="finish"),
        "refuse": refuse or DataRequestAnswerForm(prefix="refuse"),
        "refusal": refusal,
        "crumbs": [{"label": _("정정·삭제 요청"), "url": reverse("privacy:request_list")}],
    }
    return render(request, "privacy/request_detail.html", context, status=status)


def acted(request: HttpRequest, found: DataRequest, act: Callable[[], None], words: str) -> HttpResponse:
    """Do it and say so, or say on the page of the request why not."""
    try:
        act()
    except RefusedError as error:
        found.refresh_from_db()
        return shown(request, found, refusal=error.message, status=409)
    done(request, words)
    return redirect("privacy:request_detail", data_request_id=found.public_id)


@of_request
@require_POST
def request_take(request: HttpRequest, found: DataRequest) -> HttpResponse:
    caller, actor = caller_of(request), user_of(request)
    return acted(
        request,
        found,
        lambda: data_requests.take(request=found, actor=actor, caller=caller),
        _("요청을 맡으셨습니다. 처리한 뒤 여기에서 마쳐 주십시오."),
    )


@of_request
@require_POST
def request_finish(request: HttpRequest, found: DataRequest) -> HttpResponse:
    is_correction = found.kind == DataRequest.Kind.CORRECTION
    form = (CorrectionForm if is_correction else DataRequestAnswerForm)(request.POST, prefix="finish")
    if not form.is_valid():
        return shown(request, found, finish=form, status=422)
    facts = {**form.cleaned_data, "actor": user_of(request), "caller": caller_of(request)}
    return acted(
        request,
        found,
        lambda: data_requests.finish(request=found, **facts),
        _("요청을 마치고 메일로 알렸습니다."),
    )


@of_request
@require_POST
def request_refuse(request: HttpRequest, found: DataRequest) -> HttpResponse:
    form = DataRequestAnswerForm(request.POST, prefix="refuse")
    if not form.is_valid():
        return shown(request, found, refuse=form, status=422)
    facts = {**form.cleaned_data, "actor": user_of(request), "caller": caller_of(request)}
    return acted(
        request,
        found,
        lambda: data_requests.refuse(request=found, **facts),
        _("요청을 거절하고 까닭을 메일로 알렸습니다."),
    )
