"""Sums over the register on a day: ministries by fields, money by year."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from deungdae.apps.policy.models import BudgetLine, Ministry, Strategy, TaskNeed
from deungdae.apps.policy.selectors.dated import rows_on
from deungdae.apps.policy.selectors.register import Line


@dataclass(frozen=True, slots=True)
class Cell:
    """How many tasks a ministry leads in a field, and how many of them have which light."""

    count: int = 0
    yellow: int = 0
    red: int = 0


def cell_of(lines: Sequence[Line]) -> Cell:
    lights = Counter(one.light for one in lines)
    return Cell(len(lines), lights["yellow"], lights["red"])


def matrix_of(strategy: Strategy, lines: Sequence[Line]) -> dict[str, Any]:
    """rows: (ministry, a cell per field, the row's sum); foot: the sum of each field and of all."""
    fields = list(strategy.fields.all())
    by_place: dict[tuple[int, int], list[Line]] = defaultdict(list)
    ministries: dict[int, Ministry] = {}
    for line in lines:
        if line.lead is not None:
            ministries[line.lead.pk] = line.lead
            by_place[line.lead.pk, line.field.pk].append(line)
    rows = []
    for key, ministry in ministries.items():
        cells = [by_place[key, field.pk] for field in fields]
        whole = [line for cell in cells for line in cell]
        rows.append((ministry, [cell_of(cell) for cell in cells], cell_of(whole)))
    rows.sort(key=lambda row: -row[2].count)
    foot = [cell_of([line for line in lines if line.field.pk == field.pk]) for field in fields]
    return {"fields": fields, "rows": rows, "foot": foot, "all": cell_of(lines)}


@dataclass(slots=True)
class Money:
    """In won; `executed` is what is known of it, None while nothing is."""

    planned: int = 0
    executed: int | None = None

    def add(self, planned: int, executed: int | None) -> None:
        self.planned += planned
        if executed is not None:
            self.executed = (self.executed or 0) + executed

    @property
    def percent(self) -> float | None:
        return None if self.executed is None or not self.planned else 100 * self.executed / self.planned


@dataclass(frozen=True, slots=True)
class Budget:
    """By year; and of one year by field, by lead ministry, by source."""

    years: dict[int, Money]
    year: int | None
    fields: dict[Hashable, Money]
    ministries: dict[Hashable, Money]
    sources: dict[Hashable, Money]


def budget_on(strategy: Strategy, lines: Sequence[Line], day: date, wanted: int | None) -> Budget:
    """Each line of money once in each breakdown, so that every breakdown adds up to the year."""
    names = ("task_id", "year", "source", "planned_krw", "executed_krw")
    rows = rows_on(BudgetLine, names, day, strategy=strategy)
    by_key = {one.pk: one for one in lines}
    years: dict[int, Money] = defaultdict(Money)
    for _key, _task, year, _source, planned, executed in rows:
        years[year].add(planned, executed)
    present = sorted(years)
    near = [one for one in present if one <= day.year]
    year = wanted if wanted in years else (near[-1] if near else present[0]) if present else None
    sides: tuple[dict[Hashable, Money], ...] = (defaultdict(Money), defaultdict(Money), defaultdict(Money))
    for _key, task, of, source, planned, executed in rows:
        if of == year and task in by_key:
            line = by_key[task]
            lead = line.lead.pk if line.lead is not None else None
            for side, place in zip(sides, (line.field.pk, lead, source), strict=True):
                side[place].add(planned, executed)
    return Budget({one: years[one] for one in present}, year, *sides)


def needs_on(strategy: Strategy, day: date) -> list[tuple[int, int]]:
    """(the task that waits, the one it waits for), as it was on that day."""
    rows = rows_on(TaskNeed, ("task_id", "needed_id"), day, strategy=strategy)
    return [(task, needed) for _key, task, needed in rows]
