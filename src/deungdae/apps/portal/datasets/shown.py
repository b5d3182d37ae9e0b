"""A dataset on its page: the columns of the reader's language, cells in words, bars as lengths."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from deungdae.apps.gap.charts import PROVINCES, Tile, tiles_of_counts
from deungdae.apps.portal.datasets.margins import SIDES
from deungdae.apps.portal.datasets.model import Cell, Column, Dataset, Look, Row, Status, Table

MOST_BARS = 12


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the table under one heading; `title`: "" where there is only one."""

    title: str
    rows: list[list[tuple[Column, str]]]


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    words: str
    length: str


def language() -> str:
    return Look.ENGLISH if (get_language() or "").startswith("en") else Look.KOREAN


def columns_shown(dataset: Dataset) -> list[Column]:
    """Without what is for machines, and without the names of the other language."""
    return [one for one in dataset.columns if one.look in (Look.TEXT, Look.NUMBER, Look.DAY, language())]


def parts_of(dataset: Dataset, table: Table) -> list[Part]:
    """Rows with sides stand under the names of their sides."""
    if "side" not in codes_of(dataset):
        return [Part("", [line_of(dataset, row) for row in table.rows])]
    found = []
    for side, title in {"whole": _("전체"), **SIDES}.items():
        rows = [line_of(dataset, row) for row in table.rows if row[0] == side]
        found.append(Part(str(title), rows))
    return [one for one in found if one.rows]


def codes_of(dataset: Dataset) -> list[str]:
    return [one.code for one in dataset.columns]


def line_of(dataset: Dataset, row: Row) -> list[tuple[Column, str]]:
    told = dict(zip(codes_of(dataset), row, strict=True))
    is_hidden = told.get("status") == Status.HIDDEN
    return [(one, words_of(told[one.code], one, is_hidden=is_hidden)) for one in columns_shown(dataset)]


def words_of(cell: Cell, column: Column, *, is_hidden: bool) -> str:
    if cell is None:
        return str(Status.HIDDEN.label) if is_hidden and column.code != "target" else "–"
    if isinstance(cell, str):
        is_day = cell and column.look == Look.DAY
        return date_format(date.fromisoformat(cell), "SHORT_DATE_FORMAT") if is_day else cell or "–"
    return number_words(cell)


def number_words(number: float) -> str:
    return number_format(number, decimal_pos=None if isinstance(number, int) else 1, force_grouping=True)


def bars_of(dataset: Dataset, table: Table) -> list[Bar]:
    """As long as they are beside the longest one; what is hidden has no length."""
    bars, codes = dataset.bars, codes_of(dataset)
    label = bars.label[1] if language() == Look.ENGLISH else bars.label[0]
    rows = [dict(zip(codes, row, strict=True)) for row in table.rows]
    told = [one for one in rows if all(one[code] == value for code, value in bars.having.items())]
    with_year = "year" in codes and label != "year"
    names = [f"{one['year']} · {one[label]}" if with_year else str(one[label]) for one in told]
    shown = [
        (name, number)
        for name, one in zip(names, told, strict=True)
        if (number := one[bars.value]) is not None or one.get("status") == Status.HIDDEN
    ][:MOST_BARS]
    most = max((number for _name, number in shown if isinstance(number, int | float)), default=0) or 1
    unit = str(bars.unit)
    return [
        Bar(name, unit.format(number=number_words(number)), f"{100 * number / most:.2f}")
        if isinstance(number, int | float)
        else Bar(name, str(Status.HIDDEN.label), "")
        for name, number in shown
    ]


def whole_of(table: Table) -> int | None:
    """The whole of a table with sides."""
    count = next((row[4] for row in table.rows if row[0] == "whole"), None)
    return count if isinstance(count, int) else None


def tiles_of_table(dataset: Dataset, table: Table) -> list[Tile]:
    """The map of a table with sides; without a single number there is none."""
    if "side" not in codes_of(dataset):
        return []
    counts = {
        str(row[1]): row[4] if isinstance(row[4], int) else None
        for row in table.rows
        if row[0] == "region" and row[1] in PROVINCES
    }
    return tiles_of_counts(counts, str(dataset.bars.unit)) if any(counts.values()) else []
