"""The law's figures as dated data: which limit holds on which day. Nothing here is written into code.

The tables are those of `data/eligibility/`; `rules_from_tables` reads their rows. Money becomes won.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from deungdae.engine.kernel.errors import InputError, Issue

Row = Mapping[str, str]
UNITS = {"억원": 10**8, "%": 1, "년": 1, "개월": 1, "회": 1}


class Figure(StrEnum):
    """A single figure of the law. Sources: data/eligibility/figures.csv."""

    ASSETS_LIMIT = "assets_limit"
    HOLDER_SHARE = "holder_share"
    SME_HOLDER_ASSETS = "sme_holder_assets"
    MID_SIZED_HOLDER_ASSETS = "mid_sized_holder_assets"
    GRACE_YEARS = "grace_years"
    GRACE_AGAIN = "grace_again"
    MONTHS_UNTIL_VALID = "months_until_valid"


ALWAYS = frozenset(Figure) - {Figure.GRACE_AGAIN}
"""The figures without which nothing can be judged."""


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both within; end None: until something newer holds."""

    start: date
    end: date | None

    def holds(self, on: date) -> bool:
        """Whether the day lies in the period."""
        return self.start <= on and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class SalesLimit:
    """The most average sales of an SME. limit None: the table names none; only: what it is narrowed to."""

    industry: str
    only: str
    limit: int | None
    period: Period


@dataclass(frozen=True, slots=True)
class CandidateLimit:
    """Last year's sales from which an SME whose limit is `sales_limit` is a candidate."""

    sales_limit: int
    limit: int
    period: Period


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Whether an industry is kept out of the mid-sized law."""

    industry: str
    excluded: bool
    period: Period


@dataclass(frozen=True, slots=True)
class DatedFigure:
    """A figure and when it holds."""

    value: int
    period: Period


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything the engine knows of the law. sections: KSIC code → section letter, for every known code."""

    sales_limits: tuple[SalesLimit, ...]
    candidate_limits: tuple[CandidateLimit, ...]
    exclusions: tuple[Exclusion, ...]
    figures: Mapping[Figure, tuple[DatedFigure, ...]]
    sections: Mapping[str, str]

    def figure(self, name: Figure, on: date) -> int:
        """The figure on a day; raises KeyError where none is known (see `covers`)."""
        for figure in self.figures[name]:
            if figure.period.holds(on):
                return figure.value
        raise KeyError(name)

    def has(self, name: Figure, on: date) -> bool:
        """Whether the figure is known for the day."""
        return any(figure.period.holds(on) for figure in self.figures.get(name, ()))

    def covers(self, on: date) -> bool:
        """Whether the law of that day is in the tables."""
        return all(self.has(name, on) for name in ALWAYS)

    def first_day(self) -> date:
        """The first day whose law is in the tables."""
        return max(min(figure.period.start for figure in self.figures[name]) for name in ALWAYS)


def _period(row: Row) -> Period:
    end = row["valid_to"]
    return Period(date.fromisoformat(row["valid_from"]), date.fromisoformat(end) if end else None)


def _amount(text: str, unit: str) -> int:
    return int(text) * UNITS[unit]


def _sections(industries: Iterable[Row]) -> dict[str, str]:
    """The section of every class. Parents come before their children in the table."""
    found: dict[str, str] = {}
    for row in industries:
        code, parent = row["code"], row["parent"]
        found[code] = found[parent] if parent else code
    return found


def rules_from_tables(
    *,
    sales_limits: Sequence[Row],
    candidate_limits: Sequence[Row],
    excluded_industries: Sequence[Row],
    figures: Sequence[Row],
    industries: Sequence[Row],
) -> Rules:
    """The rules of the rows of the tables of the same names (industries: ksic11.csv).

    Raises InputError where a row cannot be read.
    """
    try:
        dated: dict[Figure, list[DatedFigure]] = {}
        for row in figures:
            figure = DatedFigure(_amount(row["value"], row["unit"]), _period(row))
            dated.setdefault(Figure(row["name"]), []).append(figure)
        return Rules(
            sales_limits=tuple(
                SalesLimit(
                    row["industry"],
                    row["only"],
                    _amount(row["limit"], row["unit"]) if row["limit"] else None,
                    _period(row),
                )
                for row in sales_limits
            ),
            candidate_limits=tuple(
                CandidateLimit(
                    _amount(row["sales_limit"], row["unit"]), _amount(row["limit"], row["unit"]), _period(row)
                )
                for row in candidate_limits
            ),
            exclusions=tuple(
                Exclusion(row["industry"], row["excluded"] == "yes", _period(row))
                for row in excluded_industries
            ),
            figures={name: tuple(values) for name, values in dated.items()},
            sections=_sections(industries),
        )
    except (KeyError, ValueError) as error:
        raise InputError([Issue("eligibility.tables", "data/eligibility", str(error))]) from error
