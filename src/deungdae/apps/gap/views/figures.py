"""The page of the gap: one indicator by one side, as chart, map, table and file; surveys beside."""

import csv
import io
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from deungdae.apps.calendar.views.access import typed
from deungdae.apps.core.answers import file_answer
from deungdae.apps.core.exports.cells import harmless
from deungdae.apps.core.sources import source_words
from deungdae.apps.gap import words
from deungdae.apps.gap.bridge.reference import population_in
from deungdae.apps.gap.bridge.tables import LEAST, USE
from deungdae.apps.gap.bridge.words import figure_words, weighted_words
from deungdae.apps.gap.charts import BOX, PROVINCES, Line, line_of, tiles_of
from deungdae.apps.gap.models import Edition, Size
from deungdae.apps.gap.selectors.editions import (
    YEAR,
    Asked,
    asked_of,
    newest_edition,
    rounds_of,
    table_in,
    wholes_in,
)
from deungdae.apps.gap.selectors.surveys import published
from deungdae.apps.gap.views.access import may_read_effect
from deungdae.apps.gap.views.surveys import survey_lines
from deungdae.apps.organisations.models import Industry

Names = dict[str, str]


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    edition = newest_edition()
    context: dict[str, Any] = {
        "edition": edition,
        "may_read_effect": may_read_effect(request),
        "least": LEAST,
        "indicators": words.INDICATORS.items(),
        "sides": words.SIDES.items(),
    }
    if edition is not None:
        context |= shown_in(edition, asked_in(request, edition))
    else:
        context |= beside(USE)
    return render(request, "gap/home.html", context)


@require_GET
def figures_file(request: HttpRequest) -> HttpResponse:
    """Exactly the lines of the table, as CSV."""
    edition = newest_edition()
    output = io.StringIO()
    table = csv.writer(output)
    table.writerow(
        [
            _("지표"),
            _("차수"),
            _("연도"),
            _("구분"),
            _("칸"),
            _("응답 수"),
            _("값"),
            _("구간"),
            _("계산한 날"),
        ]
    )
    if edition is not None:
        asked = asked_in(request, edition)
        found = table_in(edition, asked)["figures"][asked.indicator]
        name, side = str(words.INDICATORS[asked.indicator]), str(words.SIDES[asked.side])
        for line in side_lines(edition, asked, found):
            value = line.value if line.is_shown else str(words.HIDDEN)
            cells = [name, asked.round, asked.year, side, line.name, line.n, value, line.interval]
            table.writerow([harmless(str(one)) for one in (*cells, f"{edition.made_at:%Y-%m-%d}")])
    return file_answer(
        ("\ufeff" + output.getvalue()).encode(), name="gap.csv", kind="text/csv; charset=utf-8"
    )


def asked_in(request: HttpRequest, edition: Edition) -> Asked:
    return asked_of(
        edition,
        indicator=typed(request, "indicator"),
        side=typed(request, "side"),
        round_=typed(request, "round"),
        year=typed(request, "year"),
    )


def shown_in(edition: Edition, asked: Asked) -> dict[str, Any]:
    found = table_in(edition, asked)["figures"][asked.indicator]
    is_rate = asked.indicator == USE
    lines = side_lines(edition, asked, found)
    regions = lines if asked.side == "region" else lines_of(found, "region", asked.indicator)
    weighted = found["weighted"]
    return {
        "asked": asked,
        "title": words.INDICATORS[asked.indicator],
        "side_name": words.SIDES[asked.side],
        "meaning": words.meaning_of(asked.indicator),
        "rounds": rounds_of(asked),
        "whole": line_of("", _("전체"), found["whole"], asked.indicator),
        "said": figure_words(found["whole"], is_rate=is_rate),
        "weighted": weighted_line(weighted, asked.indicator),
        "weighted_said": weighted_words(weighted, is_rate=is_rate, names=strata_names()) if weighted else [],
        "weighted_year": weighted["year"] if weighted else "",
        "lines": lines,
        "regions": regions,
        "tiles": tiles_of(regions),
        "box": BOX,
        "chart": [chart_row(one) for one in lines if one.is_shown],
        "has_hidden": any(not one.is_shown for one in (*lines, *regions)),
        **beside(asked.indicator, asked.year),
    }


def chart_row(line: Line) -> list[str]:
    """What the interactive chart draws of a line; its words are the table's."""
    return [line.name, line.bar, line.low, line.high, line.value, line.interval, line.n]


def beside(indicator: str, year: int = 9999) -> dict[str, Any]:
    """What others have published: never mixed with the sample."""
    return {
        "surveys": survey_lines(published(words.DATA_AI_USE)) if indicator == USE else [],
        "population": [
            {
                "name": words.name_in(words.STRATA, one.cell),
                "firms": f"{one.firms:,}",
                "source": source_words(one.source),
                "one": one,
            }
            for one in population_in(year)
        ],
    }


def strata_names() -> Names:
    return {code: str(name) for code, name in words.STRATA.items()}


def weighted_line(kept: dict[str, Any] | None, indicator: str) -> Line | None:
    return line_of("", _("중견기업, 전국에 맞춤"), kept["row"], indicator) if kept is not None else None


def side_lines(edition: Edition, asked: Asked, found: dict[str, Any]) -> list[Line]:
    """The cells of the side that is asked for; years are the wholes of tables that share no answer."""
    if asked.side != YEAR:
        return lines_of(found, asked.side, asked.indicator)
    rows = wholes_in(edition, asked)
    return [line_of(str(year), str(year), row, asked.indicator) for year, row in rows.items()]


def lines_of(found: dict[str, Any], side: str, indicator: str) -> list[Line]:
    """The cells of a side in their order, what is not known last."""
    names, rows = names_of(side), found["sides"][side]
    order = list(names)
    codes = sorted(rows, key=lambda code: (code == "", order.index(code) if code in order else len(order)))
    return [line_of(code, names.get(code, code), rows[code], indicator) for code in codes]


def names_of(side: str) -> Names:
    if side == "size":
        return {str(value): str(label) for value, label in Size.choices}
    if side == "industry":
        found = {one.code: f"{one.code} {one}" for one in Industry.objects.filter(level=1).order_by("code")}
        return found | {"": _("업종을 알 수 없음")}
    return {code: str(name) for code, (name, *_place) in PROVINCES.items()} | {"": _("지역을 알 수 없음")}
