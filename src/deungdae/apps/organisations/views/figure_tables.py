"""A company's yearly figures as its page shows them: the table, the line and the sentence beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from deungdae.apps.organisations.figure_kinds import (
    KINDS,
    SALES,
    UNITS,
    FigureKind,
    Unit,
    shown_amount,
    shown_figure,
)
from deungdae.apps.organisations.models import YearlyFigure
from deungdae.apps.organisations.selectors.figures import Entry, Key, series_of
from deungdae.engine.kernel.korean import sentence

WIDTH, HEIGHT, EDGE = 400, 140, 20


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of one year: the value that counts and what is behind it."""

    text: str
    exact: str = ""
    is_restated: bool = False
    notes: list[str] = field(default_factory=list)
    figure: YearlyFigure | None = None


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    cells: list[Cell]


def years_of(entries: Mapping[Key, Entry]) -> list[int]:
    """The newest first, as statements print them: on a phone it is the one in sight."""
    known = {year for (year, _kind), entry in entries.items() if entry.counting or entry.earlier}
    return sorted(known, reverse=True)


def lines_of(entries: Mapping[Key, Entry], years: list[int], unit: Unit) -> list[Line]:
    """One line for each kind of figure that is known of any year."""
    return [
        Line(
            str(kind.label) if kind.is_money else _("%(kind)s(명)") % {"kind": kind.label},
            [cell_of(entries.get((year, kind.name)), kind, unit) for year in years],
        )
        for kind in KINDS.values()
        if any(each == kind.name for _year, each in entries)
    ]


def cell_of(entry: Entry | None, kind: FigureKind, unit: Unit) -> Cell:
    if entry is None:
        return Cell("")
    figure = entry.counting
    if figure is None:
        return Cell("–", notes=[earlier_note(kind, each) for each in entry.earlier])
    text = shown_amount(figure.value, unit) if kind.is_money else f"{figure.value:,}"
    notes = [source_note(figure)]
    notes += [_("다른 출처: %(value)s") % {"value": said(kind, each)} for each in entry.others]
    notes += [earlier_note(kind, each) for each in entry.earlier]
    return Cell(
        text,
        exact=shown_figure(kind.name, figure.value),
        is_restated=entry.replaced is not None,
        notes=notes,
        figure=figure,
    )


def source_note(figure: YearlyFigure) -> str:
    """`감사보고서(2024년 감사보고서 12쪽), 기준일 2025. 3. 31.`."""
    source = str(figure.get_source_kind_display())
    if figure.source:
        source = _("%(kind)s(%(source)s)") % {"kind": source, "source": figure.source}
    note = _("%(source)s, 기준일 %(day)s") % {"source": source, "day": shown_day(figure)}
    if figure.months != 12:
        note += ", " + _("%(months)s개월") % {"months": figure.months}
    return note


def shown_day(figure: YearlyFigure) -> str:
    return date_format(figure.as_of, "SHORT_DATE_FORMAT")


def said(kind: FigureKind, figure: YearlyFigure) -> str:
    return f"{shown_figure(kind.name, figure.value)} – {source_note(figure)}"


def earlier_note(kind: FigureKind, figure: YearlyFigure) -> str:
    if figure.withdrawal:
        words = {"value": said(kind, figure), "reason": figure.withdrawal}
        return _("거둔 값: %(value)s (까닭: %(reason)s)") % words
    return _("정정 전: %(value)s") % {"value": said(kind, figure)}


def chart_of(entries: Mapping[Key, Entry]) -> dict[str, Any] | None:
    """Sales as a line, and the same in a sentence; None with fewer than two years."""
    series = series_of(entries, SALES)
    if len(series) < 2:
        return None
    first_year, last_year = series[0][0], series[-1][0]
    highest = max(value for _year, value in series) or 1
    points = [
        (
            EDGE + (year - first_year) * (WIDTH - 2 * EDGE) / (last_year - first_year),
            HEIGHT - EDGE - value * (HEIGHT - 3 * EDGE) / highest,
        )
        for year, value in series
    ]
    return {
        "sentence": trend_of(series),
        "points": " ".join(f"{x:.1f},{y:.1f}" for x, y in points),
        "dots": [
            {"x": f"{x:.1f}", "y": f"{y:.1f}", "year": year}
            for (x, y), (year, _value) in zip(points, series, strict=True)
        ],
        "width": WIDTH,
        "height": HEIGHT,
        "base": HEIGHT - EDGE,
        "year_at": HEIGHT + EDGE // 2,
        "box": f"0 0 {WIDTH} {HEIGHT + EDGE}",
    }


def trend_of(series: list[tuple[int, int]]) -> str:
    """매출액은 2019년 1,200억원에서 2023년 1,700억원으로 41.7% 늘었습니다."""
    (first, before), (last, after) = series[0], series[-1]
    unit = UNITS["hundred_million"]
    words: dict[str, str | int] = {
        "first": first,
        "last": last,
        "before": shown_amount(before, unit),
        "after": shown_amount(after, unit),
        "unit": str(unit.label),
    }
    if not before or before == after:
        template = _("매출액은 {first}년 {before}{unit}, {last}년 {after}{unit}입니다.")
        return sentence(template, words)
    change = (after - before) / before * 100
    words["change"] = f"{abs(change):,.1f}"
    if change > 0:
        template = _("매출액은 {first}년 {before}{unit}에서 {last}년 {after}{unit}으로 {change}% 늘었습니다.")
    else:
        template = _("매출액은 {first}년 {before}{unit}에서 {last}년 {after}{unit}으로 {change}% 줄었습니다.")
    return sentence(template, words)
