"""Comparing the rows of a list with the register and writing what differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from deungdae.apps.core import clock
from deungdae.apps.core.imports.undoing import batches
from deungdae.apps.organisations.importers.identity import Wanted
from deungdae.apps.organisations.importers.part_writing import write_parts
from deungdae.apps.organisations.importers.parts import PartPlan
from deungdae.apps.organisations.industries import IndustryNames
from deungdae.apps.organisations.models import (
    ExternalIdentifier,
    Organisation,
    OrganisationIndustry,
    OrganisationKind,
)
from deungdae.apps.organisations.names import name_key
from deungdae.apps.organisations.regions import RegionNames
from deungdae.apps.organisations.services.history import CHANGED, CREATED, Act, write_lines
from deungdae.apps.organisations.services.search import index_organisations

FIELDS = (
    "name",
    "english_name",
    "business_number",
    "corporate_number",
    "legal_kind",
    "founded_on",
    "market",
    "industry_id",
    "region_id",
    "products",
    "home_page",
)
IN_ONE_INSERT = 1_000
Value = str | date | None


@dataclass(slots=True)
class Change:
    """What a row changes of an organisation: fields (before, after), and the parts that it adds."""

    pk: int
    values: dict[str, tuple[Value, Value]] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    updated_at: str = ""

    def as_json(self) -> list[object]:
        values = {
            name: [one.isoformat() if isinstance(one, date) else one for one in pair]
            for name, pair in self.values.items()
        }
        return [self.pk, values, self.kinds, self.industries, self.identifiers, self.updated_at]


@dataclass(slots=True)
class Plan:
    """What the whole list would do."""

    new: list[Wanted] = field(default_factory=list)
    matched: list[tuple[int, Wanted]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    parts: PartPlan = field(default_factory=PartPlan)


def complete_plan(plan: Plan, regions: RegionNames, industries: IndustryNames) -> None:
    """Find what differs, some hundred organisations at a time."""
    for part in batches(sorted(plan.matched, key=lambda pair: pair[0])):
        pks = [pk for pk, _wanted in part]
        rows = Organisation.objects.filter(among("pk", pks)).values_list("pk", *FIELDS)
        stored = {row[0]: row[1:] for row in rows}
        kinds, codes, others = stored_parts(pks)
        for pk, wanted in part:
            values = changed_values(wanted, stored[pk], regions, industries)
            new_kinds = tuple(kind for kind in wanted.kinds if (pk, kind) not in kinds)
            new_codes = tuple(found for found in wanted.identifiers if (pk, *found) not in codes)
            main = values.get("industry_id", (None, stored[pk][FIELDS.index("industry_id")]))[1]
            new_others = tuple(
                code for code in wanted.other_industries if (pk, code) not in others and code != main
            )
            if values or new_kinds or new_codes or new_others:
                plan.changes.append(Change(pk, values, new_kinds, new_others, new_codes))


def among(field: str, pks: Sequence[int]) -> Q:
    """These keys, in order; when they lie close together, all from the first to the last."""
    if pks[-1] - pks[0] < 2 * len(pks):
        return Q(**{f"{field}__gte": pks[0], f"{field}__lte": pks[-1]})
    return Q(**{f"{field}__in": pks})


def stored_parts(
    pks: Sequence[int],
) -> tuple[set[tuple[int, str]], set[tuple[int, str, str]], set[tuple[int, str]]]:
    """The kinds, the identifiers and the further industries that these organisations have."""
    of_these = among("organisation", pks)
    kinds = OrganisationKind.objects.filter(of_these).order_by().values_list("organisation_id", "kind")
    codes = ExternalIdentifier.objects.filter(of_these).values_list("organisation_id", "scheme", "code")
    others = OrganisationIndustry.objects.filter(of_these).order_by()
    return set(kinds), set(codes), set(others.values_list("organisation_id", "industry_id"))


def changed_values(
    wanted: Wanted, stored: Sequence[Value], regions: RegionNames, industries: IndustryNames
) -> dict[str, tuple[Value, Value]]:
    """Fields that the row says differently. An empty cell, a spelling of the same name, or a wider region or
    industry than the registered one says nothing new."""
    values: tuple[Value, ...] = tuple(getattr(wanted, name.removesuffix("_id")) for name in FIELDS)
    if all(after is None or after == before for before, after in zip(stored, values, strict=True)):
        return {}
    found: dict[str, tuple[Value, Value]] = {
        name: (before, after)
        for name, before, after in zip(FIELDS, stored, values, strict=True)
        if after is not None and after != before
    }
    if "name" in found and name_key(wanted.name) == name_key(str(stored[0])):
        del found["name"]
    if "region_id" in found and regions.is_within(code_of(found["region_id"]), wanted.region):
        del found["region_id"]
    if "industry_id" in found and industries.is_within(code_of(found["industry_id"]), wanted.industry):
        del found["industry_id"]
    return found


def code_of(pair: tuple[Value, Value]) -> str | None:
    """The code that is registered."""
    return None if pair[0] is None else str(pair[0])


def write_plan(plan: Plan, act: Act) -> dict[str, object]:
    """Write what is new and what differs, with its history; the log that undo needs."""
    keys = dict(zip(plan.new, write_new(plan.new, act), strict=True))
    return {
        "created": list(keys.values()),
        "changed": [change.as_json() for change in write_changes(plan.changes, act)],
        "parts": write_parts(plan.parts, keys, act),
    }


def write_new(wanted_rows: Sequence[Wanted], act: Act) -> Iterator[int]:
    for part in batches(wanted_rows, IN_ONE_INSERT):
        organisations = Organisation.objects.bulk_create(
            Organisation(
                name=wanted.name,
                english_name=wanted.english_name or "",
                business_number=wanted.business_number,
                corporate_number=wanted.corporate_number,
                legal_kind=wanted.legal_kind or "",
                founded_on=wanted.founded_on,
                market=wanted.market or "",
                industry_id=wanted.industry,
                region_id=wanted.region,
                products=wanted.products or "",
                home_page=wanted.home_page or "",
            )
            for wanted in part
        )
        write_lines(organisations, act, CREATED)
        changes = [
            Change(
                organisation.pk,
                kinds=wanted.kinds,
                industries=tuple(code for code in wanted.other_industries if code != wanted.industry),
                identifiers=wanted.identifiers,
            )
            for organisation, wanted in zip(organisations, part, strict=True)
        ]
        add_parts(changes, act)
        index_organisations([organisation.pk for organisation in organisations])
        yield from (organisation.pk for organisation in organisations)


def write_changes(changes: Sequence[Change], act: Act) -> Sequence[Change]:
    for part in batches(changes):
        by_pk = {change.pk: change for change in part}
        organisations = list(Organisation.objects.select_for_update(of=("self",)).filter(pk__in=by_pk))
        for organisation in organisations:
            change = by_pk[organisation.pk]
            change.updated_at = organisation.updated_at.isoformat()
            for name, (_before, after) in change.values.items():
                setattr(organisation, name, after)
            organisation.updated_at = clock.now()
        save_fields(organisations)
        write_lines([one for one in organisations if by_pk[one.pk].values], act, CHANGED)
        add_parts(part, act)
        index_organisations(list(by_pk))
    return changes


def save_fields(organisations: Sequence[Organisation]) -> None:
    names = [name.removesuffix("_id") for name in FIELDS]
    Organisation.objects.bulk_update(organisations, [*names, "updated_at"], batch_size=50)


def add_parts(changes: Sequence[Change], act: Act) -> None:
    """The kinds, further industries and identifiers that the rows add."""
    kinds = [
        OrganisationKind(organisation_id=change.pk, kind=kind) for change in changes for kind in change.kinds
    ]
    industries = [
        OrganisationIndustry(organisation_id=change.pk, industry_id=code)
        for change in changes
        for code in change.industries
    ]
    identifiers = [
        ExternalIdentifier(organisation_id=change.pk, scheme=scheme, code=code)
        for change in changes
        for scheme, code in change.identifiers
    ]
    OrganisationKind.objects.bulk_create(kinds, batch_size=IN_ONE_INSERT)
    OrganisationIndustry.objects.bulk_create(industries, batch_size=IN_ONE_INSERT)
    ExternalIdentifier.objects.bulk_create(identifiers, batch_size=IN_ONE_INSERT)
    for records in (kinds, industries, identifiers):
        write_lines(records, act, CREATED)
