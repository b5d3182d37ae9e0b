"""Which registered organisation a row of a list is: by numbers, else by name and region; never a guess."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from deungdae.apps.organisations import numbers
from deungdae.apps.organisations.models import Branch, ExternalIdentifier, Organisation, OrganisationName
from deungdae.apps.organisations.names import name_key
from deungdae.apps.organisations.regions import RegionNames
from deungdae.engine.kernel.korean import sentence

Identifier = tuple[str, str]
REPORT, AS_SAME, AS_NEW = "report", "same", "new"


@dataclass(slots=True, eq=False)
class Wanted:
    """What a row says about an organisation; None: it says nothing. Each row is its own."""

    name: str
    english_name: str | None = None
    business_number: str | None = None
    corporate_number: str | None = None
    legal_kind: str | None = None
    founded_on: date | None = None
    market: str | None = None
    industry: str | None = None
    region: str | None = None
    products: str | None = None
    home_page: str | None = None
    kinds: tuple[str, ...] = ()
    other_industries: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()


class Known(NamedTuple):
    """What is compared of a registered organisation; `survivor`: into whom it was merged."""

    pk: int
    name: str
    business_number: str | None
    corporate_number: str | None
    region: str | None
    survivor: str | None = None


class Unclear(Exception):  # noqa: N818
    """Why a row is not one organisation: the column to look at, what is unclear, the way out."""

    def __init__(self, column: str, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.column, self.code, self.message, self.remedy = column, code, message, remedy


@dataclass(slots=True)
class Register:
    """All organisations by everything they can be recognised by."""

    regions: RegionNames
    by_business: dict[str, Known] = field(default_factory=dict)
    by_corporate: dict[str, Known] = field(default_factory=dict)
    by_identifier: dict[Identifier, Known] = field(default_factory=dict)
    everyone: list[Known] = field(default_factory=list)
    by_name: dict[str, list[Known]] = field(default_factory=dict)
    codes: dict[int, dict[str, set[str]]] = field(default_factory=dict)
    other_names: dict[int, dict[str, str]] = field(default_factory=dict)
    """Of each organisation: key of a former, short or other name → that name's kind."""
    branch_numbers: dict[str, int] = field(default_factory=dict)
    """Business number of a branch → its organisation."""

    def find(self, wanted: Wanted, *, unclear: str) -> Known | None:
        """The organisation, None for a new one, or Unclear is raised."""
        found = self.find_by_numbers(wanted)
        if found is not None:
            refuse_other_numbers(wanted, found)
            return found
        self.refuse_branch_number(wanted)
        return self.find_by_name(wanted, unclear=unclear)

    def refuse_merged(self, column: str, known: Known) -> None:
        """A row that names a merged organisation leads to the one that stands for it."""
        if known.survivor is None:
            return
        words = {"name": known.name, "survivor": known.survivor}
        raise Unclear(
            column or "name",
            "merged",
            sentence(_("‘{name}’(은/는) ‘{survivor}’에 합쳐진 기록입니다."), words),
            sentence(
                _(
                    "‘{survivor}’의 이름과 번호로 고쳐 주십시오."
                    " 다른 곳이면 합치기를 되돌린 뒤 다시 검사해 주십시오."
                ),
                words,
            ),
        )

    def find_by_numbers(self, wanted: Wanted) -> Known | None:
        hits: dict[int, tuple[str, Known]] = {}
        candidates = [
            ("business_number", self.by_business.get(wanted.business_number or "")),
            ("corporate_number", self.by_corporate.get(wanted.corporate_number or "")),
            *(("", self.by_identifier.get(identifier)) for identifier in wanted.identifiers),
        ]
        for column, known in candidates:
            if known is not None:
                hits.setdefault(known.pk, (column, known))
        if len(hits) > 1:
            names = ", ".join(f"‘{known.name}’" for _column, known in hits.values())
            raise Unclear(
                next(iter(hits.values()))[0],
                "numbers_of_two",
                _("이 행의 번호들이 서로 다른 기업·기관(%(names)s)의 것입니다.") % {"names": names},
                _("번호를 확인해 한 기업의 것으로 고쳐 주십시오."),
            )
        for column, known in hits.values():
            self.refuse_merged(column, known)
            return known
        return None

    def refuse_branch_number(self, wanted: Wanted) -> None:
        """A number of a branch is no number of an organisation that nobody knows."""
        owner = self.branch_numbers.get(wanted.business_number or "")
        if owner is not None:
            name = next((known.name for known in self.everyone if known.pk == owner), "")
            raise Unclear(
                "business_number",
                "branch_number",
                _("이 번호는 ‘%(name)s’의 사업장 번호입니다.") % {"name": name},
                _("본사의 번호로 고치거나 ‘사업장’ 시트에 적어 주십시오."),
            )

    def other_name_of(self, wanted: Wanted, known: Known) -> str:
        """The kind of other name that the row calls the organisation by; empty: its own name or a new one."""
        others = self.other_names.get(known.pk)
        if others is None or wanted.name == known.name:
            return ""
        key = name_key(wanted.name)
        return "" if key == name_key(known.name) else others.get(key, "")

    def find_by_name(self, wanted: Wanted, *, unclear: str) -> Known | None:
        """By name and region; where the regions only do not differ, `unclear` says what that means."""
        candidates = [
            known
            for known in self.named(name_key(wanted.name))
            if not self.is_another(wanted, known) and self.may_be_same_region(wanted.region, known.region)
        ]
        standing = [known for known in candidates if known.survivor is None]
        if candidates and not standing and unclear != AS_NEW:
            self.refuse_merged("name", candidates[0])
        candidates = standing
        exact = [known for known in candidates if known.region == wanted.region]
        if len(exact) == 1:
            return exact[0]
        if not candidates or unclear == AS_NEW:
            return None
        if unclear == AS_SAME and len(candidates) == 1:
            return candidates[0]
        found = exact or candidates
        places = ", ".join(f"‘{known.name}’({self.region_name(known.region)})" for known in found[:3])
        raise Unclear(
            "name",
            "unclear_match",
            _("이름이 같은 기업·기관이 있으나 같은 곳인지 알 수 없습니다: %(places)s.") % {"places": places},
            _(
                "사업자등록번호를 적거나 지역을 똑같이 적어 주십시오. "
                "또는 선택 사항에서 어떻게 볼지 고르고 다시 검사해 주십시오."
            ),
        )

    def named(self, key: str) -> list[Known]:
        """Those with this name; the names are compared only when a row has no number that is known."""
        if not self.by_name:
            for known in self.everyone:
                keys = {name_key(known.name), *self.other_names.get(known.pk, ())}
                for each in keys:
                    self.by_name.setdefault(each, []).append(known)
        return self.by_name.get(key, [])

    def is_another(self, wanted: Wanted, known: Known) -> bool:
        """Both have a number of one kind and it is not the same: two organisations."""
        if wanted.business_number and known.business_number:
            return True
        if wanted.corporate_number and known.corporate_number:
            return True
        schemes = self.codes.get(known.pk, {})
        return any(scheme in schemes and code not in schemes[scheme] for scheme, code in wanted.identifiers)

    def may_be_same_region(self, one: str | None, other: str | None) -> bool:
        if one is None or other is None:
            return True
        return self.regions.is_within(one, other) or self.regions.is_within(other, one)

    def region_name(self, code: str | None) -> str:
        return self.regions.full_names.get(code or "", _("지역 없음"))


def refuse_other_numbers(wanted: Wanted, known: Known) -> None:
    """A row that is recognised by one number must not contradict another one."""
    pairs = (
        ("business_number", wanted.business_number, known.business_number, numbers.shown_business),
        ("corporate_number", wanted.corporate_number, known.corporate_number, numbers.shown_corporate),
    )
    for column, one, other, shown in pairs:
        if one and other and one != other:
            raise Unclear(
                column,
                "number_differs",
                _("‘%(name)s’에 등록된 번호는 %(number)s입니다.")
                % {"name": known.name, "number": shown(other)},
                _("어느 번호가 맞는지 확인해 파일이나 등록된 자료를 고쳐 주십시오."),
            )


def register_of_organisations(regions: RegionNames) -> Register:
    """Read once per import, in four queries."""
    register = Register(regions)
    rows = Organisation.objects.order_by("pk").values_list(
        "pk", "name", "business_number", "corporate_number", "region_id", "merged_into__name"
    )
    for row in rows.iterator(chunk_size=5_000):
        known = Known(*row)
        if known.business_number:
            register.by_business[known.business_number] = known
        if known.corporate_number:
            register.by_corporate[known.corporate_number] = known
        register.everyone.append(known)
    identifiers = ExternalIdentifier.objects.order_by("pk").values_list("scheme", "code", "organisation_id")
    known_by_pk = {known.pk: known for known in register.everyone}
    for scheme, code, pk in identifiers.iterator(chunk_size=5_000):
        if pk in known_by_pk:
            register.by_identifier[scheme, code] = known_by_pk[pk]
            register.codes.setdefault(pk, {}).setdefault(scheme, set()).add(code)
    add_names_and_branches(register)
    return register


def add_names_and_branches(register: Register) -> None:
    """What else organisations are called, and the numbers of their branches."""
    names = OrganisationName.objects.kept().order_by("pk").values_list("organisation_id", "text", "kind")
    for pk, text, kind in names.iterator(chunk_size=5_000):
        register.other_names.setdefault(pk, {}).setdefault(name_key(text), kind)
    branches = Branch.objects.kept().filter(business_number__isnull=False)
    register.branch_numbers.update(branches.values_list("business_number", "organisation_id"))
