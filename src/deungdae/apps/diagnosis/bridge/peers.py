"""Rows of peers to the engine's cells: which one may be shown, and what its mean is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from deungdae.engine.gap.model import Cell, Estimate, Measure, Path
from deungdae.engine.gap.model import Row as EngineRow
from deungdae.engine.gap.rules import SCALE
from deungdae.engine.gap.solve import estimate
from deungdae.engine.gap.solve.cells import Ladder
from deungdae.engine.kernel.disclosure import LEAST

INDUSTRY, REGION, SIZE = range(3)
ORDER = (REGION, INDUSTRY, SIZE, INDUSTRY)
"""What gets wider one after the other: the whole country, the section, every size, every industry."""
ALL = "*"
__all__ = ["ALL", "INDUSTRY", "LEAST", "ORDER", "REGION", "SIZE", "Cell", "Estimate"]


Peer = tuple[str, str, str, float]
"""Industry, region, size when its answers were settled (codes; empty: unknown), and its points."""


@dataclass(frozen=True, slots=True)
class Places:
    """`sections`: of each division; `provinces`: what the code of a province is today."""

    sections: Mapping[str, str]
    provinces: Mapping[str, str]

    def of(self, industry: str, region: str, size: str, *, unknown: str = "?") -> tuple[Path, ...]:
        """The axes from fine to coarse. What is unknown is like nobody else's: `unknown` tells it apart."""
        division = industry[:2] if industry[:1].isdigit() else ""
        section = self.sections.get(division, "") if division else industry
        province = self.provinces.get(region[:2], region[:2])
        return (
            (division or unknown, section or unknown, ALL),
            (province or unknown, ALL),
            (size or unknown, ALL),
        )


def keys_of(place: tuple[Path, ...]) -> list[tuple[str, ...]]:
    """The cells around a place, each level wider than the one before."""
    ladder = Ladder([], ORDER)
    return [ladder.key_of(place, level) for level in range(len(ORDER) + 1)]


def shown_cell(
    peers: Sequence[Peer], places: Places, own: tuple[Path, ...], *, level: int
) -> tuple[Cell, Estimate] | None:
    """The finest cell up to this level that may be shown, of peers that are all within the level's cell."""
    if len(peers) < LEAST:
        return None
    known: dict[tuple[str, str, str], tuple[Path, ...]] = {}
    rows = []
    for number, (industry, region, size, points) in enumerate(peers):
        key = (industry, region, size)
        place = known.get(key) if all(key) else places.of(*key, unknown=f"?{number}")
        if place is None:
            place = known[key] = places.of(*key)
        rows.append(EngineRow(place, round(SCALE * points)))
    cell = Ladder(rows, ORDER[:level]).cell(own)
    found = estimate(cell.values, Measure.MEAN) if cell is not None else None
    return None if cell is None or found is None else (cell, found)


def widened(cell: Cell, names: Mapping[tuple[int, str], str]) -> Sequence[tuple[str, str]]:
    """(what was too small, what was taken instead) in words, in order."""
    return [
        (names.get((step.axis, step.before), step.before), names[step.axis, step.after])
        for step in cell.steps
    ]


def points_of(found: Estimate) -> tuple[float, float, float]:
    """Mean, low and high in points."""
    return found.value / SCALE, found.low / SCALE, found.high / SCALE
