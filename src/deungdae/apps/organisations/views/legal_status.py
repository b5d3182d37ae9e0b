"""What a company legally is on a day: the page, and the short panel of the overview."""

import re
from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done, not_done
from deungdae.apps.organisations.bridge.decisions import Inputs
from deungdae.apps.organisations.bridge.eligibility import legal_status_of
from deungdae.apps.organisations.models import LegalStatusCheck, Organisation
from deungdae.apps.organisations.selectors.legal_status import ASSUMPTIONS, facts_of, last_check, may_read
from deungdae.apps.organisations.services import legal_status as services
from deungdae.apps.organisations.views.figures import KEEP, organisation_of
from deungdae.apps.organisations.views.frame import crumbs, frame_of, organisation_page

OF_A_YEAR = re.compile(r"fiscal_years\[(\d+)\]\.")
ASSUMPTION_LABELS = (
    gettext_lazy("공시대상·상호출자제한 기업집단에 들어 있지 않음"),
    gettext_lazy("지분 30% 이상인 최대주주가 없음"),
    gettext_lazy("매출을 합칠 관계기업이 없음"),
)
TONES = {"mid_sized": "success", "candidate": "info", "sme": "info", "large": "warning"}


class StatusForm(forms.Form):
    """The day to judge, and what a person says where the register is silent."""

    on = forms.DateField(label=gettext_lazy("어느 날"), widget=forms.DateInput(attrs={"type": "date"}))
    assumed = forms.MultipleChoiceField(
        label=gettext_lazy("기록이 없을 때 없는 것으로 보기"),
        required=False,
        choices=tuple(zip(ASSUMPTIONS, ASSUMPTION_LABELS, strict=True)),
        widget=forms.CheckboxSelectMultiple,
    )


class GraceForm(forms.Form):
    starts_on = forms.DateField(
        label=gettext_lazy("유예가 시작된 날"), widget=forms.DateInput(attrs={"type": "date"})
    )
    source = forms.CharField(label=gettext_lazy("출처"), max_length=200, required=False)


def panel_of(organisation: Organisation, *, on: date, assumed: Collection[str]) -> dict[str, Any]:
    """The status with its reasons, what is missing with the way to enter it, and the last confirmed one."""
    labels = dict(LegalStatusCheck.Status.choices)
    check = last_check(organisation=organisation)
    panel: dict[str, Any] = {"on": on, "check": check, "is_stale": check is not None and is_stale(check)}
    if check is not None:
        panel["check_status"] = labels[check.status]
    try:
        facts = facts_of(organisation=organisation, on=on, assumed=assumed)
        found = legal_status_of(facts, on=on)
    except RefusedError as error:
        return {**panel, "problem": error.message}
    return {
        **panel,
        "status": labels[found.status],
        "tone": TONES.get(found.status, "neutral"),
        "sentences": found.sentences,
        "needs": ways_to(found.needs, organisation),
    }


def is_stale(check: LegalStatusCheck) -> bool:
    """Whether the register says something else today than what was judged then."""
    facts = facts_of(organisation=check.organisation, on=check.on, assumed=check.assumed)
    return Inputs(facts, check.on).hash != check.inputs_hash


def ways_to(needs: Collection[str], organisation: Organisation) -> list[dict[str, str]]:
    """Links to the forms where what is missing can be entered, each once."""
    found: dict[str, str] = {}
    for place in needs:
        year = OF_A_YEAR.match(place)
        if year:
            address = reverse("organisations:figures_record", args=[organisation.public_id])
            label = _("%(year)s년 수치 적기") % {"year": year[1]}
            found[f"{address}?year={year[1]}"] = label
        elif place.startswith("largest_shareholder"):
            found[reverse("organisations:share_record", args=[organisation.public_id])] = _("주주 적기")
        elif place == "group":
            found[reverse("organisations:group_join", args=[organisation.public_id])] = _(
                "기업집단 소속 적기"
            )
        elif place in ("kind", "main_industry", "founded"):
            found[reverse("organisations:edit", args=[organisation.public_id])] = _("내용 고치기")
    return [{"url": url, "label": label} for url, label in found.items()]


@organisation_page
@require_GET
def legal_status(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """The whole reasoning, today or on the day that the form names."""
    form = StatusForm(request.GET) if "on" in request.GET else StatusForm(initial={"on": clock.today()})
    told = form.cleaned_data if form.is_bound and form.is_valid() else {}
    on, assumed = told.get("on", clock.today()), told.get("assumed", [])
    user = user_of(request)
    if not may_read(user=user, organisation=organisation):
        raise Http404
    context = {
        **frame_of(request, organisation, tab="organisations:detail"),
        "crumbs": crumbs(organisation, user=user),
        "form": form,
        "panel": panel_of(organisation, on=on, assumed=assumed),
        "assumed": assumed,
        "may_keep": user.has_perm(KEEP),
    }
    return render(request, "organisations/legal_status.html", context)


@login_required
@permission_required(KEEP, raise_exception=True)
@require_http_methods(["GET", "POST"])
def legal_status_confirm(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """Keep the status of the day with the facts behind it; opened as a page it leads back."""
    organisation = organisation_of(request, organisation_id)
    form = StatusForm(request.POST)
    if request.method == "POST" and form.is_valid():
        try:
            check = services.confirm_status(
                organisation=organisation, **form.cleaned_data, actor=user_of(request)
            )
            template = _("{day}의 법적 지위를 ‘{status}’(으로/로) 확인해 두었습니다.")
            day = date_format(check.on, "SHORT_DATE_FORMAT")
            done(request, template, day=day, status=str(check.get_status_display()))
        except RefusedError as error:
            not_done(request, error.message)
    return redirect("organisations:legal_status", organisation_id=organisation.public_id)


@login_required
@permission_required(KEEP, raise_exception=True)
@require_http_methods(["GET", "POST"])
def grace_claim(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    organisation = organisation_of(request, organisation_id)
    form = GraceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.claim_grace(organisation=organisation, **form.cleaned_data, actor=user_of(request))
            done(request, _("유예 기간을 기록했습니다."))
            return redirect("organisations:legal_status", organisation_id=organisation.public_id)
        except RefusedError as error:
            form.add_error(None, error.message)
    context = {
        "form": form,
        "crumbs": crumbs(organisation),
        "title": _("중소기업 유예 기간 적기"),
        "back": reverse("organisations:legal_status", args=[organisation.public_id]),
    }
    return render(request, "organisations/part_form.html", context)
