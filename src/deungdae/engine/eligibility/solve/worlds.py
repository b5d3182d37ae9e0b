"""Answers over everything that is still possible: which of the open questions can change the answer."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod


def mattering(answers: Sequence[object], sizes: Sequence[int]) -> frozenset[int]:
    """The questions (by position) whose choice alone makes a difference somewhere.

    answers: one for each way to choose, in the order of `itertools.product`; sizes: choices per question.
    """
    return frozenset(
        position for position in range(len(sizes)) if _makes_a_difference(answers, sizes, position)
    )


def _makes_a_difference(answers: Sequence[object], sizes: Sequence[int], position: int) -> bool:
    """Compare neighbours that differ in this question only: in product order they lie `stride` apart."""
    stride, size = prod(sizes[position + 1 :]), sizes[position]
    return any(
        answer != answers[index + stride]
        for index, answer in enumerate(answers)
        if index // stride % size < size - 1
    )
