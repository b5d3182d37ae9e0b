"""The rows of the further sheets: whose they are, what is new in them, what is wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.core.imports.frame import Counts, ImportData, Row, Verdict
from deungdae.apps.core.imports.undoing import batches
from deungdae.apps.organisations.importers.identity import Known, Register, Wanted
from deungdae.apps.organisations.models import Branch, Contact, OrganisationName, OrganisationPart
from deungdae.apps.organisations.names import name_key

Owner = int | Wanted
"""Whose a row is: a registered organisation's key, or a new one's row."""
MODELS: Mapping[str, type[OrganisationPart]] = {
    "names": OrganisationName,
    "contacts": Contact,
    "branches": Branch,
}
FIELDS: Mapping[str, tuple[str, ...]] = {
    "names": ("kind", "text", "valid_from", "valid_to"),
    "contacts": ("name", "department", "phone", "email", "purpose"),
    "branches": ("name", "kind", "address", "region_id", "business_number", "opened_on", "closed_on"),
}
PERIODS = {"names": ("valid_from", "valid_to"), "branches": ("opened_on", "closed_on")}


@dataclass(slots=True)
class WantedPart:
    """What a row says about a part; None: it says nothing."""

    row: Row
    sheet: str
    owner: Owner
    values: dict[str, Any]

    @property
    def keys(self) -> list[tuple[object, ...]]:
        """What the part is recognised by, within its organisation."""
        values = self.values
        if self.sheet == "names":
            return [(values["kind"], values["text"])]
        if self.sheet == "branches":
            return [(values["kind"], values["name"])]
        ways = [("phone", values["phone"]), ("email", values["email"])]
        return [(values["name"], way, value) for way, value in ways if value]


@dataclass(slots=True)
class PartChange:
    """What a row changes of a registered part: field → (before, after)."""

    sheet: str
    pk: int
    values: dict[str, tuple[Any, Any]]


@dataclass(slots=True)
class PartPlan:
    """What the further sheets would do."""

    new: list[WantedPart] = field(default_factory=list)
    changes: list[PartChange] = field(default_factory=list)


@dataclass(slots=True)
class Owners:
    """The organisations that a further sheet may speak of: those of the file first, then the registered."""

    register: Register
    by_number: dict[str, Owner] = field(default_factory=dict)
    of_file: list[tuple[str, Owner]] = field(default_factory=list)
    by_name: dict[str, list[Owner]] = field(default_factory=dict)
    bad_names: set[str] = field(default_factory=set)

    def add(self, wanted: Wanted, known: Known | None) -> None:
        owner: Owner = known.pk if known is not None else wanted
        if wanted.business_number:
            self.by_number[wanted.business_number] = owner
        self.of_file.append((wanted.name, owner))

    def find(self, name: str, number: str | None) -> list[Owner]:
        """All that it may be; exactly one is an answer."""
        if number:
            if number in self.by_number:
                return [self.by_number[number]]
            known = self.register.by_business.get(number)
            return [known.pk] if known is not None else []
        key = name_key(name)
        return self.named(key) or [known.pk for known in self.register.named(key)]

    def named(self, key: str) -> list[Owner]:
        """Those of the file with this name; compared only when a further sheet names somebody."""
        if not self.by_name:
            for name, owner in self.of_file:
                self.by_name.setdefault(name_key(name), []).append(owner)
        return self.by_name.get(key, [])


def plan_parts(data: ImportData, owners: Owners, verdict: Verdict) -> PartPlan:
    """Judge the further sheets, when the first one is judged."""
    for row in data.partial_rows("organisations"):
        owners.bad_names.add(name_key(row.text_of("name")))
    plan = PartPlan()
    for sheet in MODELS:
        if sheet in data.sheets:
            wanted = wanted_parts(sheet, data.rows(sheet), owners, verdict)
            verdict.counts[sheet] = compare(sheet, wanted, plan)
    return plan


def keep_former_names(renamed: Iterable[tuple[Row, Known]], register: Register, plan: PartPlan) -> None:
    """What an organisation was called before stays on record, unless it is there or the file brings it."""
    brought = {(part.owner, name_key(part.values["text"])) for part in plan.new if part.sheet == "names"}
    for row, known in renamed:
        key = name_key(known.name)
        if key in register.other_names.get(known.pk, ()) or (known.pk, key) in brought:
            continue
        values = {"kind": OrganisationName.Kind.FORMER, "text": known.name, "valid_to": clock.today()}
        plan.new.append(WantedPart(row, "names", known.pk, values))


def wanted_parts(sheet: str, rows: list[Row], owners: Owners, verdict: Verdict) -> list[WantedPart]:
    found: list[WantedPart] = []
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        owner = owner_of(row, owners, verdict)
        if owner is None:
            continue
        part = WantedPart(row, sheet, owner, values_of(sheet, row, owners, verdict))
        earlier = next((seen[owner, *key] for key in part.keys if (owner, *key) in seen), None)
        if earlier is not None:
            message = _("%(row)s행과 같은 내용입니다.") % {"row": earlier}
            verdict.issues.append(
                row.issue("", code="twice", message=message, remedy=_("한 행만 남겨 주십시오."))
            )
        elif is_sound(part, owners, verdict):
            seen.update({(owner, *key): row.number for key in part.keys})
            found.append(part)
    return found


def owner_of(row: Row, owners: Owners, verdict: Verdict) -> Owner | None:
    name, number = str(row["company"]), cast("str | None", row["company_number"])
    found = owners.find(name, number)
    if len(found) == 1:
        return found[0]
    if not found and name_key(name) in owners.bad_names:
        return None  # its own row is told already
    if found:
        message = _("이름이 같은 기업·기관이 %(count)s곳입니다.") % {"count": len(found)}
        issue = row.issue(
            "company",
            code="unclear_company",
            message=message,
            remedy=_("사업자등록번호를 적어 주십시오."),
        )
    else:
        issue = row.issue(
            "company_number" if number else "company",
            code="unknown_company",
            message=_("등록되지 않은 기업·기관입니다."),
            remedy=_("‘기업·기관’ 시트에 적거나 먼저 등록해 주십시오."),
        )
    verdict.issues.append(issue)
    return None


def values_of(sheet: str, row: Row, owners: Owners, verdict: Verdict) -> dict[str, Any]:
    values = {name: row[name.removesuffix("_id")] for name in FIELDS[sheet]}
    if sheet == "names":
        values["kind"] = values["kind"] or OrganisationName.Kind.FORMER.value
    if sheet == "branches" and row["region"]:
        values["region_id"] = owners.register.regions.find(str(row["region"]))
        if values["region_id"] is None:
            verdict.issues.append(
                row.issue(
                    "region",
                    code="unknown_region",
                    message=_("지역 표에 없는 지역입니다."),
                    remedy=_("‘경기도 안양시’처럼 시·도부터 적거나 비워 주십시오."),
                )
            )
    return values


def is_sound(part: WantedPart, owners: Owners, verdict: Verdict) -> bool:
    """Whether the row's values agree with each other and with whose numbers are whose."""
    row, values, before = part.row, part.values, len(verdict.issues)
    period = [values[name] for name in PERIODS.get(part.sheet, ())]
    if period and all(period) and period != sorted(set(period)):
        verdict.issues.append(
            row.issue(
                PERIODS[part.sheet][1],
                code="period",
                message=_("끝난 날이 시작한 날보다 늦지 않습니다."),
                remedy=_("두 날짜를 확인해 고쳐 주십시오."),
            )
        )
    if part.sheet == "contacts" and not part.keys:
        verdict.issues.append(
            row.issue(
                "phone",
                code="no_way",
                message=_("전화도 이메일도 없습니다."),
                remedy=_("둘 가운데 하나는 적어 주십시오."),
            )
        )
    number = values.get("business_number")
    if number and owner_of_number(number, owners) not in (None, part.owner):
        verdict.issues.append(
            row.issue(
                "business_number",
                code="number_taken",
                message=_("다른 기업·기관의 번호입니다."),
                remedy=_("사업장의 번호를 확인해 고쳐 주십시오."),
            )
        )
    return len(verdict.issues) == before


def owner_of_number(number: str, owners: Owners) -> Owner | None:
    if number in owners.by_number:
        return owners.by_number[number]
    known = owners.register.by_business.get(number)
    return known.pk if known is not None else owners.register.branch_numbers.get(number)


def compare(sheet: str, wanted: list[WantedPart], plan: PartPlan) -> Counts:
    """What is new, what differs and what stays, against the registered parts of these organisations."""
    counts = Counts()
    pks = sorted({part.owner for part in wanted if isinstance(part.owner, int)})
    stored = stored_parts(sheet, pks)
    for part in wanted:
        known = next((stored[part.owner, *key] for key in part.keys if (part.owner, *key) in stored), None)
        if known is None:
            plan.new.append(part)
            counts.created += 1
            continue
        values = {
            name: (known[name], after)
            for name, after in part.values.items()
            if after is not None and after != known[name]
        }
        if values:
            plan.changes.append(PartChange(sheet, known["pk"], values))
            counts.changed += 1
        else:
            counts.unchanged += 1
    return counts


def stored_parts(sheet: str, pks: list[int]) -> dict[tuple[object, ...], dict[str, Any]]:
    """(organisation, key) → the values of the part that has it."""
    found: dict[tuple[object, ...], dict[str, Any]] = {}
    model: Any = MODELS[sheet]
    kept = model.objects.kept()
    for batch in batches(pks):
        rows = kept.filter(organisation__in=batch).order_by("pk")
        for values in rows.values("pk", "organisation_id", *FIELDS[sheet]):
            keys = WantedPart(cast(Row, None), sheet, 0, values).keys
            for key in keys:
                found.setdefault((values["organisation_id"], *key), values)
    return found
