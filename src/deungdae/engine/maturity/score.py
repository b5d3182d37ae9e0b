"""Answers → scores and levels. Whole fractions; nothing is rounded here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from deungdae.engine.maturity.model import (
    TICKED,
    Answer,
    Answers,
    DimensionScore,
    Framework,
    Kind,
    Negative,
    Question,
    Rule,
    Score,
    Term,
)


def score(framework: Framework, answers: Answers, *, rule: Rule) -> Score:
    """What the answers come to by a rule of the framework.

    What is not answered counts as nothing and is named in `missing`. A band is not a number: one that nobody
    chose stays None.
    answers: read under the same rule (`formats.answers`), which refuses what the rule forbids.
    """
    points = _points(framework, rule, answers)
    real = _points(framework, rule, _without_plans(framework, answers))
    dimensions = tuple(
        DimensionScore(
            code=one.code,
            points=points[one.code],
            level=_level(framework, points[one.code]),
            from_plans=_less(points[one.code], real[one.code]),
        )
        for one in framework.dimensions
    )
    overall = _overall(framework, points)
    return Score(
        framework=framework.code,
        version=framework.version,
        rule=rule.code,
        dimensions=dimensions,
        overall=overall,
        level=None if overall is None else level_of(framework, overall),
        from_plans=_less(overall, _overall(framework, real)),
        missing=missing(framework, rule, answers),
    )


def level_of(framework: Framework, points: Fraction) -> str:
    """The first level whose end is not below the points; what lies above all is the last."""
    found = (level.code for level in framework.levels if points <= level.up_to)
    return next(found, framework.levels[-1].code)


def missing(framework: Framework, rule: Rule, answers: Answers) -> tuple[str, ...]:
    """The places that a rule asks for and nobody answered, in the order of the form."""
    asked = {term.question for terms in rule.terms.values() for term in terms}
    found: list[str] = []
    for question in framework.questions:
        if question.code in asked:
            answer = answers.get(question.code)
            found += [question.code] if answer is None else answer.blank
    return tuple(found)


def _points(framework: Framework, rule: Rule, answers: Answers) -> Mapping[str, Fraction | None]:
    return {
        one.code: _dimension(framework, rule, rule.terms[one.code], answers) for one in framework.dimensions
    }


def _dimension(
    framework: Framework, rule: Rule, terms: tuple[Term, ...], answers: Answers
) -> Fraction | None:
    total = Fraction(0)
    for term in terms:
        answer = answers.get(term.question)
        if answer is not None:
            total += term.weight * _share(framework.question(term.question), term, rule.negative, answer)
        elif not framework.levels:
            return None
    return framework.maximum * total


def _share(question: Question, term: Term, negative: Negative, answer: Answer) -> Fraction:
    if question.kind is Kind.TICKS:
        return _ticked(question, negative, answer.ticks[TICKED])
    if question.kind is Kind.MATRIX:
        rows = range(1, len(question.items) + 1)
        return sum((_row(row, term, answer) for row in rows), Fraction(0)) / len(rows)
    known = (share for share in answer.shares if share is not None)
    return sum(known, Fraction(0)) / len(answer.shares)


def _row(row: int, term: Term, answer: Answer) -> Fraction:
    """The dearest mark of a row of a matrix."""
    return max(
        (worth for mark, worth in term.worth.items() if row in answer.ticks.get(mark, ())),
        default=Fraction(0),
    )


def _ticked(question: Question, negative: Negative, ticks: frozenset[int]) -> Fraction:
    """Ticked items by the number of items that can be ticked."""
    for_it = {n for n, item in enumerate(question.items, 1) if not (item.negative or item.exclusive)}
    against = {n for n, item in enumerate(question.items, 1) if item.negative}
    if negative is Negative.EXCLUSIVE:
        return Fraction(len(ticks & for_it), len(for_it))
    if negative is Negative.COUNTED:
        return Fraction(len(ticks & (for_it | against)), len(for_it | against))
    return Fraction(len(ticks & for_it) - len(ticks & against), len(for_it) - len(against))


def _without_plans(framework: Framework, answers: Answers) -> Answers:
    plans = {mark.id for question in framework.questions for mark in question.marks if mark.plan}
    return {
        code: replace(
            answer,
            ticks={mark: frozenset() if mark in plans else rows for mark, rows in answer.ticks.items()},
        )
        for code, answer in answers.items()
    }


def _overall(framework: Framework, points: Mapping[str, Fraction | None]) -> Fraction | None:
    """The weighted mean of the dimensions; None where the framework has no whole."""
    if not framework.has_overall:
        return None
    return sum((one.weight * (points[one.code] or 0) for one in framework.dimensions), Fraction(0))


def _level(framework: Framework, points: Fraction | None) -> str | None:
    """Of a dimension; without levels in the framework it is the number of the band."""
    if points is None:
        return None
    return level_of(framework, points) if framework.levels else str(points)


def _less(whole: Fraction | None, part: Fraction | None) -> Fraction | None:
    return None if whole is None or part is None else whole - part
