"""Reading shares and groups on a day, and following who owns whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.organisations.models import GroupMembership, Organisation, OwnershipLink
from deungdae.apps.organisations.ownership_rules import chain, largest_sum


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
    return largest_sum(list(OwnershipLink.objects.between(first, last).filter(owned=owned)), first, last)


def chain_between(
    start: Organisation, end: Organisation, *, least: Decimal, first: date, last: date | None
) -> Sequence[Organisation]:
    """Companies from `start` down to `end`, each owning at least this share of the next; empty: none."""
    links = OwnershipLink.objects.between(first, last).filter(share__gte=least, owner__isnull=False)

    def owned_by(owners: Sequence[int]) -> Iterator[tuple[int, int]]:
        for owner, owned in links.filter(owner__in=owners).values_list("owner_id", "owned_id"):
            if owner is not None:
                yield owner, owned

    way = chain(start.pk, end.pk, owned_by=owned_by)
    names = Organisation.objects.in_bulk(way)
    return [names[pk] for pk in way]
