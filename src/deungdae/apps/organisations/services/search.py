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
    SearchRow,
    Solution,
    SolutionSearch,
    SolutionTerm,
)
from deungdae.apps.organisations.terms import term_rows


@transaction.atomic
def index_organisations(pks: Sequence[int]) -> None:
    """Write the search rows of these organisations anew, and of their solutions, which bear their names; an
    organisation that was merged has none.
    """
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
        index_solutions(list(Solution.objects.filter(organisation__in=part).values_list("pk", flat=True)))


@transaction.atomic
def index_solutions(pks: Sequence[int]) -> None:
    """Write the search rows of these solutions anew."""
    for part in batches(pks):
        SolutionSearch.objects.bulk_create(
            solution_rows(part),
            update_conflicts=True,
            unique_fields=["solution"],
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


def solution_rows(pks: Sequence[int]) -> Iterator[SolutionSearch]:
    """What the search rows of these solutions must be: title, supplier, what it does, its terms."""
    labels = {(facet, code): f"{korean} {english}" for facet, code, korean, english in term_rows()}
    terms: dict[int, list[str]] = {}
    of_these = SolutionTerm.objects.filter(solution__in=pks).order_by("pk")
    for pk, facet, code in of_these.values_list("solution_id", "facet", "code"):
        terms.setdefault(pk, []).append(labels.get((facet, code), ""))
    solutions = Solution.objects.filter(pk__in=pks).order_by("pk")
    for pk, title, summary, supplier in solutions.values_list("pk", "title", "summary", "organisation__name"):
        texts = (summary, *terms.get(pk, ()))
        yield SolutionSearch(solution_id=pk, **search_values(names=(title, supplier), texts=texts))


def rebuild_solutions() -> int:
    """As `rebuild_organisations`, of solutions."""
    mended = 0
    for part in batches(list(Solution.objects.order_by("pk").values_list("pk", flat=True))):
        stored = SolutionSearch.objects.in_bulk(part)
        wrong = [
            row.solution_id
            for row in solution_rows(part)
            if values_of(row) != values_of(stored.get(row.solution_id))
        ]
        index_solutions(wrong)
        mended += len(wrong)
    return mended


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


def values_of(row: SearchRow | None) -> tuple[str, ...]:
    return () if row is None else tuple(getattr(row, column) for column in COLUMNS)
