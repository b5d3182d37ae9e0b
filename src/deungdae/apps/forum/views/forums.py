"""The forums, one of them as everybody sees it; making, changing and moving one on."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.academy.forms.seats import ReasonForm
from deungdae.apps.academy.views.frame import form_page, question_page
from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent, typed
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.paging import page_links
from deungdae.apps.core.words import done
from deungdae.apps.forum.forms.forums import ForumForm, FrameForm, initial_of_forum, initial_of_frame
from deungdae.apps.forum.models import Forum, ForumRoom, Registration, Track
from deungdae.apps.forum.rules import OVER, PLANNING, find_transition, transitions_from
from deungdae.apps.forum.selectors.forums import (
    PAGE_SIZE,
    Filters,
    forums_matching,
    reviews_open,
    talk_counts,
)
from deungdae.apps.forum.selectors.programme import open_talks, speakers_words
from deungdae.apps.forum.services import forums as services
from deungdae.apps.forum.services.frames import set_frame
from deungdae.apps.forum.services.registrations import require_open
from deungdae.apps.forum.services.talks import require_call
from deungdae.apps.forum.spans import forum_days_words
from deungdae.apps.forum.views.access import address_of, crumbs, forum_page, may_write, staff_page
from deungdae.apps.forum.words import TONES, forum_facts

TOLD = (Forum.State.REGISTRATION, Forum.State.CLOSED, Forum.State.HELD)
"""When everybody may know which talks are held."""


@require_GET
def forums(request: HttpRequest) -> HttpResponse:
    filters = Filters(**{name: typed(request, name) for name in Filters.__dataclass_fields__})
    found = forums_matching(user=request.user, filters=filters)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "page": page,
        "links": page_links(request, page),
        "lines": [{"forum": one, "days": forum_days_words(one), "tone": TONES[one.state]} for one in page],
        "states": Forum.State.choices,
        "may_write": may_write(request),
        "reviews": reviews_open(request.user).filter(reviewed_at=None).count(),
    }
    return render(request, "forum/forums.html", context)


@forum_page
@require_GET
def forum(request: HttpRequest, forum: Forum) -> HttpResponse:
    is_staff, now = may_write(request), clock.now()
    held = Registration.objects.filter(forum=forum).holding().count()
    is_told = forum.state in TOLD
    context: dict[str, Any] = {
        "forum": forum,
        "tone": TONES[forum.state],
        "crumbs": crumbs(),
        "facts": forum_facts(forum, left=max(forum.capacity - held, 0)),
        "tracks": Track.objects.filter(forum=forum),
        "rooms": ForumRoom.objects.filter(forum=forum).select_related("resource"),
        "talks": [
            {"talk": one, "speakers": speakers_words(one)}
            for one in (open_talks(forum) if is_told and forum.programme_at is None else [])
        ],
        "can_propose": is_open(lambda: require_call(forum)),
        "can_register": is_open(lambda: require_open(forum)),
        "may_write": is_staff,
        "is_over": forum.state in OVER,
        "is_planning": forum.state in PLANNING,
        "now": now,
    }
    if is_staff:
        waiting = Registration.objects.filter(forum=forum).waiting().count()
        context |= {
            "transitions": transitions_from(forum.state),
            "counts": talk_counts(forum),
            "held": held,
            "waiting": waiting,
            "untold": len(services.untold_of(forum)),
        }
    return render(request, "forum/forum.html", context)


def is_open(require: Any) -> bool:
    try:
        require()
    except RefusedError:
        return False
    return True


@staff_page
@require_http_methods(["GET", "POST"])
def forum_create(request: HttpRequest) -> HttpResponse:
    form = ForumForm(sent(request))

    def create() -> Forum:
        return services.create_forum(facts=form.facts(), actor=user_of(request))

    def act() -> str:
        made = once(request, key=form.cleaned_data["key"], records=Forum.objects.all(), create=create)
        done(
            request,
            _("‘{title}’(을/를) 만들었습니다. ‘행사 틀’에서 분과와 장소를 정하십시오."),
            title=made.title,
        )
        return address_of(made)

    return form_page(request, form, act=act, title=_("포럼 만들기"), crumbs=crumbs())


@staff_page
@forum_page
@require_http_methods(["GET", "POST"])
def forum_edit(request: HttpRequest, forum: Forum) -> HttpResponse:
    form = ForumForm(sent(request), initial=initial_of_forum(forum))

    def act() -> str:
        changed = services.update_forum(forum=forum, facts=form.facts(), actor=user_of(request))
        done(request, _("‘{title}’(을/를) 저장했습니다."), title=changed.title)
        return address_of(forum)

    return form_page(request, form, act=act, title=_("포럼 고치기"), crumbs=crumbs(forum))


@staff_page
@forum_page
@require_http_methods(["GET", "POST"])
def forum_frame(request: HttpRequest, forum: Forum) -> HttpResponse:
    form = FrameForm(sent(request), forum=forum, initial=initial_of_frame(forum))

    def act() -> str:
        set_frame(forum=forum, frame=form.frame(), actor=user_of(request))
        done(request, _("행사 틀을 저장하고 장소를 예약했습니다."))
        return address_of(forum)

    return form_page(request, form, act=act, title=_("행사 틀"), crumbs=crumbs(forum))


@staff_page
@forum_page
@require_http_methods(["GET", "POST"])
def forum_step(request: HttpRequest, forum: Forum, forum_target: str) -> HttpResponse:
    """A step of the forum: what it does is said first. One that is taken already leads back."""
    step = find_transition(source=forum.state, target=forum_target)
    if step is None and forum.state != forum_target:
        raise Http404
    asks = step is not None and step.asks_reason
    form = ReasonForm(sent(request)) if asks else forms.Form(sent(request))

    def act() -> str:
        reason = form.cleaned_data.get("reason", "")
        services.transition_forum(forum=forum, target=forum_target, reason=reason, actor=user_of(request))
        label = str(Forum.State(forum_target).label)
        done(request, _("‘{title}’(을/를) ‘{state}’(으로/로) 바꿨습니다."), title=str(forum), state=label)
        return address_of(forum)

    title = str(step.label) if step is not None else str(Forum.State(forum_target).label)
    words = str(step.confirm) if step is not None else _("이미 이 상태입니다.")
    return question_page(
        request, form, act=act, title=title, crumbs=crumbs(forum), words=words, is_danger=asks
    )
