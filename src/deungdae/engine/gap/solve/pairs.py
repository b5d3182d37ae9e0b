"""Every served company with a comparable one that was not served, as near to it at T0 as can be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from deungdae.engine.gap.model import Company, Pair
from deungdae.engine.gap.rules import CALIPER, EXACT_STEPS, band_of


def pairs_of(served: Iterable[Company], others: Iterable[Company]) -> tuple[Pair, ...]:
    """One to one and nobody twice, in the order of the served ids.

    Exact in the band at T0 and in what `EXACT_STEPS` says, within `CALIPER`; of all ways with the most pairs
    the one with the least sum of differences at T0.
    """
    free = {
        is_served: sorted(those, key=lambda one: (one.t0, one.id))
        for is_served, those in ((True, served), (False, others))
    }
    found: list[Pair] = []
    for number, names in enumerate(EXACT_STEPS):
        cells: dict[tuple[object, ...], tuple[list[Company], list[Company]]] = defaultdict(lambda: ([], []))
        for is_served, those in free.items():
            for one in those:
                key = (band_of(one.t0), *(getattr(one, name) for name in names))
                cells[key][0 if is_served else 1].append(one)
        for key in sorted(cells, key=repr):
            found += [Pair(one.id, two.id, number) for one, two in nearest(*cells[key])]
        taken = {one.served for one in found}, {one.other for one in found}
        free = {
            is_served: [one for one in those if one.id not in taken[0 if is_served else 1]]
            for is_served, those in free.items()
        }
    return tuple(sorted(found, key=lambda pair: pair.served))


def nearest(served: Sequence[Company], others: Sequence[Company]) -> list[tuple[Company, Company]]:
    """The most pairs within the caliper, and of these the nearest (assignment problem, by scipy)."""
    if not served or not others:
        return []
    import numpy as np  # noqa: PLC0415
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415

    apart = np.abs(np.subtract.outer([one.t0 for one in served], [one.t0 for one in others]))
    too_far = CALIPER * (min(len(served), len(others)) + 1)
    rows, columns = linear_sum_assignment(np.where(apart > CALIPER, too_far, apart))
    return [
        (served[row], others[column])
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        if apart[row, column] <= CALIPER
    ]
