"""Which inner cells of three axes may stand in the margins of all three, so that nothing small is left."""

from collections.abc import Hashable, Mapping
from itertools import combinations

from deungdae.engine.gap.solve import kept_both_ways
from deungdae.engine.kernel.disclosure import LEAST

Cell = tuple[Hashable, Hashable, Hashable]
AXES = (0, 1, 2)
__all__ = ["LEAST", "fit_of"]


def fit_of(counts: Mapping[Cell, int]) -> set[Cell]:
    """The cells that may be counted, of the one of three ways to join two axes that keeps most.

    Two axes are taken as one, whose cells and the third one's are the rows and columns that `kept_both_ways`
    protects: no sum and difference of whatever stands in the three margins leaves fewer than five.
    """
    ways = [fit_with(counts, *axes) for axes in combinations(AXES, 2)]
    return max(ways, key=lambda fit: sum(counts[one] for one in fit))


def fit_with(counts: Mapping[Cell, int], first: int, second: int) -> set[Cell]:
    """Two axes joined to one against the third."""
    third = next(axis for axis in AXES if axis not in (first, second))
    cells = {((one[first], one[second]), one[third]): one for one in counts}
    fit = kept_both_ways({cell: counts[one] for cell, one in cells.items()})
    return {cells[cell] for cell in fit}
