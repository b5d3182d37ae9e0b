"""One indicator: its figure split by each side, what may come, how it is defined."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from deungdae.apps.calendar.views.access import typed
from deungdae.apps.core.sources import source_words
from deungdae.apps.programme.definition import Counted, Unit
from deungdae.apps.programme.models import Indicator, IndicatorVersion, TargetPlan
from deungdae.apps.programme.rules import READ_CASES, WRITE
from deungdae.apps.programme.selectors.occasions import Occasions, occasions_of
from deungdae.apps.programme.selectors.overlap import parts_of
from deungdae.apps.programme.selectors.standing import Asked, Standing, asked_of, standing_of, standings_of
from deungdae.apps.programme.selectors.tallies import SIDES
from deungdae.apps.programme.selectors.versions import as_written
from deungdae.apps.programme.views.access import (
    crumbs_home,
    day_asked,
    of_indicator,
    read_page,
)
from deungdae.apps.programme.views.entries import NONE
from deungdae.apps.programme.views.shown import (
    Shown,
    entries_address,
    fan_lines,
    line_of,
    reach_lines,
    shown_of,
)
from deungdae.apps.programme.words import (
    SIDE_NAMES,
    day_words,
    definition_words,
    figure_words,
    last_day,
    side_label,
    side_labels,
)

MOST_TIMES, MOST_EACH = 1_000, 10_000


@read_page
@of_indicator
@require_GET
def indicator(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    day = day_asked(request)
    asked = asked_of(indicator.goal.programme, day)
    on = asked.on.isoformat() if day is not None else ""
    standing = standing_of(asked, indicator)
    occasions = occasions_of(standing.definition, asked.on, asked.stamp)
    wish = wish_in(request, occasions)
    is_staff = request.user.has_perm(READ_CASES)
    context = {
        "crumbs": crumbs_home(indicator.goal.programme),
        "indicator": indicator,
        "asked": asked,
        "day": asked.on,
        "on": on,
        "shown": with_ends(shown_of(asked, standing, is_on=on), standing),
        "entries_url": entries_address(standing, on=on) if is_staff and has_list(standing) else "",
        "splits": split_lines(standing, on) if is_staff and has_list(standing) else year_lines(standing),
        "targets": target_lines(standing),
        "fan_lines": fan_lines(standing),
        "reaches": reach_lines(standing),
        "trials": trial_lines(standing),
        "piece": piece_words(standing),
        "occasions": occasions,
        "wish": wish,
        "wished": wished_lines(asked, indicator, wish),
        "parts": part_lines(asked, standing, on),
        "surveys": survey_lines(standing),
        "versions": version_lines(indicator),
        "plans": plan_lines(indicator, standing.definition.unit),
        "may_write": request.user.has_perm(WRITE),
        "is_staff": is_staff,
    }
    return render(request, "programme/indicator.html", context)


def with_ends(shown: Shown, standing: Standing) -> Shown:
    """What the edges of the chart stand for; how the bands fared is told under it."""
    fan = shown["fan"]
    if fan is None:
        return shown
    trials = standing.outlook.trials() if standing.outlook is not None else ""
    why = [one for one in shown["why"] if one != trials]
    return {
        **shown,
        "why": why,
        "top": figure_words(fan.top, standing.definition.unit),
        "right": last_day(fan.ends_on),
    }


def has_list(standing: Standing) -> bool:
    return standing.definition.is_evidence and bool(standing.tally.seen)


def split_lines(standing: Standing, on: str) -> list[Shown]:
    """Every side with its parts; each part leads to its list, and all of them add up to the whole."""
    return [
        side_lines(standing, side, on)
        for side in SIDES
        if side != "kind" or len(standing.definition.kinds) > 1
    ]


def year_lines(standing: Standing) -> list[Shown]:
    """For those who read figures alone: no small parts of companies."""
    if not has_list(standing):
        return []
    found = side_lines(standing, "year", "")
    return [{**found, "lines": [{**one, "url": ""} for one in found["lines"]]}]


def side_lines(standing: Standing, side: str, on: str) -> Shown:
    names, unit = side_labels(side), standing.definition.unit
    is_mean = standing.definition.counted == Counted.CHANGE
    told = Unit.ORGANISATIONS if is_mean else unit
    parts = standing.tally.split(side)
    return {
        "side": side,
        "title": SIDE_NAMES[side],
        "is_mean": is_mean,
        "whole": figure_words(sum(parts.values()), told),
        "lines": [
            {
                "label": side_label(side, value, names),
                "value": figure_words(part, told),
                "url": entries_address(standing, on=on, **{side: value or NONE}),
            }
            for value, part in parts.items()
        ],
    }


def target_lines(standing: Standing) -> list[Shown]:
    unit = standing.definition.unit
    return [
        {
            "since": day_words(one.starts_on),
            "by": last_day(one.ends_on),
            "value": figure_words(one.value, unit),
            "came": figure_words(came_by(standing, one.ends_on), unit),
        }
        for one in standing.targets
    ]


def came_by(standing: Standing, end: Any) -> int | None:
    """What had come by the end of a target's period, as far as the page's day."""
    kept_ones = [one.value for one in standing.tally.seen.values() if one.day < end]
    return 100 * sum(kept_ones) if standing.definition.adds_up else standing.value


def trial_lines(standing: Standing) -> Shown | None:
    outlook = standing.outlook
    if outlook is None or not outlook.found.trials:
        return None
    rows = [{"ahead": ahead, "tried": tried, "held": held} for ahead, tried, held in outlook.shares()]
    return {"said": outlook.trials(), "lines": rows}


def piece_words(standing: Standing) -> str:
    """Of sums: the mean size of what comes at once, which the forecast counts in."""
    outlook = standing.outlook
    told = outlook is not None and outlook.piece and outlook.is_told
    return figure_words(100 * outlook.piece, standing.definition.unit) if outlook is not None and told else ""


def wish_in(request: HttpRequest, occasions: Occasions | None) -> Shown:
    """What-if as the address asks: more occasions a year and what each brings; nonsense is let go."""
    times, each = number_in(request, "times", MOST_TIMES), number_in(request, "each", MOST_EACH)
    usual = max(1, occasions.each) if occasions is not None else 1
    return {"times": times or 0, "each": each if each is not None else usual}


def number_in(request: HttpRequest, name: str, most: int) -> int | None:
    text = typed(request, name)
    return min(int(text), most) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def wished_lines(asked: Asked, indicator: Indicator, wish: Shown) -> list[Shown]:
    """The answer to other inputs: the model and the history stay."""
    if not wish["times"] or asked.has_ended:
        return []
    return reach_lines(standing_of(asked, indicator, more=wish["times"] * wish["each"] / 12))


def part_lines(asked: Asked, standing: Standing, on: str) -> Shown | None:
    """Its parts with what they leave; the same query for the whole and for every part."""
    if not standing.indicator.parts.exists():
        return None
    found = parts_of(standing, standings_of(asked))
    if found is None:
        return None
    unit = standing.definition.unit
    return {
        "lines": [line_of(asked, one, is_on=on) for one in found.parts],
        "rest": figure_words(found.rest, unit),
        "twice": figure_words(found.twice, unit) if found.twice else "",
        "whole": figure_words(standing.value, unit),
    }


def survey_lines(standing: Standing) -> list[Shown]:
    return [
        {
            "year": one.figure.year,
            "value": figure_words(round(100 * one.figure.value), standing.definition.unit),
            "source": source_words(one.figure.source),
            "mark": one.figure.get_mark_display(),
            "vintage": one.figure.vintage,
        }
        for one in standing.surveys
    ]


def version_lines(indicator: Indicator) -> list[Shown]:
    """How it was counted before, the newest first; periods as they were written, without the programme's."""
    rows = IndicatorVersion.objects.filter(indicator=indicator).select_related("within", "made_by")
    return [{"one": one, "said": definition_words(one, as_written(one))} for one in rows.order_by("-number")]


def plan_lines(indicator: Indicator, unit: str) -> list[Shown]:
    """The targets that were set before the ones in force."""
    rows = (
        TargetPlan.objects.filter(indicator=indicator).select_related("made_by").prefetch_related("targets")
    )
    return [
        {
            "one": one,
            "said": ", ".join(
                f"{last_day(target.ends_on)}: {figure_words(target.value, unit)}"
                for target in one.targets.all()
            ),
        }
        for one in rows.order_by("-number")
    ]
