"""Reading shares and groups on a day, and following who owns whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.organisations.models import GroupMembership, Organisation, OwnershipLink

MOST_STEPS = 20


@dataclass(frozen=True, slots=True)
class Ownership:
    """Who owns a company, what it owns and which groups it is in, on one day."""

    owners: list[OwnershipLink]
    holdings: list[OwnershipLink]
    groups: list[GroupMembership]


def ownership_of(*, organisation: Organisation, user: Viewer, on: date) -> Ownership:
    """Three queries, whatever the number of shares."""
    links = OwnershipLink.objects.visible_to(user).on(on).select_related("owner", "owned")
    groups = GroupMembership.objects.visible_to(user).on(on).select_related("group")
    return Ownership(
        owners=list(links.filter(owned=organisation).order_by("-share", "pk")),
        holdings=list(links.filter(owner=organisation).order_by("-share", "pk")),
        groups=list(groups.filter(organisation=organisation).order_by("starts_on", "pk")),
    )


def largest_shareholder(*, organisation: Organisation, on: date) -> OwnershipLink | None:
    links = OwnershipLink.objects.on(on).filter(owned=organisation)
    return links.select_related("owner").order_by("-share", "pk").first()


def most_held(*, owned: Organisation, first: date, last: date | None) -> tuple[Decimal, date]:
    """The largest sum of shares on any day of the time, and the first such day."""
    links = list(OwnershipLink.objects.between(first, last).filter(owned=owned))
    days = sorted({first, *(link.starts_on for link in links if link.starts_on > first)})

    def held(day: date) -> Decimal:
        holding = (
            link for link in links if link.starts_on <= day and (link.ends_on is None or link.ends_on > day)
        )
        return sum((link.share for link in holding), Decimal(0))

    best = max(days, key=lambda day: (held(day), -day.toordinal()))
    return held(best), best


def chain_between(
    start: Organisation, end: Organisation, *, least: Decimal, first: date, last: date | None
) -> Sequence[Organisation]:
    """Companies from `start` down to `end`, each owning at least this share of the next; empty: none."""
    before: dict[int, int] = {}
    seen, edge = {start.pk}, [start.pk]
    links = OwnershipLink.objects.between(first, last).filter(share__gte=least, owner__isnull=False)
    for _step in range(MOST_STEPS):
        rows = list(links.filter(owner__in=edge).values_list("owner_id", "owned_id"))
        edge = []
        for owner, owned in rows:
            if owner is not None and owned not in seen:
                seen.add(owned)
                before[owned] = owner
                edge.append(owned)
        if end.pk in before:
            return chain_to(end.pk, before)
        if not edge:
            break
    return ()


def chain_to(end: int, before: dict[int, int]) -> list[Organisation]:
    path = [end]
    while path[-1] in before:
        path.append(before[path[-1]])
    names = Organisation.objects.in_bulk(path)
    return [names[pk] for pk in reversed(path)]
