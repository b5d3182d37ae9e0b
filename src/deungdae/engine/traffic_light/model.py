"""What a task planned, what came of it, and the light that follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Light(StrEnum):
    """From the best to the worst; GREY: nothing has been due yet, so nothing can be said."""

    GREY = "grey"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


SEVERITY = {light: place for place, light in enumerate(Light)}


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone. due: the last day for it; done: the day it was reached."""

    name: str
    due: date
    done: date | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator in hundredths of its unit.

    begins, baseline: where the plan starts; plan: (day, what is to be reached by then), days rising;
    value, at: what was last accepted, and the day it speaks of.
    """

    name: str
    begins: date
    baseline: int
    plan: tuple[tuple[date, int], ...]
    value: int | None = None
    at: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason. days: how late; planned, actual: in hundredths."""

    light: Light
    code: str
    name: str
    days: int = 0
    planned: int = 0
    actual: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """The worst of what was found; findings from the worst to the best, in their order."""

    light: Light
    findings: tuple[Finding, ...]
