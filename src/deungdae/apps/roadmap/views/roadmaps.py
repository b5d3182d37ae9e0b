"""Roadmaps: the list, asking for one, its page, choosing one of its plans, its record."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.academy.views.frame import form_page
from deungdae.apps.academy.words import money
from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent, typed
from deungdae.apps.core.answers import file_answer
from deungdae.apps.core.decisions import document_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.paging import page_links
from deungdae.apps.core.words import done, not_done
from deungdae.apps.diagnosis.bridge.frameworks import FULL, title_of
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.roadmap.forms.roadmap import WishesForm
from deungdae.apps.roadmap.models import OfferingServes, Roadmap
from deungdae.apps.roadmap.rules import KEEP, PLAN, READ_ALL
from deungdae.apps.roadmap.selectors.lines import page_of
from deungdae.apps.roadmap.selectors.standing import followed, survivor
from deungdae.apps.roadmap.services import roadmaps as services
from deungdae.apps.roadmap.views.access import (
    address_of,
    crumbs_home,
    roadmap_page,
    roadmap_side,
)

PAGE_SIZE = 30


@roadmap_side
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The roadmaps that are followed; a company also sees from which results it can make one."""
    words = typed(request, "q")
    found = Roadmap.objects.visible_to(request.user).exclude(state=Roadmap.State.REPLACED)
    if words:
        found = found.filter(organisation__name__icontains=words)
    page = Paginator(
        found.select_related("organisation", "assessment__framework", "job"), PAGE_SIZE
    ).get_page(request.GET.get("page"))
    context = {
        "lines": [
            {"one": one, "title": title_of(one.assessment.framework), "budget": money(one.budget_krw)}
            for one in page
        ],
        "links": page_links(request, page),
        "words": words,
        "sees_all": request.user.has_perm(READ_ALL),
        "may_keep": request.user.has_perm(KEEP),
        "results": results_of(request),
    }
    return render(request, "roadmap/home.html", context)


def results_of(request: HttpRequest) -> list[dict[str, Any]]:
    """Newest settled assessment of each framework of the own company; of a short screen only where something
    is offered to it."""
    if request.user.has_perm(READ_ALL):
        return []
    settled = Assessment.objects.visible_to(request.user).filter(state=Assessment.State.SETTLED)
    newest: dict[str, Assessment] = {}
    for one in settled.select_related("framework").order_by("-settled_at"):
        newest.setdefault(one.family, one)
    served = set(OfferingServes.objects.order_by().values_list("family", flat=True).distinct())
    return [
        {"one": one, "title": title_of(one.framework)}
        for family, one in newest.items()
        if family in served or family not in FULL
    ]


def settled_assessment(request: HttpRequest, settled_id: UUID) -> Assessment:
    if not request.user.has_perm(PLAN):
        raise Http404
    visible = Assessment.objects.visible_to(request.user).filter(state=Assessment.State.SETTLED)
    parts = visible.select_related("organisation", "framework")
    return get_object_or_404(parts, public_id=settled_id)


@roadmap_side
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, settled_id: UUID) -> HttpResponse:
    """Goals, money and time; then a job computes the plan."""
    assessment = settled_assessment(request, settled_id)
    before = followed(survivor(assessment.organisation), assessment.family)
    form = WishesForm(sent(request), assessment=assessment, before=before)

    def create() -> Roadmap:
        return services.ask_roadmap(assessment=assessment, wishes=form.wishes(), actor=user_of(request))

    def act() -> str:
        visible = Roadmap.objects.visible_to(request.user)
        return address_of(once(request, key=form.cleaned_data["key"], records=visible, create=create))

    crumbs = [*crumbs_home()]
    title = _("로드맵 다시 세우기") if before is not None else _("맞춤형 로드맵 만들기")
    lead = f"{assessment.organisation.name} · {title_of(assessment.framework)} {assessment.round}"
    return form_page(
        request, form, act=act, title=title, crumbs=crumbs, template="roadmap/ask.html", lead=lead
    )


@roadmap_page
@require_GET
def roadmap(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    context = {
        "roadmap": roadmap,
        "title": title_of(roadmap.assessment.framework),
        "crumbs": crumbs_home(),
        "newer": newer_than(roadmap),
        **page_of(roadmap),
    }
    return render(request, "roadmap/roadmap.html", context)


def newer_than(roadmap: Roadmap) -> str:
    """The page of the roadmap that is followed instead; "" for the newest."""
    if roadmap.state != Roadmap.State.REPLACED:
        return ""
    now = followed(survivor(roadmap.organisation), roadmap.family)
    return address_of(now) if now is not None and now.pk != roadmap.pk else ""


@roadmap_page
@require_POST
def choose(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    try:
        chosen = services.choose_plan(roadmap=roadmap, choice=request.POST.get("choice", "")[:20])
        done(request, _("이제 ‘{plan}’(을/를) 따릅니다."), plan=str(chosen.get_choice_display()))
    except RefusedError as error:
        not_done(request, error.message)
    return redirect(address_of(roadmap))


@roadmap_page
@require_GET
def record(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """The record of the decision: anybody can run it again with `deungdae decision verify`."""
    if roadmap.decision is None:
        raise Http404
    name = f"roadmap-{roadmap.short_id}.json"
    return file_answer(document_of(roadmap.decision).encode(), name=name, kind="application/json")
