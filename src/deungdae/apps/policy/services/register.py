"""Writing tasks: what a content says becomes the register's rows, those that stay untouched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.policy.models import (
    BudgetLine,
    IndicatorTarget,
    LawChange,
    Milestone,
    Ministry,
    Risk,
    Strategy,
    Task,
    TaskIndicator,
    TaskLink,
    TaskMinistry,
    TaskNeed,
)
from deungdae.apps.policy.services.content import (
    BudgetFacts,
    LawFacts,
    RiskFacts,
    TargetFacts,
    TaskContent,
)

Role = TaskMinistry.Role


@dataclass(frozen=True, slots=True)
class Written:
    created: tuple[Task, ...]
    changed: tuple[Task, ...]


@transaction.atomic
def write_tasks(*, strategy: Strategy, contents: Sequence[TaskContent], known: Mapping[str, Task]) -> Written:
    """Make these tasks, or make the `known` ones (by code) say this; whole or not at all."""
    fields = {one.code: one for one in strategy.fields.all()}
    created: list[Task] = []
    changed: list[Task] = []
    for content in contents:
        task = known.get(content.code) or Task(strategy=strategy, code=content.code)
        task.field = fields[content.field]
        for name in ("title", "contents", "starts_on", "ends_on"):
            setattr(task, name, getattr(content, name))
        (changed if task.pk else created).append(task)
    for task in changed:
        task.version += 1
    saved(Task, created, changed, ["field", "title", "contents", "starts_on", "ends_on", "version"])
    by_code = {one.code: one for one in (*known.values(), *created)}
    write_ministries(by_code, contents)
    for pairs in (milestone_pairs, budget_pairs, law_pairs, risk_pairs):
        write_rows(by_code, contents, *pairs(contents))
    write_indicators(by_code, contents)
    write_links(by_code, contents)
    write_needs(strategy, by_code, contents)
    return Written(tuple(created), tuple(changed))


def saved(model: Any, new: Sequence[Any], old: Sequence[Any], names: list[str]) -> None:
    """With their history, which keeps the house's time."""
    now = clock.now()
    if new:
        bulk_create_with_history(list(new), model, default_date=now)
    if old:
        bulk_update_with_history(list(old), model, names, default_date=now)


Rows = dict[str, dict[Any, dict[str, Any]]]
"""By code of the task: key of the row → its values."""


def milestone_pairs(contents: Iterable[TaskContent]) -> tuple[Any, tuple[str, ...], Rows]:
    rows = {one.code: {(title,): {"due_on": due} for title, due in one.milestones} for one in contents}
    return Milestone, ("title",), rows


def budget_pairs(contents: Iterable[TaskContent]) -> tuple[Any, tuple[str, ...], Rows]:
    return BudgetLine, ("year", "source"), {one.code: keyed(one.budgets, 2) for one in contents}


def law_pairs(contents: Iterable[TaskContent]) -> tuple[Any, tuple[str, ...], Rows]:
    return LawChange, ("title",), {one.code: keyed(one.laws, 1) for one in contents}


def risk_pairs(contents: Iterable[TaskContent]) -> tuple[Any, tuple[str, ...], Rows]:
    return Risk, ("title",), {one.code: keyed(one.risks, 1) for one in contents}


def keyed(
    facts: Iterable[BudgetFacts | LawFacts | RiskFacts | TargetFacts], width: int
) -> dict[Any, dict[str, Any]]:
    """The first `width` values are the key, the rest what stands under it."""
    return {tuple(one[:width]): dict(list(one._asdict().items())[width:]) for one in facts}


def write_rows(
    by_code: Mapping[str, Task],
    contents: Sequence[TaskContent],
    model: Any,
    key: tuple[str, ...],
    rows: Rows,
) -> None:
    parents = {by_code[one.code].pk: by_code[one.code] for one in contents}
    wanted = {
        (by_code[code].pk, *place): values for code, found in rows.items() for place, values in found.items()
    }
    write_children(model, "task", key, parents, wanted)


def write_children(
    model: Any,
    parent: str,
    key: tuple[str, ...],
    parents: Mapping[int, Any],
    wanted: dict[Any, dict[str, Any]],
) -> None:
    """Rows under `parents` become exactly `wanted`, by (parent's key, *key)."""
    present = {
        (getattr(one, f"{parent}_id"), *(getattr(one, name) for name in key)): one
        for one in model.objects.filter(**{f"{parent}__in": list(parents.values())})
    }
    new, old, names = [], [], sorted({name for values in wanted.values() for name in values})
    gone = [
        place for place, row in present.items() if place not in wanted or is_made_anew(row, wanted[place])
    ]
    for place in gone:
        present.pop(place).delete()
    for place, values in wanted.items():
        row = present.get(place)
        if row is None:
            facts = dict(zip(key, place[1:], strict=True))
            new.append(model(**{parent: parents[place[0]]}, **facts, **values))
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            old.append(row)
    saved(model, new, old, names)


def is_made_anew(row: Any, values: dict[str, Any]) -> bool:
    """A period whose end moves: while it moves it may lie over its neighbour, so it is taken out first."""
    return "ends_on" in values and row.ends_on != values["ends_on"]


def write_indicators(by_code: Mapping[str, Task], contents: Sequence[TaskContent]) -> None:
    parents = {by_code[one.code].pk: by_code[one.code] for one in contents}
    wanted: dict[Any, dict[str, Any]] = {
        (by_code[content.code].pk, one.title): {"unit": one.unit, "baseline": one.baseline}
        for content in contents
        for one in content.indicators
    }
    write_children(TaskIndicator, "task", ("title",), parents, wanted)
    found = {
        (one.task_id, one.title): one for one in TaskIndicator.objects.filter(task__in=list(parents.values()))
    }
    targets: dict[Any, dict[str, Any]] = {}
    for content in contents:
        for one in content.indicators:
            mine = found[by_code[content.code].pk, one.title]
            targets |= {
                (mine.pk, target.starts_on): {"ends_on": target.ends_on, "target": target.target}
                for target in one.targets
            }
    indicators = {one.pk: one for one in found.values()}
    write_children(IndicatorTarget, "indicator", ("starts_on",), indicators, targets)


def write_ministries(by_code: Mapping[str, Task], contents: Sequence[TaskContent]) -> None:
    """From today where a part is new in a known task, from the task's first day where the task is new."""
    ministries = {one.code: one for one in Ministry.objects.all()}
    tasks = [by_code[one.code] for one in contents]
    present = {
        (one.task_id, one.ministry_id, one.role): one
        for one in TaskMinistry.objects.filter(task__in=tasks, ends_on=None)
    }
    had = {task for task, *_rest in present}
    wanted = {
        (by_code[one.code].pk, ministries[code].pk, str(role))
        for one in contents
        for role, code in ((Role.LEAD, one.lead), *((Role.PARTNER, each) for each in one.partners))
    }
    ended = [row.pk for place, row in present.items() if place not in wanted]
    TaskMinistry.objects.filter(pk__in=ended).update(ends_on=clock.today())
    starts = {by_code[one.code].pk: one.starts_on for one in contents}
    TaskMinistry.objects.bulk_create(
        TaskMinistry(task_id=task, ministry_id=ministry, role=role, starts_on=first_day(task, had, starts))
        for task, ministry, role in sorted(wanted - set(present))
    )


def first_day(task: int, had: set[int], starts: Mapping[int, date]) -> date:
    return clock.today() if task in had else starts[task]


def write_links(by_code: Mapping[str, Task], contents: Sequence[TaskContent]) -> None:
    for content in contents:
        task = by_code[content.code]
        present = set(task.links.values_list("label", "address"))
        if present != set(content.links):
            task.links.all().delete()
            found = [TaskLink(task=task, label=label, address=address) for label, address in content.links]
            saved(TaskLink, found, [], [])


def write_needs(strategy: Strategy, by_code: Mapping[str, Task], contents: Sequence[TaskContent]) -> None:
    every = {**{one.code: one for one in strategy.tasks.all()}, **by_code}
    wanted = set()
    for content in contents:
        for code in content.needs:
            if code not in every:
                template = _("‘{task}’의 선행 과제 ‘{code}’(이/가) 없습니다. 번호를 고쳐 주십시오.")
                raise refused("need_unknown", template, task=content.code, code=code)
            wanted.add((by_code[content.code].pk, every[code].pk))
    mine = TaskNeed.objects.filter(task__in=[by_code[one.code] for one in contents])
    present = set(mine.values_list("task", "needed"))
    mine.filter(pk__in=[one.pk for one in mine if (one.task_id, one.needed_id) not in wanted]).delete()
    new = [TaskNeed(task_id=task, needed_id=needed) for task, needed in sorted(wanted - present)]
    saved(TaskNeed, new, [], [])
    require_no_circle(strategy)


def require_no_circle(strategy: Strategy) -> None:
    graph: dict[str, set[str]] = {}
    rows = TaskNeed.objects.filter(task__strategy=strategy).values_list("task__code", "needed__code")
    for one, other in rows:
        graph.setdefault(one, set()).add(other)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        template = _("과제가 서로를 기다립니다: {codes}. 선행 과제 하나를 빼 주십시오.")
        raise refused("circle", template, codes=" → ".join(error.args[1])) from error


@transaction.atomic
def edit_task(*, task: Task, seen: int, title: str, contents: str, starts_on: date, ends_on: date) -> Task:
    """Of one task what its page shows; `seen`: the version that was read."""
    mine = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if mine.version != seen:
        message = _("그 사이에 다른 사람이 이 과제를 고쳤습니다. 지금 내용을 확인하고 다시 저장해 주십시오.")
        raise RefusedError("stale", message)
    if ends_on <= starts_on:
        message = _("종료일이 시작일보다 늦지 않습니다. 두 날을 고쳐 주십시오.")
        raise RefusedError("period", message)
    mine.title, mine.contents = title, contents
    mine.starts_on, mine.ends_on, mine.version = starts_on, ends_on, seen + 1
    mine.save()
    return mine
