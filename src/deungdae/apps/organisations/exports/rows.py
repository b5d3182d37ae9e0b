"""Organisations as the rows of the importer's own sheets. Contacts stay out: they are personal data."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from deungdae.apps.core.imports.cells import separated
from deungdae.apps.core.imports.frame import Sheet
from deungdae.apps.core.imports.undoing import batches
from deungdae.apps.organisations import numbers
from deungdae.apps.organisations.identifiers import KRX, SUPPLIER
from deungdae.apps.organisations.importers.columns import KIND_WORDS
from deungdae.apps.organisations.models import Branch, Organisation, OrganisationName

IN_ONE_READ = 2_000


def header_of(sheet: Sheet) -> list[str]:
    return [column.label for column in sheet.columns]


def kind_word(kind: str) -> str:
    """The first word for the kind that the importer reads as one word."""
    return next(str(word) for word in KIND_WORDS[kind] if separated(str(word)) == (str(word),))


def organisation_rows(
    organisations: QuerySet[Organisation], sheet: Sheet, *, seen: list[int]
) -> Iterator[list[str]]:
    """One row each, in the order of the list; `seen` takes their keys for the further sheets."""
    found = organisations.select_related("region").prefetch_related(
        "kinds", "identifiers", "other_industries"
    )
    for organisation in found.order_by("name", "pk").iterator(chunk_size=IN_ONE_READ):
        seen.append(organisation.pk)
        values = {**own_values(organisation), **identifier_values(organisation)}
        yield [values[column.name] for column in sheet.columns]


def own_values(organisation: Organisation) -> dict[str, str]:
    return {
        "name": organisation.name,
        "english_name": organisation.english_name,
        "business_number": numbers.shown_business(organisation.business_number),
        "corporate_number": numbers.shown_corporate(organisation.corporate_number),
        "legal_kind": str(organisation.get_legal_kind_display()),
        "founded_on": organisation.founded_on.isoformat() if organisation.founded_on else "",
        "market": str(organisation.get_market_display()),
        "kinds": ", ".join(kind_word(each.kind) for each in organisation.kinds.all()),
        "industry": organisation.industry_id or "",
        "other_industries": "; ".join(each.industry_id for each in organisation.other_industries.all()),
        "region": organisation.region.full_name if organisation.region else "",
        "products": organisation.products,
        "home_page": organisation.home_page,
    }


def identifier_values(organisation: Organisation) -> dict[str, str]:
    """The two registers with a column of their own, and the first of the others."""
    by_scheme = {each.scheme: each.code for each in organisation.identifiers.all()}
    others = [(scheme, code) for scheme, code in by_scheme.items() if scheme not in (KRX, SUPPLIER)]
    scheme, code = others[0] if others else ("", "")
    return {
        "krx": by_scheme.get(KRX, ""),
        "supplier": by_scheme.get(SUPPLIER, ""),
        "scheme": scheme,
        "code": code,
    }


def name_rows(pks: Iterable[int], sheet: Sheet) -> Iterator[list[str]]:
    for batch in batches(list(pks)):
        names = OrganisationName.objects.kept().filter(organisation__in=batch)
        for name in names.select_related("organisation").order_by("organisation__name", "pk"):
            values = {
                **owner_values(name.organisation),
                "kind": str(name.get_kind_display()),
                "text": name.text,
                "valid_from": day(name.valid_from),
                "valid_to": day(name.valid_to),
            }
            yield [values[column.name] for column in sheet.columns]


def branch_rows(pks: Iterable[int], sheet: Sheet) -> Iterator[list[str]]:
    for batch in batches(list(pks)):
        branches = Branch.objects.kept().filter(organisation__in=batch)
        for branch in branches.select_related("organisation", "region").order_by("organisation__name", "pk"):
            values = {
                **owner_values(branch.organisation),
                "name": branch.name,
                "kind": str(branch.get_kind_display()),
                "region": branch.region.full_name if branch.region else "",
                "address": branch.address,
                "business_number": numbers.shown_business(branch.business_number),
                "opened_on": day(branch.opened_on),
                "closed_on": day(branch.closed_on),
            }
            yield [values[column.name] for column in sheet.columns]


def owner_values(organisation: Organisation) -> dict[str, str]:
    return {
        "company": organisation.name,
        "company_number": numbers.shown_business(organisation.business_number),
    }


def day(value: object) -> str:
    return str(value) if value is not None else ""
