"""What a test may be, and when an answer is right."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from deungdae.engine.exams.model import Answer, Fault, Question

MOST_QUESTIONS, MOST_CHOICES, MOST_POINTS, LONGEST = 100, 10, 100, 1_000
LEAST_PEOPLE = 10
"""Of fewer, the best and the worst 27% say nothing."""
TAIL = (27, 100)
"""The share of people at either end: Kelley (1939), 'The selection of upper and lower groups'."""
MOST_DIGITS = 15


def points_of(questions: Sequence[Question]) -> int:
    return sum(one.points for one in questions)


def is_right(question: Question, answer: Answer | None) -> bool:
    """All that is right was chosen and nothing else; or the number is near enough. Left open is wrong."""
    if question.number is not None:
        near = question.number
        return isinstance(answer, Decimal) and abs(answer - near.value) <= near.tolerance
    right = frozenset(index for index, one in enumerate(question.choices) if one.is_right)
    return answer == right


def number_in(text: str, unit: str = "") -> Decimal | None:
    """The number that somebody typed, with or without the unit, a sign and separators; None: none."""
    plain = text.strip().removesuffix(unit).strip().replace(",", "").replace("−", "-")
    try:
        found = Decimal(plain)
    except InvalidOperation:
        return None
    digits = len(found.as_tuple().digits)
    exponent = found.as_tuple().exponent
    if not isinstance(exponent, int) or digits > MOST_DIGITS or abs(exponent) > MOST_DIGITS:
        return None
    return found


def fault_of_pass_mark(questions: Sequence[Question], pass_mark: int) -> Fault | None:
    """A pass mark that nobody can reach, or that everybody has."""
    total = points_of(questions)
    return None if 1 <= pass_mark <= total else Fault("pass_mark", value=str(total))


def faults_of(question: Question, line: int) -> list[Fault]:
    """What is wrong with one question, whose text begins in this line."""
    found = []
    if not question.text:
        found.append(Fault("no_text", line))
    if not 1 <= question.points <= MOST_POINTS:
        found.append(Fault("points", line, str(question.points)))
    if question.number is not None:
        if question.choices:
            found.append(Fault("both", line))
        if question.number.tolerance < 0:
            found.append(Fault("tolerance", line, str(question.number.tolerance)))
        return found
    return [*found, *faults_of_choices(question, line)]


def faults_of_choices(question: Question, line: int) -> list[Fault]:
    texts = [one.text for one in question.choices]
    if not texts:
        return [Fault("no_answer", line)]
    found = []
    if len(texts) < 2:
        found.append(Fault("one_choice", line))
    if len(texts) > MOST_CHOICES:
        found.append(Fault("many_choices", line, str(len(texts))))
    if not any(one.is_right for one in question.choices):
        found.append(Fault("no_right", line))
    twice = next((text for text in texts if texts.count(text) > 1), None)
    if twice is not None:
        found.append(Fault("same_choice", line, twice))
    return found
