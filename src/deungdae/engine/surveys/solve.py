"""Means, changes, and the parts of a whole that may be shown beside it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from deungdae.engine.surveys.model import Change, Mean
from deungdae.engine.surveys.rules import LEAST


def mean(values: Sequence[int]) -> Mean:
    """Of whole numbers of 0 or more; the half of a hundredth goes up."""
    if not values:
        return Mean(0, 0)
    return Mean(len(values), (200 * sum(values) + len(values)) // (2 * len(values)))


def change(before: Mapping[Hashable, int], after: Mapping[Hashable, int]) -> Change:
    """By person; who answered only once does not count."""
    both = [key for key in before if key in after]
    return Change(mean([before[key] for key in both]), mean([after[key] for key in both]))


def shown(counts: Sequence[int], *, least: int = LEAST) -> tuple[bool, ...]:
    """Which parts of a whole, each with so many answers, may be shown beside the whole.

    Parts below `least` are hidden; as long as the hidden ones together are fewer than that, the
    smallest shown one is hidden with them, so that the whole minus what is shown is never below `least`
    either. A part without an answer tells nothing and is shown.
    """
    hidden = {index for index, count in enumerate(counts) if 0 < count < least}
    for index in sorted(range(len(counts)), key=lambda one: (counts[one], one)):
        if not 0 < sum(counts[one] for one in hidden) < least:
            break
        if counts[index]:
            hidden.add(index)
    return tuple(index not in hidden for index in range(len(counts)))
