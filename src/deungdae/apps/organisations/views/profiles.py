"""The profiles of companies: all that are open, and one as its reader may see it."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from deungdae.apps.organisations.models import Organisation, OrganisationKind, Solution
from deungdae.apps.organisations.selectors import profiles as selectors
from deungdae.apps.organisations.selectors.places import industries_to_choose, provinces
from deungdae.apps.organisations.selectors.solutions import SolutionFilters, solutions_matching
from deungdae.apps.organisations.views.organisations import filters_of, line_of, page_number
from deungdae.apps.organisations.views.overview import branch_line, facts_of, period_of
from deungdae.apps.organisations.views.solutions import line_of as solution_line_of

INSIDE = "all"
"""The view of the organisation's own people and of staff, unless they choose to look as others do."""


@require_GET
def profile_list(request: HttpRequest) -> HttpResponse:
    """For everybody, also without signing in."""
    filters, number = filters_of(request.GET), page_number(request)
    page = selectors.page_of_profiles(user=request.user, filters=filters, number=number)
    words = filters.as_query()
    context = {
        "page": page,
        "filters": filters,
        "lines": [line_of(each.record) for each in page.found],
        "kinds": OrganisationKind.Kind.choices,
        "industries": industries_to_choose(),
        "regions": provinces(),
        "previous": "?" + urlencode({**words, "page": number - 1}) if number > 1 else "",
        "next": "?" + urlencode({**words, "page": number + 1}) if page.has_next else "",
    }
    return render(request, "organisations/profile_list.html", context)


@require_GET
def profile_detail(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """What is open to the reader; from inside also as others see it."""
    visible = selectors.profile_with_parts(user=request.user)
    organisation = visible.filter(public_id=organisation_id).first()
    if organisation is None:
        return at_survivor(request, organisation_id)
    inside = selectors.is_inside(user=request.user, organisation=organisation)
    view = request.GET.get("view", "") if inside else ""
    seen_as = view if view in selectors.SEEN_AS else INSIDE
    fields = selectors.profile_fields(user=request.user, organisation=organisation, seen_as=seen_as)
    context = {
        **profile_of(organisation, fields),
        "solutions": solutions_of(request, organisation),
        "crumbs": [{"label": _("기업 소개"), "url": reverse("companies:list")}],
        "is_inside": inside,
        "tabs": view_tabs(organisation, seen_as),
        "seen_as": seen_as,
        "is_published": selectors.is_published(organisation),
    }
    return render(request, "organisations/profile_detail.html", context)


def at_survivor(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """The address of a profile that was open before its company was merged leads to the one that stands."""
    survivor = selectors.profile_survivor(user=request.user, public_id=organisation_id)
    if survivor is None:
        raise Http404
    return redirect("companies:detail", organisation_id=survivor.public_id)


def profile_of(organisation: Organisation, fields: frozenset[str]) -> dict[str, Any]:
    """The open facts that are known."""
    unknown = ("", None, _("알려지지 않음"), _("없음"))
    return {
        "organisation": organisation,
        "line": line_of(organisation) if "kinds" in fields else {},
        "facts": [
            fact
            for fact in facts_of(organisation)
            if fact["field"] in fields and fact["value"] not in unknown
        ],
        "names": [
            {"name": name, "period": period_of(name.valid_from, name.valid_to)}
            for name in (organisation.names.all() if "names" in fields else ())
        ],
        "branches": [
            branch_line(branch) for branch in (organisation.branches.all() if "branches" in fields else ())
        ],
    }


def solutions_of(request: HttpRequest, organisation: Organisation) -> list[dict[str, Any]]:
    """Those that are published: a profile shows what others see."""
    found = solutions_matching(user=request.user, filters=SolutionFilters())
    return [
        solution_line_of(one)
        for one in found.filter(organisation=organisation, state=Solution.State.PUBLISHED)
    ]


def view_tabs(organisation: Organisation, seen_as: str) -> list[dict[str, Any]]:
    address = reverse("companies:detail", args=[organisation.public_id])
    views = {INSIDE: _("모든 내용"), "member": _("회원에게"), "public": _("누구에게나")}
    return [
        {
            "label": label,
            "url": address if view == INSIDE else f"{address}?view={view}",
            "current": view == seen_as,
        }
        for view, label in views.items()
    ]
