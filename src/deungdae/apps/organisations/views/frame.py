"""What the pages of one organisation share: who may open them, their crumbs and their tabs."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.organisations.selectors import organisations as selectors
from deungdae.apps.organisations.selectors.merging import survivor_of

READ_ALL = "organisations.read_all"
EDIT = "organisations.write"
READ_HISTORY = "organisations.read_history"
Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Organisation, Rest], HttpResponse]
TABS: tuple[tuple[str, str | Promise], ...] = (
    ("organisations:detail", gettext_lazy("개요")),
    ("organisations:figures", gettext_lazy("재무·인력")),
    ("organisations:ownership", gettext_lazy("지분·그룹")),
    ("organisations:solutions", gettext_lazy("솔루션")),
    ("organisations:people", pgettext_lazy("several", "담당자")),
    ("organisations:history", gettext_lazy("이력")),
)
"""Address and label of each tab, in the order of use; at most six."""
NEEDED = {"organisations:history": READ_HISTORY}
"""What a person must be allowed about the organisation to find the tab."""


def organisation_page(view: View[Rest]) -> Callable[..., HttpResponse]:
    """A page of one organisation for everybody who may see it; the view gets the record instead of its id."""

    @wraps(view)
    def page(
        request: HttpRequest, organisation_id: UUID, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        visible = selectors.organisation_with_parts(user=user_of(request))
        organisation = visible.filter(public_id=organisation_id).first()
        if organisation is None:
            return at_survivor(request, organisation_id)
        return view(request, organisation, *arguments, **named)

    return login_required(page)


def at_survivor(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """A merged organisation's address leads to the same page of the one that stands for it; 404 otherwise.

    For now only: an undo gives the address back.
    """
    survivor = survivor_of(user=user_of(request), public_id=organisation_id)
    match = request.resolver_match
    if survivor is None or match is None or request.method != "GET":
        raise Http404
    return redirect(match.view_name, **{**match.kwargs, "organisation_id": survivor.public_id})


def crumbs(organisation: Organisation | None = None, *, user: User | None = None) -> list[dict[str, str]]:
    """The way to a page: the list, for those who have one, then the organisation."""
    found = []
    if user is None or user.has_perm(READ_ALL):
        found.append({"label": pgettext("several", "기업"), "url": reverse("organisations:list")})
    if organisation is not None:
        found.append(
            {
                "label": organisation.name,
                "url": reverse("organisations:detail", args=[organisation.public_id]),
            }
        )
    return found


def frame_of(request: HttpRequest, organisation: Organisation, *, tab: str) -> dict[str, Any]:
    """The context that every tab's page starts from; `tab` is the address name of the open one."""
    user = user_of(request)
    return {
        "organisation": organisation,
        "is_keeper": user.has_perm(READ_ALL),
        "may_edit": user.has_perm(EDIT),
        "crumbs": crumbs(user=user),
        "tabs": [
            {
                "label": label,
                "url": reverse(name, args=[organisation.public_id]),
                "current": name == tab,
            }
            for name, label in TABS
            if name not in NEEDED or user.has_perm(NEEDED[name], organisation)
        ],
    }
