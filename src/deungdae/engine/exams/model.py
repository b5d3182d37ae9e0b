"""Questions, what somebody answers, and what that comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers to choose from; of a question several may be right."""

    text: str
    is_right: bool


@dataclass(frozen=True, slots=True)
class Number:
    """The right number: every answer within `tolerance` (0 or more) of `value` is right. `unit`: as shown."""

    value: Decimal
    tolerance: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """`points`: what a right answer earns, at least 1. Either `choices` or `number` is given. `note`: why the
    right answer is right, shown with the result."""

    text: str
    points: int
    choices: tuple[Choice, ...] = ()
    number: Number | None = None
    note: str = ""


Answer = frozenset[int] | Decimal
"""The chosen choices by their index, or a number."""
Answers = Mapping[int, Answer]
"""By the question's index; a question that is not there was left open."""


@dataclass(frozen=True, slots=True)
class Place:
    """A question's index, and the indices of its choices in the order in which they are shown."""

    question: int
    choices: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a text of questions. `line`: from 1, 0 for the whole; `value`: what stands there."""

    code: str
    line: int = 0
    value: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """Of one question, in thousandths: `right` of all who handed in, -1 when nobody did; `discrimination`,
    the share right among the best 27% minus that among the worst 27%, None below `rules.LEAST_PEOPLE`."""

    people: int
    right: int
    discrimination: int | None
