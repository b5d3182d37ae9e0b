"""A question as somebody sees it and answers it: rows, choices, what is chosen, and back to an answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from deungdae.apps.diagnosis.bridge.frameworks import said
from deungdae.engine.maturity.model import Framework, Kind, Question

Sent = Mapping[str, Sequence[str]]
"""Names of fields and what they were sent with."""
NONE = "none"
"""The field that says: none of these holds."""


@dataclass(frozen=True, slots=True)
class Choice:
    """`name`, `value`: of the field; `means`: what it looks like."""

    name: str
    value: str
    text: str
    is_chosen: bool
    means: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    text: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """`place`: its number in the form; `rows`: items with their choices, a band has one row without words."""

    code: str
    place: int
    kind: str
    text: str
    why: str
    examples: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    typed: str
    says_none: bool

    @property
    def may_say_none(self) -> bool:
        return self.kind in (Kind.TICKS, Kind.MATRIX)


@dataclass(frozen=True, slots=True)
class Trades:
    """Of examples: what industries are called, and the class that whoever reads is in ("" unknown)."""

    names: Mapping[str, str]
    own: str = ""

    def is_own(self, industry: str) -> bool:
        division = division_of(industry)
        return bool(division) and self.own.startswith(division)


def division_of(industry: str) -> str:
    """C25 → 25; a section has none."""
    return industry[1:]


def example_industries(framework: Framework) -> set[str]:
    """What the examples of a framework are about, as codes of the register: divisions and sections."""
    told = {one.industry for question in framework.questions for one in question.examples}
    return {division_of(one) or one for one in told}


def asked(framework: Framework, code: str, value: Any, trades: Trades) -> Asked:
    """The question with what is answered so far (an engine's answer, None: nothing); examples of the reader's
    own trade come first."""
    question = framework.question(code)
    return Asked(
        code=code,
        place=1 + [one.code for one in framework.questions].index(code),
        kind=question.kind.value,
        text=said(question.text),
        why=said(question.why),
        examples=tuple(
            (trades.names.get(division_of(one.industry) or one.industry, one.industry), said(one.text))
            for one in sorted(question.examples, key=lambda one: not trades.is_own(one.industry))
        ),
        rows=ROWS[question.kind](question, value),
        typed=str(value) if question.kind in (Kind.NUMBER, Kind.TEXT) and value is not None else "",
        says_none=value == [] or (isinstance(value, dict) and not any(value.values())),
    )


def form_of(framework: Framework, trades: Trades) -> list[Asked]:
    """Every question, empty."""
    return [asked(framework, question.code, None, trades) for question in framework.questions]


def tick_rows(question: Question, value: Any) -> tuple[Row, ...]:
    chosen = value or []
    return tuple(
        Row(number, said(item.text), (Choice("item", str(number), said(item.text), number in chosen),))
        for number, item in enumerate(question.items, 1)
    )


def matrix_rows(question: Question, value: Any) -> tuple[Row, ...]:
    chosen = value or {}
    return tuple(
        Row(
            number,
            said(item.text),
            tuple(
                Choice(mark.id, str(number), said(mark.text), number in (chosen.get(mark.id) or []))
                for mark in question.marks
            ),
        )
        for number, item in enumerate(question.items, 1)
    )


def step_rows(question: Question, value: Any) -> tuple[Row, ...]:
    """A scale: each row with every step."""
    steps = [(str(number), f"{number} {said(step.text)}") for number, step in enumerate(question.steps)]
    return choice_rows(question, value, steps)


def grade_rows(question: Question, value: Any) -> tuple[Row, ...]:
    words = {"0": _("아니요"), "0.5": _("부분적으로"), "1": _("예")}
    return choice_rows(question, value, list(words.items()))


def choice_rows(question: Question, value: Any, options: Sequence[tuple[str, str]]) -> tuple[Row, ...]:
    given = [None if one is None else f"{float(one):g}" for one in value or [None] * len(question.items)]
    return tuple(
        Row(
            number,
            said(item.text),
            tuple(
                Choice(f"row-{number}", shown, text, given[number - 1] == shown) for shown, text in options
            ),
        )
        for number, item in enumerate(question.items, 1)
    )


def band_rows(question: Question, value: Any) -> tuple[Row, ...]:
    choices = (
        Choice("band", str(number), f"{number} {said(step.text)}", value == number, said(step.means))
        for number, step in enumerate(question.steps)
    )
    return (Row(1, "", tuple(choices)),)


def no_rows(question: Question, value: Any) -> tuple[Row, ...]:
    return ()


ROWS: Mapping[Kind, Callable[[Question, Any], tuple[Row, ...]]] = {
    Kind.TICKS: tick_rows,
    Kind.MATRIX: matrix_rows,
    Kind.SCALE: step_rows,
    Kind.GRADES: grade_rows,
    Kind.BAND: band_rows,
    Kind.NUMBER: no_rows,
    Kind.TEXT: no_rows,
}


def answer_sent(framework: Framework, code: str, sent: Sent) -> Any:
    """What was sent as the engine's answer; None: nothing is answered. What is no number stays as it was
    sent, for the engine to refuse."""
    question = framework.question(code)
    says_none = bool(sent.get(NONE))
    if question.kind is Kind.TICKS:
        ticks = [number_of(one) for one in sent.get("item", ())]
        return ticks if ticks or says_none else None
    if question.kind is Kind.MATRIX:
        marks = {mark.id: [number_of(one) for one in sent.get(mark.id, ())] for mark in question.marks}
        return marks if says_none or any(marks.values()) else None
    if question.kind in (Kind.SCALE, Kind.GRADES):
        row = [first(sent, f"row-{number}") for number in range(1, len(question.items) + 1)]
        return row if any(one is not None for one in row) else None
    return first(sent, question.kind.value if question.kind is Kind.BAND else "typed", question.kind)


def first(sent: Sent, name: str, kind: Kind = Kind.SCALE) -> Any:
    text = next((one.strip() for one in sent.get(name, ()) if one.strip()), None)
    return text if text is None or kind is Kind.TEXT else number_of(text)


def number_of(text: str) -> Any:
    """7, 0.5, or the text itself."""
    if text.isascii() and text.isdecimal() and len(text) < 16:
        return int(text)
    if text.isascii() and text.replace(".", "", 1).isdecimal() and len(text) < 16:
        return float(text)
    return text
