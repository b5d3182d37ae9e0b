"""The meetings of a course as somebody attended them, its tests and works, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Meeting:
    """`number`: its place in the course, from 1; `minutes`: how long it is held, at least 1; `attended`: how
    many of them the person was there, 0 or more (beyond `minutes` nothing is gained); `is_excused`: the
    absence counts as if attended; `is_over`: False while more can still be attended."""

    number: int
    minutes: int
    attended: int = 0
    is_excused: bool = False
    is_over: bool = True


@dataclass(frozen=True, slots=True)
class Exam:
    """One that has to be passed. `mark`: the points that pass, at least 1; `best`: those reached, None
    while nothing was handed in; `left`: how often it can still be tried, None without a limit."""

    title: str
    mark: int
    best: int | None = None
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """One that has to be handed in. `mark`: the points that are enough, 0 where none are asked;
    `points`: those given, None before; `is_confirmed`: whether the company has
    said so, None where it is not asked."""

    title: str
    mark: int
    points: int | None = None
    is_confirmed: bool | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """`meetings` in their order; `percent`: how much of their minutes has to be attended, 1 to 100; the tests
    and works that count, none for a course of hours alone."""

    meetings: tuple[Meeting, ...]
    percent: int
    tests: tuple[Exam, ...] = ()
    works: tuple[Work, ...] = ()


class Part(StrEnum):
    """What a course asks for beside hours."""

    TEST = "test"
    WORK = "work"
    CONFIRMATION = "confirmation"


@dataclass(frozen=True, slots=True)
class Missing:
    """A test, a work or a confirmation that is not there yet. `needed`, `reached`, `left`: as in `Exam` and
    `Work`; `reached` is None while there is nothing."""

    part: Part
    title: str
    needed: int
    reached: int | None = None
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Minutes of a meeting that were missed; `is_whole`: nothing of it was attended."""

    number: int
    minutes: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """All in minutes. `scheduled`: of all meetings; `needed`: to complete; `counted`: attended or excused;
    `short`: what is missing of `needed`, 0 when nothing; `ahead`: of meetings that are not over and may still
    be attended; `gaps`: what was missed of meetings that are over.

    `missing`: tests and works, in their order; `is_started`: something was attended, an excuse is none;
    `is_over`: every meeting is; `is_attended`: started, over, and no minutes short; `is_complete`: attended,
    and nothing missing; `is_lost`: not even all that is ahead would suffice, or a test cannot be tried again.
    """

    scheduled: int
    needed: int
    counted: int
    short: int
    ahead: int
    gaps: tuple[Gap, ...]
    missing: tuple[Missing, ...]
    is_started: bool
    is_over: bool
    is_attended: bool
    is_complete: bool
    is_lost: bool
