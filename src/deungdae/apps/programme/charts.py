"""Lines and bands of figures as places on a square of a hundred by a hundred, drawn without a script."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from deungdae.apps.programme.bridge.forecast import stretch_until
from deungdae.apps.programme.selectors.standing import Asked, Standing

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """A target: where it stands."""

    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Fan:
    """`past`: what was counted, month by month; `straight`: the straight way to the targets; `band`,
    `middle`: what may come; `now`: the day of the page; `top`: the figure at the upper edge, hundredths;
    `ends_on`: the day at the right edge."""

    past: str
    straight: str
    band: str
    middle: str
    now: str
    marks: tuple[Mark, ...]
    top: int
    ends_on: date


def fan_of(asked: Asked, standing: Standing) -> Fan | None:
    """None: what does not add up, or is waited for, has no way to a target."""
    if not standing.definition.adds_up or standing.value is None:
        return None
    begun = asked.programme.starts_on
    steps = past_of(asked, standing)
    ahead = future_of(standing)
    targets = [(one.ends_on, one.value) for one in standing.targets]
    days = [*(day for day, _value in (*steps, *targets)), *(each[0] for each in ahead)]
    values = [*(value for _day, value in (*steps, *targets)), *(each[3] for each in ahead)]
    end, top = max([*days, asked.programme.ends_on]), max([*values, 100])

    def at(day: date, value: int) -> Place:
        return 100 * (day - begun).days / (end - begun).days, 100 - 94 * value / top

    lows = [at(day, low) for day, low, _middle, _high in ahead]
    highs = [at(day, high) for day, _low, _middle, high in ahead]
    straight = [at(begun, 0), *(at(*one) for one in targets)] if targets else []
    return Fan(
        past=line([at(*one) for one in steps]),
        straight=line(straight),
        band=line([*lows, *reversed(highs)]),
        middle=line([at(day, middle) for day, _low, middle, _high in ahead]),
        now=f"{at(asked.on + timedelta(days=1), 0)[0]:.2f}",
        marks=tuple(Mark(f"{x:.2f}", f"{y:.2f}") for x, y in (at(*one) for one in targets)),
        top=top,
        ends_on=end,
    )


def past_of(asked: Asked, standing: Standing) -> list[tuple[date, int]]:
    """At the end of each month, and on the day of the page."""
    stretch = stretch_until(asked.programme.starts_on, asked.on)
    counts = standing.tally.months(stretch.first, stretch.count)
    ends = [month_end(stretch.first, number) for number in range(1, stretch.count + 1)]
    told = [(day, 100 * whole) for day, whole in zip(ends, accumulate(counts), strict=True)]
    return [(asked.programme.starts_on, 0), *told, (asked.on + timedelta(days=1), standing.value or 0)]


def month_end(first: date, number: int) -> date:
    place = 12 * first.year + first.month - 1 + number
    return date(place // 12, place % 12 + 1, 1)


def future_of(standing: Standing) -> list[tuple[date, int, int, int]]:
    """(day, low, middle, high) from the end of the last whole month on, not beyond the last target much."""
    outlook = standing.outlook
    if outlook is None or not outlook.is_told:
        return []
    begun = 100 * sum(standing.tally.months(outlook.stretch.first, outlook.stretch.count))
    last = standing.targets[-1].ends_on if standing.targets else date.max
    points = [
        (outlook.day_of(one.month), 100 * one.low, 100 * one.middle, 100 * one.high)
        for one in outlook.points
        if outlook.day_of(one.month) <= last + timedelta(days=31)
    ]
    return [(outlook.stretch.end, begun, begun, begun), *points] if points else []


def line(places: Sequence[Place]) -> str:
    return " ".join(f"{x:.2f},{y:.2f}" for x, y in places)
