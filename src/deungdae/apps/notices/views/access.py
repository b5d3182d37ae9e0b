"""Who gets which page of the board, and what its forms share."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.permitted import permission_page
from deungdae.apps.calendar.views.frame import Crumbs, asking_page
from deungdae.apps.notices.models import Attachment, Notice
from deungdae.apps.notices.rules import WRITE

Rest = ParamSpec("Rest")
NoticePage = Callable[Concatenate[HttpRequest, Notice, Rest], HttpResponse]
FilePage = Callable[Concatenate[HttpRequest, Attachment, Rest], HttpResponse]
LIMITS = "allauth.account"

staff_page = permission_page(WRITE)
"""For those who keep the board."""


def may_write(request: HttpRequest) -> bool:
    return bool(request.user.has_perm(WRITE))


def account_of(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def notice_page(view: NoticePage[Rest]) -> Callable[..., HttpResponse]:
    """Of one notice that the person may see, signed in or not."""

    @wraps(view)
    def page(
        request: HttpRequest, notice_id: UUID, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        visible = Notice.objects.visible_to(request.user)
        return view(request, get_object_or_404(visible, public_id=notice_id), *arguments, **named)

    return page


def file_page(view: FilePage[Rest]) -> Callable[..., HttpResponse]:
    """Of one file of a notice that the person may see."""

    @wraps(view)
    def page(
        request: HttpRequest, attachment_id: UUID, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        visible = Attachment.objects.filter(notice__in=Notice.objects.visible_to(request.user))
        found = get_object_or_404(visible.select_related("file", "notice"), public_id=attachment_id)
        return view(request, found, *arguments, **named)

    return page


def is_within(request: HttpRequest, action: str, *, key: str | None = None) -> bool:
    """Whether this is not one too many of its kind (ACCOUNT_RATE_LIMITS)."""
    return bool(ratelimit.consume(request, app=LIMITS, action=action, key=key))


def crumbs(notice: Notice | None = None, *more: tuple[str, str]) -> Crumbs:
    """The way to a page: the board, the notice, what is between."""
    found = [{"label": _("공지"), "url": reverse("notices:board")}]
    if notice is not None:
        found.append({"label": notice.title, "url": address_of(notice)})
    return [*found, *({"label": label, "url": url} for label, url in more)]


def desk_crumbs(*more: tuple[str, str]) -> Crumbs:
    return crumbs(None, (_("게시판 관리"), reverse("notices:desk")), *more)


def address_of(notice: Notice) -> str:
    return reverse("notices:notice", args=[notice.public_id])


form_page = partial(asking_page, template="notices/form.html")


def unlisted(answer: HttpResponse) -> HttpResponse:
    """Behind an unguessable address: no machine keeps it."""
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Cache-Control"] = "private, no-store"
    return answer
