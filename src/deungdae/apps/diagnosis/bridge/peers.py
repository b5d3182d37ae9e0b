"""Rows of peers to the engine's cells: which one may be shown, and what its mean is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from deungdae.engine.gap.model import UNKNOWN, Cell, Estimate, Path, Sums
from deungdae.engine.gap.model import Row as EngineRow
from deungdae.engine.gap.rules import SCALE
from deungdae.engine.gap.solve import Ladder, mean_of
from deungdae.engine.kernel.disclosure import LEAST

INDUSTRY, REGION, SIZE = range(3)
ORDER = (REGION, INDUSTRY, SIZE, INDUSTRY)
"""What gets wider one after the other: the whole country, the section, every size, every industry."""
ALL = "*"
__all__ = ["ALL", "INDUSTRY", "LEAST", "ORDER", "REGION", "SIZE", "UNKNOWN", "Cell", "Estimate"]


Peers = tuple[str, str, str, int, int, int]
"""Division or section, province and size when their answers were settled (codes; empty: unknown), how many
they are, and the sums of their hundredths of points and of the squares of these."""


@dataclass(frozen=True, slots=True)
class Places:
    """`sections`: of each division; `provinces`: what the code of a province is today."""

    sections: Mapping[str, str]
    provinces: Mapping[str, str]

    def of(self, industry: str, region: str, size: str) -> tuple[Path, ...]:
        """The axes from fine to coarse."""
        division = industry[:2] if industry[:1].isdigit() else ""
        section = self.sections.get(division, "") if division else industry
        province = self.provinces.get(region[:2], region[:2])
        return (
            (division or UNKNOWN, section or UNKNOWN, ALL),
            (province or UNKNOWN, ALL),
            (size or UNKNOWN, ALL),
        )


def keys_of(place: tuple[Path, ...]) -> list[tuple[str, ...]]:
    """The cells around a place, each level wider than the one before."""
    ladder = Ladder([], ORDER)
    return [ladder.key_of(place, level) for level in range(len(ORDER) + 1)]


def shown_cell(
    peers: Sequence[Peers], places: Places, own: tuple[Path, ...], *, level: int
) -> tuple[Cell, Estimate] | None:
    """The finest cell up to this level that may be shown, of peers that are all within the level's cell."""
    rows = [EngineRow(places.of(*peer[:3]), Sums(*peer[3:])) for peer in peers]
    cell = Ladder(rows, ORDER[:level]).cell(own)
    found = mean_of(cell.sums) if cell is not None else None
    return None if cell is None or found is None else (cell, found)


def widened(cell: Cell, name: Callable[[int, str], str]) -> Sequence[tuple[str, str]]:
    """(what was too small, what was taken instead) in words, in order; `name`: of an axis and a code."""
    return [(name(step.axis, step.before), name(step.axis, step.after)) for step in cell.steps]


def hundredths(score: Mapping[str, Any]) -> int | None:
    """The whole of a told score as it is kept for sums; None where a framework has no whole."""
    overall = score["overall"]
    return None if overall is None else round(SCALE * overall)


def points_of(found: Estimate) -> tuple[float, float, float]:
    """Mean, low and high in points."""
    return found.value / SCALE, found.low / SCALE, found.high / SCALE
