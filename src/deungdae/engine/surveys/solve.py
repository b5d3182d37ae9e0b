"""Means of answers, and how they changed."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from deungdae.engine.surveys.model import Change, Mean
from deungdae.engine.surveys.rules import LEAST

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


def shown(parts: Mapping[Key, Sequence[int]], *, least: int = LEAST) -> Mapping[Key, Sequence[int]]:
    """The parts that may be shown, each by itself, and their whole: those with `least` values or more.

    Smaller parts are in no figure at all, not even in the whole: taking what is shown from it leaves nothing
    of them, also when the whole is looked at again after another part has come.
    """
    return {key: values for key, values in parts.items() if len(values) >= least}
