"""Talks as staff see them: the list, one of them, its setting, reviewers and decision."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.academy.views.frame import form_page, question_page
from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.accounts.personal.opening import OPEN, as_seen, opened_on
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.accounts.views.personal import opening_page
from deungdae.apps.calendar.views.access import sent, typed
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.paging import page_links
from deungdae.apps.core.words import done, not_done
from deungdae.apps.forum.forms.talks import LinkCompanyForm, ReviewersForm, SettingForm, initial_of_link
from deungdae.apps.forum.links import desk_token, talk_token
from deungdae.apps.forum.models import Forum, Speaker, Talk, Track
from deungdae.apps.forum.selectors.forums import mean_of, review_lines, talks_of_forum
from deungdae.apps.forum.selectors.programme import speakers_words
from deungdae.apps.forum.services.conflicts import has_interest
from deungdae.apps.forum.services.forums import untold_of
from deungdae.apps.forum.services.holding import link_speaker, mark_missed
from deungdae.apps.forum.services.placing import place_words
from deungdae.apps.forum.services.reviewing import assign_reviewers, decide_talk, tell_decisions
from deungdae.apps.forum.services.talks import change_setting
from deungdae.apps.forum.views.access import (
    crumbs,
    forum_page,
    may_write,
    staff_page,
    staffs_talk_page,
    talk_page,
)
from deungdae.apps.forum.words import TONES, steps_of

PAGE_SIZE = 100
REVIEWING = (
    RoleGrant.Role.REVIEWER,
    RoleGrant.Role.MENTOR,
    RoleGrant.Role.CENTRE_STAFF,
    RoleGrant.Role.CENTRE_LEAD,
)

DECIDING = {
    Talk.State.ACCEPTED: gettext_lazy("채택하기"),
    Talk.State.WAITING: gettext_lazy("대기로 두기"),
    Talk.State.REJECTED: gettext_lazy("채택하지 않기"),
}
"""What the buttons do that decide."""


def talk_address(talk: Talk) -> str:
    return reverse("forum:talk", args=[talk.public_id])


def to_talks(forum: Forum) -> tuple[str, str]:
    return _("발표"), reverse("forum:talks", args=[forum.public_id])


@staff_page
@forum_page
@require_GET
def talks(request: HttpRequest, forum: Forum) -> HttpResponse:
    state, track = typed(request, "state"), typed(request, "track")
    found = talks_of_forum(forum, state=state, track=track)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "forum": forum,
        "crumbs": crumbs(forum),
        "lines": [
            {
                "talk": one,
                "speakers": speakers_words(one),
                "tone": TONES[one.state],
                "mean": mean_of(one),
                "is_untold": one.state in Talk.DECIDED and one.told != one.state,
            }
            for one in page
        ],
        "page": page,
        "links": page_links(request, page),
        "state": state,
        "track": track,
        "states": [one for one in Talk.State.choices if one[0] != Talk.State.ASKED],
        "tracks": Track.objects.filter(forum=forum),
        "untold": len(untold_of(forum)),
    }
    return render(request, "forum/talks.html", context)


@talk_page
@require_GET
def talk(request: HttpRequest, talk: Talk) -> HttpResponse:
    """For staff everything; a speaker is led to the page of the talk's link."""
    if not may_write(request):
        return redirect("forum:talk_link", talk_link=talk_token(talk))
    opened = opened_on(request, user=user_of(request))
    context: dict[str, Any] = {
        "talk": talk,
        "tone": TONES[talk.state],
        "crumbs": crumbs(talk.forum, to_talks(talk.forum)),
        "speakers": [
            {
                "speaker": one,
                "email": as_seen(one, opened=opened)["email"],
                "is_open": one.public_id in opened,
            }
            for one in talk.speakers.select_related("organisation")
        ],
        "reviews": review_lines(talk),
        "mean": mean_of(talk),
        "place": place_words(talk),
        "decisions": [(value, DECIDING[value]) for value in Talk.DECIDED if value != talk.state],
        "can_decide": talk.state in ("submitted", "accepted", "waiting", "rejected"),
        "is_untold": talk.state in Talk.DECIDED and talk.told != talk.state,
        "steps": steps_of(talk),
        "opened": opened,
        "may_open": request.user.has_perm(OPEN),
        "desk_link": desk_token(talk) if talk.slot is not None and talk.forum.programme_at else "",
        "is_held": talk.forum.state == Forum.State.HELD,
    }
    return render(request, "forum/talk.html", context)


@staffs_talk_page
@require_http_methods(["GET", "POST"])
def talk_setting(request: HttpRequest, talk: Talk) -> HttpResponse:
    names = ("title", "expected", "is_keynote", "seats")
    initial = {**{name: getattr(talk, name) for name in names}, "track": talk.track_id}
    form = SettingForm(sent(request), talk=talk, initial=initial)

    def act() -> str:
        values = {**form.cleaned_data, "track": form.tracks[form.cleaned_data["track"]]}
        changed = change_setting(talk=talk, actor=user_of(request), **values)
        done(request, _("‘{title}’(을/를) 저장했습니다."), title=changed.title)
        return talk_address(talk)

    path = crumbs(talk.forum, to_talks(talk.forum), (talk.code, talk_address(talk)))
    return form_page(request, form, act=act, title=_("발표 설정"), crumbs=path)


@staffs_talk_page
@require_http_methods(["GET", "POST"])
def talk_reviewers(request: HttpRequest, talk: Talk) -> HttpResponse:
    chosen = [one.reviewer.public_id for one in talk.reviews.select_related("reviewer")]
    form = ReviewersForm(sent(request), people=reviewers_for(talk), initial={"reviewers": chosen})

    def act() -> str:
        people = list(form.cleaned_data["reviewers"])
        assign_reviewers(talk=talk, reviewers=people, actor=user_of(request))
        done(request, _("심사할 사람 {count}명을 정했습니다."), count=len(people))
        return talk_address(talk)

    path = crumbs(talk.forum, to_talks(talk.forum), (talk.code, talk_address(talk)))
    return form_page(request, form, act=act, title=_("심사할 사람"), crumbs=path)


def reviewers_for(talk: Talk) -> Any:
    """People of the roles that review, without those who have an interest."""
    today, speakers = clock.today(), list(talk.speakers.all())
    granted = RoleGrant.objects.filter(role__in=REVIEWING, starts_on__lte=today)
    in_force = granted.exclude(ends_on__lte=today).values("user")
    people = User.objects.filter(pk__in=in_force, is_active=True)
    free = [one.pk for one in people if not has_interest(one, speakers)]
    return User.objects.filter(pk__in=free).order_by("name", "pk")


@staffs_talk_page
@require_POST
def talk_decide(request: HttpRequest, talk: Talk) -> HttpResponse:
    try:
        decided = decide_talk(talk=talk, target=request.POST.get("target", ""), actor=user_of(request))
        state = str(decided.get_state_display())
        done(
            request,
            _("{code} 발표를 ‘{state}’(으로/로) 정했습니다. 결과는 한꺼번에 알립니다."),
            code=talk.code,
            state=state,
        )
    except RefusedError as error:
        not_done(request, error.message)
    return redirect(talk_address(talk))


@staffs_talk_page
@require_POST
def talk_missed(request: HttpRequest, talk: Talk) -> HttpResponse:
    """Was not held after all, or was."""
    try:
        mark_missed(talk=talk, is_missed=request.POST.get("missed") == "1", actor=user_of(request))
        done(request, _("{code} 발표를 바로잡았습니다."), code=talk.code)
    except RefusedError as error:
        not_done(request, error.message)
    return redirect(talk_address(talk))


@staff_page
@forum_page
@require_http_methods(["GET", "POST"])
def letters(request: HttpRequest, forum: Forum) -> HttpResponse:
    """Tell every decision that was not told."""

    def act() -> str:
        count = tell_decisions(forum=forum, actor=user_of(request))
        done(request, _("발표 {count}건의 결과를 발표자에게 알립니다."), count=count)
        return to_talks(forum)[1]

    words = _(
        "아직 알리지 않은 발표 %(count)s건의 결과를 심사 의견과 함께 메일로 보냅니다."
        " 한 결과는 한 번만 갑니다."
    )
    return question_page(
        request,
        forms.Form(sent(request)),
        act=act,
        title=_("결과 알리기"),
        crumbs=crumbs(forum, to_talks(forum)),
        words=words % {"count": len(untold_of(forum))},
    )


def speaker_of(request: HttpRequest, speaker_id: UUID) -> Speaker:
    if not may_write(request):
        raise Http404
    found = Speaker.objects.select_related("talk__forum", "organisation")
    return get_object_or_404(found, public_id=speaker_id)


@staff_page
@require_http_methods(["GET", "POST"])
def speaker_company(request: HttpRequest, speaker_id: UUID) -> HttpResponse:
    speaker = speaker_of(request, speaker_id)
    form = LinkCompanyForm(sent(request), initial=initial_of_link(speaker))

    def act() -> str:
        company = form.cleaned_data["company"]
        link_speaker(speaker=speaker, organisation=company, actor=user_of(request))
        done(request, _("{name} 님의 기업을 저장했습니다."), name=speaker.name)
        return talk_address(speaker.talk)

    path = crumbs(speaker.talk.forum, (speaker.talk.code, talk_address(speaker.talk)))
    return form_page(request, form, act=act, title=_("기업 잇기"), crumbs=path, lead=speaker.name)


@staff_page
@require_http_methods(["GET", "POST"])
def speaker_open(request: HttpRequest, speaker_id: UUID) -> HttpResponse:
    """The masked address of a speaker, with a reason."""
    speaker = speaker_of(request, speaker_id)
    if not request.user.has_perm(OPEN):
        raise Http404
    return opening_page(request, speaker)
