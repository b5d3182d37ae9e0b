"""The judge of scores. It shares nothing with the scorer but the model.

It counts unit by unit: every tick, step and grade gives its own part of the whole, and the parts are added
up, where the scorer multiplies shares of questions. Levels are found from above.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from deungdae.engine.maturity.model import (
    Answer,
    Answers,
    DimensionScore,
    Framework,
    Kind,
    Negative,
    Question,
    Score,
)


@dataclass(frozen=True, slots=True)
class Violation:
    """Something wrong with a score: a stable code, where, and what was found instead."""

    code: str
    where: str
    found: str


def check(framework: Framework, answers: Answers, score: Score) -> list[Violation]:
    """Everything wrong with a score; an empty list means that it may be told."""
    left_open = tuple(_open(framework, answers, score))
    found = [] if score.missing == left_open else [_wrong("missing", "missing", ", ".join(left_open))]
    codes = [one.code for one in framework.dimensions]
    if [one.code for one in score.dimensions] != codes:
        return [*found, _wrong("dimensions", ", ".join(codes))]
    for one in score.dimensions:
        asked = {term.question for term in framework.rule(score.rule).terms[one.code]}
        if not framework.levels and asked - set(answers):
            found += _nothing_told(one)
        else:
            found += _dimension(framework, answers, score, one)
    return [*found, *_whole(framework, score)]


def _wrong(code: str, where: str, expected: object = "") -> Violation:
    return Violation(f"maturity.{code}", where, str(expected))


def _open(framework: Framework, answers: Answers, score: Score) -> Iterator[str]:
    """Walks the form once, not the rule: places of asked questions without an answer."""
    rule = framework.rule(score.rule)
    for question in framework.questions:
        if any(term.question == question.code for terms in rule.terms.values() for term in terms):
            if question.code not in answers:
                yield question.code
            else:
                yield from answers[question.code].blank


def _nothing_told(one: DimensionScore) -> Iterator[Violation]:
    if (one.points, one.level, one.from_plans) != (None, None, None):
        yield _wrong("invented", one.code)


def _dimension(
    framework: Framework, answers: Answers, score: Score, one: DimensionScore
) -> Iterator[Violation]:
    units = list(_units(framework, answers, score.rule, one.code, with_plans=True))
    expected = framework.maximum * sum(units, Fraction(0))
    if one.points != expected:
        yield _wrong("points", one.code, expected)
    real = list(_units(framework, answers, score.rule, one.code, with_plans=False))
    if one.from_plans != expected - framework.maximum * sum(real, Fraction(0)):
        yield _wrong("from_plans", one.code)
    if one.level != _level(framework, expected):
        yield _wrong("level", one.code, _level(framework, expected))


def _level(framework: Framework, points: Fraction) -> str:
    """The highest level of which the lower end is passed."""
    if not framework.levels:
        return f"{points.numerator}" if points.denominator == 1 else f"{points}"
    level = framework.levels[0].code
    for below, above in zip(framework.levels, framework.levels[1:], strict=False):
        if points > below.up_to:
            level = above.code
    return level


def _units(
    framework: Framework, answers: Answers, rule: str, dimension: str, *, with_plans: bool
) -> Iterator[Fraction]:
    """What every tick, row or band gives, as a part of the dimension."""
    chosen = next(one for one in framework.rules if one.code == rule)
    for term in chosen.terms[dimension]:
        question = next(one for one in framework.questions if one.code == term.question)
        answer = answers.get(term.question)
        if answer is None:
            continue
        if question.kind is Kind.TICKS:
            yield from _tick_units(question, answer, chosen.negative, term.weight)
        elif question.kind is Kind.MATRIX:
            yield from _row_units(question, answer, term.weight, term.worth, with_plans=with_plans)
        else:
            yield from (term.weight * (share or 0) / len(answer.shares) for share in answer.shares)


def _tick_units(
    question: Question, answer: Answer, negative: Negative, weight: Fraction
) -> Iterator[Fraction]:
    signs = []
    for item in question.items:
        against = {Negative.EXCLUSIVE: 0, Negative.COUNTED: 1, Negative.MINUS: -1}[negative]
        signs.append(0 if item.exclusive else against if item.negative else 1)
    for number in answer.ticks["ticked"]:
        yield weight * Fraction(signs[number - 1], sum(signs))


def _row_units(
    question: Question,
    answer: Answer,
    weight: Fraction,
    worth: Mapping[str, Fraction],
    *,
    with_plans: bool,
) -> Iterator[Fraction]:
    plans = {mark.id for mark in question.marks if mark.plan}
    for row in range(1, len(question.items) + 1):
        best = Fraction(0)
        for mark, rows in answer.ticks.items():
            if row in rows and (with_plans or mark not in plans) and worth.get(mark, 0) > best:
                best = worth[mark]
        yield weight * best / len(question.items)


def _whole(framework: Framework, score: Score) -> Iterator[Violation]:
    known = score.dimensions
    if not framework.has_overall:
        if (score.overall, score.level, score.from_plans) != (None, None, None):
            yield _wrong("invented", "overall")
        return
    weights = {one.code: one.weight for one in framework.dimensions}
    total = sum((weights[one.code] * (one.points or 0) for one in known), Fraction(0))
    if score.overall != total:
        yield _wrong("points", "overall", total)
    if score.level != _level(framework, total):
        yield _wrong("level", "overall", _level(framework, total))
    if score.from_plans != sum((weights[one.code] * (one.from_plans or 0) for one in known), Fraction(0)):
        yield _wrong("from_plans", "overall")
