"""A whole assessment on one page that a device takes along, and the address to which it sends its answers."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.diagnosis.bridge.asked import answer_sent, asked
from deungdae.apps.diagnosis.bridge.frameworks import framework_of, title_of
from deungdae.apps.diagnosis.bridge.results import answer_words
from deungdae.apps.diagnosis.forms.deliveries import DeliveryForm
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.diagnosis.onsite_words import page_words, unread, wrong_person
from deungdae.apps.diagnosis.selectors.team import own_last
from deungdae.apps.diagnosis.selectors.trades import trades_in
from deungdae.apps.diagnosis.services.delivering import deliver_answer
from deungdae.apps.diagnosis.views.access import assessment_page, crumbs_of
from deungdae.apps.diagnosis.views.answering import MOST_VALUES


@assessment_page
@never_cache
@require_GET
def onsite(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Also after submission: what the device could not send is still shown there."""
    framework, own = framework_of(assessment.framework), own_last(assessment, user_of(request))
    trades = trades_in(framework, assessment.organisation)
    questions = [
        {
            "asked": asked(framework, one.code, own[one.code].value if one.code in own else None, trades),
            "seen": own[one.code].number if one.code in own else 0,
        }
        for one in framework.questions
    ]
    context = {
        "assessment": assessment,
        "title": title_of(assessment.framework),
        "crumbs": crumbs_of(assessment),
        "questions": questions,
        "is_open": assessment.state == Assessment.State.OPEN,
        "person": user_of(request).short_id,
        "words": page_words(),
        "sign_in": f"{reverse('account_login')}?next={request.path}",
    }
    return render(request, "diagnosis/onsite.html", context)


@assessment_page
@never_cache
@require_http_methods(["GET", "POST"])
def answers(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Who is signed in, with the token for sending; or one answer that the device kept."""
    if request.method == "GET":
        return JsonResponse({"person": user_of(request).short_id, "token": get_token(request)})
    form = DeliveryForm(request.POST)
    if not form.is_valid():
        return told(unread(), status=422)
    if form.cleaned_data["person"] != user_of(request).short_id:
        return told(wrong_person(), status=409)
    try:
        return kept(request, assessment, form.cleaned_data)
    except RefusedError as error:
        return told(error, status=409, **last_words(request, assessment, form.cleaned_data["question"]))


def kept(request: HttpRequest, assessment: Assessment, device: dict[str, Any]) -> HttpResponse:
    framework, code = framework_of(assessment.framework), device["question"]
    sent = {name: values[:MOST_VALUES] for name, values in request.POST.lists()}
    is_known = code in [one.code for one in framework.questions]
    answer = deliver_answer(
        assessment=assessment,
        person=user_of(request),
        key=device["key"],
        question=code,
        value=answer_sent(framework, code, sent) if is_known else None,
        seen=device["seen"],
        given_at=device["given_at"],
    )
    return JsonResponse({"number": answer.number if answer is not None else 0})


def told(error: RefusedError, *, status: int, **more: Any) -> HttpResponse:
    return JsonResponse({"code": error.code, "message": error.message, **more}, status=status)


def last_words(request: HttpRequest, assessment: Assessment, code: str) -> dict[str, Any]:
    """What is kept of the question now, for the choice between it and the device's answer."""
    last = own_last(assessment, user_of(request)).get(code)
    lines = answer_words(assessment, code, last.value) if last is not None and last.value is not None else []
    return {"number": last.number if last is not None else 0, "lines": lines}


@never_cache
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Its address is its scope; it holds nothing of anybody."""
    return render(request, "diagnosis/onsite_worker.js", content_type="text/javascript")
