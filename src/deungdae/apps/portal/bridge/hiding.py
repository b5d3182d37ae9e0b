"""Counts of people and companies that may be shown beside their whole; docs/decisions/0044-public-face.md."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from deungdae.apps.gap.bridge.cells import LEAST, Cell, fit_of

__all__ = ["LEAST", "Margins", "margins_of", "shown_counts"]


@dataclass(frozen=True, slots=True)
class Margins:
    """`whole`: everybody; `sides`: by axis the count of each value, None where it is not shown.

    Whoever is left out stands in no side at all, so the whole less a side is all of them together: nobody,
    or five at least.
    """

    whole: int | None
    sides: tuple[Mapping[Hashable, int | None], ...]


def margins_of(places: Sequence[Cell]) -> Margins:
    """The margins of three axes; where all of them together would hide more than half, of the best one."""
    if len(places) < LEAST:
        return Margins(None, tuple(dict.fromkeys(values_on(places, axis)) for axis in range(3)))
    counts = Counter(places)
    fit = with_enough_left_out(counts)
    if 2 * sum(counts[one] for one in fit) >= len(places):
        kept = [one for one in places if one in fit]
        return Margins(len(places), tuple(side_of(places, kept, axis) for axis in range(3)))
    alone = [shown_counts(Counter(one[axis] for one in places)) for axis in range(3)]
    best = max(range(3), key=lambda axis: sum(one or 0 for one in alone[axis].values()))
    closed = [dict.fromkeys(values_on(places, axis)) for axis in range(3)]
    return Margins(len(places), tuple(alone[axis] if axis == best else closed[axis] for axis in range(3)))


def values_on(places: Sequence[Cell], axis: int) -> list[Hashable]:
    return sorted({one[axis] for one in places}, key=str)


def side_of(places: Sequence[Cell], kept: Sequence[Cell], axis: int) -> dict[Hashable, int | None]:
    found = Counter(one[axis] for one in kept)
    return {value: found.get(value) for value in values_on(places, axis)}


def with_enough_left_out(counts: Mapping[Cell, int]) -> set[Cell]:
    """The cells that fit; further ones, the smallest first, wait outside until nobody or five are there."""
    whole, left = sum(counts.values()), dict(counts)
    while True:
        fit = fit_of(left)
        out = whole - sum(counts[one] for one in fit)
        if not fit or out == 0 or out >= LEAST:
            return fit
        least = min(fit, key=lambda one: (counts[one], str(one)))
        left = {one: counts[one] for one in fit if one != least}


def shown_counts(counts: Mapping[Hashable, int]) -> dict[Hashable, int | None]:
    """Counts beside each other whose sum may be known elsewhere: those left out are nobody, or two counts
    at least with five together. Nought is nobody, and is shown."""
    found: dict[Hashable, int | None] = {
        key: count if count == 0 or count >= LEAST else None for key, count in counts.items()
    }
    hidden = [key for key, count in found.items() if count is None]
    order = sorted((key for key, count in found.items() if count), key=lambda key: (counts[key], str(key)))
    while hidden and order and (len(hidden) < 2 or sum(counts[key] for key in hidden) < LEAST):
        key = order.pop(0)
        found[key] = None
        hidden.append(key)
    return found
