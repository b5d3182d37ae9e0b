"""The pages of organisations: list, one of them, a new one, a changed one. For the centre's staff.

Whoever acts for an organisation reads its page.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.accounts.personal.opening import opened_on
from deungdae.apps.accounts.rights.roles import held_roles
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.organisations import numbers
from deungdae.apps.organisations.bridge.duplicates import words_of
from deungdae.apps.organisations.forms.organisation import OrganisationEditForm, OrganisationForm, initial_of
from deungdae.apps.organisations.models import Membership, Organisation, OrganisationKind
from deungdae.apps.organisations.selectors import organisations as selectors
from deungdae.apps.organisations.selectors import places
from deungdae.apps.organisations.selectors.duplicates import organisations_like
from deungdae.apps.organisations.selectors.legal_status import may_read
from deungdae.apps.organisations.selectors.organisations import Filters
from deungdae.apps.organisations.services import organisations as services
from deungdae.apps.organisations.views.frame import EDIT, READ_ALL, crumbs, frame_of, organisation_page
from deungdae.apps.organisations.views.legal_status import panel_of
from deungdae.apps.organisations.views.overview import overview_of
from deungdae.engine.kernel.korean import sentence

MAX_FILTER = 100


def filters_of(sent: Mapping[str, str]) -> Filters:
    """What the address narrows the list to; nonsense narrows it to nothing, never to an error."""
    texts = {
        name: sent.get(name, "").replace("\x00", "").strip()[:MAX_FILTER]
        for name in ("q", "kind", "industry", "region")
    }
    return Filters.from_query(texts)


def page_number(request: HttpRequest) -> int:
    """Which page of answers; nonsense is the first."""
    text = request.GET.get("page", "")
    return int(text) if text.isascii() and text.isdecimal() and 0 < len(text) < 4 and int(text) else 1


@login_required
@permission_required(READ_ALL, raise_exception=True)
@require_GET
def organisation_list(request: HttpRequest) -> HttpResponse:
    filters = filters_of(request.GET)
    page = selectors.page_of_organisations(
        user=user_of(request),
        filters=filters,
        after=selectors.key_of(request.GET.get("after", "")),
        before=selectors.key_of(request.GET.get("before", "")),
        number=page_number(request),
    )
    context = {
        "page": page,
        "filters": filters,
        "kinds": OrganisationKind.Kind.choices,
        "industries": places.industries_to_choose(),
        "regions": places.regions_to_choose(),
        "lines": [line_of(organisation) for organisation in page.organisations],
    }
    return render(request, "organisations/organisation_list.html", context)


def line_of(organisation: Organisation) -> dict[str, Any]:
    labels = dict(OrganisationKind.Kind.choices)
    return {
        "organisation": organisation,
        "kinds": [labels[each.kind] for each in organisation.kinds.all()],
        "business_number": numbers.shown_business(organisation.business_number),
    }


@login_required
@require_GET
def own_organisations(request: HttpRequest) -> HttpResponse:
    """The organisation of the role in use; without one, those whose role can be taken."""
    user = user_of(request)
    own = Organisation.objects.filter(pk__in=Membership.objects.in_use_by(user).values("organisation"))
    for organisation in own:
        return redirect("organisations:detail", organisation_id=organisation.public_id)
    roles = [one for one in held_roles(user=user) if one.organisation is not None]
    return render(request, "organisations/organisation_mine.html", {"roles": roles})


@organisation_page
@require_GET
def organisation_detail(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Staff keep the record; whoever acts for the organisation reads it."""
    user = user_of(request)
    context = {
        **frame_of(request, organisation, tab="organisations:detail"),
        **overview_of(organisation, user=user, opened=opened_on(request, user=user)),
        "line": line_of(organisation),
        "panel": (
            panel_of(organisation, on=clock.today(), assumed=())
            if may_read(user=user, organisation=organisation)
            else None
        ),
    }
    return render(request, "organisations/organisation_detail.html", context)


@login_required
@permission_required(EDIT, raise_exception=True)
@require_http_methods(["GET", "POST"])
def organisation_create(request: HttpRequest) -> HttpResponse:
    form = OrganisationForm(request.POST if request.method == "POST" else None)
    similar = similar_to(request, form.cleaned_data) if form.is_valid() else []
    if form.is_valid() and not similar:
        try:
            organisation = services.create_organisation(**form.cleaned_data, actor=user_of(request))
            done = sentence(_("‘{name}’(을/를) 등록했습니다."), {"name": organisation.name})
            messages.success(request, done)
            return redirect("organisations:detail", organisation_id=organisation.public_id)
        except RefusedError as error:
            form.add_error(None, error.message)
    context = {
        "form": form,
        "crumbs": crumbs(),
        "title": _("기업·기관 등록"),
        "similar": similar,
        "back": reverse("organisations:list"),
    }
    return render(request, "organisations/organisation_form.html", context)


def similar_to(request: HttpRequest, wanted: dict[str, Any]) -> list[dict[str, Any]]:
    """Registered organisations that the new one may be, until somebody has said that it is none of them."""
    if request.POST.get("is_new") == "on":
        return []
    region = wanted.get("region")
    found = organisations_like(
        user=user_of(request),
        name=wanted["name"],
        home_page=wanted.get("home_page") or "",
        region=region.pk if region else None,
    )
    return [{"organisation": one, "score": why.score, "reasons": words_of(why.reasons)} for one, why in found]


@login_required
@permission_required(EDIT, raise_exception=True)
@require_http_methods(["GET", "POST"])
def organisation_edit(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    visible = selectors.organisation_with_parts(user=user_of(request))
    organisation = get_object_or_404(visible, public_id=organisation_id)
    sent = request.POST if request.method == "POST" else None
    form = OrganisationEditForm(sent, initial=initial_of(organisation))
    if form.is_valid():
        try:
            services.update_organisation(
                organisation=organisation, **form.cleaned_data, actor=user_of(request)
            )
            messages.success(
                request, _("‘%(name)s’의 내용을 저장했습니다.") % {"name": form.cleaned_data["name"]}
            )
            return redirect("organisations:detail", organisation_id=organisation.public_id)
        except RefusedError as error:
            form.add_error(None, error.message)
    back = reverse("organisations:detail", args=[organisation.public_id])
    context = {"form": form, "crumbs": crumbs(organisation), "title": _("내용 고치기"), "back": back}
    return render(request, "organisations/organisation_form.html", context)
