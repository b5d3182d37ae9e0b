"""The meetings of a course as somebody attended them, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass


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
class Record:
    """`meetings` in their order; `percent`: how much of their minutes has to be attended, 1 to 100."""

    meetings: tuple[Meeting, ...]
    percent: int


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

    `is_started`: something was attended, an excuse is none; `is_over`: every meeting is;
    `is_complete`: started, over, and nothing short; `is_lost`: not even all that is ahead would suffice.
    """

    scheduled: int
    needed: int
    counted: int
    short: int
    ahead: int
    gaps: tuple[Gap, ...]
    is_started: bool
    is_over: bool
    is_complete: bool
    is_lost: bool
