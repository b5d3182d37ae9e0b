"""A company and an answer as JSON documents. Schema: docs/engine/eligibility.schema.json."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from deungdae.engine.eligibility.model import (
    NO_HOLDER,
    YEAR_END,
    Company,
    FiscalYear,
    Group,
    Holder,
    HolderKind,
    Kind,
    Status,
)
from deungdae.engine.kernel.decision import Json
from deungdae.engine.kernel.errors import InputError, Issue
from deungdae.engine.kernel.json_text import SAFE_EXPONENT, parsed
from deungdae.engine.kernel.reading import Reading

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
FIELDS = (
    "name kind founded main_industry fiscal_years group largest_shareholder related_sales_krw grace"
    " fiscal_year_end_month"
)
Word = TypeVar("Word", bound=StrEnum)


def company_from_json(text: str) -> Company:
    """Read a company; raises InputError that names every wrong field (syntax errors: the line)."""
    return company_from_document(parsed(text))


def company_from_document(value: object) -> Company:
    """The same from a parsed document. What is absent is not known; see the schema for what null means."""
    reading = Reading()
    item = reading.mapping(value, "$")
    reading.only(item, "$", FIELDS)
    company = Company(
        name=_text(reading, item, "name") or "",
        kind=_word(reading, item, "kind", "", Kind),
        founded=_day(reading, item, "founded", ""),
        main_industry=_text(reading, item, "main_industry"),
        fiscal_years=_years(reading, item),
        group=_group(reading, item),
        holder=_holder(reading, item),
        related_sales_krw=_related(reading, item),
        grace_from=_grace(reading, item),
        fiscal_year_end_month=reading.whole(item, "fiscal_year_end_month", "$", YEAR_END),
    )
    if reading.issues:
        raise InputError(reading.issues)
    return company


def _text(reading: Reading, item: Mapping[str, object], name: str) -> str | None:
    return None if item.get(name) is None else reading.word(item, name, "$")


def _word(
    reading: Reading, item: Mapping[str, object], name: str, where: str, words: type[Word]
) -> Word | None:
    if item.get(name) is None:
        return None
    known = tuple(str(word) for word in words if word is not Group.NONE)
    return words(reading.one_of(item, name, where or "$", known, known[0]))


def _day(reading: Reading, item: Mapping[str, object], name: str, where: str) -> date | None:
    value = item.get(name)
    if value is None:
        return None
    if isinstance(value, str) and DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    reading.issues.append(Issue("eligibility.date", f"{where}{name}", str(value)[:40]))
    return None


def _years(reading: Reading, item: Mapping[str, object]) -> tuple[FiscalYear, ...]:
    if item.get("fiscal_years") is None:
        return ()
    found = []
    for year, where in reading.objects(item, "fiscal_years", "$"):
        reading.only(year, where, "year months sales_krw assets_krw")
        found.append(
            FiscalYear(
                year=reading.whole(year, "year", where),
                months=reading.whole_or_none(year, "months", where),
                sales_krw=reading.whole_or_none(year, "sales_krw", where),
                assets_krw=reading.whole_or_none(year, "assets_krw", where),
            )
        )
    return tuple(found)


def _group(reading: Reading, item: Mapping[str, object]) -> Group | None:
    if "group" in item and item["group"] is None:
        return Group.NONE
    return _word(reading, item, "group", "", Group)


def _related(reading: Reading, item: Mapping[str, object]) -> int | None:
    if "related_sales_krw" in item and item["related_sales_krw"] is None:
        return 0
    return reading.whole_or_none(item, "related_sales_krw", "$")


def _holder(reading: Reading, item: Mapping[str, object]) -> Holder | None:
    where = "largest_shareholder"
    if where not in item:
        return None
    if item[where] is None:
        return NO_HOLDER
    holder = reading.mapping(item[where], where)
    reading.only(holder, where, "share kind assets_krw")
    return Holder(
        share=_share(reading, holder, where),
        kind=_word(reading, holder, "kind", where, HolderKind),
        assets_krw=reading.whole_or_none(holder, "assets_krw", where),
    )


def _share(reading: Reading, holder: Mapping[str, object], where: str) -> Fraction | None:
    value = holder.get("share")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        reading.issues.append(Issue("eligibility.number", f"{where}.share", str(value)[:40]))
        return None
    exact = Decimal(str(value))
    if not exact.is_finite() or not 0 <= exact <= 1 or (exact and exact.adjusted() < -SAFE_EXPONENT):
        reading.issues.append(Issue("eligibility.share", f"{where}.share", str(value)[:40]))
        return None
    return Fraction(exact)


def _grace(reading: Reading, item: Mapping[str, object]) -> date | None:
    if item.get("grace") is None:
        return None
    grace = reading.mapping(item["grace"], "grace")
    reading.only(grace, "grace", "from")
    if isinstance(item["grace"], Mapping) and grace.get("from") is None:
        reading.word(grace, "from", "grace")
    return _day(reading, grace, "from", "grace.")


def answer_to_json(status: Status) -> dict[str, Json]:
    """The answer of the command."""
    return {
        "status": status.status.value,
        "rule": status.rule.value,
        "needs": list(status.needs),
        "explanation": status.text,
    }
