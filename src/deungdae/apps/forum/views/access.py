"""Who gets which page of the forums: what is opened everybody, talks and seats those whom they concern."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from allauth.core.internal import ratelimit
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.permitted import permission_page
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.forum.links import registration_of_token, talk_of_token
from deungdae.apps.forum.models import Forum, Registration, Talk
from deungdae.apps.forum.rules import DECIDE, WRITE

Rest = ParamSpec("Rest")
Page = Callable[Concatenate[HttpRequest, Rest], HttpResponse]
ForumPage = Callable[Concatenate[HttpRequest, Forum, Rest], HttpResponse]
TalkPage = Callable[Concatenate[HttpRequest, Talk, Rest], HttpResponse]
SeatPage = Callable[Concatenate[HttpRequest, Registration, Rest], HttpResponse]
LIMITS = "allauth.account"


def may_write(request: HttpRequest) -> bool:
    return bool(request.user.has_perm(WRITE))


def may_decide(request: HttpRequest) -> bool:
    return bool(request.user.has_perm(DECIDE))


def account_of(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


staff_page = permission_page(WRITE)
"""For those who keep forums."""


def forum_page(view: ForumPage[Rest]) -> Callable[..., HttpResponse]:
    """Of one forum that the person may see, signed in or not."""

    @wraps(view)
    def page(
        request: HttpRequest, forum_id: UUID, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        forum = get_object_or_404(Forum.objects.visible_to(request.user), public_id=forum_id)
        return view(request, forum, *arguments, **named)

    return page


def talk_page(view: TalkPage[Rest]) -> Callable[..., HttpResponse]:
    """Of one talk, for staff and for its speakers with an account."""

    @wraps(view)
    def page(
        request: HttpRequest, talk_id: UUID, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        visible = Talk.objects.visible_to(request.user).select_related(
            "forum", "track", "slot", "room__resource", "sent_by"
        )
        return view(request, get_object_or_404(visible, public_id=talk_id), *arguments, **named)

    return login_required(page)


def staffs_talk_page(view: TalkPage[Rest]) -> Callable[..., HttpResponse]:
    """Of one talk, for staff alone."""

    @wraps(view)
    def page(request: HttpRequest, talk: Talk, *arguments: Rest.args, **named: Rest.kwargs) -> HttpResponse:
        if not may_write(request):
            raise Http404
        return view(request, talk, *arguments, **named)

    return talk_page(page)


def registration_page(view: SeatPage[Rest]) -> Callable[..., HttpResponse]:
    """Of one registration: the person, the company, the centre."""

    @wraps(view)
    def page(
        request: HttpRequest, registration_id: UUID, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        visible = Registration.objects.visible_to(request.user).select_related(
            "forum", "organisation", "account"
        )
        return view(request, get_object_or_404(visible, public_id=registration_id), *arguments, **named)

    return login_required(page)


def staffs_registration_page(view: SeatPage[Rest]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def page(
        request: HttpRequest, one: Registration, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        if not may_decide(request):
            raise Http404
        return view(request, one, *arguments, **named)

    return registration_page(page)


def talk_link_page(view: TalkPage[Rest]) -> Callable[..., HttpResponse]:
    """Behind the unguessable address of a talk."""

    @wraps(view)
    def page(
        request: HttpRequest, talk_link: str, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        talk = talk_of_token(talk_link)
        if talk is None:
            raise Http404
        return unlisted(view(request, talk, *arguments, **named))

    return page


def seat_page(view: SeatPage[Rest]) -> Callable[..., HttpResponse]:
    """Behind the unguessable address of a registration."""

    @wraps(view)
    def page(
        request: HttpRequest, forum_seat: str, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        one = registration_of_token(forum_seat)
        if one is None:
            raise Http404
        return unlisted(view(request, one, *arguments, **named))

    return page


def unlisted(answer: HttpResponse) -> HttpResponse:
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Cache-Control"] = "private, no-store"
    return answer


def require_few(request: HttpRequest) -> None:
    """Forms without an account are limited by the network address."""
    if not ratelimit.consume(request, app=LIMITS, action="forum_form"):
        raise RefusedError("too_many", _("너무 여러 번 보냈습니다. 한 시간 뒤에 다시 해 주십시오."))


def may_mail(request: HttpRequest, email: str) -> bool:
    """Beyond so many mails to one address no more are sent."""
    return bool(ratelimit.consume(request, app=LIMITS, action="forum_mail", key=email.lower()))


def crumbs(forum: Forum | None = None, *more: tuple[str, str]) -> list[dict[str, Any]]:
    """The way to a page: the forums, the forum, what is between."""
    found = [{"label": pgettext("several", "포럼"), "url": reverse("forum:forums")}]
    if forum is not None:
        found.append({"label": str(forum), "url": address_of(forum)})
    return [*found, *({"label": label, "url": url} for label, url in more)]


def address_of(forum: Forum) -> str:
    return reverse("forum:forum", args=[forum.public_id])
