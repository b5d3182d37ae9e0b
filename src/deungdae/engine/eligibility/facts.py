"""What the law asks about, worked out from what is known: intervals where figures are missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from deungdae.engine.eligibility.model import Group, HolderKind, Kind

BEYOND = Fraction(10**24)
"""An amount in won beyond every limit: stands for "as much as you like"."""


@dataclass(frozen=True, slots=True)
class Interval:
    """An amount in won that is known (low = high) or lies between; needs: what would make it known."""

    low: Fraction
    high: Fraction
    needs: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether it is one amount."""
        return self.low == self.high

    @property
    def ends(self) -> tuple[Fraction, ...]:
        """Both ends; one where they are the same."""
        return (self.low,) if self.known else (self.low, self.high)


ZERO = Interval(Fraction(0), Fraction(0))


def amount(won: int | None, where: str) -> Interval:
    """An amount that may be missing; `where` is then what is needed."""
    if won is None:
        return Interval(Fraction(0), BEYOND, (where,))
    return Interval(Fraction(won), Fraction(won))


class Method(StrEnum):
    """How average sales are worked out (decree §7(2)). UNCLEAR: which way depends on what is missing."""

    THREE_YEARS = "three_years"
    WHOLE_YEARS = "whole_years"
    ANNUALISED = "annualised"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Sales:
    """The figures of the fiscal years that count on the day.

    year: the last one; years: those the average is made of; last_year: None where no year has ended yet.
    """

    year: int
    years: tuple[int, ...]
    method: Method
    average: Interval
    last_year: Interval
    assets: Interval


@dataclass(frozen=True, slots=True)
class Industry:
    """One thing the main industry may be: row of the table, limits in won, whether it is kept out.

    limit None: the table names none; candidate None: not known for the day; only: what the row is for.
    """

    row: str
    limit: int | None
    finance: bool
    candidate: int | None = None
    only: str = ""


class Hold(StrEnum):
    """What the largest shareholder does to independence."""

    FREE = "free"
    NOT_SME = "not_sme"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Holding:
    """What the largest shareholder may do, with what would make it known."""

    may_be: tuple[Hold, ...]
    needs: tuple[str, ...]
    kind: HolderKind | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything about a company that decides on one day, each as the possibilities that are left.

    grace_until: the last day of the grace period that is claimed (None: none is claimed).
    """

    kinds: tuple[Kind, ...]
    industries: tuple[Industry, ...]
    groups: tuple[Group, ...]
    holding: Holding
    sales: Sales
    related: Interval
    grace_until: date | None
    in_grace: bool
