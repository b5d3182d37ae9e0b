"""Groups of peers: the page of the staff with reasons, moves with their cost, and publishing."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.academy.bridge.peer_groups import (
    Grouping,
    Impossible,
    Problem,
    answer_in,
    cheapest_exchange,
    reasons_of,
)
from deungdae.apps.academy.forms.circle import GroupingForm
from deungdae.apps.academy.group_words import (
    bound_words,
    cost_words,
    impossible_words,
    move_words,
    near_lines,
    reason_lines,
)
from deungdae.apps.academy.models import Cohort, Enrolment, PeerGrouping, PeerMove, PeerSeat
from deungdae.apps.academy.selectors.circle import seated_of
from deungdae.apps.academy.services import peer_groups as services
from deungdae.apps.academy.views.access import cohort_page, crumbs, deciding_page, staff_page
from deungdae.apps.academy.views.frame import form_page
from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.personal.masking import masked
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.answers import file_answer
from deungdae.apps.core.decisions import document_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.ids import from_short, is_short
from deungdae.apps.core.words import done, not_done


def name_of(enrolment: Enrolment) -> str:
    company = enrolment.organisation.name if enrolment.organisation is not None else ""
    return " ".join(one for one in (company, masked("name", enrolment.trainee.name)) if one)


def names_in(cohort: Cohort) -> dict[str, str]:
    """Everybody whom a grouping of the cohort may name."""
    found = Enrolment.objects.filter(cohort=cohort).select_related("trainee", "organisation")
    return {one.short_id: name_of(one) for one in found}


@staff_page
@cohort_page
@require_GET
def groups(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    grouping = services.current_grouping(cohort)
    context: dict[str, Any] = {"cohort": cohort, "crumbs": crumbs(cohort), "grouping": grouping}
    if grouping is not None:
        found = answer_in(grouping)
        if found is not None and isinstance(found[1], Impossible):
            context["impossible"] = impossible_words(found[0], found[1], names_in(cohort))
            context["is_smallest"] = found[1].is_smallest
        standing = services.as_it_stands(grouping)
        if standing is not None:
            context |= told_of(grouping, *standing)
    return render(request, "academy/groups.html", context)


def told_of(grouping: PeerGrouping, problem: Problem, answer: Grouping) -> dict[str, Any]:
    """The groups with everybody's reasons, and what has changed since."""
    seats = PeerSeat.objects.filter(grouping=grouping).select_related(
        "enrolment__trainee", "enrolment__organisation__industry", "enrolment__organisation__region"
    )
    by_group: dict[int, list[dict[str, Any]]] = {}
    for seat in seats:
        near = near_lines(reasons_of(problem, answer, seat.enrolment.short_id))
        name = masked("name", seat.enrolment.trainee.name)
        by_group.setdefault(seat.group, []).append(
            {"enrolment": seat.enrolment, "name": name, "near": " · ".join(near)}
        )
    placed = {seat.enrolment_id for seat in seats}
    now = set(seated_of(grouping.cohort).values_list("pk", flat=True))
    return {
        "groups": sorted(by_group.items()),
        "bound": bound_words(answer),
        "changed": len(placed ^ now),
        "moves": [
            {
                "when": move.at,
                "who": name_of(move.enrolment),
                "other": name_of(move.other) if move.other is not None else "",
                "move": move,
                "cost": cost_words(move.cost),
            }
            for move in PeerMove.objects.filter(grouping=grouping).select_related(
                "enrolment__trainee", "enrolment__organisation", "other__trainee", "other__organisation"
            )
        ],
        "can_publish": grouping.state == PeerGrouping.State.COMPUTED,
    }


@staff_page
@cohort_page
@require_http_methods(["GET", "POST"])
def groups_compute(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    seated = Enrolment.objects.filter(cohort=cohort, state=Enrolment.State.SEATED)
    people = {one.number: one.short_id for one in seated}
    form = GroupingForm(sent(request), people=people)

    def create() -> PeerGrouping:
        return services.ask_grouping(cohort=cohort, rules=form.rules(), actor=user_of(request))

    def act() -> str:
        made = once(request, key=form.cleaned_data["key"], records=PeerGrouping.objects.all(), create=create)
        return reverse("core:job_detail", args=[made.job.public_id]) if made.job else groups_of(cohort)

    lead = _("자리가 확정된 %(count)s명을 나눕니다.") % {"count": len(people)}
    return form_page(
        request,
        form,
        act=act,
        title=_("동료 그룹 계산"),
        crumbs=crumbs_of(cohort),
        lead=lead,
        button=_("계산하기"),
    )


def groups_of(cohort: Cohort) -> str:
    return reverse("academy:groups", args=[cohort.public_id])


def crumbs_of(cohort: Cohort) -> list[dict[str, Any]]:
    return [*crumbs(cohort), {"label": _("동료 그룹"), "url": groups_of(cohort)}]


@deciding_page
@require_http_methods(["GET", "POST"])
def peer(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    """Why somebody is in the group, and every move with what it costs or what stands against it."""
    grouping = services.current_grouping(enrolment.cohort)
    found = services.as_it_stands(grouping) if grouping is not None else None
    seat = PeerSeat.objects.filter(grouping=grouping, enrolment=enrolment).first()
    if grouping is None or found is None or seat is None:
        raise Http404
    if request.method == "POST":
        return move(request, grouping, enrolment)
    problem, answer = found
    names = names_in(enrolment.cohort)
    told = reasons_of(problem, answer, enrolment.short_id)
    lines = []
    for one in told.moves:
        swap = cheapest_exchange(problem, answer, enrolment.short_id, one.group)
        lines.append(
            {
                "group": one.group + 1,
                "words": move_words(one, names),
                "can": not one.stands_against,
                "swap": swap,
                "swap_words": cost_words(swap.cost) if swap is not None else "",
                "swap_name": names.get(swap.other, "") if swap is not None else "",
            }
        )
    context = {
        "enrolment": enrolment,
        "name": name_of(enrolment),
        "crumbs": crumbs_of(enrolment.cohort),
        "group": seat.group,
        "reasons": reason_lines(told, names),
        "lines": lines,
    }
    return render(request, "academy/peer.html", context)


def move(request: HttpRequest, grouping: PeerGrouping, enrolment: Enrolment) -> HttpResponse:
    group, other = request.POST.get("group", ""), request.POST.get("other", "")
    partner = None
    if other:
        keys = from_short(other) if is_short(other) else None
        partner = get_object_or_404(Enrolment, cohort=enrolment.cohort, public_id=keys)
    try:
        if not (group.isascii() and group.isdigit() and len(group) <= 3):
            raise RefusedError("group", _("옮길 그룹을 고르십시오."))
        services.move_peer(
            grouping=grouping,
            enrolment=enrolment,
            group=int(group),
            other=partner,
            actor=user_of(request),
        )
        done(request, _("{group}조로 옮겼습니다."), group=int(group))
    except RefusedError as error:
        not_done(request, error.message)
        return redirect("academy:peer", enrolment_id=enrolment.public_id)
    return redirect(groups_of(enrolment.cohort))


@staff_page
@cohort_page
@require_POST
def groups_publish(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    grouping = services.current_grouping(cohort)
    if grouping is None:
        raise Http404
    try:
        services.publish_grouping(grouping=grouping, actor=user_of(request))
        done(request, _("참가자에게 공개하고 한 분에 한 번씩 알렸습니다."))
    except RefusedError as error:
        not_done(request, error.message)
    return redirect(groups_of(cohort))


@staff_page
@cohort_page
@require_GET
def groups_record(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """The record of the newest grouping, for whoever wants to check and repeat it."""
    grouping = services.current_grouping(cohort)
    if grouping is None or grouping.decision is None:
        raise Http404
    content = document_of(grouping.decision)
    return file_answer(content.encode(), name=_("동료 그룹 기록.json"), kind="application/json")
