"""Who gets which page of roadmaps: staff all, a company's people their own, others the 404 of nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from deungdae.apps.accounts.permitted import permission_page
from deungdae.apps.roadmap.models import Offering, Roadmap
from deungdae.apps.roadmap.rules import KEEP, PLAN, READ_ALL, READ_OWN

Rest = ParamSpec("Rest")
RoadmapPage = Callable[Concatenate[HttpRequest, Roadmap, Rest], HttpResponse]
OfferingPage = Callable[Concatenate[HttpRequest, Offering, Rest], HttpResponse]
Crumbs = list[dict[str, Any]]

roadmap_side = permission_page(READ_ALL, READ_OWN)
"""For everybody who may see some roadmap: staff, and people of a company."""
keeping_page = permission_page(KEEP)
"""For those who keep the offerings."""


def roadmap_page(view: RoadmapPage[Rest]) -> Callable[..., HttpResponse]:
    """Of one roadmap that the person may see and decide on."""

    @wraps(view)
    def page(
        request: HttpRequest, roadmap_id: UUID, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        if not request.user.has_perm(PLAN):
            raise Http404
        parts = Roadmap.objects.visible_to(request.user).select_related(
            "organisation", "assessment__framework", "job", "decision"
        )
        return view(request, get_object_or_404(parts, public_id=roadmap_id), *arguments, **named)

    return roadmap_side(page)


def offering_page(view: OfferingPage[Rest]) -> Callable[..., HttpResponse]:
    """Of one offering, for those who keep them."""

    @wraps(view)
    def page(
        request: HttpRequest, offering_id: UUID, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        parts = Offering.objects.select_related("course", "forum", "solution").prefetch_related(
            "serves", "needs"
        )
        return view(request, get_object_or_404(parts, public_id=offering_id), *arguments, **named)

    return keeping_page(page)


def crumbs_home() -> Crumbs:
    return [{"label": _("맞춤형 로드맵"), "url": reverse("roadmap:home")}]


def crumbs_offerings() -> Crumbs:
    return [*crumbs_home(), {"label": _("지원 항목"), "url": reverse("roadmap:offerings")}]


def address_of(roadmap: Roadmap) -> str:
    return reverse("roadmap:roadmap", args=[roadmap.public_id])


def crumbs_of(roadmap: Roadmap) -> Crumbs:
    label = f"{roadmap.organisation.name} {roadmap.number}"
    return [*crumbs_home(), {"label": label, "url": address_of(roadmap)}]
