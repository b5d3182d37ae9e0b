"""What is no company, or no day for it: refused with the value, the place and the way out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from deungdae.engine.eligibility.model import Company, FiscalYear
from deungdae.engine.eligibility.rules import Rules
from deungdae.engine.kernel.errors import InputError, Issue
from deungdae.engine.kernel.korean import Param

INDUSTRY = re.compile(r"([A-U])?([0-9]{2,5})|[A-U]")
MOST_MONTHS = 12
FIRST_YEAR, LAST_YEAR = 1900, 2200
MOST_WON = 10**18


def _issue(name: str, where: str, value: object, /, **params: Param) -> Issue:
    return Issue(f"eligibility.{name}", where, str(value), params)


def refuse_nonsense(company: Company, on: date, rules: Rules) -> None:
    """Raise InputError with everything that contradicts itself, the tables or the day."""
    issues = [
        *_dates(company, on, rules),
        *_industry(company.main_industry, rules),
        *_amounts(company),
        *_years(company),
    ]
    if issues:
        raise InputError(issues)


def _dates(company: Company, on: date, rules: Rules) -> Iterator[Issue]:
    founded, grace = company.founded, company.grace_from
    if not 1 <= company.fiscal_year_end_month <= MOST_MONTHS:
        yield _issue("end_month", "fiscal_year_end_month", company.fiscal_year_end_month)
    for where, day in (("on", on), ("grace.from", grace)):
        if day is not None and day.year > LAST_YEAR:
            yield _issue("far_day", where, day, last=LAST_YEAR)
    if founded is not None and founded > on:
        yield _issue("founded_later", "founded", founded, on=str(on))
    if grace is not None and founded is not None and grace < founded:
        yield _issue("grace_before", "grace.from", grace, founded=str(founded))
    if grace is not None and grace < rules.first_day():
        yield _issue("grace_too_early", "grace.from", grace, first=str(rules.first_day()))


def _industry(code: str | None, rules: Rules) -> Iterator[Issue]:
    if code is None:
        return
    match = INDUSTRY.fullmatch(code)
    if match is None:
        yield _issue("industry_form", "main_industry", code)
        return
    section, digits = match[1], match[2]
    if digits is not None and digits not in rules.sections:
        yield _issue("industry_unknown", "main_industry", code)
    elif section is not None and rules.sections[digits] != section:
        right = f"{rules.sections[digits]}{digits}"
        yield _issue("industry_section", "main_industry", code, right=right)


def _amounts(company: Company) -> Iterator[Issue]:
    holder = company.holder
    if holder is not None and holder.share is not None and not 0 <= holder.share <= 1:
        yield _issue("share", "largest_shareholder.share", float(holder.share))
    amounts: list[tuple[str, int | None]] = [("related_sales_krw", company.related_sales_krw)]
    if holder is not None:
        amounts.append(("largest_shareholder.assets_krw", holder.assets_krw))
    for entry in company.fiscal_years:
        amounts.append((f"fiscal_years[{entry.year}].sales_krw", entry.sales_krw))
        amounts.append((f"fiscal_years[{entry.year}].assets_krw", entry.assets_krw))
    for where, won in amounts:
        if won is not None and not 0 <= won <= MOST_WON:
            yield _issue("amount", where, won)


def _years(company: Company) -> Iterator[Issue]:
    seen: set[int] = set()
    for entry in company.fiscal_years:
        where = f"fiscal_years[{entry.year}]"
        if not FIRST_YEAR <= entry.year <= LAST_YEAR:
            yield _issue("year", where, entry.year, first=FIRST_YEAR, last=LAST_YEAR)
        if entry.year in seen:
            yield _issue("year_twice", where, entry.year)
        seen.add(entry.year)
        if entry.months is not None and not 1 <= entry.months <= MOST_MONTHS:
            yield _issue("months", f"{where}.months", entry.months)
        elif company.founded is not None and 1 <= company.fiscal_year_end_month <= MOST_MONTHS:
            yield from _since_foundation(entry, company.founded, company.fiscal_year_end_month)


def _since_foundation(entry: FiscalYear, founded: date, end_month: int) -> Iterator[Issue]:
    """A year cannot end before the company began, nor be longer than the company had lived."""
    lived = (entry.year - founded.year) * MOST_MONTHS + end_month - founded.month + 1
    where = f"fiscal_years[{entry.year}]"
    if lived < 1:
        yield _issue("year_before", where, entry.year, founded=str(founded))
    elif entry.months is not None and entry.months > lived:
        yield _issue("months_before", f"{where}.months", entry.months, founded=str(founded), most=lived)
