"""The pages on which a person sees and downloads what is held, and asks for correction or deletion."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core import clock
from deungdae.apps.core.answers import XLSX, file_answer
from deungdae.apps.core.audit.caller import caller_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done
from deungdae.apps.privacy import data_requests
from deungdae.apps.privacy.forms import DataRequestForm
from deungdae.apps.privacy.models import DataRequest
from deungdae.apps.privacy.own_data import as_json, as_workbook, held_about
from deungdae.apps.privacy.rules import DAYS_TO_ANSWER


@login_required
@require_GET
def own_data(request: HttpRequest) -> HttpResponse:
    answer = render(request, "privacy/own_data.html", {"sections": held_about(user_of(request))})
    answer["Cache-Control"] = "no-store"
    return answer


@login_required
@require_GET
def own_json(request: HttpRequest) -> HttpResponse:
    return file_answer(as_json(user_of(request)), name=name_of("json"), kind="application/json")


@login_required
@require_GET
def own_workbook(request: HttpRequest) -> HttpResponse:
    return file_answer(as_workbook(user_of(request)), name=name_of("xlsx"), kind=XLSX)


@login_required
@require_http_methods(["GET", "POST"])
def request_create(request: HttpRequest) -> HttpResponse:
    """Ask for correction or deletion; `?kind=deletion` chooses beforehand."""
    user = user_of(request)
    chosen = {"kind": request.GET.get("kind", DataRequest.Kind.CORRECTION)}
    form = DataRequestForm(request.POST) if request.method == "POST" else DataRequestForm(initial=chosen)
    if form.is_valid():
        try:
            made = data_requests.ask(person=user, caller=caller_of(request), **form.cleaned_data)
        except RefusedError as error:
            form.add_error(None, error.message)
        else:
            words = _("‘{kind}’ 요청을 받았습니다. {count}일 안에 답을 메일로 알려 드립니다.")
            done(request, words, kind=str(made.get_kind_display()), count=DAYS_TO_ANSWER)
            return redirect(reverse("privacy:own_data") + "#requests")
    crumbs = [{"label": _("내 정보"), "url": reverse("privacy:own_data")}]
    context = {"form": form, "crumbs": crumbs, "days": DAYS_TO_ANSWER}
    return render(request, "privacy/request_form.html", context, status=422 if form.errors else 200)


def name_of(extension: str) -> str:
    return f"{_('내 정보')}-{clock.today():%Y%m%d}.{extension}"
