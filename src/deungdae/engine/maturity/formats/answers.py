"""The answers of one organisation as a JSON document: question codes, each with its answer.

Schema: docs/engine/maturity.answers.schema.json.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from deungdae.engine.kernel.errors import InputError, Issue
from deungdae.engine.kernel.json_text import parsed
from deungdae.engine.kernel.korean import Param
from deungdae.engine.maturity.model import TICKED, Answer, Answers, Framework, Kind, Question, Rule
from deungdae.engine.maturity.rules import GRADES, MOST_LETTERS, stands_alone, together_by_mistake

HEAD = ("framework", "version")


def answers_from_json(text: str, framework: Framework, rule: Rule) -> Answers:
    """Read answers; raises InputError that names every wrong place."""
    return answers_from_document(parsed(text), framework, rule)


def answers_from_document(value: object, framework: Framework, rule: Rule) -> Answers:
    """The same from a parsed document. A question that is absent or null is not answered."""
    if not isinstance(value, Mapping):
        raise InputError([Issue("json.object", "$", _shown(value))])
    reading = _Answers(rule)
    reading.head(value, framework)
    codes = {question.code: question for question in framework.questions}
    for name in value:
        if name not in codes and name not in HEAD:
            reading.wrong("question", str(name), name, known=tuple(codes))
    answers = {
        code: reading.answer(question, value[code])
        for code, question in codes.items()
        if value.get(code) is not None
    }
    if reading.issues:
        raise InputError(reading.issues)
    return answers


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:40] + "…"


def _exact(value: object) -> Fraction | None:
    """A JSON number; true and false are none."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    number = Decimal(str(value))
    return Fraction(number) if number.is_finite() and abs(number.adjusted()) < 30 else None


class _Answers:
    """Reads one answer after the other and collects what is wrong."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.issues: list[Issue] = []

    def wrong(self, code: str, where: str, value: object, /, **params: Param) -> None:
        self.issues.append(Issue(f"maturity.{code}", where, _shown(value), params))

    def head(self, document: Mapping[object, object], framework: Framework) -> None:
        """Answers that say what they belong to must belong to this framework and version."""
        if document.get("framework", framework.code) != framework.code:
            self.wrong("other_framework", "framework", document["framework"], asked=framework.code)
        if document.get("version", framework.version) != framework.version:
            self.wrong("other_version", "version", document["version"], asked=framework.version)

    def answer(self, question: Question, value: object) -> Answer:
        return _READERS[question.kind](self, question, value)

    def matrix(self, question: Question, value: object) -> Answer:
        """An object: for each mark the rows that carry it. A mark that is left out is not answered."""
        if not isinstance(value, Mapping):
            self.wrong("matrix", question.code, value, marks=tuple(mark.id for mark in question.marks))
            return Answer()
        known = tuple(mark.id for mark in question.marks)
        for name in value:
            if name not in known:
                self.wrong("mark", f"{question.code}.{name}", name, known=known)
        given = {mark: value[mark] for mark in known if value.get(mark) is not None}
        ticks = {mark: self.rows(question, rows, f"{question.code}.{mark}") for mark, rows in given.items()}
        return Answer(ticks, (), tuple(f"{question.code}.{mark}" for mark in known if mark not in given))

    def ticks(self, question: Question, value: object) -> Answer:
        """A list of numbers of items; an empty one says that none holds."""
        ticks = self.rows(question, value, question.code)
        both = together_by_mistake(question, self.rule, ticks)
        if both:
            ticked = (question.items[number - 1] for number in both)
            alone = tuple(item.text.ko for item in ticked if stands_alone(item, self.rule))
            self.wrong("exclusive", question.code, ", ".join(map(str, both)), alone=alone)
        return Answer({TICKED: ticks})

    def rows(self, question: Question, value: object, where: str) -> frozenset[int]:
        if not isinstance(value, list):
            self.wrong("ticks", where, value)
            return frozenset()
        found = set[int]()
        for number in value:
            if type(number) is not int or not 1 <= number <= len(question.items):
                self.wrong("item", where, number, most=len(question.items))
            elif number in found:
                self.wrong("item_twice", where, number)
            else:
                found.add(number)
        return frozenset(found)

    def scale(self, question: Question, value: object) -> Answer:
        """A list with a step for each row, from 0; null: not answered."""
        most = len(question.steps) - 1
        return self._row_by_row(question, value, {Fraction(n): Fraction(n, most) for n in range(most + 1)})

    def grades(self, question: Question, value: object) -> Answer:
        return self._row_by_row(question, value, {grade: grade for grade in GRADES})

    def _row_by_row(self, question: Question, value: object, worth: Mapping[Fraction, Fraction]) -> Answer:
        if not isinstance(value, list) or len(value) != len(question.items):
            self.wrong("rows", question.code, value, count=len(question.items))
            return Answer()
        shares: list[Fraction | None] = []
        blank: list[str] = []
        for row, given in enumerate(value, 1):
            place, number = f"{question.code}[{row}]", _exact(given)
            if given is None:
                blank.append(place)
            elif number not in worth:
                self.wrong("step", place, given, known=tuple(f"{float(step):g}" for step in worth))
            shares.append(None if number is None else worth.get(number))
        return Answer({}, tuple(shares), tuple(blank))

    def band(self, question: Question, value: object) -> Answer:
        """One whole number, the band from 0."""
        most = len(question.steps) - 1
        if type(value) is not int or not 0 <= value <= most:
            self.wrong("band", question.code, value, most=most)
            return Answer()
        return Answer({}, (Fraction(value, most),))

    def number(self, question: Question, value: object) -> Answer:
        number = _exact(value)
        if number is None or number < 0:
            self.wrong("number", question.code, value)
        return Answer()

    def words(self, question: Question, value: object) -> Answer:
        if not isinstance(value, str) or len(value) > MOST_LETTERS:
            self.wrong("words", question.code, value, most=MOST_LETTERS)
        return Answer()


_READERS: Mapping[Kind, Callable[[_Answers, Question, object], Answer]] = {
    Kind.MATRIX: _Answers.matrix,
    Kind.TICKS: _Answers.ticks,
    Kind.SCALE: _Answers.scale,
    Kind.GRADES: _Answers.grades,
    Kind.BAND: _Answers.band,
    Kind.NUMBER: _Answers.number,
    Kind.TEXT: _Answers.words,
}
