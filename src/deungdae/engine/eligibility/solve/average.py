"""Average sales by the three methods of decree §7(2), with the years that are missing left open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from deungdae.engine.eligibility.facts import BEYOND, ZERO, Interval, Method, Sales, amount
from deungdae.engine.eligibility.model import Company
from deungdae.engine.eligibility.rules import Figure, Rules
from deungdae.engine.eligibility.solve.calendar import (
    MONTHS,
    counted_year,
    end_index,
    entry_of,
    first_year,
    month_index,
    months_of,
)

LAST_YEARS = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to work the average out: the sum of the sales of `years`, times `factor`."""

    method: Method
    years: tuple[int, ...]
    factor: Fraction


def sales_of(company: Company, on: date, rules: Rules) -> Sales:
    """The figures that count on the day."""
    year = counted_year(company, on, rules.figure(Figure.MONTHS_UNTIL_VALID, on))
    first = first_year(company)
    if first is not None and first > year:
        return _newborn(company, first, on)
    start = year - LAST_YEARS + 1 if first is None else max(first, year - LAST_YEARS + 1)
    years = tuple(range(start, year + 1))
    readings, unclear = _readings(company, years, first)
    entry = entry_of(company, year)
    return Sales(
        year=year,
        years=readings[0].years,
        method=readings[0].method if len(readings) == 1 else Method.UNCLEAR,
        average=_hull(company, readings, unclear),
        last_year=amount(entry.sales_krw, _path(year, "sales_krw")),
        assets=amount(entry.assets_krw, _path(year, "assets_krw")),
    )


def _path(year: int, name: str) -> str:
    return f"fiscal_years[{year}].{name}"


def _newborn(company: Company, first: int, on: date) -> Sales:
    """A company of which no fiscal year counts yet: what its first one has brought so far."""
    entry = entry_of(company, first)
    average = amount(entry.sales_krw, _path(first, "sales_krw"))
    if entry.months is None and end_index(company, first) >= month_index(on):
        average = Interval(average.low, BEYOND, (*average.needs, _path(first, "months")))
    else:
        average = _times(average, Fraction(MONTHS, months_of(company, entry)))
    assets = amount(entry.assets_krw, _path(first, "assets_krw"))
    return Sales(first, (first,), Method.ANNUALISED, average, ZERO, assets)


def _readings(company: Company, years: tuple[int, ...], first: int | None) -> tuple[list[Reading], list[str]]:
    """Every way to read §7(2) that what is known leaves open, and what would leave only one."""
    months = {year: months_of(company, entry_of(company, year)) for year in years}
    whole = tuple(year for year in years if months[year] == MONTHS)
    by_three = Reading(Method.THREE_YEARS, years, Fraction(1, LAST_YEARS))
    missing = [year for year in years if not any(entry.year == year for entry in company.fiscal_years)]
    if first is None and missing:
        known = tuple(year for year in years if year not in missing)
        younger = _shorter(known, months, tuple(year for year in whole if year in known))
        return [by_three, *younger], ["founded"]
    if len(whole) == LAST_YEARS:
        return [by_three], []
    if first == years[0] and all(months[year] == MONTHS for year in years[1:]):
        return _shorter(years, months, whole)[:1], []
    short = [_path(year, "months") for year in years if year not in whole]
    return _shorter(years, months, whole), ["founded"] if first is None else short


def _shorter(years: Sequence[int], months: dict[int, int], whole: tuple[int, ...]) -> list[Reading]:
    """The mean of the years of twelve months, and everything made yearly; the first is the law's choice."""
    readings: list[Reading] = []
    if whole:
        readings.append(Reading(Method.WHOLE_YEARS, whole, Fraction(1, len(whole))))
    if years:
        total = sum(months[year] for year in years)
        readings.append(Reading(Method.ANNUALISED, tuple(years), Fraction(MONTHS, total)))
    return readings


def _hull(company: Company, readings: Sequence[Reading], unclear: Sequence[str]) -> Interval:
    """The smallest interval around the average by every reading."""
    intervals = [_by(company, reading) for reading in readings]
    needs = dict.fromkeys(need for interval in intervals for need in interval.needs)
    return Interval(
        min(interval.low for interval in intervals),
        max(interval.high for interval in intervals),
        (*unclear, *needs),
    )


def _by(company: Company, reading: Reading) -> Interval:
    known = [amount(entry_of(company, year).sales_krw, _path(year, "sales_krw")) for year in reading.years]
    total = Interval(
        sum((interval.low for interval in known), Fraction(0)),
        sum((interval.high for interval in known), Fraction(0)),
        tuple(need for interval in known for need in interval.needs),
    )
    return _times(total, reading.factor)


def _times(interval: Interval, factor: Fraction) -> Interval:
    return Interval(interval.low * factor, interval.high * factor, interval.needs)
