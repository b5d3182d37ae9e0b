"""All that a task says, as one value: read from the register, written to it, and kept for taking back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from deungdae.apps.policy.models import (
    BudgetLine,
    IndicatorTarget,
    LawChange,
    Milestone,
    Risk,
    Task,
    TaskIndicator,
    TaskLink,
    TaskMinistry,
    TaskNeed,
)


class TargetFacts(NamedTuple):
    starts_on: date
    ends_on: date
    target: Decimal


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    title: str
    unit: str
    baseline: Decimal
    targets: tuple[TargetFacts, ...] = ()


class BudgetFacts(NamedTuple):
    year: int
    source: str
    planned_krw: int
    executed_krw: int | None


class LawFacts(NamedTuple):
    title: str
    change: str
    due_on: date | None
    state: str


class RiskFacts(NamedTuple):
    title: str
    response: str
    level: str


@dataclass(frozen=True, slots=True)
class TaskContent:
    """`field`, `lead`, `partners`, `needs`: codes; `links`: (label, address); all lists in one order."""

    code: str
    field: str
    title: str
    lead: str
    starts_on: date
    ends_on: date
    contents: str = ""
    partners: tuple[str, ...] = ()
    milestones: tuple[tuple[str, date], ...] = ()
    indicators: tuple[IndicatorFacts, ...] = ()
    budgets: tuple[BudgetFacts, ...] = ()
    laws: tuple[LawFacts, ...] = ()
    risks: tuple[RiskFacts, ...] = ()
    needs: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()

    def ordered(self) -> "TaskContent":
        """The same, with its lists in the order in which they are read."""
        return replace(
            self,
            partners=tuple(sorted(self.partners)),
            milestones=tuple(sorted(self.milestones, key=lambda one: (one[1], one[0]))),
            indicators=tuple(
                replace(one, targets=tuple(sorted(one.targets)))
                for one in sorted(self.indicators, key=lambda one: one.title)
            ),
            budgets=tuple(sorted(self.budgets, key=lambda one: (one.year, one.source))),
            laws=tuple(sorted(self.laws, key=lambda one: one.title)),
            risks=tuple(sorted(self.risks, key=lambda one: one.title)),
            needs=tuple(sorted(self.needs)),
            links=tuple(sorted(self.links, key=lambda one: one[1])),
        )


def document_of(content: TaskContent) -> dict[str, Any]:
    """As JSON keeps it."""
    return {name: plain(value) for name, value in asdict(content).items()}


def plain(value: Any) -> Any:
    if isinstance(value, date | Decimal):
        return str(value)
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, tuple | list) else value


def content_from(document: Mapping[str, Any]) -> TaskContent:
    told = dict(document)
    return TaskContent(
        code=told["code"],
        field=told["field"],
        title=told["title"],
        lead=told["lead"],
        contents=told["contents"],
        starts_on=date.fromisoformat(told["starts_on"]),
        ends_on=date.fromisoformat(told["ends_on"]),
        partners=tuple(told["partners"]),
        needs=tuple(told["needs"]),
        links=tuple((label, address) for label, address in told["links"]),
        milestones=tuple((title, date.fromisoformat(due)) for title, due in told["milestones"]),
        indicators=tuple(indicator_from(one) for one in told["indicators"]),
        budgets=tuple(BudgetFacts(*one) for one in told["budgets"]),
        laws=tuple(
            LawFacts(title, change, date.fromisoformat(due) if due else None, state)
            for title, change, due, state in told["laws"]
        ),
        risks=tuple(RiskFacts(*one) for one in told["risks"]),
    )


def indicator_from(told: Mapping[str, Any]) -> IndicatorFacts:
    targets = tuple(
        TargetFacts(date.fromisoformat(start), date.fromisoformat(end), Decimal(target))
        for start, end, target in told["targets"]
    )
    return IndicatorFacts(told["title"], told["unit"], Decimal(told["baseline"]), targets)


Grouped = dict[int, list[Any]]


def grouped(rows: Iterable[tuple[int, Any]]) -> Grouped:
    found: Grouped = defaultdict(list)
    for key, row in rows:
        found[key].append(row)
    return found


def contents_of(tasks: Iterable[Task]) -> dict[str, TaskContent]:
    """By code, in a constant number of queries; `tasks`: with their fields."""
    listed = list(tasks)
    mine = {"task__in": listed}
    parts = TaskMinistry.objects.filter(**mine, ends_on=None).values_list("task", "role", "ministry__code")
    lead = {task: code for task, role, code in parts if role == TaskMinistry.Role.LEAD}
    partners = grouped((task, code) for task, role, code in parts if role == TaskMinistry.Role.PARTNER)
    milestones = rows_of(Milestone, mine, "title", "due_on")
    budgets = rows_of(BudgetLine, mine, *BudgetFacts._fields)
    laws = rows_of(LawChange, mine, *LawFacts._fields)
    risks = rows_of(Risk, mine, *RiskFacts._fields)
    needs = rows_of(TaskNeed, mine, "needed__code")
    links = rows_of(TaskLink, mine, "label", "address")
    indicators = indicators_of(listed)
    return {
        one.code: TaskContent(
            code=one.code,
            field=one.field.code,
            title=one.title,
            lead=lead.get(one.pk, ""),
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            contents=one.contents,
            partners=tuple(partners[one.pk]),
            milestones=tuple(milestones[one.pk]),
            indicators=tuple(indicators[one.pk]),
            budgets=tuple(BudgetFacts(*row) for row in budgets[one.pk]),
            laws=tuple(LawFacts(*row) for row in laws[one.pk]),
            risks=tuple(RiskFacts(*row) for row in risks[one.pk]),
            needs=tuple(code for (code,) in needs[one.pk]),
            links=tuple(links[one.pk]),
        ).ordered()
        for one in listed
    }


def rows_of(model: Any, mine: dict[str, Any], *names: str) -> Grouped:
    rows = model.objects.filter(**mine).values_list("task", *names)
    return grouped((task, tuple(row)) for task, *row in rows)


def indicators_of(tasks: list[Task]) -> Grouped:
    names = ("starts_on", "ends_on", "target")
    targets = grouped(
        (indicator, TargetFacts(*row))
        for indicator, *row in IndicatorTarget.objects.filter(indicator__task__in=tasks).values_list(
            "indicator", *names
        )
    )
    rows = TaskIndicator.objects.filter(task__in=tasks).values_list("task", "pk", "title", "unit", "baseline")
    return grouped(
        (task, IndicatorFacts(title, unit, baseline, tuple(targets[pk])))
        for task, pk, title, unit, baseline in rows
    )
