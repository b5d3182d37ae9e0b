"""Proposing a talk, and its page behind the link of the mail."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.academy.views.frame import form_page
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done, not_done
from deungdae.apps.forum.forms.talks import TalkForm, initial_of_talk
from deungdae.apps.forum.links import talk_token
from deungdae.apps.forum.models import Forum, Talk
from deungdae.apps.forum.services import talks as services
from deungdae.apps.forum.services.placing import place_words
from deungdae.apps.forum.services.reviewing import confirm_speaking
from deungdae.apps.forum.views.access import (
    account_of,
    crumbs,
    forum_page,
    may_mail,
    require_few,
    talk_link_page,
)
from deungdae.apps.forum.views.forums import is_open
from deungdae.apps.forum.words import TONES


def initial_person(request: HttpRequest) -> dict[str, str]:
    user = account_of(request)
    return {} if user is None else {"name": user.name, "email": user.email}


@forum_page
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, forum: Forum) -> HttpResponse:
    """Everybody may propose a talk; without an account the mail's link confirms it."""
    form, user = TalkForm(sent(request), forum=forum, initial=initial_person(request)), account_of(request)

    def act() -> str:
        key: UUID = form.cleaned_data["key"]
        if user is None:
            require_few(request)
        with_mail = user is not None or may_mail(request, form.cleaned_data["email"])
        facts = form.facts()
        made = services.submit_talk(forum=forum, facts=facts, key=key, actor=user, with_mail=with_mail)
        if user is None:
            return reverse("forum:sent", args=[forum.public_id])
        done(request, _("발표 ‘{title}’(을/를) 접수했습니다."), title=made.title)
        return reverse("forum:talk_link", args=[talk_token(made)])

    lead, closed = _("모집 마감까지 메일의 주소에서 고치거나 철회할 수 있습니다."), ""
    try:
        services.require_call(forum)
    except RefusedError as error:
        lead, closed = "", error.message
    told = {"lead": lead, "closed": closed, "button": _("신청하기")}
    return form_page(request, form, act=act, title=_("발표 신청"), crumbs=crumbs(forum), **told)


@forum_page
@require_GET
def sent_page(request: HttpRequest, forum: Forum) -> HttpResponse:
    """The same words whatever was sent: the mail tells the rest."""
    return render(request, "forum/sent.html", {"forum": forum, "crumbs": crumbs(forum)})


@never_cache
@talk_link_page
@require_http_methods(["GET", "POST"])
def talk_link(request: HttpRequest, talk: Talk) -> HttpResponse:
    """See it, confirm it, say that one will speak, take it back."""
    if request.method == "POST":
        take_act(request, talk)
        return redirect(request.path)
    is_changeable = talk.state in (Talk.State.ASKED, Talk.State.SUBMITTED)
    context = {
        "talk": talk,
        "forum": talk.forum,
        "talk_link": talk_token(talk),
        "state": shown_state(talk),
        "tone": TONES[shown_state(talk).value],
        "crumbs": crumbs(talk.forum),
        "speakers": talk.speakers.all(),
        "can_edit": is_changeable and is_open(lambda: services.require_call(talk.forum)),
        "can_confirm": talk.state == Talk.State.ACCEPTED and talk.is_announced,
        "can_withdraw": shown_state(talk) not in (Talk.State.WITHDRAWN, Talk.State.REJECTED)
        and talk.forum.state not in (Forum.State.HELD, Forum.State.CANCELLED),
        "place": place_words(talk) if talk.forum.programme_at else "",
        "materials": talk.materials.all() if talk.state in Talk.STANDING else [],
        "can_bring": talk.is_announced,
    }
    return render(request, "forum/talk_link.html", context)


def shown_state(talk: Talk) -> Talk.State:
    """A decision that was not told yet is not shown either."""
    if talk.state in Talk.DECIDED and talk.told != talk.state:
        return Talk.State(talk.told) if talk.told else Talk.State.SUBMITTED
    return Talk.State(talk.state)


def take_act(request: HttpRequest, talk: Talk) -> None:
    act, user = request.POST.get("act", ""), account_of(request)
    try:
        if act == "confirm":
            services.confirm_mail(talk=talk)
            done(request, _("발표 신청을 접수했습니다."))
        elif act == "speak":
            confirm_speaking(talk=talk, actor=user)
            done(request, _("발표하겠다고 알렸습니다. 고맙습니다."))
        elif act == "withdraw":
            services.withdraw_talk(talk=talk, reason="", actor=user)
            done(request, _("발표를 철회했습니다."))
        else:
            raise RefusedError("act", _("무엇을 할지 알 수 없습니다. 화면의 단추를 눌러 주십시오."))
    except RefusedError as error:
        not_done(request, error.message)


@never_cache
@talk_link_page
@require_http_methods(["GET", "POST"])
def talk_edit(request: HttpRequest, talk: Talk) -> HttpResponse:
    form = TalkForm(sent(request), forum=talk.forum, initial=initial_of_talk(talk))
    back = reverse("forum:talk_link", args=[talk_token(talk)])

    def act() -> str:
        services.update_talk(talk=talk, facts=form.facts(), actor=account_of(request))
        done(request, _("발표를 저장했습니다."))
        return back

    path = crumbs(talk.forum, (_("내 발표"), back))
    return form_page(request, form, act=act, title=_("발표 고치기"), crumbs=path)
