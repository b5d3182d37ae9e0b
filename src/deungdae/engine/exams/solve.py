"""The order in which somebody gets the questions, the points of the answers, and how questions do."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from fractions import Fraction

from deungdae.engine.exams.model import Answers, Item, Place, Question
from deungdae.engine.exams.rules import LEAST_PEOPLE, TAIL, is_right


def order_of(questions: Sequence[Question], *, seed: str) -> tuple[Place, ...]:
    """Every question once, its choices each once: in the order of SHA-256 of seed, question and choice."""

    def drawn(*parts: int) -> bytes:
        return hashlib.sha256(":".join([seed, *map(str, parts)]).encode()).digest()

    return tuple(
        Place(index, tuple(sorted(range(len(questions[index].choices)), key=lambda one: drawn(index, one))))
        for index in sorted(range(len(questions)), key=drawn)
    )


def points(questions: Sequence[Question], answers: Answers) -> int:
    """All points of each question that is answered right; no part of a question counts."""
    return sum(one.points for index, one in enumerate(questions) if is_right(one, answers.get(index)))


def items(questions: Sequence[Question], handed_in: Sequence[Answers]) -> tuple[Item, ...]:
    """How each question does among those who handed in, one `Answers` per person."""
    totals = [points(questions, one) for one in handed_in]
    best = weights(totals, is_best=True)
    worst = weights(totals, is_best=False)
    found = []
    for index, question in enumerate(questions):
        right = [is_right(question, one.get(index)) for one in handed_in]
        apart = None
        if len(handed_in) >= LEAST_PEOPLE:
            apart = thousandths(share(right, best) - share(right, worst))
        all_right = thousandths(Fraction(sum(right), len(right))) if right else -1
        found.append(Item(len(right), all_right, apart))
    return tuple(found)


def weights(totals: Sequence[int], *, is_best: bool) -> list[Fraction]:
    """How much of each person is in the group of the best, or the worst: 27% of the people, whole or in part.
    Those who have the same points share the places that are left, so that no order of people matters."""
    size = Fraction(len(totals) * TAIL[0], TAIL[1])
    found = [Fraction(0)] * len(totals)
    for total in sorted(set(totals), reverse=is_best):
        equal = [index for index, one in enumerate(totals) if one == total]
        part = min(Fraction(1), size / len(equal))
        for index in equal:
            found[index] = part
        size -= part * len(equal)
    return found


def share(right: Sequence[bool], parts: Sequence[Fraction]) -> Fraction:
    return sum((part for one, part in zip(right, parts, strict=True) if one), Fraction(0)) / sum(parts)


def thousandths(value: Fraction) -> int:
    """Rounded to the nearest, halves away from zero."""
    rounded = int(abs(value) * 1000 + Fraction(1, 2))
    return rounded if value >= 0 else -rounded
