"""Whether means are right, and what is shown lets nobody be found; with no line of `solve`."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from deungdae.engine.surveys.model import Mean


def faults_of_mean(values: Sequence[int], found: Mean) -> list[str]:
    """The mean in hundredths is the nearest whole number, halves up."""
    if found.people != len(values):
        return [f"{found.people} people, not {len(values)}"]
    exact = Fraction(100 * sum(values), len(values)) if values else Fraction(0)
    is_near = Fraction(-1, 2) <= exact - found.hundredths < Fraction(1, 2)
    return [] if is_near else [f"{found.hundredths} hundredths, not {exact}"]


def faults_of_shown(looks: Sequence[Mapping[Hashable, Sequence[int]]], least: int) -> list[str]:
    """`looks`: what was shown at one time after the other, each with its whole. Every difference of a
    whole and shown parts of any look is empty or of `least` values. Only for a few parts."""
    found = []
    parts = {key: len(values) for look in looks for key, values in look.items()}
    for look in looks:
        whole = sum(len(values) for values in look.values())
        for size in range(len(parts) + 1):
            for taken in combinations(sorted(parts, key=repr), size):
                left = whole - sum(parts[key] for key in taken if key in look)
                if 0 < left < least:
                    found.append(f"without {taken} {left} answers are left")
    return found
