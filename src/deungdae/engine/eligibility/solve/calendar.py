"""Which fiscal years there are, and which one counts on a day."""

from __future__ import annotations

from datetime import date, timedelta

from deungdae.engine.eligibility.model import Company, FiscalYear

MONTHS = 12


def month_index(day: date) -> int:
    """Months since year 0."""
    return day.year * MONTHS + day.month - 1


def end_index(company: Company, year: int) -> int:
    """The month in which a fiscal year ends."""
    return year * MONTHS + company.fiscal_year_end_month - 1


def valid_from(company: Company, year: int, months: int) -> date:
    """The day from which a fiscal year counts: `months` after its end have passed (decree §3조의3(1))."""
    index = end_index(company, year) + months + 1
    return date(index // MONTHS, index % MONTHS + 1, 1)


def counted_year(company: Company, on: date, months: int) -> int:
    """The last fiscal year that counts on a day."""
    return next(year for year in range(on.year, on.year - 3, -1) if valid_from(company, year, months) <= on)


def first_year(company: Company) -> int | None:
    """The fiscal year in which the company was founded; None: not known."""
    if company.founded is None:
        return None
    return company.founded.year + (company.founded.month > company.fiscal_year_end_month)


def entry_of(company: Company, year: int) -> FiscalYear:
    """What is known of a fiscal year; an entry without figures where nothing is."""
    return next((entry for entry in company.fiscal_years if entry.year == year), FiscalYear(year))


def months_of(company: Company, entry: FiscalYear) -> int:
    """How long a fiscal year lasted; in the first one a month that has begun counts."""
    if entry.months is not None:
        return entry.months
    if company.founded is None or entry.year != first_year(company):
        return MONTHS
    return end_index(company, entry.year) - month_index(company.founded) + 1


def grace_end(start: date, years: int) -> date:
    """The last day of a grace period."""
    leap = start.month == 2 and start.day == 29
    same_day = date(start.year + years, 3, 1) if leap else start.replace(year=start.year + years)
    return same_day - timedelta(days=1)
