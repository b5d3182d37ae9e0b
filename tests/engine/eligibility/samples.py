"""Companies to judge, with the rules of the data folder."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from deungdae.apps.organisations.bridge.eligibility_files import rules_in
from deungdae.engine.eligibility.check import check
from deungdae.engine.eligibility.model import (
    NO_HOLDER,
    Company,
    FiscalYear,
    Group,
    Holder,
    HolderKind,
    Kind,
    Status,
)
from deungdae.engine.eligibility.rules import Rules
from deungdae.engine.eligibility.solve import solve

EOK = 10**8
JO = 10**12
BEFORE, AFTER = date(2025, 8, 31), date(2025, 9, 1)
DATA = Path(__file__).resolve().parents[3] / "data"


@cache
def rules() -> Rules:
    return rules_in(DATA)


def years(*sales: int | None, last: int = 2024, assets: int | None = 1000 * EOK) -> tuple[FiscalYear, ...]:
    """Whole years with these sales, the last one in `last`."""
    first = last - len(sales) + 1
    return tuple(FiscalYear(first + index, 12, won, assets) for index, won in enumerate(sales))


def company(**changes: Any) -> Company:
    """An independent maker of basic metals with steady sales of 100 billion won."""
    steady = Company(
        name="한빛금속",
        kind=Kind.COMPANY,
        founded=date(2001, 3, 2),
        main_industry="C24",
        fiscal_years=years(1000 * EOK, 1000 * EOK, 1000 * EOK),
        group=Group.NONE,
        holder=NO_HOLDER,
        related_sales_krw=0,
    )
    return replace(steady, **changes)


def selling(won: int, industry: str = "C24", **changes: Any) -> Company:
    """A company with the same sales in each of the three years."""
    return company(main_industry=industry, fiscal_years=years(won, won, won), **changes)


def held(share: str, kind: HolderKind | None, assets: int | None) -> Holder:
    return Holder(Fraction(share), kind, assets)


def judged(subject: Company, on: date = AFTER) -> Status:
    """The solver's answer, which the checker has passed."""
    answer = solve(subject, on=on, rules=rules())
    assert check(subject, on, rules(), answer) == []
    return answer


def word(subject: Company, on: date = AFTER) -> str:
    return judged(subject, on).status.value
