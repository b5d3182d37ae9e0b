"""Published figures and counts of the population as CSV texts (data/gap/)."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from deungdae.engine.gap.model import Figure, Population
from deungdae.engine.gap.rules import SCALE
from deungdae.engine.kernel.errors import InputError, Issue

FIGURE_COLUMNS = [
    "survey",
    "year",
    "size",
    "indicator",
    "value",
    "unit",
    "n",
    "published",
    "vintage",
    "mark",
    "source",
]
POPULATION_COLUMNS = ["year", "axis", "cell", "firms", "vintage", "mark", "source"]
Made = TypeVar("Made")


def figures_of(text: str) -> tuple[Figure, ...]:
    """Of surveys.csv; raises InputError with every bad row."""
    return _rows(text, FIGURE_COLUMNS, _figure)


def population_of(text: str) -> tuple[Population, ...]:
    """Of population.csv; raises InputError with every bad row."""
    return _rows(text, POPULATION_COLUMNS, _population)


def _figure(row: Mapping[str, str]) -> Figure:
    value = SCALE * Decimal(row["value"])
    if not value.is_finite() or value != value.to_integral_value():
        raise ValueError(row["value"])
    return Figure(
        survey=row["survey"],
        year=int(row["year"]),
        size=row["size"],
        indicator=row["indicator"],
        unit=row["unit"],
        value=int(value),
        n=int(row["n"]) if row["n"] else None,
        published=date.fromisoformat(row["published"]) if row["published"] else None,
        vintage=int(row["vintage"]),
        mark=row["mark"],
        source=row["source"],
    )


def _population(row: Mapping[str, str]) -> Population:
    numbers = {name: int(row[name]) for name in ("year", "firms", "vintage")}
    return Population(axis=row["axis"], cell=row["cell"], mark=row["mark"], source=row["source"], **numbers)


def _rows(text: str, columns: list[str], make: Callable[[Mapping[str, str]], Made]) -> tuple[Made, ...]:
    table = csv.DictReader(text.splitlines(), strict=True)
    if table.fieldnames != columns:
        told = ", ".join(table.fieldnames or ())
        raise InputError([Issue("gap.columns", "1", told, {"columns": ", ".join(columns)})])
    issues: list[Issue] = []
    return _whole(list(_made(table, make, issues)), issues)


def _made(
    table: csv.DictReader[str], make: Callable[[Mapping[str, str]], Made], issues: list[Issue]
) -> Iterator[Made]:
    for row in table:
        try:
            if None in row or None in row.values() or not row["source"]:
                raise ValueError(row["source"])
            yield make(row)
        except (ValueError, InvalidOperation):
            told = ", ".join(str(value) for value in row.values())
            issues.append(Issue("gap.row", str(table.line_num), told))


def _whole(made: list[Made], issues: list[Issue]) -> tuple[Made, ...]:
    """All or nothing."""
    if issues:
        raise InputError(issues)
    return tuple(made)
