"""Observations of one round and year to every figure that may be shown, as one document.

Size, industry and region are three margins of one sample, and the weighted figure tells manufacturing and
other companies of the mid-sized apart. Two of the axes are taken as one, whose cells and the third one's are
the rows and columns that `fit_of` protects: then no sum and difference of whatever stands in the
three margins leaves fewer than five. Of the three ways to join two axes the one that keeps most is taken.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from deungdae.apps.gap.bridge.answers import DIMENSIONS
from deungdae.apps.gap.bridge.cells import fit_of
from deungdae.apps.gap.bridge.reference import population_in
from deungdae.engine.gap.model import Estimate, Measure, Population, Stratum
from deungdae.engine.gap.solve import estimate, weighted
from deungdae.engine.kernel.disclosure import LEAST
from deungdae.engine.kernel.errors import InputError

USE, OVERALL = "use", "overall"
INDICATORS = (USE, OVERALL, *DIMENSIONS)
SIDES = ("size", "industry", "region")
MID_SIZED, MANUFACTURING = "mid_sized", "C"
STRATA = {"manufacturing": True, "other": False}
"""By cell of the population: whether it is the manufacturing ones."""
Document = dict[str, Any]

__all__ = ["INDICATORS", "LEAST", "OVERALL", "SIDES", "USE", "table_of"]


@dataclass(frozen=True, slots=True)
class Answer:
    """`values`: by the place of the indicator; the first is 0 or 1, the others hundredths of a point."""

    size: str
    industry: str
    region: str
    values: tuple[int, ...]

    @property
    def is_made(self) -> bool:
        return self.industry == MANUFACTURING

    @property
    def place(self) -> tuple[str, str, str]:
        """Where it stands, the mid-sized told apart by what they are weighted by."""
        parted = f"{self.size}/{self.is_made}" if self.size == MID_SIZED else self.size
        return parted, self.industry, self.region


def shown_of(answers: Sequence[Answer]) -> tuple[list[Answer], tuple[str, ...]]:
    """Whose answers may stand in figures, and on which sides.

    Where all sides together would hide more than half, the one side that keeps most, else the whole alone:
    one margin without the others can be subtracted from nothing.
    """
    kept = kept_of(answers)
    if 2 * len(kept) >= len(answers):
        return kept, SIDES
    alone = {side: kept_alone(answers, side) for side in SIDES}
    best = max(SIDES, key=lambda side: len(alone[side]))
    if 2 * len(alone[best]) >= len(answers):
        return alone[best], (best,)
    return (list(answers) if len(answers) >= LEAST else []), ()


def kept_alone(answers: Sequence[Answer], side: str) -> list[Answer]:
    counts = Counter(getattr(one, side) for one in answers)
    return [one for one in answers if counts[getattr(one, side)] >= LEAST]


def kept_of(answers: Sequence[Answer]) -> list[Answer]:
    """Those that may stand in any figure."""
    fit = fit_of(Counter(one.place for one in answers))
    return [one for one in answers if one.place in fit]


def table_of(answers: Sequence[Answer], year: int) -> Document:
    """By indicator: the whole, each side's cells (None: hidden), the mid-sized weighted to all."""
    (kept, shown), population = shown_of(answers), population_in(year)
    cells = {side: sorted({getattr(one, side) for one in answers}) for side in SIDES}
    by_cell: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for one in kept:
        for side in shown:
            by_cell[side, getattr(one, side)].append(one)
    figures = {}
    for place, indicator in enumerate(INDICATORS):
        figures[indicator] = {
            "whole": figure_of(kept, place),
            "sides": {
                side: {name: figure_of(by_cell[side, name], place) for name in names}
                for side, names in cells.items()
            },
            "weighted": weighted_of(kept, place, population) if shown == SIDES else None,
        }
    return {"n": len(kept), "figures": figures}


def measure_of(place: int) -> Measure:
    return Measure.RATE if INDICATORS[place] == USE else Measure.MEAN


def figure_of(answers: Sequence[Answer], place: int) -> list[int] | None:
    """n, value, low, high in hundredths."""
    found = estimate([one.values[place] for one in answers], measure_of(place))
    return row_of(found) if found is not None else None


def row_of(found: Estimate) -> list[int]:
    """An interval of means may pass 0 or 100, which no score does."""
    low, high = (max(0, min(10_000, end)) for end in (found.low, found.high))
    return [found.n, found.value, low, high]


def weighted_of(answers: Sequence[Answer], place: int, population: Sequence[Population]) -> Document | None:
    """None where too few mid-sized ones answered, or more than there are in the country."""
    mine = [one for one in answers if one.size == MID_SIZED]
    strata = [
        Stratum(one.cell, one.firms, tuple(a.values[place] for a in mine if a.is_made == STRATA[one.cell]))
        for one in population
    ]
    try:
        found = weighted(strata, measure_of(place))
    except InputError:
        return None
    if found is None:
        return None
    return {
        "row": row_of(found.estimate),
        "year": population[0].year,
        "source": population[0].source,
        "population": found.population,
        "effect": found.design_effect,
        "effective": found.effective,
        "silent": list(found.silent),
        "silent_population": found.silent_population,
        "joined": list(found.joined),
    }
