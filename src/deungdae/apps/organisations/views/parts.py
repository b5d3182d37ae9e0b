"""The pages on which staff add, change and put away other names, contacts and branches."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from deungdae.apps.accounts.personal.forms import keep_masked
from deungdae.apps.accounts.personal.opening import OPEN, opened_on
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.accounts.views.personal import opening_page
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done
from deungdae.apps.organisations.forms.parts import BranchForm, ContactForm, NameForm
from deungdae.apps.organisations.models import (
    Branch,
    Contact,
    Organisation,
    OrganisationName,
    OrganisationPart,
)
from deungdae.apps.organisations.selectors.parts import contacts_of, parts_of
from deungdae.apps.organisations.services import parts
from deungdae.apps.organisations.views.frame import EDIT, crumbs

SAVED = gettext_lazy("‘{name}’의 내용을 저장했습니다.")
ARCHIVED = gettext_lazy("‘{name}’(을/를) 보관했습니다. 언제 무엇이었는지는 ‘이력’에 남습니다.")
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class PartPages:
    """What differs between the pages of the three kinds of parts; `anchor`: where the overview shows them."""

    model: type[OrganisationPart]
    form: Any
    anchor: str
    adding: str | Promise
    changing: str | Promise
    archiving: str | Promise
    added: str | Promise


NAMES = PartPages(
    OrganisationName,
    NameForm,
    "names",
    gettext_lazy("다른 이름 더하기"),
    gettext_lazy("다른 이름 고치기"),
    gettext_lazy("다른 이름 보관하기"),
    gettext_lazy("이름 ‘{name}’(을/를) 더했습니다."),
)
CONTACTS = PartPages(
    Contact,
    ContactForm,
    "contacts",
    gettext_lazy("연락처 더하기"),
    gettext_lazy("연락처 고치기"),
    gettext_lazy("연락처 보관하기"),
    gettext_lazy("연락처 ‘{name}’(을/를) 더했습니다."),
)
BRANCHES = PartPages(
    Branch,
    BranchForm,
    "branches",
    gettext_lazy("사업장 더하기"),
    gettext_lazy("사업장 고치기"),
    gettext_lazy("사업장 보관하기"),
    gettext_lazy("사업장 ‘{name}’(을/를) 더했습니다."),
)


def staff_page(view: View) -> View:
    return login_required(permission_required(EDIT, raise_exception=True)(view))


def organisation_of(request: HttpRequest, organisation_id: UUID) -> Organisation:
    return get_object_or_404(Organisation.objects.visible_to(user_of(request)), public_id=organisation_id)


def overview(organisation: Organisation, pages: PartPages) -> HttpResponse:
    answer = redirect("organisations:detail", organisation_id=organisation.public_id)
    answer["Location"] += f"#{pages.anchor}"
    return answer


def part_create(pages: PartPages) -> View:
    @staff_page
    @require_http_methods(["GET", "POST"])
    def create(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
        organisation = organisation_of(request, organisation_id)
        form = pages.form(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                part = parts.add_part(
                    organisation=organisation,
                    model=pages.model,
                    actor=user_of(request),
                    **form.cleaned_data,
                )
            except RefusedError as error:
                form.add_error(None, error.message)
            else:
                done(request, str(pages.added), name=str(part))
                return overview(organisation, pages)
        return form_page(request, form, organisation, pages.adding)

    return create


def part_edit(pages: PartPages) -> View:
    @staff_page
    @require_http_methods(["GET", "POST"])
    def edit(request: HttpRequest, organisation_id: UUID, **key: UUID) -> HttpResponse:
        organisation = organisation_of(request, organisation_id)
        part = part_of(request, organisation, key, pages)
        form = pages.form(
            request.POST if request.method == "POST" else None, initial=pages.form.initial_of(part)
        )
        open_url = masked_in(request, form, part)
        if form.is_valid():
            try:
                parts.change_part(part=part, actor=user_of(request), **form.cleaned_data)
            except RefusedError as error:
                form.add_error(None, error.message)
            else:
                done(request, str(SAVED), name=str(part))
                return overview(organisation, pages)
        return form_page(request, form, organisation, pages.changing, open_url=open_url)

    return edit


def part_archive(pages: PartPages) -> View:
    @staff_page
    @require_http_methods(["GET", "POST"])
    def archive(request: HttpRequest, organisation_id: UUID, **key: UUID) -> HttpResponse:
        """Say what it means, then do it."""
        organisation = organisation_of(request, organisation_id)
        part = part_of(request, organisation, key, pages)
        if request.method == "POST":
            parts.archive_part(part=part, actor=user_of(request))
            done(request, str(ARCHIVED), name=str(part))
            return overview(organisation, pages)
        context = {
            "organisation": organisation,
            "part": part,
            "anchor": pages.anchor,
            "title": pages.archiving,
            "crumbs": crumbs(organisation),
        }
        return render(request, "organisations/part_archive.html", context)

    return archive


def masked_in(request: HttpRequest, form: forms.Form, part: OrganisationPart) -> str:
    """Mask in the form what is closed on this page; answers the address that opens it, if there is such."""
    opened = opened_on(request, user=user_of(request))
    if not isinstance(part, Contact) or part.public_id in opened:
        return ""
    keep_masked(form, record=part, opened=opened)
    keys = [part.organisation.public_id, part.public_id]
    return reverse("organisations:contact_open", args=keys) + opened.query if part.covered() else ""


@login_required
@permission_required(OPEN, raise_exception=True)
@require_http_methods(["GET", "POST"])
def contact_open(request: HttpRequest, organisation_id: UUID, contact_id: UUID) -> HttpResponse:
    """A contact's masked fields, with a reason."""
    visible = contacts_of(user=user_of(request), organisation=organisation_of(request, organisation_id))
    return opening_page(request, get_object_or_404(visible, public_id=contact_id))


def part_of(
    request: HttpRequest, organisation: Organisation, key: dict[str, UUID], pages: PartPages
) -> OrganisationPart:
    visible = parts_of(user=user_of(request), organisation=organisation, model=pages.model)
    return get_object_or_404(visible, public_id__in=key.values())


def form_page(
    request: HttpRequest,
    form: forms.Form,
    organisation: Organisation,
    title: str | Promise,
    *,
    open_url: str = "",
) -> HttpResponse:
    context = {
        "form": form,
        "organisation": organisation,
        "title": title,
        "crumbs": crumbs(organisation),
        "open_url": open_url,
    }
    return render(request, "organisations/part_form.html", context, status=422 if form.errors else 200)
