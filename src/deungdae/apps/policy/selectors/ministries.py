"""Ministries with their names of a day, and whose people act for them."""

from datetime import date

from django.db.models import QuerySet

from deungdae.apps.accounts.models import User, Viewer
from deungdae.apps.organisations.models import Membership, within
from deungdae.apps.policy.models import Ministry


def ministries_with_names() -> QuerySet[Ministry]:
    return Ministry.objects.prefetch_related("names")


def ministries_by_key() -> dict[int, Ministry]:
    return {one.pk: one for one in ministries_with_names()}


def names_known(day: date) -> dict[str, Ministry]:
    """Every name a ministry ever had → who stands for it on that day."""
    found = ministries_by_key()
    names: dict[str, Ministry] = {}
    for ministry in found.values():
        standing = ministry
        while standing.ends_on is not None and standing.ends_on <= day and standing.successor_id is not None:
            standing = found[standing.successor_id]
        for name in ministry.names.all():
            names |= {name.name: standing, name.short_name: standing, name.short_english: standing}
        names[ministry.code] = standing
    names.pop("", None)
    return names


def own_ministries(user: Viewer) -> list[Ministry]:
    """Those that the person acts for in the role in use."""
    bodies = Membership.objects.in_use_by(user).values("organisation")
    return list(ministries_with_names().filter(within(bodies), ends_on=None))


def people_of(ministries: list[int]) -> dict[int, list[User]]:
    """Whoever acts today for each ministry, in one query each."""
    bodies = dict(Ministry.objects.filter(pk__in=ministries).values_list("pk", "organisation"))
    current = Membership.objects.current().filter(organisation__in=[one for one in bodies.values() if one])
    by_body: dict[int, list[User]] = {}
    for one in current.select_related("user").order_by("pk"):
        if one.user.can_sign_in:
            by_body.setdefault(one.organisation_id, []).append(one.user)
    return {key: by_body.get(body, []) for key, body in bodies.items() if body}
