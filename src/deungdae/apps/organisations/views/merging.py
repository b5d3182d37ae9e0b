"""The pages on which the centre's staff make one organisation of two records, and take it back."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required, permission_required
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done, not_done
from deungdae.apps.organisations import numbers
from deungdae.apps.organisations.forms.merging import MergeForm
from deungdae.apps.organisations.models import Organisation, OrganisationMerge
from deungdae.apps.organisations.selectors import merging as selectors
from deungdae.apps.organisations.services.duplicates import keep_apart
from deungdae.apps.organisations.services.merging import merge_organisations
from deungdae.apps.organisations.services.unmerging import undo_merge
from deungdae.apps.organisations.views.frame import crumbs

MERGE = "organisations.merge"
ON_ONE_PAGE = 100
KEPT = ("name", "english_name", "business_number", "corporate_number")
NUMBERS = {"business_number": numbers.shown_business, "corporate_number": numbers.shown_corporate}


def pair_of(request: HttpRequest, organisation_id: UUID, other_id: UUID) -> tuple[Organisation, Organisation]:
    """The two organisations of the address, among those the person may see."""
    visible = Organisation.objects.visible_to(user_of(request)).select_related("industry", "region")
    return get_object_or_404(visible, public_id=organisation_id), get_object_or_404(
        visible, public_id=other_id
    )


@login_required
@permission_required(MERGE, raise_exception=True)
@require_http_methods(["GET", "POST"])
def merge_pair(request: HttpRequest, organisation_id: UUID, other_id: UUID) -> HttpResponse:
    """Both sides field by field; the first of the address is the one that stays."""
    survivor, merged = pair_of(request, organisation_id, other_id)
    refusal = ""
    if request.method == "POST":
        try:
            merge = merge_organisations(
                survivor=survivor,
                merged=merged,
                take=taken_from(request),
                reason=MergeForm(request.POST).typed_reason(),
                actor=user_of(request),
                seen=moments_of(request.POST.get("seen", "")),
            )
        except RefusedError as error:
            refusal = error.message
        else:
            template = _("‘{merged}’(을/를) ‘{survivor}’에 합쳤습니다.")
            done(request, template, merged=merge.merged_name, survivor=merge.survivor_name)
            return redirect("organisations:merge_detail", merge_id=merge.public_id)
    context = {
        "survivor": survivor,
        "merged": merged,
        "lines": lines_of(survivor, merged, request),
        "parts": selectors.parts_of(survivor=survivor, merged=merged),
        "seen": f"{survivor.updated_at.isoformat()} {merged.updated_at.isoformat()}",
        "reason": request.POST.get("reason", ""),
        "refusal": refusal,
        "crumbs": [*crumbs(), {"label": _("중복 후보"), "url": reverse("organisations:duplicates")}],
    }
    return render(request, "organisations/merge_pair.html", context, status=409 if refusal else 200)


def taken_from(request: HttpRequest) -> list[str]:
    """The fields for which the value of the other record was chosen."""
    return [field.name for field in selectors.facts() if request.POST.get(f"from_{field.name}") == "merged"]


def moments_of(text: str) -> list[datetime]:
    """The two moments that the page was made from; what is no moment never fits."""
    return [moment_of(part) for part in text.split(" ")[:2]]


def moment_of(text: str) -> datetime:
    try:
        return parse_datetime(text) or datetime.min  # noqa: DTZ901
    except ValueError:
        return datetime.min  # noqa: DTZ901


def lines_of(survivor: Organisation, merged: Organisation, request: HttpRequest) -> list[dict[str, Any]]:
    """A line for each field that one of the two fills: both values, and which is chosen."""
    chosen = set(taken_from(request)) if request.method == "POST" else None
    found = []
    for field in selectors.facts():
        values = [shown(row, field) for row in (survivor, merged)]
        if not any(values):
            continue
        takes_other = (
            field.name in chosen if chosen is not None else prefers_other(survivor, merged, field, values)
        )
        found.append(
            {
                "name": field.name,
                "label": field.verbose_name,
                "own": values[0],
                "others": values[1],
                "differ": values[0] != values[1],
                "takes_other": takes_other,
            }
        )
    return found


def prefers_other(
    survivor: Organisation, merged: Organisation, field: models.Field, values: list[str]
) -> bool:
    """The value that is filled; of two, the one of the record that was changed last. Whose record stays, its
    names and numbers stay, unless somebody chooses otherwise."""
    own, others = values
    if not (own and others):
        return bool(others)
    if field.name in KEPT:
        return False
    return own != others and merged.updated_at > survivor.updated_at


def shown(organisation: Organisation, field: models.Field) -> str:
    value = getattr(organisation, field.name)
    if value is None or value == "":
        return ""
    if field.name in NUMBERS:
        return NUMBERS[field.name](value)
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    if field.choices:
        return str(getattr(organisation, f"get_{field.name}_display")())
    return str(value)


@login_required
@permission_required(MERGE, raise_exception=True)
@require_POST
def pair_apart(request: HttpRequest, organisation_id: UUID, other_id: UUID) -> HttpResponse:
    one, other = pair_of(request, organisation_id, other_id)
    try:
        keep_apart(one=one, other=other, actor=user_of(request))
        template = _("‘{one}’(과/와) ‘{other}’(은/는) 다른 곳으로 기억합니다. 다시 묻지 않습니다.")
        done(request, template, one=one.name, other=other.name)
    except RefusedError as error:
        not_done(request, error.message)
    return redirect("organisations:duplicates")


@login_required
@permission_required(MERGE, raise_exception=True)
@require_GET
def merge_list(request: HttpRequest) -> HttpResponse:
    context = {"merges": selectors.merges()[:ON_ONE_PAGE], "crumbs": merge_crumbs()[:-1]}
    return render(request, "organisations/merge_list.html", context)


def merge_of(merge_id: UUID) -> OrganisationMerge:
    return get_object_or_404(selectors.merges(), public_id=merge_id)


def merge_crumbs() -> list[dict[str, str]]:
    return [
        *crumbs(),
        {"label": _("중복 후보"), "url": reverse("organisations:duplicates")},
        {"label": _("합치기 기록"), "url": reverse("organisations:merges")},
    ]


@login_required
@permission_required(MERGE, raise_exception=True)
@require_GET
def merge_detail(request: HttpRequest, merge_id: UUID) -> HttpResponse:
    """What a merge did, and the button that takes it back."""
    merge = merge_of(merge_id)
    fields = {field.name: field.verbose_name for field in selectors.facts()}
    context = {
        "merge": merge,
        "fields": [fields[name] for name in merge.fields if name in fields],
        "parts": selectors.parts_done(merge=merge),
        "crumbs": merge_crumbs(),
    }
    return render(request, "organisations/merge_detail.html", context)


@login_required
@permission_required(MERGE, raise_exception=True)
@require_POST
def merge_undo(request: HttpRequest, merge_id: UUID) -> HttpResponse:
    merge = merge_of(merge_id)
    try:
        undo_merge(merge=merge, actor=user_of(request))
        done(request, _("‘{name}’(을/를) 다시 나누었습니다."), name=merge.merged_name)
    except RefusedError as error:
        not_done(request, error.message)
    return redirect("organisations:merge_detail", merge_id=merge.public_id)
