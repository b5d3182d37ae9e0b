"""Comparing the rows of a list with the register, writing what differs, and taking it back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports.undoing import batches, dependents_of
from deungdae.apps.organisations.importers.identity import Wanted
from deungdae.apps.organisations.industries import IndustryNames
from deungdae.apps.organisations.models import ExternalIdentifier, Organisation, OrganisationKind
from deungdae.apps.organisations.names import name_key
from deungdae.apps.organisations.regions import RegionNames
from deungdae.apps.organisations.services.search import index_organisations
from deungdae.engine.kernel.korean import sentence

FIELDS = ("name", "business_number", "corporate_number", "industry_id", "region_id", "products", "home_page")
IN_ONE_INSERT = 1_000


@dataclass(slots=True)
class Change:
    """What a row changes of an organisation: fields (before, after), kinds and identifiers it adds."""

    pk: int
    values: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    updated_at: str = ""

    def as_json(self) -> list[object]:
        return [self.pk, self.values, self.kinds, self.identifiers, self.updated_at]


@dataclass(slots=True)
class Plan:
    """What the whole list would do."""

    new: list[Wanted] = field(default_factory=list)
    matched: list[tuple[int, Wanted]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def complete_plan(plan: Plan, regions: RegionNames, industries: IndustryNames) -> None:
    """Find what differs, some hundred organisations at a time."""
    for part in batches(sorted(plan.matched, key=lambda pair: pair[0])):
        pks = [pk for pk, _wanted in part]
        rows = Organisation.objects.filter(among("pk", pks)).values_list("pk", *FIELDS)
        stored = {row[0]: row[1:] for row in rows}
        kinds, codes = stored_parts(pks)
        for pk, wanted in part:
            values = changed_values(wanted, stored[pk], regions, industries)
            new_kinds = tuple(kind for kind in wanted.kinds if (pk, kind) not in kinds)
            new_codes = tuple(found for found in wanted.identifiers if (pk, *found) not in codes)
            if values or new_kinds or new_codes:
                plan.changes.append(Change(pk, values, new_kinds, new_codes))


def among(field: str, pks: Sequence[int]) -> Q:
    """These keys, in order; when they lie close together, all from the first to the last."""
    if pks[-1] - pks[0] < 2 * len(pks):
        return Q(**{f"{field}__gte": pks[0], f"{field}__lte": pks[-1]})
    return Q(**{f"{field}__in": pks})


def stored_parts(pks: Sequence[int]) -> tuple[set[tuple[int, str]], set[tuple[int, str, str]]]:
    """The kinds and the identifiers that these organisations have."""
    of_these = among("organisation", pks)
    kinds = OrganisationKind.objects.filter(of_these).order_by().values_list("organisation_id", "kind")
    codes = ExternalIdentifier.objects.filter(of_these).values_list("organisation_id", "scheme", "code")
    return set(kinds), set(codes)


def changed_values(
    wanted: Wanted, stored: Sequence[str | None], regions: RegionNames, industries: IndustryNames
) -> dict[str, tuple[str | None, str | None]]:
    """Fields that the row says differently. An empty cell, a spelling of the same name, or a wider region or
    industry than the registered one says nothing new."""
    values = (
        wanted.name,
        wanted.business_number,
        wanted.corporate_number,
        wanted.industry,
        wanted.region,
        wanted.products,
        wanted.home_page,
    )
    if all(after is None or after == before for before, after in zip(stored, values, strict=True)):
        return {}
    found: dict[str, tuple[str | None, str | None]] = {
        name: (before, after)
        for name, before, after in zip(FIELDS, stored, values, strict=True)
        if after is not None and after != before
    }
    if "name" in found and name_key(wanted.name) == name_key(stored[0] or ""):
        del found["name"]
    if "region_id" in found and regions.is_within(found["region_id"][0], wanted.region):
        del found["region_id"]
    if "industry_id" in found and industries.is_within(found["industry_id"][0], wanted.industry):
        del found["industry_id"]
    return found


def write_plan(plan: Plan) -> dict[str, object]:
    """Write what is new and what differs; the log that undo needs."""
    return {
        "created": list(write_new(plan.new)),
        "changed": [change.as_json() for change in write_changes(plan.changes)],
    }


def write_new(wanted_rows: Sequence[Wanted]) -> Iterator[int]:
    for part in batches(wanted_rows, IN_ONE_INSERT):
        organisations = Organisation.objects.bulk_create(
            Organisation(
                name=wanted.name,
                business_number=wanted.business_number,
                corporate_number=wanted.corporate_number,
                industry_id=wanted.industry,
                region_id=wanted.region,
                products=wanted.products or "",
                home_page=wanted.home_page or "",
            )
            for wanted in part
        )
        pairs = list(zip(organisations, part, strict=True))
        add_parts([(organisation.pk, wanted.kinds, wanted.identifiers) for organisation, wanted in pairs])
        index_organisations([organisation.pk for organisation in organisations])
        yield from (organisation.pk for organisation in organisations)


def write_changes(changes: Sequence[Change]) -> Sequence[Change]:
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
        add_parts([(change.pk, change.kinds, change.identifiers) for change in part])
        index_organisations(list(by_pk))
    return changes


def save_fields(organisations: Sequence[Organisation]) -> None:
    names = [name.removesuffix("_id") for name in FIELDS]
    Organisation.objects.bulk_update(organisations, [*names, "updated_at"], batch_size=50)


def add_parts(parts: Sequence[tuple[int, Sequence[str], Sequence[tuple[str, str]]]]) -> None:
    OrganisationKind.objects.bulk_create(
        [OrganisationKind(organisation_id=pk, kind=kind) for pk, kinds, _codes in parts for kind in kinds],
        batch_size=IN_ONE_INSERT,
    )
    ExternalIdentifier.objects.bulk_create(
        [
            ExternalIdentifier(organisation_id=pk, scheme=scheme, code=code)
            for pk, _kinds, codes in parts
            for scheme, code in codes
        ],
        batch_size=IN_ONE_INSERT,
    )


def undo_log(log: dict) -> None:
    """Delete what was created and restore what was changed, when nobody has built on it since."""
    created, changed = log.get("created", []), log.get("changed", [])
    refuse_dependents(created)
    refuse_edited(created, log["finished_at"])
    for part in batches(changed):
        restore(part)
    for part in batches(created):
        OrganisationKind.objects.filter(organisation__in=part).delete()
        ExternalIdentifier.objects.filter(organisation__in=part).delete()
        Organisation.objects.filter(pk__in=part).delete()


def refuse_dependents(created: Sequence[int]) -> None:
    words = {
        "memberships": _("담당자"),
        "participations": _("상담일 참가"),
        "evidence": _("기업 카드 기록"),
    }
    found = dependents_of(Organisation, created, ignoring=("kinds", "identifiers", "search_row"), words=words)
    if found:
        raise RefusedError(
            "import_undo_depends",
            _(
                "이 가져오기로 등록한 기업·기관을 쓰는 자료가 있어 되돌릴 수 없습니다: %(what)s. "
                "먼저 그 자료를 정리해 주십시오."
            )
            % {"what": ", ".join(found)},
        )


def refuse_edited(created: Sequence[int], finished_at: str) -> None:
    for part in batches(created):
        edited = Organisation.objects.filter(pk__in=part, updated_at__gt=finished_at).first()
        if edited is not None:
            raise changed_since(edited.name)


def changed_since(name: str) -> RefusedError:
    return RefusedError(
        "import_undo_changed",
        sentence(
            _("‘{name}’(이/가) 그 뒤에 다시 바뀌어 되돌릴 수 없습니다. 그 기업·기관을 직접 고쳐 주십시오."),
            {"name": name},
        ),
    )


def restore(part: Sequence[list]) -> None:
    by_pk = {change[0]: change for change in part}
    organisations = list(Organisation.objects.select_for_update(of=("self",)).filter(pk__in=by_pk))
    for organisation in organisations:
        _pk, values, kinds, codes, updated_at = by_pk[organisation.pk]
        organisation.updated_at = datetime.fromisoformat(updated_at)
        for name, (before, after) in values.items():
            if getattr(organisation, name) != after:
                raise changed_since(organisation.name)
            setattr(organisation, name, before)
        OrganisationKind.objects.filter(organisation=organisation, kind__in=kinds).delete()
        for scheme, code in codes:
            ExternalIdentifier.objects.filter(organisation=organisation, scheme=scheme, code=code).delete()
    save_fields(organisations)
    index_organisations([organisation.pk for organisation in organisations])
