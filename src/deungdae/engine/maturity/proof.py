"""What a score comes to when only what is proven is believed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction

from deungdae.engine.maturity.model import (
    TICKED,
    Answer,
    Answers,
    Framework,
    Kind,
    Negative,
    Question,
    Rule,
)


def proven(framework: Framework, answers: Answers, *, rule: Rule, codes: Collection[str]) -> Answers:
    """The answers as they are told to the scorer when only those to the questions `codes` are believed.

    Every other answer becomes the lowest one that says nothing for the company which it did not prove: no
    tick, no mark, the first step, the lowest band. What it said against itself needs no proof and stays where
    the rule takes it off (`Negative.MINUS`): a score never rises because nothing was shown. So the score of
    fewer `codes` is never above that of more, and that of all of them is the claimed one.
    """
    return {
        code: answer if code in codes else lowest(framework.question(code), answer, rule)
        for code, answer in answers.items()
    }


def lowest(question: Question, answer: Answer, rule: Rule) -> Answer:
    """The answer without what speaks for the company; places that were left open stay open."""
    if question.kind is Kind.TICKS:
        against = {number for number, item in enumerate(question.items, 1) if item.negative}
        stays = answer.ticks[TICKED] & against if rule.negative is Negative.MINUS else frozenset[int]()
        return replace(answer, ticks={TICKED: stays})
    return replace(
        answer,
        ticks={mark: frozenset[int]() for mark in answer.ticks},
        shares=tuple(None if share is None else Fraction(0) for share in answer.shares),
    )
