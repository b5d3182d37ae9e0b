"""Keeping search rows true: written by whoever writes the record, in the same transaction."""

from collections.abc import Iterator, Sequence

from django.db import transaction

from deungdae.apps.core.imports.undoing import batches
from deungdae.apps.organisations.bridge.search import COLUMNS, search_values
from deungdae.apps.organisations.models import (
    ExternalIdentifier,
    Organisation,
    OrganisationName,
    OrganisationSearch,
)


@transaction.atomic
def index_organisations(pks: Sequence[int]) -> None:
    """Write the search rows of these organisations anew; one that was merged has none."""
    for part in batches(pks):
        rows = list(organisation_rows(part))
        gone = set(part).difference(row.organisation_id for row in rows)
        if gone:
            OrganisationSearch.objects.filter(organisation__in=gone).delete()
        OrganisationSearch.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["organisation"],
            update_fields=COLUMNS,
            batch_size=500,
        )


def organisation_rows(pks: Sequence[int]) -> Iterator[OrganisationSearch]:
    """What the search rows of these organisations must be."""
    codes: dict[int, list[str]] = {}
    others: dict[int, list[str]] = {}
    names = OrganisationName.objects.filter(organisation__in=pks, archived_at__isnull=True).order_by("pk")
    for pk, text in names.values_list("organisation_id", "text"):
        others.setdefault(pk, []).append(text)
    identifiers = ExternalIdentifier.objects.filter(organisation__in=pks).order_by("scheme", "code")
    for pk, code in identifiers.values_list("organisation_id", "code"):
        codes.setdefault(pk, []).append(code)
    organisations = Organisation.objects.standing().filter(pk__in=pks).order_by("pk")
    for pk, name, english, business, corporate in organisations.values_list(
        "pk", "name", "english_name", "business_number", "corporate_number"
    ):
        numbers = (business or "", corporate or "", *codes.get(pk, ()))
        known = [one for one in (name, english, *others.get(pk, ())) if one]
        yield OrganisationSearch(organisation_id=pk, **search_values(names=known, numbers=numbers))


def rebuild_organisations() -> int:
    """Mend every search row that does not say what its organisation says; how many those were."""
    mended = 0
    everyone = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    for part in batches(everyone):
        stored = {pk: values_of(row) for pk, row in OrganisationSearch.objects.in_bulk(part).items()}
        wanted = {row.organisation_id: values_of(row) for row in organisation_rows(part)}
        wrong = [pk for pk in part if stored.get(pk) != wanted.get(pk)]
        index_organisations(wrong)
        mended += len(wrong)
    return mended


def values_of(row: OrganisationSearch) -> tuple[str, ...]:
    return tuple(getattr(row, column) for column in COLUMNS)
