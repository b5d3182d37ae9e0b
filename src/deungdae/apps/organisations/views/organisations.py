"""The pages of organisations: list, one of them, a new one, a changed one. For the centre's staff.

Whoever acts for an organisation reads its page.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.personal.opening import opened_on
from deungdae.apps.accounts.rights.roles import held_roles
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done
from deungdae.apps.organisations import numbers
from deungdae.apps.organisations.bridge.duplicates import words_of
from deungdae.apps.organisations.forms.organisation import (
    NewOrganisationForm,
    OrganisationEditForm,
    differences,
    initial_of,
)
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


class SimilarError(Exception):
    """Registered organisations that the new one may be; nobody has said yet that it is none of them."""

    def __init__(self, found: list[dict[str, Any]]) -> None:
        super().__init__()
        self.found = found


@login_required
@permission_required(EDIT, raise_exception=True)
@require_http_methods(["GET", "POST"])
def organisation_create(request: HttpRequest) -> HttpResponse:
    form = NewOrganisationForm(request.POST if request.method == "POST" else None)
    similar: list[dict[str, Any]] = []
    if form.is_valid():
        try:
            organisation = created_once(request, form)
            done(request, _("‘{name}’(을/를) 등록했습니다."), name=organisation.name)
            return redirect("organisations:detail", organisation_id=organisation.public_id)
        except SimilarError as error:
            similar = error.found
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


def created_once(request: HttpRequest, form: NewOrganisationForm) -> Organisation:
    """One organisation for one sent form, however often; a form that was changed meanwhile is a new one."""
    user = user_of(request)

    def create() -> Organisation:
        similar = [] if form.cleaned_data["is_new"] else similar_to(user, form.cleaned_data)
        if similar:
            raise SimilarError(similar)
        return services.create_organisation(**form.particulars(), actor=user)

    try:
        visible = Organisation.objects.visible_to(user)
        return once(request, key=form.cleaned_data["key"], records=visible, create=create)
    except RefusedError as error:
        if error.code != "key_reused":
            raise
        return create()


def similar_to(user: User, wanted: dict[str, Any]) -> list[dict[str, Any]]:
    """Registered organisations that the new one may be."""
    region = wanted.get("region")
    found = organisations_like(
        user=user,
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
    changed: list[tuple[str, str]] = []
    if form.is_valid():
        try:
            services.update_organisation(
                organisation=organisation, **form.cleaned_data, actor=user_of(request)
            )
            done(request, _("‘{name}’의 내용을 저장했습니다."), name=form.cleaned_data["name"])
            return redirect("organisations:detail", organisation_id=organisation.public_id)
        except RefusedError as error:
            if error.code == "organisation_stale":
                organisation = get_object_or_404(visible, pk=organisation.pk)
                changed = differences(form, organisation)
                form = seen_anew(request.POST, organisation)
            form.add_error(None, error.message)
    back = reverse("organisations:detail", args=[organisation.public_id])
    context = {
        "form": form,
        "changed": changed,
        "crumbs": crumbs(organisation),
        "title": _("내용 고치기"),
        "back": back,
    }
    return render(request, "organisations/organisation_form.html", context)


def seen_anew(sent: QueryDict, organisation: Organisation) -> OrganisationEditForm:
    """What was typed, beside the organisation as it is now."""
    values = sent.copy()
    values["seen"] = organisation.updated_at.isoformat()
    form = OrganisationEditForm(values)
    form.is_valid()
    return form
