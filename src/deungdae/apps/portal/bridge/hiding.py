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
    kept = kept_counts(Counter(places))
    if 2 * sum(kept.values()) >= len(places):
        return Margins(len(places), tuple(side_of(places, kept, axis) for axis in range(3)))
    alone = [shown_counts(Counter(one[axis] for one in places)) for axis in range(3)]
    best = max(range(3), key=lambda axis: sum(one or 0 for one in alone[axis].values()))
    closed = [dict.fromkeys(values_on(places, axis)) for axis in range(3)]
    return Margins(len(places), tuple(alone[axis] if axis == best else closed[axis] for axis in range(3)))


def values_on(places: Sequence[Cell], axis: int) -> list[Hashable]:
    return sorted({one[axis] for one in places}, key=str)


def side_of(places: Sequence[Cell], kept: Mapping[Cell, int], axis: int) -> dict[Hashable, int | None]:
    found: Counter[Hashable] = Counter()
    for cell, count in kept.items():
        found[cell[axis]] += count
    return {value: found[value] or None for value in values_on(places, axis)}


def kept_counts(counts: Mapping[Cell, int]) -> dict[Cell, int]:
    """What may be counted of each cell. Of whoever is left out there are nobody or five: further ones wait
    outside with them, of the largest cell where it can spare them, else the smallest cell."""
    whole, left = sum(counts.values()), dict(counts)
    while True:
        left = {one: left[one] for one in fit_of(left)}
        need = LEAST - (whole - sum(left.values()))
        if not left or need == LEAST or need <= 0:
            return left
        order = sorted(left, key=lambda one: (left[one], str(one)))
        if left[order[-1]] - need >= LEAST:
            left[order[-1]] -= need
        else:
            del left[order[0]]


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
