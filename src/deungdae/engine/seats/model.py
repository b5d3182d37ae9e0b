"""People who want seats, in their order, and how many there are for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Applicant:
    """`id`: of the application, not of the person. `traits`: what quotas look at, e.g. region → "11";
    `company`: empty for somebody who comes alone, whom no company limit binds."""

    id: str
    company: str = ""
    traits: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Quota:
    """At most `seats` for everybody whose `trait` is `value`."""

    trait: str
    value: str
    seats: int


@dataclass(frozen=True, slots=True)
class Problem:
    """`applicants` in their order; `held`: those who have a seat already; `capacity`: all seats, held ones
    included; `per_company`: at most so many of one company, None for no limit."""

    applicants: tuple[Applicant, ...]
    capacity: int
    per_company: int | None = None
    quotas: tuple[Quota, ...] = ()
    held: tuple[Applicant, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why somebody waits: `code` is ``full``, ``company`` or ``quota``; `quota`: which one."""

    applicant: str
    code: str
    quota: Quota | None = None


@dataclass(frozen=True, slots=True)
class Allocation:
    """Ids that get a seat, and who waits and why; both in the order in which they were asked."""

    seated: tuple[str, ...]
    waiting: tuple[Refusal, ...]
