"""Means of answers, and how they changed."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from deungdae.engine.surveys.model import Change, Mean

Key = TypeVar("Key", bound=Hashable)


def mean(values: Sequence[int]) -> Mean:
    """Of whole numbers of 0 or more; the half of a hundredth goes up."""
    if not values:
        return Mean(0, 0)
    return Mean(len(values), (200 * sum(values) + len(values)) // (2 * len(values)))


def change(before: Mapping[Key, int], after: Mapping[Key, int]) -> Change:
    """By person; who answered only once does not count."""
    both = [key for key in before if key in after]
    return Change(mean([before[key] for key in both]), mean([after[key] for key in both]))
