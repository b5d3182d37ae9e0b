"""The rows of a list of shares: what they say, what is new, and what a company cannot have."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import cast

from django.utils.translation import gettext as _

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports.frame import Counts, ImportData, Issue, Row, Verdict, is_ticked
from deungdae.apps.organisations import ownership_rules as rules
from deungdae.apps.organisations.importers.companies import Companies
from deungdae.apps.organisations.importers.identity import Unclear
from deungdae.apps.organisations.importers.ownership_columns import OUT, SHARES
from deungdae.apps.organisations.models import OwnershipLink
from deungdae.engine.kernel.korean import sentence

CONFIRM = "confirm_circles"
OWNER = ("owner", "owner_number", "owner_corporate_number")
SMALL = Decimal(1)
Values = dict[str, tuple[object, object]]
"""Field → (before, after)."""


@dataclass(slots=True)
class Link:
    """A share, recorded (pk) or wanted by a row. `owner`: a key of the register, or none and a name."""

    owner: int | None
    owner_name: str
    owned: int
    share: Decimal
    starts_on: date
    ends_on: date | None
    owner_kind: str = OwnershipLink.OwnerKind.COMPANY.value
    owner_assets: int | None = None
    source: str = ""
    pk: int | None = None
    row: Row | None = None

    @property
    def key(self) -> tuple[int | str, int]:
        return self.owner if self.owner is not None else " ".join(self.owner_name.split()), self.owned


@dataclass(slots=True)
class SharePlan:
    """Shares to write, and what changes of recorded ones."""

    new: list[Link] = field(default_factory=list)
    changes: list[tuple[int, Values]] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)


def plan_shares(data: ImportData, companies: Companies, verdict: Verdict) -> SharePlan:
    """Recorded shares that rows speak of come first, so that an end makes room wherever it stands."""
    plan, shares = SharePlan(), Shares({known.pk: known.name for known in companies.register.everyone})
    wanted = list(links_in(data.rows(SHARES.name), companies, verdict))
    left = [link for link in wanted if not is_told_of_recorded(link, shares, plan, verdict)]
    for link in left:
        try:
            shares.refuse(link)
            warn_circle(link, shares, data, verdict)
        except RefusedError as error:
            verdict.issues.append(issue_of(link, error))
            continue
        shares.add(link)
        plan.new.append(link)
        plan.counts.created += 1
    verdict.counts[SHARES.name] = plan.counts
    return plan


def links_in(rows: Sequence[Row], companies: Companies, verdict: Verdict) -> Iterator[Link]:
    for row in rows:
        try:
            owned = companies.company_of(row)
            owner, name = owner_of(row, companies)
        except Unclear as unclear:
            verdict.issues.append(
                row.issue(unclear.column, code=unclear.code, message=unclear.message, remedy=unclear.remedy)
            )
            continue
        yield Link(
            owner=owner,
            owner_name=name,
            owned=owned.pk,
            share=cast(Decimal, row["share"]),
            starts_on=cast(date, row["starts_on"]),
            ends_on=cast("date | None", row["ends_on"]),
            owner_kind=str(row["owner_kind"] or OwnershipLink.OwnerKind.COMPANY.value),
            owner_assets=cast("int | None", row["owner_assets"]),
            source=str(row["source"] or ""),
            row=row,
        )


def owner_of(row: Row, companies: Companies) -> tuple[int | None, str]:
    """A company of the register, or a name outside it; persons are never looked up in the register."""
    name, place = " ".join(str(row["owner"] or "").split()), row["place"]
    has_number = bool(row["owner_number"] or row["owner_corporate_number"])
    if not (name or has_number):
        raise Unclear(
            "owner",
            "ownership_no_owner",
            _("주주가 적혀 있지 않습니다."),
            _("등록된 기업의 이름이나 번호, 또는 주주의 이름을 적어 주십시오."),
        )
    is_company = row["owner_kind"] in (None, OwnershipLink.OwnerKind.COMPANY.value)
    if place == OUT or (not place and not has_number and not is_company):
        return None, name
    try:
        return companies.company_of(row, OWNER).pk, ""
    except Unclear as unclear:
        if unclear.code == "unknown_company" and not place and not has_number:
            return None, name
        raise


def is_told_of_recorded(link: Link, shares: "Shares", plan: SharePlan, verdict: Verdict) -> bool:
    """Whether the row speaks of a recorded share; then what it says of it is planned or refused."""
    same = [one for one in shares.of(link) if one.starts_on == link.starts_on and one.pk is not None]
    if not same:
        return False
    recorded = same[0]
    if recorded.row is not None:
        error = RefusedError(
            "twice", _("%(row)s행에 같은 주주의 지분이 있습니다.") % {"row": recorded.row.number}
        )
        verdict.issues.append(issue_of(link, error))
        return True
    recorded.row = link.row
    try:
        values = differences(link, recorded, shares)
    except RefusedError as error:
        verdict.issues.append(issue_of(link, error))
        return True
    if values:
        plan.changes.append((cast(int, recorded.pk), values))
        plan.counts.changed += 1
    else:
        plan.counts.unchanged += 1
    recorded.ends_on = link.ends_on or recorded.ends_on
    return True


def differences(link: Link, recorded: Link, shares: "Shares") -> Values:
    """What the row says besides; how much was held from that day is not changed by a list."""
    row = cast(Row, link.row)
    if link.share != recorded.share:
        raise rules.held_already(shares.shown(recorded), recorded.share)
    if link.ends_on is not None and link.ends_on <= link.starts_on:
        raise rules.wrong_end(link.starts_on, link.ends_on)
    if link.ends_on and recorded.ends_on and link.ends_on != recorded.ends_on:
        template = _("이 지분은 {end}에 끝난 것으로 기록되어 있습니다.")
        raise RefusedError("ownership_ended", sentence(template, {"end": recorded.ends_on.isoformat()}))
    said = {
        name: getattr(link, name)
        for name in ("ends_on", "owner_kind", "owner_assets", "source")
        if row[name] is not None
    }
    return {
        name: (getattr(recorded, name), value)
        for name, value in said.items()
        if value != getattr(recorded, name)
    }


def warn_circle(link: Link, shares: "Shares", data: ImportData, verdict: Verdict) -> None:
    """A circle that the person has confirmed for the file is a warning; a controlling one never is."""
    row = cast(Row, link.row)
    if link.share < SMALL:
        verdict.issues.append(
            row.issue(
                "share",
                code="small_share",
                message=_("지분율이 1%보다 작습니다."),
                remedy=_("백분율 서식의 셀이면 ‘30’처럼 퍼센트 숫자로 적어 주십시오."),
                is_warning=True,
            )
        )
    try:
        shares.refuse_circle(link)
    except rules.CircularError as error:
        if not is_ticked(data.options, CONFIRM):
            raise
        verdict.issues.append(row.issue("owner", code=error.code, message=error.message, is_warning=True))


class Shares:
    """Every share of the register, with those of the rows that were accepted."""

    def __init__(self, names: dict[int, str]) -> None:
        self.names = names
        self.by_owned: dict[int, list[Link]] = defaultdict(list)
        self.by_owner: dict[int, list[Link]] = defaultdict(list)
        columns = ("owner_id", "owner_name", "owned_id", "share", "starts_on", "ends_on")
        more = ("owner_kind", "owner_assets", "source", "pk")
        rows = OwnershipLink.objects.order_by("pk").values_list(*columns, *more)
        for row in rows.iterator(chunk_size=5_000):
            self.add(Link(*row))

    def add(self, link: Link) -> None:
        self.by_owned[link.owned].append(link)
        if link.owner is not None:
            self.by_owner[link.owner].append(link)

    def of(self, link: Link) -> list[Link]:
        """What the same owner has of the same company, at any time."""
        return [one for one in self.by_owned[link.owned] if one.key == link.key]

    def shown(self, link: Link) -> str:
        return self.names.get(link.owner, "") if link.owner is not None else link.owner_name

    def refuse(self, link: Link) -> None:
        """What the service for one share refuses."""
        name = self.names.get(link.owned, "")
        if link.owner == link.owned:
            raise rules.of_itself(name)
        if not rules.is_possible(link.share):
            raise rules.impossible_share(link.share)
        if link.ends_on is not None and link.ends_on <= link.starts_on:
            raise rules.wrong_end(link.starts_on, link.ends_on)
        for other in self.of(link):
            if rules.overlaps(other.starts_on, other.ends_on, link.starts_on, link.ends_on):
                raise rules.held_already(self.shown(other), other.share)
        held, on = rules.largest_sum(self.by_owned[link.owned], link.starts_on, link.ends_on)
        if held + link.share > rules.WHOLE:
            raise rules.above_whole(name, on, held=held, share=link.share)

    def refuse_circle(self, link: Link) -> None:
        if link.owner is None:
            return
        way = self.way(link, least=rules.CONTROL) if link.share >= rules.CONTROL else []
        if way:
            raise rules.controlling_circle(way)
        way = self.way(link, least=Decimal(0))
        if way:
            raise rules.circle(way)

    def way(self, link: Link, *, least: Decimal) -> list[str]:
        """The names around the circle that the share would close; empty: it closes none."""

        def owned_by(owners: Sequence[int]) -> Iterator[tuple[int, int]]:
            for owner in owners:
                for one in self.by_owner.get(owner, ()):
                    is_then = rules.overlaps(one.starts_on, one.ends_on, link.starts_on, link.ends_on)
                    if is_then and one.share >= least:
                        yield owner, one.owned

        owner = cast(int, link.owner)
        found = rules.chain(link.owned, owner, owned_by=owned_by)
        return [self.names.get(pk, "") for pk in (owner, *found)] if found else []


COLUMNS_OF = {
    "ownership_of_itself": "owner",
    "ownership_twice": "owner",
    "ownership_dates": "ends_on",
    "ownership_ended": "ends_on",
    "ownership_circle": "owner",
    "ownership_controlling_circle": "owner",
    "twice": "owner",
}


def issue_of(link: Link, error: RefusedError) -> Issue:
    row = cast(Row, link.row)
    return row.issue(COLUMNS_OF.get(error.code, "share"), code=error.code, message=error.message)
