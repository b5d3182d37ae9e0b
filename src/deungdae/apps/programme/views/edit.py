"""Defining indicators with a preview, setting targets, recording figures of others and distinctions."""

from datetime import timedelta
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deungdae.apps.academy.views.frame import Crumbs, form_page
from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import form_status, sent
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.programme.forms.definition import DefinitionForm, NewIndicatorForm, initial_of
from deungdae.apps.programme.forms.more import DistinctionForm, FigureForm, TargetsForm
from deungdae.apps.programme.models import ImportedFigure, Indicator, Programme
from deungdae.apps.programme.selectors.preview import preview_of
from deungdae.apps.programme.selectors.standing import asked_of, targets_by_indicator
from deungdae.apps.programme.selectors.versions import as_written, versions_in_force
from deungdae.apps.programme.services.definitions import (
    check_definition,
    create_indicator,
    define_indicator,
)
from deungdae.apps.programme.services.figures import record_distinction, record_figure
from deungdae.apps.programme.services.targets import number, set_targets
from deungdae.apps.programme.views.access import (
    address_of,
    crumbs_home,
    crumbs_of,
    distinction_page,
    of_indicator,
    programme_asked,
    write_page,
)
from deungdae.apps.programme.views.preview import preview_context

POSTED = ["GET", "POST"]


@write_page
@require_http_methods(POSTED)
def create(request: HttpRequest) -> HttpResponse:
    programme = programme_asked(request)
    if programme is None:
        return render(request, "programme/empty.html")
    form = NewIndicatorForm(sent(request), programme=programme)

    def made() -> Indicator:
        return create_indicator(
            goal=form.cleaned_data["goal"],
            facts=form.facts(),
            definition=form.definition(),
            within=form.chosen_within(),
            actor=user_of(request),
        )

    def act() -> str:
        found = once(request, key=form.cleaned_data["key"], records=Indicator.objects.all(), create=made)
        done(request, _("지표 ‘{title}’(을/를) 만들었습니다."), title=str(found))
        return address_of(found)

    title = _("지표 만들기")
    return definition_page(request, form, programme, act=act, title=title, crumbs=crumbs_home(programme))


@write_page
@of_indicator
@require_http_methods(POSTED)
def define(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    programme = indicator.goal.programme
    version = versions_in_force()[indicator.pk]
    initial = initial_of(version)
    form = DefinitionForm(sent(request), programme=programme, defines=indicator, initial=initial)

    def act() -> str:
        made = define_indicator(
            indicator=indicator,
            definition=form.definition(),
            within=form.chosen_within(),
            reason=form.cleaned_data["reason"],
            actor=user_of(request),
        )
        done(request, _("‘{title}’의 {number}판을 씁니다."), title=str(indicator), number=made.number)
        return address_of(indicator)

    title = _("정의 고치기")
    return definition_page(
        request, form, programme, act=act, title=title, crumbs=crumbs_of(indicator), indicator=indicator
    )


def definition_page(
    request: HttpRequest,
    form: DefinitionForm,
    programme: Programme,
    *,
    act: Any,
    title: str,
    crumbs: Crumbs,
    indicator: Indicator | None = None,
) -> HttpResponse:
    """The form with its preview. A press on “preview”, or any change where scripts run, saves nothing."""
    refusal: RefusedError | None = None
    is_preview = "preview" in request.POST or request.headers.get("HX-Request") == "true"
    if is_preview:
        form.fields.pop("reason", None)
    if form.is_valid():
        try:
            if not is_preview:
                return redirect(act())
            check_definition(definition=form.definition(), indicator=indicator, within=form.chosen_within())
        except RefusedError as error:
            refusal = error
    status = form_status(form, refusal)
    context: dict[str, Any] = {
        "form": form,
        "crumbs": crumbs,
        "title": title,
        "back": crumbs[-1]["url"],
        "preview": None,
    }
    if indicator is not None and not form.is_bound:
        version = versions_in_force()[indicator.pk]
        context["preview"] = preview_context(
            preview_of(programme, as_written(version), version.within, indicator)
        )
    if form.is_bound and form.is_valid() and refusal is None:
        preview = preview_of(programme, form.definition(), form.chosen_within(), indicator)
        context["preview"] = preview_context(preview)
    if request.headers.get("HX-Request") == "true":
        return render(request, "programme/parts/preview.html", context)
    return render(request, "programme/define.html", context, status=200 if is_preview else status)


@write_page
@of_indicator
@require_http_methods(POSTED)
def targets(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    asked = asked_of(indicator.goal.programme)
    now = targets_by_indicator(asked, indicator).get(indicator.pk, [])
    lines = "\n".join(line_of(one.starts_on, one.ends_on, one.value) for one in now)
    form = TargetsForm(sent(request), initial={"targets": lines})

    def act() -> str:
        told = form.cleaned_data
        wanted, reason = told["targets"], told["reason"]
        set_targets(indicator=indicator, wanted=wanted, reason=reason, actor=user_of(request))
        done(request, _("‘{title}’의 목표를 정했습니다. 지난 목표도 남습니다."), title=str(indicator))
        return address_of(indicator)

    return shown_form(request, form, act=act, title=_("목표 정하기"), crumbs=crumbs_of(indicator))


def line_of(starts_on: Any, ends_on: Any, value: int) -> str:
    """As `parsing.targets` reads it."""
    is_year = (starts_on.month, starts_on.day, ends_on.month, ends_on.day) == (1, 1, 1, 1)
    if is_year and ends_on.year == starts_on.year + 1:
        return f"{starts_on.year}: {number(value)}"
    return f"{starts_on.isoformat()} ~ {(ends_on - timedelta(days=1)).isoformat()}: {number(value)}"


@write_page
@of_indicator
@require_http_methods(POSTED)
def figure(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    form = FigureForm(sent(request))

    def made() -> ImportedFigure:
        told = {name: form.cleaned_data[name] for name in ("on", "value", "part", "source", "mark")}
        return record_figure(indicator=indicator, **told, actor=user_of(request))

    def act() -> str:
        once(request, key=form.cleaned_data["key"], records=ImportedFigure.objects.all(), create=made)
        done(request, _("발표된 값을 적었습니다. 센 값과 섞지 않습니다."))
        return address_of(indicator)

    return shown_form(request, form, act=act, title=_("발표된 값 적기"), crumbs=crumbs_of(indicator))


@distinction_page
@require_http_methods(POSTED)
def distinguish(request: HttpRequest) -> HttpResponse:
    programme = programme_asked(request)
    if programme is None:
        return render(request, "programme/empty.html")
    form = DistinctionForm(sent(request))

    def made() -> EvidenceEntry:
        return record_distinction(**form.facts(), actor=user_of(request))

    def act() -> str:
        entry = once(request, key=form.cleaned_data["key"], records=EvidenceEntry.objects.all(), create=made)
        done(request, _("{name}의 기업 카드에 선정을 적었습니다."), name=entry.organisation.name)
        return reverse("evidence:entry", args=[entry.organisation.public_id, entry.public_id])

    return shown_form(request, form, act=act, title=_("선정 적기"), crumbs=crumbs_home(programme))


def shown_form(request: HttpRequest, form: Form, *, act: Any, title: str, crumbs: Crumbs) -> HttpResponse:
    return form_page(request, form, act=act, title=title, crumbs=crumbs, template="programme/form.html")
