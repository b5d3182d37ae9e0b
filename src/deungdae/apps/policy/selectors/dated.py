"""Rows as they were at the end of a day: from the tables themselves today, from their history before."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max

from deungdae.apps.calendar.spans import moment
from deungdae.apps.core import clock
from deungdae.apps.policy.models import Strategy, Task

Rows = list[tuple[Any, ...]]


def end_of(day: date) -> datetime:
    """The first moment after that day in Seoul."""
    return moment(day + timedelta(days=1), 0)


def is_past(day: date) -> bool:
    return day < clock.today()


def rows_on(
    model: Any,
    names: tuple[str, ...],
    day: date,
    *,
    path: str = "task__strategy",
    strategy: Strategy | None = None,
    task: Task | None = None,
) -> Rows:
    """(key, *names) of each row under the strategy, which `path` leads to, or of one task; in one query."""
    wanted = {path: strategy} if task is None else {path.removesuffix("__strategy"): task}
    if not is_past(day):
        return list(model.objects.filter(**wanted).order_by("pk").values_list("pk", *names))
    known = model.history.filter(history_date__lt=end_of(day), **wanted)
    last = known.order_by().values("id").annotate(last=Max("history_id")).values("last")
    told = model.history.filter(history_id__in=last).exclude(history_type="-")
    return list(told.order_by("id").values_list("id", *names))
