"""A rubric: criteria, each with levels of which a grader chooses one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """`points`: 0 or more; `text`: what a work of this level is like."""

    points: int
    text: str


@dataclass(frozen=True, slots=True)
class Criterion:
    name: str
    levels: tuple[Level, ...]


Rubric = tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the text of a rubric. `line`: from 1, 0 for the whole; `value`: what is there."""

    code: str
    line: int = 0
    value: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the graders' marks come to. `points`: None while somebody still has to grade; `is_apart`: two
    marks differ by more than is allowed, and a third decides."""

    points: int | None
    is_apart: bool = False
