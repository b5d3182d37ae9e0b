"""The profiles of companies: all that are open, one as its reader may see it, opening and closing it."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core.words import done
from deungdae.apps.organisations.models import Organisation, OrganisationKind, Solution
from deungdae.apps.organisations.selectors import profiles as selectors
from deungdae.apps.organisations.selectors.places import industries_to_choose, provinces
from deungdae.apps.organisations.selectors.solutions import SolutionFilters, solutions_matching
from deungdae.apps.organisations.services import profiles as services
from deungdae.apps.organisations.views.organisations import filters_of, line_of, page_number
from deungdae.apps.organisations.views.overview import branch_line, facts_of, period_of
from deungdae.apps.organisations.views.solutions import line_of as solution_line_of

PUBLISH = "organisations.publish_profile"
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
    organisation = get_object_or_404(visible, public_id=organisation_id)
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
        "may_publish": request.user.has_perm(PUBLISH, organisation),
    }
    return render(request, "organisations/profile_detail.html", context)


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


@login_required
@require_POST
def profile_publication(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """Open the profile to others, or close it with `act=withdraw`."""
    user = user_of(request)
    visible = Organisation.objects.visible_to(user)
    organisation = get_object_or_404(visible, public_id=organisation_id)
    if not user.has_perm(PUBLISH, organisation):
        raise Http404
    if request.POST.get("act") == "withdraw":
        services.withdraw_profile(organisation=organisation, actor=user)
        done(
            request,
            _("‘{name}’의 소개를 거두었습니다. 이제 다른 사람은 볼 수 없습니다."),
            name=organisation.name,
        )
    else:
        services.publish_profile(organisation=organisation, actor=user)
        done(request, _("‘{name}’의 소개를 공개했습니다."), name=organisation.name)
    return redirect("companies:detail", organisation_id=organisation.public_id)
