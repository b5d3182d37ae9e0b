"""The programme in the making: compute, compare, adjust by hand with what each move costs, publish."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.academy.views.frame import form_page, question_page
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.selectors.words import span_words
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.answers import file_answer
from deungdae.apps.core.decisions import document_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done, not_done
from deungdae.apps.forum.bridge.programme import costs_now, question_of
from deungdae.apps.forum.forms.talks import ChairForm, PlaceForm
from deungdae.apps.forum.models import Chair, Forum, ForumRoom, ForumSlot, ProgrammeProposal, Talk
from deungdae.apps.forum.selectors.moves import cost_lines, moves_of, split_of
from deungdae.apps.forum.selectors.programme import programme_days, speakers_words
from deungdae.apps.forum.services.computing import answer_in, apply_proposal, start_compute
from deungdae.apps.forum.services.placing import (
    place_talk,
    place_words,
    placed_of,
    publish_programme,
    release_talk,
    set_chair,
    swap_talks,
)
from deungdae.apps.forum.views.access import crumbs, forum_page, staff_page, staffs_talk_page
from deungdae.apps.forum.words import TONES


def plan_address(forum: Forum) -> str:
    return reverse("forum:plan", args=[forum.public_id])


def to_plan(forum: Forum) -> tuple[str, str]:
    return _("프로그램 짜기"), plan_address(forum)


@staff_page
@forum_page
@require_GET
def plan(request: HttpRequest, forum: Forum) -> HttpResponse:
    """The grid with ways to change it, what is not placed, what was computed."""
    question = question_of(forum)
    is_possible = bool(question.now) and bool(question.problem.slots)
    cost, costs = costs_now(question, question.now) if is_possible else (0, None)
    unplaced = [talk for talk in question.talks.values() if talk.slot is None]
    context = {
        "forum": forum,
        "crumbs": crumbs(forum),
        "days": programme_days(forum),
        "unplaced": [{"talk": one, "speakers": speakers_words(one)} for one in unplaced],
        "cost": cost,
        "costs": cost_lines(costs) if costs is not None else [],
        "proposals": [
            {"proposal": one, "tone": TONES[one.state], "is_old": is_old(one, forum)}
            for one in forum.proposals.select_related("job")[:5]
        ],
        "can_publish": forum.programme_at is None and not unplaced and bool(question.now),
        "wishes": len(question.problem.wishes),
    }
    return render(request, "forum/plan.html", context)


def is_old(proposal: ProgrammeProposal, forum: Forum) -> bool:
    """Whether it waits to be applied, but to a programme that is no more."""
    is_waiting = proposal.state == ProgrammeProposal.State.COMPUTED
    return is_waiting and proposal.base_revision != forum.revision


@staff_page
@forum_page
@require_POST
def compute(request: HttpRequest, forum: Forum) -> HttpResponse:
    try:
        proposal = start_compute(forum=forum, actor=user_of(request))
    except RefusedError as error:
        not_done(request, error.message)
        return redirect(plan_address(forum))
    if proposal.job is None:
        return redirect("forum:proposal", proposal_key=proposal.public_id)
    return redirect("core:job_detail", job_id=proposal.job.public_id)


def proposal_of(request: HttpRequest, proposal_key: UUID) -> ProgrammeProposal:
    found = ProgrammeProposal.objects.visible_to(request.user).select_related("forum", "decision", "job")
    return get_object_or_404(found, public_id=proposal_key)


@staff_page
@require_GET
def proposal(request: HttpRequest, proposal_key: UUID) -> HttpResponse:
    """What was computed beside what stands: costs, moves, the grid as it would be."""
    found = proposal_of(request, proposal_key)
    forum, answer = found.forum, answer_in(found)
    is_current = found.base_revision == forum.revision
    context: dict[str, Any] = {
        "proposal": found,
        "forum": forum,
        "crumbs": crumbs(forum, to_plan(forum)),
        "tone": TONES[found.state],
        "answer": answer,
        "is_current": is_current,
        "can_apply": answer is not None and bool(answer.places) and is_current and found.state == "computed",
    }
    if answer is not None and answer.places:
        context |= split_of(forum, answer)
    return render(request, "forum/proposal.html", context)


@staff_page
@require_POST
def proposal_apply(request: HttpRequest, proposal_key: UUID) -> HttpResponse:
    found = proposal_of(request, proposal_key)
    try:
        apply_proposal(proposal=found, actor=user_of(request))
        done(request, _("계산한 프로그램을 반영했습니다."))
    except RefusedError as error:
        not_done(request, error.message)
        return redirect("forum:proposal", proposal_key=found.public_id)
    return redirect(plan_address(found.forum))


@staff_page
@require_GET
def proposal_record(request: HttpRequest, proposal_key: UUID) -> HttpResponse:
    """The record of the computation, for whoever wants to check and repeat it."""
    found = proposal_of(request, proposal_key)
    content = "{}" if found.decision is None else document_of(found.decision)
    return file_answer(content.encode(), name=_("프로그램 계산 기록.json"), kind="application/json")


@staffs_talk_page
@require_http_methods(["GET", "POST"])
def talk_place(request: HttpRequest, talk: Talk) -> HttpResponse:
    """Every place where the talk could be, with what the move costs; the best first."""
    moves = moves_of(talk)
    choices = [(move.key, move.words) for move in moves]
    if talk.slot is not None:
        choices.append(("off", _("프로그램에서 내리기")))
    form = PlaceForm(sent(request), choices=choices)

    def act() -> str:
        move = next((one for one in moves if one.key == form.cleaned_data["place"]), None)
        if move is None:
            place_talk(talk=talk, slot=None, room=None, actor=user_of(request))
        elif move.other is not None:
            swap_talks(talk=talk, other=move.other, actor=user_of(request))
        else:
            place_talk(talk=talk, slot=move.slot, room=move.room, actor=user_of(request))
        done(request, _("‘{title}’(을/를) 옮겼습니다."), title=talk.title)
        return plan_address(talk.forum)

    lead = place_words(talk) or _("아직 프로그램에 없습니다.")
    return form_page(
        request,
        form,
        act=act,
        title=talk.title,
        crumbs=crumbs(talk.forum, to_plan(talk.forum)),
        lead=lead,
        button=_("옮기기"),
    )


@staffs_talk_page
@require_POST
def talk_release(request: HttpRequest, talk: Talk) -> HttpResponse:
    try:
        release_talk(talk=talk, actor=user_of(request))
        done(request, _("다시 계산할 때 옮겨도 되는 발표로 바꿨습니다."))
    except RefusedError as error:
        not_done(request, error.message)
    return redirect(plan_address(talk.forum))


@staff_page
@forum_page
@require_http_methods(["GET", "POST"])
def chair(request: HttpRequest, forum: Forum, forum_slot_id: UUID, forum_room_id: UUID) -> HttpResponse:
    """Who leads a room in a slot."""
    slots = ForumSlot.objects.filter(forum=forum).exclude(kind=ForumSlot.Kind.PAUSE).select_related("forum")
    slot = get_object_or_404(slots, public_id=forum_slot_id)
    rooms = ForumRoom.objects.filter(forum=forum).select_related("resource")
    room = get_object_or_404(rooms, public_id=forum_room_id)
    known = Chair.objects.filter(slot=slot, room=room).first()
    initial = {name: getattr(known, name) for name in ("name", "affiliation", "email")} if known else {}
    form = ChairForm(sent(request), initial=initial)

    def act() -> str:
        set_chair(slot=slot, room=room, actor=user_of(request), **form.cleaned_data)
        done(request, _("좌장을 저장했습니다."))
        return plan_address(forum)

    lead = f"{span_words((slot.starts_at, slot.ends_at))}, {room}"
    return form_page(request, form, act=act, title=_("좌장"), crumbs=crumbs(forum, to_plan(forum)), lead=lead)


@staff_page
@forum_page
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, forum: Forum) -> HttpResponse:
    def act() -> str:
        publish_programme(forum=forum, actor=user_of(request))
        done(request, _("프로그램을 공개했습니다."))
        return reverse("forum:programme", args=[forum.public_id])

    words = _(
        "발표 %(count)s건의 시간과 장소가 공개되고, 발표자와 참가자에게 한 번 알립니다."
        " 그 뒤에 옮기면 옮긴 발표의 발표자에게 다시 알립니다."
    )
    return question_page(
        request,
        forms.Form(sent(request)),
        act=act,
        title=_("프로그램 공개"),
        crumbs=crumbs(forum, to_plan(forum)),
        words=words % {"count": len(placed_of(forum))},
    )
