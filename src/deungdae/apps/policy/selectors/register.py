"""The register on any day: each task with its ministries, milestones, indicators, light and report."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from deungdae.apps.policy.bridge.lights import (
    SEVERITY,
    IndicatorRow,
    Light,
    MilestoneRow,
    Verdict,
    verdict_of,
)
from deungdae.apps.policy.models import (
    IndicatorTarget,
    LightOverride,
    Milestone,
    Ministry,
    ReportingRound,
    Strategy,
    StrategyField,
    Task,
    TaskIndicator,
    TaskMinistry,
    TaskReport,
)
from deungdae.apps.policy.selectors.dated import end_of, is_past, rows_on
from deungdae.apps.policy.selectors.ministries import ministries_by_key

TASK = ("code", "title", "contents", "starts_on", "ends_on", "field_id")
State = TaskReport.State
HANDED_IN = (State.SUBMITTED, State.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Line:
    """A task as it was on a day. `report`: state in the newest round of that day; `is_late`: not handed in
    though its day is over."""

    pk: int
    public_id: UUID
    code: str
    title: str
    contents: str
    starts_on: date
    ends_on: date
    field: StrategyField
    lead: Ministry | None
    partners: tuple[Ministry, ...]
    milestones: tuple[MilestoneRow, ...]
    indicators: tuple[IndicatorRow, ...]
    verdict: Verdict
    override: LightOverride | None
    report: str
    is_late: bool

    @property
    def light(self) -> str:
        """What counts: the override where there is one."""
        return self.override.light if self.override is not None else self.verdict.light.value

    @property
    def severity(self) -> int:
        return SEVERITY[Light(self.light)]


def strategy_in_use() -> Strategy | None:
    """The newest one."""
    return Strategy.objects.prefetch_related("fields").first()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is read: every task of a strategy on a day, or one of them."""

    strategy: Strategy
    day: date
    task: Task | None = None

    def rows(self, model: Any, *names: str, path: str = "task__strategy") -> list[tuple[Any, ...]]:
        return rows_on(model, names, self.day, path=path, strategy=self.strategy, task=self.task)

    @property
    def wanted(self) -> dict[str, Any]:
        """What narrows rows that name their task."""
        return {"task__strategy": self.strategy} if self.task is None else {"task": self.task}


def lines_on(strategy: Strategy, day: date, *, task: Task | None = None) -> list[Line]:
    """Every task of that day in the order of fields and codes, in a constant number of queries; or one."""
    asked = Asked(strategy, day, task)
    fields = {one.pk: one for one in strategy.fields.all()}
    tasks = task_rows(asked)
    ids = ids_of(asked)
    leads, partners = parts_on(asked)
    milestones = grouped(milestone_rows(asked))
    starts = {key: begins for key, *_told, begins, _ends, _field in tasks}
    indicators = grouped(indicator_rows(asked, starts))
    overrides, reports = overrides_on(asked), reports_on(asked)
    found = [
        Line(
            key,
            ids[key],
            code,
            title,
            contents,
            begins,
            ends,
            fields[field],
            leads.get(key),
            tuple(partners[key]),
            tuple(milestones[key]),
            tuple(indicators[key]),
            verdict_of(milestones[key], indicators[key], day),
            overrides.get(key),
            *reports.get(key, ("", False)),
        )
        for key, code, title, contents, begins, ends, field in tasks
        if key in ids
    ]
    return sorted(found, key=lambda one: (one.field.place, one.code))


def ids_of(asked: Asked) -> dict[int, UUID]:
    if asked.task is not None:
        return {asked.task.pk: asked.task.public_id}
    return dict(Task.objects.filter(strategy=asked.strategy).order_by().values_list("pk", "public_id"))


def task_rows(asked: Asked) -> list[tuple[Any, ...]]:
    if asked.task is not None and not is_past(asked.day):
        return [(asked.task.pk, *(getattr(asked.task, name) for name in TASK))]
    found = rows_on(Task, TASK, asked.day, path="strategy", strategy=asked.strategy)
    return found if asked.task is None else [row for row in found if row[0] == asked.task.pk]


def grouped(rows: Iterable[Any]) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.task].append(row)
    return found


def parts_on(asked: Asked) -> tuple[dict[int, Ministry], Mapping[int, list[Ministry]]]:
    """Who led each task on that day, and who took part."""
    ministries = ministries_by_key()
    parts = TaskMinistry.objects.filter(**asked.wanted)
    parts = parts.on(asked.day) if is_past(asked.day) else parts.filter(ends_on=None)
    leads: dict[int, Ministry] = {}
    partners: dict[int, list[Ministry]] = defaultdict(list)
    for task, ministry, role in parts.order_by("pk").values_list("task", "ministry", "role"):
        if role == TaskMinistry.Role.LEAD:
            leads[task] = ministries[ministry]
        else:
            partners[task].append(ministries[ministry])
    return leads, partners


def milestone_rows(asked: Asked) -> list[MilestoneRow]:
    rows = asked.rows(Milestone, "task_id", "title", "due_on", "done_on")
    return sorted((MilestoneRow(*row) for row in rows), key=lambda one: (one.due_on, one.pk))


def indicator_rows(asked: Asked, starts: Mapping[int, date]) -> list[IndicatorRow]:
    """`starts`: the first day of each task, where the plan of its indicators begins."""
    path = "indicator__task__strategy"
    targets: dict[int, list[tuple[date, Any]]] = defaultdict(list)
    for _key, indicator, ends, target in asked.rows(
        IndicatorTarget, "indicator_id", "ends_on", "target", path=path
    ):
        targets[indicator].append((ends - timedelta(days=1), target))
    told = ("task_id", "title", "unit", "baseline", "value", "value_on")
    return [
        IndicatorRow(key, task, title, unit, baseline, value, at, tuple(sorted(targets[key])), starts[task])
        for key, task, title, unit, baseline, value, at in asked.rows(TaskIndicator, *told)
        if task in starts
    ]


def overrides_on(asked: Asked) -> dict[int, LightOverride]:
    rows = LightOverride.objects.filter(**asked.wanted, at__lt=end_of(asked.day)).order_by("at", "pk")
    return {key: one for key, one in {one.task_id: one for one in rows}.items() if one.light}


def reports_on(asked: Asked) -> dict[int, tuple[str, bool]]:
    """By task: the state of its report in the newest round of that day, and whether it is late."""
    rounds = ReportingRound.objects.filter(strategy=asked.strategy, opened_at__lt=end_of(asked.day))
    newest = rounds.order_by("-starts_on", "-pk").first()
    if newest is None:
        return {}
    states = dict(newest.reports.order_by().values_list("task", "state"))
    if is_past(asked.day):
        states = dict.fromkeys(states, str(State.DRAFT)) | states_by_acts(newest, asked.day)
    is_over = newest.due_on < asked.day
    return {task: (state, is_over and state not in HANDED_IN) for task, state in states.items()}


STATE_AFTER = {
    "approve": State.APPROVED,
    "submit": State.SUBMITTED,
    "return": State.RETURNED,
    "accept": State.ACCEPTED,
}


def states_by_acts(round_: ReportingRound, day: date) -> dict[int, str]:
    """As the trail tells it; a draft saved after a return still shows as returned."""
    acts = round_.reports.filter(acts__at__lt=end_of(day)).order_by("acts__pk")
    return {task: str(STATE_AFTER[act]) for task, act in acts.values_list("task", "acts__act")}
