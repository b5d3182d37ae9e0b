"""What answers come to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mean:
    """`people` who answered; `hundredths` of their mean, half up, 0 while nobody did."""

    people: int
    hundredths: int


@dataclass(frozen=True, slots=True)
class Change:
    """Of the people who answered both times alone."""

    before: Mean
    after: Mean
