"""What is asked about a history of months and what is answered. Months are counted from the end of the
history: the first month after it is 1."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Aim:
    """A target: the whole since the beginning of the history is to be `value` at the end of month `by`."""

    by: int
    value: int


@dataclass(frozen=True, slots=True)
class Question:
    """`counts`: what was added in each complete month, in order; `first`: which month of the year (1 to 12)
    the first one is; `horizon`: so many months ahead; `more`: what is planned beyond the habit of the past,
    in each month ahead (empty: nothing); `spread`: the variance of a month over its mean is known to be so
    much at the least."""

    counts: tuple[int, ...]
    first: int
    horizon: int
    aims: tuple[Aim, ...] = ()
    more: tuple[float, ...] = ()
    spread: float = 1.0


class Why(StrEnum):
    """Why no forecast is told."""

    SHORT = "short"
    """Too few months."""
    RARE = "rare"
    """Too few months in which anything came."""
    UNRELIABLE = "unreliable"
    """Held-back months lay outside the bands too often."""
    UNEVEN = "uneven"
    """A sum of which too few pieces make up half."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A held-back stretch: after `months` months the next `ahead` were told as `low` to `high` and came to
    `actual`."""

    months: int
    ahead: int
    low: int
    high: int
    actual: int

    @property
    def is_held(self) -> bool:
        return self.low <= self.actual <= self.high


@dataclass(frozen=True, slots=True)
class CannotTell:
    """`have` of `need`: months, months with anything, percent of held-back stretches within the band, or
    pieces that make up half of the sum."""

    why: Why
    have: int
    need: int
    trials: tuple[Trial, ...] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """The habit of the past. rate: expected in the next month of an average season; spread: variance over
    mean of a month; doubt: squared relative error of the rate; season: factor of each month of the year
    (January first), on average 1; growth: of the logarithm of the rate in a month, at first."""

    rate: float
    spread: float
    doubt: float
    season: tuple[float, ...]
    growth: float


@dataclass(frozen=True, slots=True)
class Point:
    """The whole at the end of a month ahead: its middle, and the band that four of five futures lie in."""

    month: int
    low: int
    middle: int
    high: int


@dataclass(frozen=True, slots=True)
class Reach:
    """Of one aim. chance: that it is reached in time, in percent; early, middle, late: the months by which
    one, five and nine of ten futures have reached it (None: not within the horizon); more: what would have to
    come in addition in each quarter that is left so that it is reached in four of five futures."""

    aim: Aim
    chance: int
    early: int | None
    middle: int | None
    late: int | None
    more: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """`begun`: the whole at the end of the history."""

    begun: int
    fit: Fit
    points: tuple[Point, ...]
    reaches: tuple[Reach, ...]
    trials: tuple[Trial, ...]

    @property
    def held(self) -> int:
        return sum(one.is_held for one in self.trials)
