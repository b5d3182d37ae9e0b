"""Who comes to a forum, as this viewer may see it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.personal.masking import is_masked
from deungdae.apps.accounts.personal.opening import Opened, as_seen
from deungdae.apps.forum.models import Forum, Registration

PAGE_SIZE = 50


def registrations_of(*, user: User, forum: Forum, state: str = "", query: str = "") -> QuerySet[Registration]:
    """By number; of one state, and found by `query`, where asked."""
    found = Registration.objects.visible_to(user).filter(forum=forum)
    if state in Registration.State.values:
        found = found.filter(state=state)
    if query:
        found = found.filter(is_found_by(query))
    return found.select_related("organisation", "arrival").order_by("number", "pk")


def is_found_by(query: str) -> Q:
    """Its number, where somebody comes from, or the name unless the centre masks names."""
    if query.isdecimal():
        return Q(number=int(query[:9]))
    found = Q(organisation__name__icontains=query) | Q(affiliation__icontains=query)
    return found if is_masked("name") else found | Q(name__icontains=query)


def counts_by_state(forum: Forum) -> Mapping[str, int]:
    rows = Registration.objects.filter(forum=forum).order_by().values_list("state")
    return dict(rows.annotate(number=Count("pk")))


def own_registrations(*, user: User) -> QuerySet[Registration]:
    """The own ones and those of the company's people; the newest first."""
    found = Registration.objects.visible_to(user).select_related("forum", "organisation", "arrival")
    return found.order_by("-requested_at", "-pk")


def seen_person(one: Registration, *, user: User, opened: Opened) -> dict[str, Any]:
    """Masked for staff until opened; the own data, and for a company its people's names, always."""
    is_own = one.account_id == user.pk or (one.account_id is None and one.email == user.email.lower())
    return one.as_plain() if is_own else as_seen(one, opened=opened)


def ahead_of(one: Registration) -> int:
    """How many wait before this one."""
    waiting = Registration.objects.filter(forum=one.forum_id).waiting()
    return waiting.filter(number__lt=one.number or 0).count()
