"""The judge of answers. It shares nothing with the solver but the model and the law's tables.

It knows the law only for companies of which everything is known, fills what is missing with every value that
could matter, and compares.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import product

from deungdae.engine.eligibility.model import (
    NO_HOLDER,
    Company,
    FiscalYear,
    Group,
    Holder,
    HolderKind,
    Kind,
    Status,
    StatusWord,
)
from deungdae.engine.eligibility.rules import Figure, Rules

PLENTY = 10**18
WHOLE_YEAR = 12


@dataclass(frozen=True, slots=True)
class Violation:
    """Something wrong with an answer: a stable code and what was found instead."""

    code: str
    found: str


def check(company: Company, on: date, rules: Rules, status: Status) -> list[Violation]:
    """Everything wrong with an answer; an empty list means that it may be told.

    Only for days and companies that the solver does not refuse.
    """
    word, found = status.status, list[Violation]()
    possible = _possible(company, on, rules) if rules.covers(on) else {StatusWord.UNKNOWN}
    if word is StatusWord.UNKNOWN:
        if len(possible) == 1 and StatusWord.UNKNOWN not in possible:
            found.append(Violation("eligibility.could_be_said", ", ".join(possible)))
        if not status.needs:
            found.append(Violation("eligibility.no_needs", word))
    elif possible != {word}:
        found.append(Violation("eligibility.wrong_status", ", ".join(sorted(possible))))
    if word is not StatusWord.UNKNOWN and status.needs:
        found.append(Violation("eligibility.idle_needs", ", ".join(status.needs)))
    if not status.rule.startswith(word):
        found.append(Violation("eligibility.wrong_rule", status.rule))
    return found


def _possible(company: Company, on: date, rules: Rules) -> set[StatusWord]:
    """What the company may be, over every way to fill in what is missing."""
    return set[StatusWord]().union(
        *(statuses_of_whole(whole, on, rules) for whole in completions(company, on, rules))
    )


def last_counted(company: Company, on: date) -> int:
    """The fiscal year whose end lies three whole months behind the day."""
    year = on.year
    while True:
        month = company.fiscal_year_end_month + 4
        first_day = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
        if first_day <= on:
            return year
        year -= 1


def completions(company: Company, on: date, rules: Rules) -> Iterator[Company]:
    """Companies of which everything is known and that fit what is known of this one."""
    kinds = [company.kind] if company.kind else [Kind.COMPANY, Kind.NONPROFIT]
    groups = [company.group] if company.group else list(Group)
    for founded in _foundations(company, on):
        dated = replace(company, founded=founded)
        for kind, industry, group, holder, related, years in product(
            kinds,
            _industries(company, on, rules),
            groups,
            _holders(company.holder, on, rules),
            [company.related_sales_krw] if company.related_sales_krw is not None else [0, PLENTY],
            _fiscal_years(dated, on, rules),
        ):
            yield replace(
                dated,
                kind=kind,
                main_industry=industry,
                group=group,
                holder=holder,
                related_sales_krw=related,
                fiscal_years=years,
            )


def _foundations(company: Company, on: date) -> list[date]:
    """Days of foundation that fit the fiscal years, and the claimed grace, that are known."""
    if company.founded is not None:
        return [company.founded]
    last = last_counted(company, on)
    month = company.fiscal_year_end_month % 12 + 1
    found = [date(1950, month, 1)]
    for year in (last - 2, last - 1, last):
        for shift in (0, 1, 6):
            index = year * 12 + company.fiscal_year_end_month - 12 + shift
            day = date(index // 12, index % 12 + 1, 1)
            if all(_fits(entry, day, company.fiscal_year_end_month) for entry in company.fiscal_years):
                found.append(day)
    return [day for day in found if company.grace_from is None or day <= company.grace_from]


def _fits(entry: FiscalYear, founded: date, end_month: int) -> bool:
    lived = (entry.year * 12 + end_month) - (founded.year * 12 + founded.month) + 1
    return lived >= (entry.months or 1)


def _industries(company: Company, on: date, rules: Rules) -> list[str]:
    code = company.main_industry
    if code is not None and len(code) > 1:
        return [code]
    divisions = [
        section + division
        for division, section in rules.sections.items()
        if len(division) == 2 and (code is None or section == code)
    ]
    by_limit = {
        (_limit(division, on, rules), _is_finance(division, on, rules)): division for division in divisions
    }
    return list(by_limit.values())


def _holders(holder: Holder | None, on: date, rules: Rules) -> Sequence[Holder]:
    sizes = [rules.figure(Figure.SME_HOLDER_ASSETS, on), rules.figure(Figure.MID_SIZED_HOLDER_ASSETS, on)]
    if holder is None:
        whole = [Holder(Fraction(1), HolderKind.COMPANY, size) for size in sizes]
        return [NO_HOLDER, *whole]
    shares = [holder.share] if holder.share is not None else [Fraction(0), Fraction(1)]
    kinds = [holder.kind] if holder.kind is not None else list(HolderKind)
    assets = [holder.assets_krw] if holder.assets_krw is not None else [0, *sizes]
    return [Holder(*parts) for parts in product(shares, kinds, assets)]


def _fiscal_years(company: Company, on: date, rules: Rules) -> Iterator[tuple[FiscalYear, ...]]:
    """The last three years, and the one that runs, each with figures."""
    last = last_counted(company, on)
    edges = sorted({0, PLENTY} | {row.limit for row in rules.candidate_limits if row.period.holds(on)})
    known = {entry.year: entry for entry in company.fiscal_years}
    choices: list[list[FiscalYear]] = []
    for year in range(last - 2, last + 3):
        lived = _lived(company, year)
        if lived < 1 or (year > last and _lived(company, last) > 0):
            continue
        entry = known.get(year, FiscalYear(year))
        months = [entry.months] if entry.months else _months(lived, is_running=_is_running(company, year, on))
        sales = [entry.sales_krw] if entry.sales_krw is not None else edges
        assets = [entry.assets_krw] if entry.assets_krw is not None else [0, PLENTY]
        assets = assets if year >= last else assets[:1]
        choices.append([FiscalYear(year, *parts) for parts in product(months, sales, assets)])
    yield from product(*choices)


def _is_running(company: Company, year: int, on: date) -> bool:
    return year * WHOLE_YEAR + company.fiscal_year_end_month >= on.year * WHOLE_YEAR + on.month


def _months(lived: int, *, is_running: bool) -> list[int]:
    """How long a year may be whose months are not told."""
    whole = min(lived, WHOLE_YEAR)
    return [1, whole] if is_running else [whole]


def _lived(company: Company, year: int) -> int:
    """Months from foundation to the end of a fiscal year; a month that has begun counts."""
    founded = company.founded or date.min
    return (year * 12 + company.fiscal_year_end_month) - (founded.year * 12 + founded.month) + 1


def statuses_of_whole(company: Company, on: date, rules: Rules) -> set[StatusWord]:
    """The status of a company of which everything is known: one, but for a year that was cut short."""
    code = company.main_industry or ""
    if company.kind is not Kind.COMPANY or _is_finance(code, on, rules):
        return {StatusWord.EXCLUDED}
    if company.group is Group.NONE and _graced(company, on, rules):
        return {StatusWord.SME}
    holder = company.holder or NO_HOLDER
    counts = (holder.share or 0) * 100 >= rules.figure(Figure.HOLDER_SHARE, on)
    weight = (holder.assets_krw or 0) if counts and holder.kind is not HolderKind.PERSON else 0
    captured = weight >= rules.figure(Figure.MID_SIZED_HOLDER_ASSETS, on)
    if company.group is Group.CROSS_SHAREHOLDING or (captured and holder.kind is HolderKind.COMPANY):
        return {StatusWord.LARGE}
    dependent = weight >= rules.figure(Figure.SME_HOLDER_ASSETS, on)
    averages, last_sales, assets = _figures(company, on)
    if dependent or company.group is Group.DISCLOSURE or assets >= rules.figure(Figure.ASSETS_LIMIT, on):
        return {StatusWord.MID_SIZED}
    limit = _limit(code, on, rules)
    return {
        _by_size(average + (company.related_sales_krw or 0), last_sales, limit, on, rules)
        for average in averages
    }


def _by_size(total: Fraction, last_sales: int, limit: int | None, on: date, rules: Rules) -> StatusWord:
    if limit is None:
        return StatusWord.UNKNOWN
    if total > limit:
        return StatusWord.MID_SIZED
    rows = [row for row in rules.candidate_limits if row.sales_limit == limit and row.period.holds(on)]
    return StatusWord.CANDIDATE if any(last_sales >= row.limit for row in rows) else StatusWord.SME


def _graced(company: Company, on: date, rules: Rules) -> bool:
    start = company.grace_from
    if start is None or on < start:
        return False
    years = rules.figure(Figure.GRACE_YEARS, start)
    return (on.year - years, on.month, on.day) < (start.year, start.month, start.day)


def _figures(company: Company, on: date) -> tuple[set[Fraction], int, int]:
    """Average sales, last year's sales, total assets. The years are whole and start with the foundation.

    Two averages where a year was cut short though the company was older: the law does not say which.
    """
    last = last_counted(company, on)
    years = {entry.year: entry for entry in company.fiscal_years}
    window = [years[year] for year in (last - 2, last - 1, last) if year in years]
    counted = [entry for entry in window if _lived(company, entry.year) > 0]
    if not counted:
        first = years[min(years)]
        return {_yearly([first])}, 0, first.assets_krw or 0
    whole = [entry for entry in counted if entry.months == WHOLE_YEAR]
    averages = {_yearly(whole)} if whole else {_yearly(counted)}
    cut = [entry for entry in counted if entry.months != WHOLE_YEAR]
    if any(_lived(company, entry.year) > WHOLE_YEAR for entry in cut):
        averages.add(_yearly(counted))
    newest = counted[-1]
    return averages, newest.sales_krw or 0, newest.assets_krw or 0


def _yearly(entries: Sequence[FiscalYear]) -> Fraction:
    months = sum(entry.months or WHOLE_YEAR for entry in entries)
    return Fraction(WHOLE_YEAR * sum(entry.sales_krw or 0 for entry in entries), months)


def _limit(code: str, on: date, rules: Rules) -> int | None:
    """Of the rows that hold, the one that shares the longest beginning with the code."""
    full = _with_section(code, rules)
    rows = {row.industry: row.limit for row in rules.sales_limits if row.period.holds(on)}
    return next((rows[full[:size]] for size in range(len(full), 0, -1) if full[:size] in rows), None)


def _is_finance(code: str, on: date, rules: Rules) -> bool:
    full = _with_section(code, rules)
    rows = {row.industry: row.excluded for row in rules.exclusions if row.period.holds(on)}
    return next((rows[full[:size]] for size in range(len(full), 0, -1) if full[:size] in rows), False)


def _with_section(code: str, rules: Rules) -> str:
    return code if code[0].isalpha() else rules.sections[code] + code
