"""Whether an order, points and statistics are right; counts by itself, with no line of `rules` or `solve`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from deungdae.engine.exams.model import Answers, Item, Place, Question


def earned(question: Question, answers: Answers, index: int) -> int:
    given = answers.get(index)
    if question.number is None:
        if not isinstance(given, frozenset):
            return 0
        agrees = [(place in given) == one.is_right for place, one in enumerate(question.choices)]
        inside = all(0 <= place < len(agrees) for place in given)
        return question.points if inside and all(agrees) else 0
    low = question.number.value - question.number.tolerance
    high = question.number.value + question.number.tolerance
    return question.points if isinstance(given, Decimal) and low <= given <= high else 0


def faults_of_order(questions: Sequence[Question], order: Sequence[Place]) -> list[str]:
    """One line for each question or choice that is missing or there twice."""
    found = []
    if sorted(one.question for one in order) != list(range(len(questions))):
        found.append("not every question once")
    for one in order:
        if sorted(one.choices) != list(range(len(questions[one.question].choices))):
            found.append(f"not every choice of question {one.question} once")
    return found


def faults_of_points(questions: Sequence[Question], answers: Answers, points: int) -> list[str]:
    total = 0
    for index, question in enumerate(questions):
        total += earned(question, answers, index)
    return [] if total == points else [f"{points} points where {total} were earned"]


def faults_of_items(
    questions: Sequence[Question], handed_in: Sequence[Answers], items: Sequence[Item]
) -> list[str]:
    """The shares are within half a thousandth of those counted here, person by person."""
    people = [[earned(one, given, index) for index, one in enumerate(questions)] for given in handed_in]
    found = []
    for index, item in enumerate(items):
        if item.people != len(people):
            found.append(f"question {index}: {item.people} people")
        right = sum(row[index] > 0 for row in people)
        if people and abs(item.right * len(people) - 1000 * right) * 2 > len(people):
            found.append(f"question {index}: {item.right} thousandths right")
        if item.discrimination is not None:
            wanted = tail(people, index, 1) - tail(people, index, -1)
            if abs(item.discrimination - 1000 * wanted) > 0.5000001:
                found.append(f"question {index}: discrimination {item.discrimination}, not {1000 * wanted}")
    return found


def tail(people: Sequence[Sequence[int]], index: int, sign: int) -> float:
    """The share right at one end; people with the same points count with their average."""
    left, taken, ranked = (
        0.27 * len(people),
        0.0,
        sorted({sum(row) for row in people}, key=lambda t: -sign * t),
    )
    for total in ranked:
        level = [row[index] > 0 for row in people if sum(row) == total]
        count = min(left, float(len(level)))
        taken += count * sum(level) / len(level)
        left -= count
    return taken / (0.27 * len(people))
