"""One task on a day, with everything that belongs to it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from deungdae.apps.policy.models import (
    BudgetLine,
    LawChange,
    MeetingOrder,
    Risk,
    Task,
    TaskLink,
    TaskNeed,
    TaskReport,
)
from deungdae.apps.policy.selectors.dated import Rows, end_of, is_past, rows_on
from deungdae.apps.policy.selectors.register import Line, lines_on


def task_on(task: Task, day: date) -> Line | None:
    """None: it was not in the register yet."""
    return next((one for one in lines_on(task.strategy, day, task=task) if one.pk == task.pk), None)


@dataclass(frozen=True, slots=True)
class Parts:
    """Rows (key, …) in the order of the columns named in `parts_on`."""

    budgets: Rows
    laws: Rows
    risks: Rows
    links: Rows
    needs: list[Task]
    opens: list[Task]
    """What it waits for and what waits for it, under the names of that day."""


def parts_on(task: Task, day: date) -> Parts:
    return Parts(
        sorted(
            rows_on(BudgetLine, ("year", "source", "planned_krw", "executed_krw"), day, task=task),
            key=lambda row: row[1:3],
        ),
        rows_on(LawChange, ("title", "change", "due_on", "state"), day, task=task),
        rows_on(Risk, ("title", "response", "level"), day, task=task),
        rows_on(TaskLink, ("label", "address"), day, task=task),
        *beside(task, day),
    )


def beside(task: Task, day: date) -> tuple[list[Task], list[Task]]:
    needs = [key for _row, key in rows_on(TaskNeed, ("needed_id",), day, task=task)]
    opens = [key for _row, key in rows_on(TaskNeed, ("task_id",), day, path="needed__strategy", task=task)]
    if not needs and not opens:
        return [], []
    named = Task.objects.in_bulk([*needs, *opens])
    if is_past(day):
        for key, code, title in rows_on(
            Task, ("code", "title"), day, path="strategy", strategy=task.strategy
        ):
            if key in named:
                named[key].code, named[key].title = code, title
    return [named[key] for key in needs], [named[key] for key in opens]


def reports_of(task: Task, day: date) -> QuerySet[TaskReport]:
    """Of rounds that were open by then, the newest first."""
    found = task.reports.filter(round__opened_at__lt=end_of(day)).select_related("round")
    return found.order_by("-round__starts_on", "-round__pk")


def orders_of(task: Task, day: date) -> QuerySet[MeetingOrder]:
    found = task.orders.filter(made_at__lt=end_of(day)).select_related("meeting", "owner")
    return found.prefetch_related("owner__names").order_by("-made_at", "-pk")
