"""What may be in a framework and in answers to it: the limits, and which items stand alone under a rule."""

from __future__ import annotations

from fractions import Fraction

from deungdae.engine.kernel.errors import InputError, Issue
from deungdae.engine.maturity.model import Framework, Negative, Option, Question, Rule

GRADES = (Fraction(0), Fraction(1, 2), Fraction(1))
"""No, partly, yes."""
MOST_QUESTIONS, MOST_ITEMS, MOST_STEPS = 200, 60, 11
MOST_LETTERS = 4000
"""In one text of a framework, and in the answer to a question that asks for words."""


def rule_of(framework: Framework, code: str | None) -> Rule:
    """The rule of that code, None: the default; raises InputError that names the known ones."""
    wanted = framework.default_rule if code is None else code
    known = tuple(rule.code for rule in framework.rules)
    if wanted not in known:
        raise InputError([Issue("maturity.rule", "--rule", wanted[:40], {"known": known})])
    return framework.rule(wanted)


def stands_alone(item: Option, rule: Rule) -> bool:
    """Whether nothing else may be ticked beside this item."""
    return item.exclusive or (item.negative and rule.negative is Negative.EXCLUSIVE)


def together_by_mistake(question: Question, rule: Rule, ticks: frozenset[int]) -> tuple[int, ...]:
    """The ticks that contradict each other, in order; empty where none do."""
    alone = {n for n, item in enumerate(question.items, 1) if stands_alone(item, rule)}
    return tuple(sorted(ticks)) if ticks & alone and len(ticks) > 1 else ()
