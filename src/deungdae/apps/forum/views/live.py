"""Questions and polls of a talk: on the phone of who has a seat, at the chair's desk, on the screen."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from allauth.core.internal import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.ids import from_short, is_short
from deungdae.apps.core.words import done, not_done
from deungdae.apps.forum.forms.day import PollForm, QuestionForm
from deungdae.apps.forum.links import desk_token, registration_token, talk_of_desk
from deungdae.apps.forum.models import Poll, Question, Registration, Talk
from deungdae.apps.forum.selectors import live as selectors
from deungdae.apps.forum.selectors.programme import speakers_words
from deungdae.apps.forum.services import live as services
from deungdae.apps.forum.services.placing import place_words
from deungdae.apps.forum.views.access import LIMITS, seat_page, unlisted

Rest = ParamSpec("Rest")
REFRESH_SECONDS = 5


def desk_page(
    view: Callable[Concatenate[HttpRequest, Talk, Rest], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Behind the unguessable address that the chair has."""

    @wraps(view)
    def page(
        request: HttpRequest, desk_link: str, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        talk = talk_of_desk(desk_link)
        if talk is None:
            raise Http404
        return unlisted(view(request, talk, *arguments, **named))

    return page


def named_in(request: HttpRequest, name: str) -> UUID:
    """The record that a button names; one that is no id is a page that is old."""
    text = request.POST.get(name, "")
    if not is_short(text):
        raise RefusedError("gone", _("그사이 없어졌습니다. 화면을 새로 고쳐 주십시오."))
    return from_short(text)


def frame_of(talk: Talk) -> dict[str, Any]:
    poll = selectors.open_poll_of(talk)
    return {
        "talk": talk,
        "speakers": speakers_words(talk),
        "place": place_words(talk),
        "shown": selectors.shown_questions(talk),
        "poll": poll,
        "result": selectors.result_of(poll) if poll is not None else [],
        "refresh": REFRESH_SECONDS,
    }


@never_cache
@seat_page
@require_http_methods(["GET", "POST"])
def seat_live(request: HttpRequest, one: Registration, live_talk_id: UUID) -> HttpResponse:
    """Ask, say that one wants to know too, vote. The list asks for itself anew."""
    talks = Talk.objects.filter(forum=one.forum).standing().select_related("forum", "slot", "room__resource")
    talk = get_object_or_404(talks.filter(slot__isnull=False), public_id=live_talk_id)
    if one.forum.programme_at is None:
        raise Http404
    form = QuestionForm(sent(request) if request.POST.get("act") == "ask" else None)
    if request.method == "POST" and take_act(request, one, talk, form):
        return redirect(request.path)
    context = {
        **frame_of(talk),
        "form": form,
        "forum_seat": registration_token(one),
        "own": selectors.own_questions(talk, one),
        "voted": selectors.voted(talk, one),
    }
    if context["poll"] is not None:
        context["has_voted"] = selectors.has_voted(context["poll"], one)
    is_part = request.headers.get("HX-Request")
    template = "forum/parts/questions.html" if is_part else "forum/seat_live.html"
    return render(request, template, context, status=422 if form.errors else 200)


def take_act(request: HttpRequest, one: Registration, talk: Talk, form: QuestionForm) -> bool:
    """What the button says; False: the question is shown again with its fault."""
    act = request.POST.get("act", "")
    try:
        if act == "ask":
            if not form.is_valid():
                return False
            if not ratelimit.consume(request, app=LIMITS, action="forum_ask", key=one.short_id):
                raise RefusedError("many", _("너무 여러 번 물었습니다. 5분 뒤에 다시 해 주십시오."))
            services.ask(talk=talk, registration=one, text=form.cleaned_data["text"])
            done(request, _("질문을 좌장에게 보냈습니다."))
        elif act == "up":
            question = Question.objects.filter(talk=talk, public_id=named_in(request, "question")).first()
            services.vote_up(question=found(question), registration=one)
        elif act == "vote":
            poll = Poll.objects.filter(talk=talk, public_id=named_in(request, "poll")).first()
            option = request.POST.get("option", "")
            number = int(option) if option.isdecimal() and len(option) < 3 else -1
            services.vote(poll=found(poll), registration=one, option=number)
            done(request, _("투표했습니다."))
        else:
            raise RefusedError("act", _("무엇을 할지 알 수 없습니다. 화면의 단추를 눌러 주십시오."))
    except RefusedError as error:
        not_done(request, error.message)
    return True


def found(record: Any) -> Any:
    if record is None:
        raise RefusedError("gone", _("그사이 없어졌습니다. 화면을 새로 고쳐 주십시오."))
    return record


@never_cache
@desk_page
@require_http_methods(["GET", "POST"])
def desk(request: HttpRequest, talk: Talk) -> HttpResponse:
    """The chair shows and hides questions, opens and closes polls."""
    form = PollForm(sent(request) if request.POST.get("act") == "poll" else None)
    if request.method == "POST" and desk_act(request, talk, form):
        return redirect(request.path)
    context = {
        **frame_of(talk),
        "form": form,
        "desk_link": desk_token(talk),
        "questions": selectors.questions_of(talk),
        "polls": [
            {"poll": one, "result": selectors.result_of(one)} for one in talk.polls.filter(is_open=False)
        ],
    }
    is_part = request.headers.get("HX-Request")
    template = "forum/parts/desk.html" if is_part else "forum/desk.html"
    return render(request, template, context, status=422 if form.errors else 200)


def desk_act(request: HttpRequest, talk: Talk, form: PollForm) -> bool:
    act = request.POST.get("act", "")
    try:
        if act == "poll":
            if not form.is_valid():
                return False
            values = form.cleaned_data
            services.open_poll(talk=talk, text=values["poll_text"], options=values["options"])
            done(request, _("투표를 시작했습니다."))
        elif act == "close":
            poll = Poll.objects.filter(talk=talk, public_id=named_in(request, "poll")).first()
            services.close_poll(poll=found(poll))
            done(request, _("투표를 마쳤습니다."))
        elif act in Question.State.values:
            question = Question.objects.filter(talk=talk, public_id=named_in(request, "question")).first()
            services.moderate(question=found(question), state=act)
        else:
            raise RefusedError("act", _("무엇을 할지 알 수 없습니다. 화면의 단추를 눌러 주십시오."))
    except RefusedError as error:
        not_done(request, error.message)
    return True


@never_cache
@desk_page
@require_GET
def screen(request: HttpRequest, talk: Talk) -> HttpResponse:
    """For the projector: what is asked and voted, large. Asks for itself again and again."""
    context = {**frame_of(talk), "desk_link": desk_token(talk)}
    template = "forum/parts/screen.html" if request.headers.get("HX-Request") else "forum/screen.html"
    return render(request, template, context)
