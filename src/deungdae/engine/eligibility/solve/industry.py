"""Which limits a main industry may have."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from deungdae.engine.eligibility.facts import Industry
from deungdae.engine.eligibility.rules import Rules

DIVISION = 2


def digits_of(code: str) -> str:
    """A KSIC code without its section letter."""
    return code.lstrip("ABCDEFGHIJKLMNOPQRSTU")


def industries_of(code: str | None, on: date, rules: Rules) -> tuple[Industry, ...]:
    """Every limit that fits the code: one for most codes, several for a section whose divisions differ."""
    if code is None:
        return _distinct(
            industry for letter in "ABCDEFGHIJKLMNOPQRSTU" for industry in _of(letter, on, rules)
        )
    return _distinct(_of(code, on, rules))


def _distinct(industries: Iterable[Industry]) -> tuple[Industry, ...]:
    found = {(industry.limit, industry.finance): industry for industry in reversed(list(industries))}
    return tuple(reversed(found.values()))


def _of(code: str, on: date, rules: Rules) -> list[Industry]:
    digits = digits_of(code)
    section = rules.sections[digits or code]
    finance = _is_excluded(section, digits, on, rules)
    rows = [row for row in rules.sales_limits if row.industry[0] == section and row.period.holds(on)]
    if digits:
        fitting = [row for row in rows if digits.startswith(digits_of(row.industry))]
        rows = [max(fitting, key=lambda row: len(row.industry))] if fitting else []
    else:
        rows = [row for row in rows if len(digits_of(row.industry)) <= DIVISION]
    found = [
        Industry(row.industry, row.limit, finance, candidate_limit(row.limit, on, rules), row.only)
        for row in rows
    ]
    return found or [Industry(section, None, finance)]


def candidate_limit(sales_limit: int | None, on: date, rules: Rules) -> int | None:
    """Last year's sales that make an SME of this limit a candidate; None: not known for the day."""
    for row in rules.candidate_limits:
        if row.sales_limit == sales_limit and row.period.holds(on):
            return row.limit
    return None


def _is_excluded(section: str, digits: str, on: date, rules: Rules) -> bool:
    """A code that does not name an exception in full is taken for the whole it belongs to."""
    fitting = [
        row
        for row in rules.exclusions
        if row.industry[0] == section and row.period.holds(on) and digits.startswith(digits_of(row.industry))
    ]
    best = max(fitting, key=lambda row: len(row.industry), default=None)
    return best is not None and best.excluded
