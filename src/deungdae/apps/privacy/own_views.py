"""The page on which a person sees and downloads what is held about him or her."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core import clock
from deungdae.apps.core.answers import XLSX, file_answer
from deungdae.apps.privacy.own_data import as_json, as_workbook, held_about


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


def name_of(extension: str) -> str:
    return f"{_('내 정보')}-{clock.today():%Y%m%d}.{extension}"
