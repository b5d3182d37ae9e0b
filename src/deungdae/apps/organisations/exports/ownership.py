"""Shares and group memberships as a workbook with the importer's sheets, which can come in again.

The names of natural persons are personal data: the plain file leaves their shares out, and the sealed export
holds them.
"""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.exports.kinds import ExportKind, register_kind
from deungdae.apps.core.imports.files import workbook_of
from deungdae.apps.organisations import numbers
from deungdae.apps.organisations.exports.files import WIDTH
from deungdae.apps.organisations.exports.rows import day, header_of
from deungdae.apps.organisations.importers.ownership_columns import GROUPS, IN, OUT, PLACE_WORDS, SHARES
from deungdae.apps.organisations.models import GroupMembership, Organisation, OwnershipLink

IN_ONE_READ = 2_000


def workbook(organisations: QuerySet[Organisation]) -> bytes:
    """Of the companies of a list: who owns them, and the groups they are in, at any time."""
    keys = organisations.order_by().values("pk")
    links = OwnershipLink.objects.filter(owned__in=keys).exclude(owner_kind=OwnershipLink.OwnerKind.PERSON)
    places = GroupMembership.objects.filter(organisation__in=keys)
    return workbook_of(
        [
            (SHARES.label, with_head(header_of(SHARES), share_rows(links)), [WIDTH] * len(SHARES.columns)),
            (GROUPS.label, with_head(header_of(GROUPS), group_rows(places)), [WIDTH] * len(GROUPS.columns)),
        ]
    )


def with_head(head: list[str], rows: Iterator[list[str]]) -> Iterator[list[str]]:
    yield head
    yield from rows


def share_rows(links: QuerySet[OwnershipLink]) -> Iterator[list[str]]:
    found = links.select_related("owner", "owned").order_by("owned__name", "owned_id", "starts_on", "pk")
    for link in found.iterator(chunk_size=IN_ONE_READ):
        owner = link.owner
        values = {
            **company_values(link.owned),
            "owner": link.shown_owner,
            "owner_number": numbers.shown_business(owner.business_number) if owner else "",
            "owner_corporate_number": numbers.shown_corporate(owner.corporate_number) if owner else "",
            "place": str(PLACE_WORDS[IN if owner else OUT][0]),
            "owner_kind": str(link.get_owner_kind_display()),
            "owner_assets": "" if link.owner_assets is None else str(link.owner_assets),
            "share": f"{link.share.normalize():f}",
            "starts_on": day(link.starts_on),
            "ends_on": day(link.ends_on),
            "source": link.source,
        }
        yield [values[column.name] for column in SHARES.columns]


def group_rows(places: QuerySet[GroupMembership]) -> Iterator[list[str]]:
    found = places.select_related("organisation", "group").order_by("group__name", "organisation__name", "pk")
    for place in found.iterator(chunk_size=IN_ONE_READ):
        values = {
            **company_values(place.organisation),
            "group": place.group.name,
            "kind": str(place.group.get_kind_display()),
            "starts_on": day(place.starts_on),
            "ends_on": day(place.ends_on),
            "designated_from": day(place.group.designated_from),
            "designated_until": day(place.group.designated_until),
            "source": place.group.source,
        }
        yield [values[column.name] for column in GROUPS.columns]


def company_values(organisation: Organisation) -> dict[str, str]:
    return {
        "name": organisation.name,
        "business_number": numbers.shown_business(organisation.business_number),
        "corporate_number": numbers.shown_corporate(organisation.corporate_number),
    }


register_kind(
    ExportKind(
        name="shares",
        title=_("지분(개인 주주 포함)"),
        columns=tuple(column.labels[0] for column in SHARES.columns),
        count=OwnershipLink.objects.count,
        rows=lambda: share_rows(OwnershipLink.objects.all()),
    )
)
