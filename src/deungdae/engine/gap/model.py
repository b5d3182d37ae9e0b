"""What is asked about the gap and what is answered. Scores and rates are whole hundredths (0 to 10,000)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

Path = tuple[str, ...]
"""One axis of a place from fine to coarse, e.g. ("C26", "C", "*")."""
Key = tuple[str, ...]
"""A cell: one step of every axis."""
UNKNOWN = "?"
"""A step that nobody knows. It is like nobody else's, so that no cell with it is ever shown."""


class Measure(StrEnum):
    RATE = "rate"
    """Values are 0 or 1, the answer hundredths of a percent."""
    MEAN = "mean"
    """Values are hundredths of a point, and so is the answer."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Of `n` answers; `low` to `high`: the interval of 95 %. All but n in hundredths."""

    measure: Measure
    n: int
    value: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of the population: how many companies are in it, and what those who answered said."""

    key: str
    population: int
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Weighted:
    """An estimate for the population of the strata that answered.

    design_effect: hundredths; by how much unequal weights enlarge the variance (Kish). effective: hundredths
    of answers; a simple sample of so many would say as much. population: of the covered strata; silent:
    strata nobody answered for, whose `silent_population` companies the estimate says nothing about; joined:
    strata that were too small alone and were counted as one.
    """

    estimate: Estimate
    design_effect: int
    effective: int
    population: int
    silent: tuple[str, ...]
    silent_population: int
    joined: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sums:
    """Of `n` answers the sum and the sum of squares: all that a mean and its interval are made of."""

    n: int
    total: int
    squares: int

    @classmethod
    def of(cls, values: Iterable[int]) -> Sums:
        kept = list(values)
        return cls(len(kept), sum(kept), sum(one * one for one in kept))

    @classmethod
    def joined(cls, parts: Iterable[Sums]) -> Sums:
        kept = list(parts)
        return cls(
            sum(one.n for one in kept), sum(one.total for one in kept), sum(one.squares for one in kept)
        )


@dataclass(frozen=True, slots=True)
class Row:
    """The answers at one place; every row of a question has the same axes in the same order."""

    place: tuple[Path, ...]
    sums: Sums


@dataclass(frozen=True, slots=True)
class Step:
    """A cell was too small to be shown alone: `axis` (its number) went from `before` to `after`, and then
    there were `n` answers."""

    axis: int
    before: str
    after: str
    n: int


@dataclass(frozen=True, slots=True)
class Cell:
    """The cell that answers for another, after the steps that led to it."""

    key: Key
    sums: Sums
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Company:
    """t0, t1: its scores, hundredths; services: what it received in between, nothing for the not served."""

    id: str
    size: str
    industry: str
    region: str
    t0: int
    t1: int
    services: frozenset[str] = frozenset()

    @property
    def change(self) -> int:
        return self.t1 - self.t0


@dataclass(frozen=True, slots=True)
class Pair:
    """step: which of `rules.EXACT_STEPS` they agree in."""

    served: str
    other: str
    step: int


@dataclass(frozen=True, slots=True)
class NotYet:
    """So many pairs are there of so many needed: no number is told."""

    have: int
    need: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What the served gained more than comparable others, in hundredths of a point.

    low, high: interval at `level` (hundredths of a percent, 9500 for one statement); before_after: the change
    of the served alone; anyway: the change of their partners, which would have come without the service;
    apart_before, apart_after: how far served and others stand apart at T0 in hundredths of a standard
    deviation, of all of them and of the pairs.
    """

    pairs: int
    served: int
    value: int
    low: int
    high: int
    level: int
    before_after: int
    anyway: int
    apart_before: int
    apart_after: int
    by_step: tuple[int, ...]

    @property
    def is_claimed(self) -> bool:
        """Whether the interval leaves no effect out."""
        return not self.low <= 0 <= self.high


@dataclass(frozen=True, slots=True)
class Effects:
    """Of all services together, and of each by its name (served by it, whatever else they received)."""

    whole: Effect | NotYet
    services: dict[str, Effect | NotYet] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a published survey; value: hundredths of its unit (%, 명, 억원); n: answers, None
    where the source names none, so that no interval can be told; published: the day of the source, where
    it is known."""

    survey: str
    year: int
    size: str
    indicator: str
    unit: str
    value: int
    n: int | None
    published: date | None
    vintage: int
    mark: str
    source: str


@dataclass(frozen=True, slots=True)
class Population:
    """So many companies of the country are in a cell of an axis (`sales` or `industry`) at year end."""

    year: int
    axis: str
    cell: str
    firms: int
    vintage: int
    mark: str
    source: str
