"""A framework of questions, the answers of one organisation, and what they come to. All numbers are exact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

TICKED = "ticked"
"""The one mark of a question whose items are ticked or not."""


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Korean and English."""

    ko: str
    en: str


class Kind(StrEnum):
    """How a question is answered."""

    MATRIX = "matrix"
    """Every item is a row; each row may carry several marks (already invested, plan to invest)."""
    TICKS = "ticks"
    SCALE = "scale"
    """Every item is a row on steps from 0 to the last one."""
    GRADES = "grades"
    """Every item is a row: no, partly, yes."""
    BAND = "band"
    """One of the described steps, from 0."""
    NUMBER = "number"
    TEXT = "text"


SCORED = frozenset(Kind) - {Kind.NUMBER, Kind.TEXT}
WITH_ITEMS = frozenset({Kind.MATRIX, Kind.TICKS, Kind.SCALE, Kind.GRADES})
WITH_STEPS = frozenset({Kind.SCALE, Kind.BAND})


class Negative(StrEnum):
    """What a rule makes of items that speak against maturity."""

    EXCLUSIVE = "exclusive"
    """Never with another item, worth nothing, and not in the number of items."""
    COUNTED = "counted"
    """Like any other item."""
    MINUS = "minus"
    """One less, of the number of positive items less that of negative ones."""


@dataclass(frozen=True, slots=True)
class Option:
    """An item of a question. exclusive: says "none of these", so it stands alone and is worth nothing."""

    id: str
    text: Text
    negative: bool = False
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What a row of a matrix may carry. plan: nothing is done yet."""

    id: str
    text: Text
    plan: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a scale, or a band with what it looks like (`means`)."""

    text: Text
    means: Text | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """What an answer looks like in an industry (KSIC 11: a section or the beginning of a code with it)."""

    industry: str
    text: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a framework; items are answered by their number from 1."""

    code: str
    kind: Kind
    text: Text
    why: Text
    examples: tuple[Example, ...]
    items: tuple[Option, ...] = ()
    marks: tuple[Mark, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """From above the end of the level before it up to and with `up_to`; the first one has no lower end."""

    code: str
    up_to: Fraction
    text: Text


@dataclass(frozen=True, slots=True)
class Dimension:
    """A part that has a score of its own. weight: its part of the whole, 0 where there is no whole."""

    code: str
    text: Text
    weight: Fraction
    block: Text | None = None
    means: Mapping[str, Text] = field(default_factory=dict)
    """What each level looks like in this dimension, by the level's code."""


@dataclass(frozen=True, slots=True)
class Term:
    """What one question gives to a dimension: weight × its share, 0 to 1.

    worth: what each mark of a row of a matrix is worth; of several marks of a row the dearest counts.
    """

    question: str
    weight: Fraction
    worth: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to score: for each dimension terms whose weights are 1 together."""

    code: str
    text: Text
    about: Text
    negative: Negative
    terms: Mapping[str, tuple[Term, ...]]


@dataclass(frozen=True, slots=True)
class Framework:
    """One version of a framework. maximum: what a dimension with everything comes to; unit: of what."""

    code: str
    version: str
    text: Text
    about: Text
    source: Text
    licence: Text
    minutes: int
    unit: Text
    maximum: Fraction
    has_overall: bool
    default_rule: str
    levels: tuple[Level, ...]
    dimensions: tuple[Dimension, ...]
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]

    def question(self, code: str) -> Question:
        return next(question for question in self.questions if question.code == code)

    def rule(self, code: str) -> Rule:
        return next(rule for rule in self.rules if rule.code == code)

    def dimension(self, code: str) -> Dimension:
        return next(dimension for dimension in self.dimensions if dimension.code == code)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question. ticks: numbers of items by mark; shares: of each row or band, 0 to 1.

    blank: places that are not answered, e.g. ``Q1.planned`` or ``Q4[3]``; `shares` hold None there.
    """

    ticks: Mapping[str, frozenset[int]] = field(default_factory=dict)
    shares: tuple[Fraction | None, ...] = ()
    blank: tuple[str, ...] = ()


Answers = Mapping[str, Answer]
"""By the code of the question; a question that is not in it is not answered."""


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """points: from 0 to the framework's maximum; None for a band that nobody chose.

    level: its level, or the number of its band; from_plans: the points that fall away without plans.
    """

    code: str
    points: Fraction | None
    level: str | None
    from_plans: Fraction | None


@dataclass(frozen=True, slots=True)
class Score:
    """What answers come to by one rule. overall None: the framework has no whole.

    missing: places without an answer. They count as nothing, so the points are the least they can be.
    """

    framework: str
    version: str
    rule: str
    dimensions: tuple[DimensionScore, ...]
    overall: Fraction | None
    level: str | None
    from_plans: Fraction | None
    missing: tuple[str, ...]
