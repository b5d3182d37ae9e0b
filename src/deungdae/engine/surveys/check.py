"""Whether what is shown lets nobody be found; tries every subtraction, with no line of `solve`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations


def faults(counts: Sequence[int], shown: Sequence[bool], least: int) -> list[str]:
    """Every way to take shown parts from the whole that leaves some answers, but fewer than `least`;
    and every shown part that is that small. Only for a few parts."""
    open_ones = [index for index, is_shown in enumerate(shown) if is_shown]
    found = [f"part {index} is shown" for index in open_ones if 0 < counts[index] < least]
    if sum(counts) < least:
        return found
    for size in range(len(open_ones) + 1):
        for taken in combinations(open_ones, size):
            left = sum(counts) - sum(counts[index] for index in taken)
            if 0 < left < least:
                found.append(f"without {taken} {left} answers are left")
    return found
