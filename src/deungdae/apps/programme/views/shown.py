"""A standing as pages show it: words, tone, the way to what is behind it."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from deungdae.apps.core.words import dash
from deungdae.apps.programme.bridge.forecast import Outlook
from deungdae.apps.programme.charts import Fan, fan_of
from deungdae.apps.programme.definition import Counted, Unit, label_of
from deungdae.apps.programme.selectors.standing import Asked, Standing, pace_of
from deungdae.apps.programme.standing import TONES, State
from deungdae.apps.programme.views.access import address_of
from deungdae.apps.programme.words import (
    about,
    day_words,
    definition_words,
    figure_words,
    last_day,
    short_unit,
)
from deungdae.engine.kernel.korean import sentence

RECENT = 3
"""Months that a trend is told of."""
Shown = dict[str, Any]


def shown_of(asked: Asked, standing: Standing, *, is_on: str = "") -> Shown:
    """With all that is told of it. `is_on`: the day as the address names it, so that links keep it."""
    return figure_of(asked, standing, is_on=is_on) | {"why": why_of(asked, standing)}


def figure_of(asked: Asked, standing: Standing, *, is_on: str = "") -> Shown:
    """A card: with its way so far and its definition."""
    return line_of(asked, standing, is_on=is_on) | {
        "trend": trend_of(asked, standing),
        "definition": definition_words(standing.version, standing.definition),
        "fan": fan_of(asked, standing),
    }


def line_of(asked: Asked, standing: Standing, *, is_on: str = "") -> Shown:
    """What a line of a table says."""
    unit = standing.definition.unit
    return {
        "one": standing,
        "title": str(standing.indicator),
        "value": figure_words(standing.value, unit),
        "final": figure_words(standing.final, unit) if standing.final is not None else "",
        "by": last_day(standing.targets[-1].ends_on) if standing.targets else "",
        "expected": figure_words(standing.expected, unit) if standing.targets else "",
        "state": standing.state,
        "tone": TONES[standing.state],
        "url": kept(address_of(standing.indicator), on=is_on),
        "others": others_of(standing),
    }


def kept(address: str, **more: str) -> str:
    asked = {name: value for name, value in more.items() if value}
    return f"{address}?{urlencode(asked)}" if asked else address


def entries_address(standing: Standing, **more: str) -> str:
    return kept(reverse("programme:entries", args=[standing.indicator.public_id]), **more)


def trend_of(asked: Asked, standing: Standing) -> str:
    """What the last three whole months brought."""
    if not standing.definition.adds_up or standing.state == State.AWAITED:
        return ""
    first = asked.programme.starts_on.replace(day=1)
    months = 12 * (asked.on.year - first.year) + asked.on.month - first.month + 1
    told = sum(standing.tally.months(first, months)[-RECENT:])
    amount = figure_words(100 * told, standing.definition.unit)
    return sentence(_("이달까지 석 달에 {amount}"), {"amount": amount})


def why_of(asked: Asked, standing: Standing) -> list[str]:
    """In sentences: why the state is what it is, and what it would take."""
    unit = standing.definition.unit
    if standing.state == State.AWAITED:
        kinds = ", ".join(label_of(kind) for kind in standing.definition.awaited)
        return [sentence(_("이런 증거를 적는 화면이 아직 없습니다: {kinds}."), {"kinds": kinds})]
    if standing.value is None:
        return []
    if not standing.targets:
        return untold(asked, standing)
    found = []
    if standing.state != State.REACHED and not asked.has_ended:
        template = _("목표까지 곧게 가면 지금 {expected}일 때인데 {value}입니다.")
        words = {
            "expected": about(standing.expected, unit),
            "value": figure_words(standing.value, unit),
        }
        found.append(sentence(template, words))
    pace = pace_of(asked, standing)
    if pace is not None:
        template = _("지금까지 분기마다 {so_far}, 이제부터는 분기마다 {needed}(이/가) 있어야 합니다.")
        words = {
            "so_far": about(10 * pace.so_far, unit),
            "needed": about(10 * pace.needed, unit),
        }
        found.append(sentence(template, words))
    if standing.state == State.MISSED and standing.final is not None:
        short = figure_words(standing.final - standing.value, unit)
        found.append(sentence(_("사업이 끝난 때 {short} 모자랐습니다."), {"short": short}))
    if standing.outlook is not None and not asked.has_ended and standing.state != State.REACHED:
        found += standing.outlook.sentences(short_unit(unit))
    return found


def untold(asked: Asked, standing: Standing) -> list[str]:
    """Of what has no target: why nothing is told about what may come."""
    if standing.definition.counted == Counted.CHANGE:
        many = figure_words(100 * len(standing.tally.seen), Unit.ORGANISATIONS)
        template = _(
            "{many}의 평균입니다. 앞날은 알 수 없습니다: 평균은 쌓이지 않고, "
            "다음에 진단을 마칠 기업이 정합니다."
        )
        return [sentence(template, {"many": many})]
    outlook = standing.outlook
    if outlook is None or outlook.is_told or asked.has_ended:
        return []
    return outlook.sentences(short_unit(standing.definition.unit))


def others_of(standing: Standing) -> list[Shown]:
    """What others published of the whole, the newest day first."""
    unit = standing.definition.unit
    return [
        {
            "value": figure_words(one.value, unit),
            "on": day_words(one.on),
            "part": one.part,
            "source": one.source,
            "mark": one.get_mark_display(),
            "vintage": one.vintage,
        }
        for one in reversed(standing.imported)
    ]


def fan_lines(standing: Standing) -> list[Shown]:
    """The table under a fan: the ends of quarters with their band."""
    outlook, unit = standing.outlook, standing.definition.unit
    if outlook is None:
        return []
    return [
        {
            "by": last_day(outlook.day_of(one.month)),
            "low": figure_words(100 * one.low, unit),
            "middle": figure_words(100 * one.middle, unit),
            "high": figure_words(100 * one.high, unit),
        }
        for one in outlook.points
    ]


def reach_lines(standing: Standing) -> list[Shown]:
    """By target: its chance, when it would be reached, what it would take."""
    outlook, unit = standing.outlook, standing.definition.unit
    if outlook is None or not outlook.is_told:
        return []
    reaches = outlook.found.reaches  # type: ignore[union-attr]
    return [
        {
            "by": last_day(day),
            "value": figure_words(100 * reach.aim.value, unit),
            "chance": reach.chance,
            "when": when_words(outlook, reach.early, reach.middle, reach.late),
            "more": figure_words(100 * reach.more, unit) if reach.more else "–",
        }
        for day, reach in zip(outlook.aims, reaches, strict=True)
    ]


def when_words(outlook: Outlook, early: int | None, middle: int | None, late: int | None) -> str:
    """The month it would be reached by, with the stretch that four of five futures lie in."""
    if early == 0:
        return _("이미 이룸")
    if middle is None:
        return _("내다보는 기간 뒤")
    first = last_day(outlook.day_of(early)) if early is not None else ""
    end = last_day(outlook.day_of(late)) if late is not None else _("그 뒤")
    return f"{last_day(outlook.day_of(middle))} ({first} {dash()} {end})"


__all__ = [
    "Fan",
    "entries_address",
    "fan_lines",
    "figure_of",
    "kept",
    "line_of",
    "reach_lines",
    "shown_of",
    "why_of",
]
