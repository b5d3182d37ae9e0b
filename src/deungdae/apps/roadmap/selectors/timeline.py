"""The steps over the months of the plan, a bar for each; whatever was begun before it is cut at its start."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from deungdae.apps.core import clock
from deungdae.apps.roadmap.models import Roadmap
from deungdae.apps.roadmap.months import months_after, months_between
from deungdae.apps.roadmap.words import month_words

QUARTER = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """`start`, `length`: in months of the plan. `state`: done, accepted or planned."""

    title: str
    when: str
    start: int
    length: int
    state: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A month of the scale; `percent`: of the whole width."""

    month: int
    percent: int
    words: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """`marks`: every third month; `today`: in which month the day lies, None outside."""

    months: int
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]
    today: int | None


def timeline_of(roadmap: Roadmap, lines: Sequence[Mapping[str, Any]]) -> Timeline:
    """As long as the plan, or as its last step where that was accepted for later."""
    first = roadmap.begins_on
    end = max([roadmap.months, *(months_between(first, line["ends"]) for line in lines)])
    marks = tuple(
        Mark(at, 100 * at // end, month_words(months_after(first, at))) for at in range(0, end, QUARTER)
    )
    today = months_between(first, clock.today())
    bars = tuple(bar_of(line, first) for line in lines)
    return Timeline(end, marks, bars, today if 0 <= today < end else None)


def bar_of(line: Mapping[str, Any], first: date) -> Bar:
    standing = line["standing"]
    start = max(0, months_between(first, line["begins"]))
    length = max(1, months_between(first, line["ends"]) - start)
    state = "done" if standing.is_done else "accepted" if standing.act == "accept" else "planned"
    return Bar(line["title"], line["when"], start, length, state)
