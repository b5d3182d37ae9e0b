"""What is known of a company, and what it legally is. Money is in whole won, shares are fractions of 1.

``None`` always means "not known". What is known to be absent has a value of its own: `Group.NONE`,
`NO_HOLDER`, related sales of 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from deungdae.engine.kernel.explanation import Explanation

YEAR_END = 12


class Kind(StrEnum):
    """What sort of body it is."""

    COMPANY = "company"
    NONPROFIT = "nonprofit"
    PUBLIC_INSTITUTION = "public_institution"
    FOREIGN_BRANCH = "foreign_branch"


class Group(StrEnum):
    """The business group it belongs to, by designation under the Fair Trade Act §31(1)."""

    NONE = "none"
    DISCLOSURE = "disclosure"
    CROSS_SHAREHOLDING = "cross_shareholding_restricted"


class HolderKind(StrEnum):
    """Who the largest shareholder is."""

    COMPANY = "company"
    PERSON = "person"
    PRIVATE_FUND = "private_fund"
    CREDITOR_BANK = "creditor_bank"


@dataclass(frozen=True, slots=True)
class Holder:
    """The largest shareholder: its share of the voting stock, and its own total assets."""

    share: Fraction | None = None
    kind: HolderKind | None = None
    assets_krw: int | None = None


NO_HOLDER = Holder(Fraction(0), HolderKind.PERSON, 0)
"""Nobody holds a share that counts."""


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """One fiscal year, named after the calendar year in which it ends. months: how long it lasted.

    months None: twelve, or what is left of the year in the year of foundation.
    """

    year: int
    months: int | None = None
    sales_krw: int | None = None
    assets_krw: int | None = None


@dataclass(frozen=True, slots=True)
class Company:
    """What is known. related_sales_krw: the related companies' average sales, by share, without its own.

    grace_from: the day on which the grace period that is claimed began (None: none is claimed).
    """

    name: str = ""
    kind: Kind | None = None
    founded: date | None = None
    main_industry: str | None = None
    fiscal_years: tuple[FiscalYear, ...] = ()
    group: Group | None = None
    holder: Holder | None = None
    related_sales_krw: int | None = None
    grace_from: date | None = None
    fiscal_year_end_month: int = YEAR_END


class StatusWord(StrEnum):
    """What it is. EXCLUDED: no company in the law's sense; UNKNOWN: it cannot be said."""

    LARGE = "large"
    MID_SIZED = "mid_sized"
    SME = "sme"
    CANDIDATE = "candidate"
    EXCLUDED = "excluded"
    UNKNOWN = "unknown"


class Rule(StrEnum):
    """The rule that decides. The articles stand in docs/engine/eligibility.md and in the explanation."""

    NONPROFIT = "excluded.nonprofit"
    PUBLIC_INSTITUTION = "excluded.public_institution"
    FOREIGN_BRANCH = "excluded.foreign_branch"
    FINANCE = "excluded.finance"
    LARGE_GROUP = "large.group"
    LARGE_HOLDER = "large.holder"
    DISCLOSURE_GROUP = "mid_sized.group"
    HOLDER = "mid_sized.holder"
    ASSETS = "mid_sized.assets"
    AVERAGE_SALES = "mid_sized.average_sales"
    RELATED_SALES = "mid_sized.related_sales"
    GRACE = "sme.grace"
    WITHIN_LIMITS = "sme.within_limits"
    CANDIDATE_SALES = "candidate.sales"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Status:
    """The answer. needs: places in the input that would have to be known; empty unless UNKNOWN."""

    status: StatusWord
    rule: Rule
    needs: tuple[str, ...] = ()
    explanation: tuple[Explanation, ...] = field(default=())

    @property
    def text(self) -> str:
        """The explanation as Korean text, one sentence a line."""
        return "\n".join(sentence.text for sentence in self.explanation)
