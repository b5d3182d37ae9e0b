"""Ministries with their names from a day to a day, and whose people act for them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.academy.views.frame import form_page
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core import clock
from deungdae.apps.core.words import done
from deungdae.apps.policy.forms.ministries import BodyForm, MergeForm, RenameForm
from deungdae.apps.policy.models import Ministry
from deungdae.apps.policy.rules import KEEP
from deungdae.apps.policy.selectors.ministries import ministries_with_names
from deungdae.apps.policy.services.ministries import connect_body, merge_ministry, rename_ministry
from deungdae.apps.policy.views.access import (
    crumbs_ministries,
    crumbs_tasks,
    ministry_page,
    reading_page,
)


@reading_page
@require_GET
def ministries(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    found = {one.pk: one for one in ministries_with_names().select_related("organisation")}
    lines = [
        {
            "one": one,
            "name": one.name_on(today),
            "names": list(one.names.all()),
            "successor": found[one.successor_id].name_on(today) if one.successor_id else "",
        }
        for one in found.values()
    ]
    context = {"crumbs": crumbs_tasks(), "lines": lines, "may_keep": request.user.has_perm(KEEP)}
    return render(request, "policy/ministries.html", context)


@ministry_page
@require_http_methods(["GET", "POST"])
def rename(request: HttpRequest, ministry: Ministry) -> HttpResponse:
    form = RenameForm(sent(request))

    def act() -> str:
        made = rename_ministry(ministry=ministry, **form.cleaned_data)
        done(request, _("{day}부터 ‘{name}’(으로/로) 부릅니다."), day=f"{made.starts_on}", name=made.name)
        return reverse("policy:ministries")

    title = _("새 이름 적기")
    lead = ministry.name_on(clock.today())
    return form_page(request, form, act=act, title=title, crumbs=crumbs_ministries(), lead=lead)


@ministry_page
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, ministry: Ministry) -> HttpResponse:
    form = MergeForm(sent(request), ministry=ministry)

    def act() -> str:
        told = form.cleaned_data
        merge_ministry(ministry=ministry, successor=told["successor"], on=told["on"])
        done(request, _("과제와 기다리는 보고를 이어받는 부처로 옮겼습니다. 앞의 기록은 그대로입니다."))
        return reverse("policy:ministries")

    lead = ministry.name_on(clock.today())
    return form_page(
        request, form, act=act, title=_("다른 부처로 통합"), crumbs=crumbs_ministries(), lead=lead
    )


@ministry_page
@require_http_methods(["GET", "POST"])
def body(request: HttpRequest, ministry: Ministry) -> HttpResponse:
    form = BodyForm(sent(request), ministry=ministry)

    def act() -> str:
        connect_body(ministry=ministry, organisation=form.cleaned_data["organisation"])
        done(request, _("부처와 기관을 연결했습니다."))
        return reverse("policy:ministries")

    lead = ministry.name_on(clock.today())
    return form_page(request, form, act=act, title=_("기관 연결"), crumbs=crumbs_ministries(), lead=lead)
