"""The rows of a list of business groups: which company is in which group, and from when."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from django.utils.translation import gettext as _

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports.frame import Counts, ImportData, Issue, Row, Verdict
from deungdae.apps.organisations import ownership_rules as rules
from deungdae.apps.organisations.importers.companies import Companies
from deungdae.apps.organisations.importers.identity import Unclear
from deungdae.apps.organisations.importers.ownership_columns import GROUPS
from deungdae.apps.organisations.models import BusinessGroup, GroupMembership
from deungdae.engine.kernel.korean import sentence


@dataclass(slots=True)
class Group:
    """A group by its name, recorded (pk) or new with the first row that names it."""

    name: str
    kind: str
    designated_from: date | None = None
    designated_until: date | None = None
    source: str = ""
    pk: int | None = None


@dataclass(slots=True)
class Place:
    """A company's time in a group."""

    company: int
    company_name: str
    group: Group
    starts_on: date
    ends_on: date | None
    pk: int | None = None
    row: Row | None = None


@dataclass(slots=True)
class GroupPlan:
    """What to write; `changes`: recorded memberships that end, with the day."""

    new: list[Place] = field(default_factory=list)
    changes: list[tuple[int, date]] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)


class Groups:
    """The recorded groups and memberships, with those of the rows that were accepted."""

    def __init__(self) -> None:
        columns = ("name", "kind", "designated_from", "designated_until", "source", "pk")
        self.by_name = {row[0]: Group(*row) for row in BusinessGroup.objects.values_list(*columns)}
        by_pk = {group.pk: group for group in self.by_name.values()}
        self.places: dict[tuple[int, str], list[Place]] = defaultdict(list)
        rows = GroupMembership.objects.order_by("pk").values_list(
            "organisation_id", "group_id", "starts_on", "ends_on", "pk"
        )
        for company, group, starts_on, ends_on, pk in rows.iterator(chunk_size=5_000):
            self.add(Place(company, "", by_pk[group], starts_on, ends_on, pk))

    def add(self, place: Place) -> None:
        self.places[place.company, place.group.name].append(place)

    def named(self, row: Row, verdict: Verdict) -> Group:
        """The group of the row; refused when it is known as another kind, warned of other dates."""
        wanted = Group(
            name=" ".join(str(row["group"]).split()),
            kind=str(row["kind"]),
            designated_from=cast("date | None", row["designated_from"]),
            designated_until=cast("date | None", row["designated_until"]),
            source=str(row["source"] or ""),
        )
        known = self.by_name.get(wanted.name)
        if known is None:
            refuse_dates(wanted)
            return self.by_name.setdefault(wanted.name, wanted)
        if known.kind != wanted.kind:
            raise rules.other_kind(known.name, str(BusinessGroup.Kind(known.kind).label))
        for column in ("designated_from", "designated_until", "source"):
            if row[column] is not None and row[column] != getattr(known, column):
                verdict.issues.append(kept_as_recorded(row, column, known))
        return known


def refuse_dates(group: Group) -> None:
    until, begun = group.designated_until, group.designated_from
    if until is not None and (begun is None or until <= begun):
        raise RefusedError(
            "designation", _("지정 해제일은 지정일과 함께, 지정일보다 뒤의 날로 적어 주십시오.")
        )


def kept_as_recorded(row: Row, column: str, group: Group) -> Issue:
    template = _("‘{group}’(은/는) 이미 등록된 기업집단이라 이 칸은 바꾸지 않습니다.")
    return row.issue(
        column, code="group_known", message=sentence(template, {"group": group.name}), is_warning=True
    )


def plan_groups(data: ImportData, companies: Companies, verdict: Verdict) -> GroupPlan:
    """Recorded memberships that rows speak of come first, so that an end makes room wherever it stands."""
    plan, groups = GroupPlan(), Groups()
    wanted = list(places_in(data, companies, groups, verdict))
    for place in [one for one in wanted if not is_told_of_recorded(one, groups, plan, verdict)]:
        try:
            refuse(place, groups)
        except RefusedError as error:
            verdict.issues.append(issue_of(place, error))
            continue
        groups.add(place)
        plan.new.append(place)
        plan.counts.created += 1
    verdict.counts[GROUPS.name] = plan.counts
    return plan


def places_in(data: ImportData, companies: Companies, groups: Groups, verdict: Verdict) -> Iterator[Place]:
    for row in data.rows(GROUPS.name):
        try:
            company = companies.company_of(row)
            group = groups.named(row, verdict)
        except Unclear as unclear:
            verdict.issues.append(
                row.issue(unclear.column, code=unclear.code, message=unclear.message, remedy=unclear.remedy)
            )
            continue
        except RefusedError as error:
            column = "kind" if error.code == "group_kind" else "designated_until"
            verdict.issues.append(row.issue(column, code=error.code, message=error.message))
            continue
        starts_on, ends_on = cast(date, row["starts_on"]), cast("date | None", row["ends_on"])
        yield Place(company.pk, company.name, group, starts_on, ends_on, row=row)


def is_told_of_recorded(place: Place, groups: Groups, plan: GroupPlan, verdict: Verdict) -> bool:
    """Whether the row speaks of a recorded membership; then the end it tells is planned or refused."""
    same = [
        one
        for one in groups.places[place.company, place.group.name]
        if one.starts_on == place.starts_on and one.pk is not None
    ]
    if not same:
        return False
    recorded, error = same[0], None
    if recorded.row is not None:
        error = RefusedError("twice", _("%(row)s행과 같은 내용입니다.") % {"row": recorded.row.number})
    elif place.ends_on is not None and place.ends_on <= place.starts_on:
        error = rules.wrong_end(place.starts_on, place.ends_on)
    elif place.ends_on is None or place.ends_on == recorded.ends_on:
        plan.counts.unchanged += 1
    elif recorded.ends_on is not None:
        template = _("이 소속은 {end}에 끝난 것으로 기록되어 있습니다.")
        error = RefusedError("group_left", sentence(template, {"end": recorded.ends_on.isoformat()}))
    else:
        plan.changes.append((cast(int, recorded.pk), place.ends_on))
        plan.counts.changed += 1
        recorded.ends_on = place.ends_on
    recorded.row = place.row
    if error is not None:
        verdict.issues.append(issue_of(place, error))
    return True


def refuse(place: Place, groups: Groups) -> None:
    """What the service for one company refuses."""
    if place.ends_on is not None and place.ends_on <= place.starts_on:
        raise rules.wrong_end(place.starts_on, place.ends_on)
    for other in groups.places[place.company, place.group.name]:
        if rules.overlaps(other.starts_on, other.ends_on, place.starts_on, place.ends_on):
            raise rules.in_group_already(place.company_name, place.group.name)


def issue_of(place: Place, error: RefusedError) -> Issue:
    column = "group" if error.code in ("group_twice", "twice") else "ends_on"
    return cast(Row, place.row).issue(column, code=error.code, message=error.message)
