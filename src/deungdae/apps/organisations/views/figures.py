"""The tab of yearly figures: read by whoever sees the organisation, kept by the centre's staff."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done
from deungdae.apps.organisations.figure_doubts import Doubt
from deungdae.apps.organisations.figure_kinds import KINDS, SHOWN_UNITS, UNITS, USUAL_UNIT, shown_figure
from deungdae.apps.organisations.forms.figures import FiguresForm, WithdrawalForm
from deungdae.apps.organisations.models import Organisation, YearlyFigure
from deungdae.apps.organisations.selectors.figures import figures_of
from deungdae.apps.organisations.services import figures as services
from deungdae.apps.organisations.services.figures import DoubtfulError
from deungdae.apps.organisations.views.figure_tables import chart_of, lines_of, source_note, years_of
from deungdae.apps.organisations.views.frame import crumbs, frame_of, organisation_page

KEEP = "organisations.keep_figures"


@organisation_page
@require_GET
def figure_table(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Years beside each other; the unit is the reader's choice and stands above the table."""
    user = user_of(request)
    entries = figures_of(organisation=organisation, user=user)
    wanted = request.GET.get("unit", "")
    unit = UNITS[wanted if wanted in SHOWN_UNITS else USUAL_UNIT]
    years = years_of(entries)
    context = {
        **frame_of(request, organisation, tab="organisations:figures"),
        "may_keep": user.has_perm(KEEP),
        "unit": unit,
        "units": [UNITS[name] for name in SHOWN_UNITS],
        "years": years,
        "lines": lines_of(entries, years, unit),
        "chart": chart_of(entries),
    }
    return render(request, "organisations/figures.html", context)


@login_required
@permission_required(KEEP, raise_exception=True)
@require_http_methods(["GET", "POST"])
def figures_record(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """One year of one source; values that look like a slip are asked about before they are kept."""
    organisation = organisation_of(request, organisation_id)
    form = FiguresForm(request.POST if request.method == "POST" else None, initial=initial_of(request))
    doubts: tuple[Doubt, ...] = ()
    if form.is_valid():
        try:
            kept = services.record_figures(
                organisation=organisation,
                statement=form.statement(),
                values=form.cleaned_data["values"],
                is_confirmed=form.cleaned_data["is_confirmed"],
                actor=user_of(request),
            )
            say_kept(request, form.cleaned_data["year"], len(kept))
            return redirect("organisations:figures", organisation_id=organisation.public_id)
        except DoubtfulError as error:
            doubts = tuple(error.doubts)
        except RefusedError as error:
            form.add_error(None, error.message)
    context = {
        "form": form,
        "doubts": doubts,
        "ask": bool(doubts) or bool(form.data.get("is_confirmed")),
        "value_fields": [form[name] for name in KINDS],
        "organisation": organisation,
        "crumbs": crumbs(organisation),
    }
    return render(request, "organisations/figures_form.html", context)


def say_kept(request: HttpRequest, year: int, count: int) -> None:
    if count:
        done(request, _("{year}년 수치 {count}건을 기록했습니다."), year=year, count=count)
    else:
        done(request, _("{year}년 수치는 이미 기록된 것과 같습니다."), year=year)


def initial_of(request: HttpRequest) -> dict[str, Any]:
    """The year that a link on the page asks for."""
    year = request.GET.get("year", "")
    return {"year": int(year)} if year.isascii() and year.isdecimal() and len(year) == 4 else {}


@login_required
@permission_required(KEEP, raise_exception=True)
@require_http_methods(["GET", "POST"])
def figure_withdraw(request: HttpRequest, organisation_id: UUID, figure_id: UUID) -> HttpResponse:
    organisation = organisation_of(request, organisation_id)
    mine = YearlyFigure.objects.current().filter(organisation=organisation)
    figure = get_object_or_404(mine, public_id=figure_id)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.withdraw_figure(
                figure=figure, reason=form.cleaned_data["reason"], actor=user_of(request)
            )
            template = _("{year}년 {kind} 수치를 거두었습니다.")
            done(request, template, year=figure.year, kind=str(KINDS[figure.kind].label))
            return redirect("organisations:figures", organisation_id=organisation.public_id)
        except RefusedError as error:
            form.add_error(None, error.message)
    context = {
        "form": form,
        "figure": figure,
        "kind": KINDS[figure.kind],
        "shown": shown_figure(figure.kind, figure.value),
        "note": source_note(figure),
        "organisation": organisation,
        "crumbs": crumbs(organisation),
    }
    return render(request, "organisations/figure_withdraw.html", context)


def organisation_of(request: HttpRequest, organisation_id: UUID) -> Organisation:
    visible = Organisation.objects.visible_to(user_of(request))
    return get_object_or_404(visible, public_id=organisation_id)
