"""Whether a framework that can be read also holds together. Places are named as in its JSON document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from deungdae.engine.kernel.errors import Issue
from deungdae.engine.kernel.korean import Param
from deungdae.engine.maturity.model import (
    SCORED,
    WITH_ITEMS,
    WITH_STEPS,
    Framework,
    Kind,
    Negative,
    Question,
    Rule,
    Term,
)
from deungdae.engine.maturity.rules import MOST_ITEMS, MOST_QUESTIONS, MOST_STEPS

CODE = re.compile(r"[A-Z][A-Za-z0-9-]{0,15}", re.ASCII)
"""Of dimensions, questions and rules: as answers and people name them."""
WORD = re.compile(r"[a-z][a-z0-9_-]{0,39}", re.ASCII)
"""Of frameworks, levels, items and marks."""
VERSION = re.compile(r"[0-9][0-9A-Za-z.-]{0,19}", re.ASCII)
INDUSTRY = re.compile(r"[A-U]\d{0,5}", re.ASCII)
LONGEST = 240
"""Minutes that somebody may be asked to answer."""


def faults(framework: Framework) -> list[Issue]:
    """Everything that does not hold together; an empty list means that it can be used."""
    checks: tuple[Callable[[Framework], Iterator[Issue]], ...] = (
        _names,
        _levels,
        _dimensions,
        _questions,
        _rules,
    )
    return [issue for one in checks for issue in one(framework)]


def _issue(code: str, where: str, value: object, /, **params: Param) -> Issue:
    return Issue(f"maturity.{code}", where, str(value)[:40], params)


def _coded(codes: Iterable[str], where: str, name: str, form: re.Pattern[str]) -> Iterator[Issue]:
    """Codes that have the wrong form or are there twice."""
    seen: set[str] = set()
    for index, code in enumerate(codes):
        place = f"{where}[{index}].{name}"
        if not form.fullmatch(code):
            yield _issue("code", place, code, example="D1" if form is CODE else "basic")
        elif code in seen:
            yield _issue("code_twice", place, code)
        seen.add(code)


def _names(framework: Framework) -> Iterator[Issue]:
    if not WORD.fullmatch(framework.code):
        yield _issue("code", "code", framework.code, example="eu-dma-sme")
    if not VERSION.fullmatch(framework.version):
        yield _issue("version", "version", framework.version)
    if not 1 <= framework.minutes <= LONGEST:
        yield _issue("minutes", "minutes", framework.minutes, most=LONGEST)
    if framework.maximum <= 0:
        yield _issue("maximum", "maximum", framework.maximum)
    yield from _coded((one.code for one in framework.rules), "rules", "code", CODE)
    if framework.default_rule not in {rule.code for rule in framework.rules}:
        known = tuple(rule.code for rule in framework.rules)
        yield _issue("unknown_rule", "default_rule", framework.default_rule, known=known)


def _levels(framework: Framework) -> Iterator[Issue]:
    """Each level ends above the one before it, the last at the maximum: no value falls between two."""
    yield from _coded((one.code for one in framework.levels), "levels", "code", WORD)
    before = Fraction(-1)
    for index, level in enumerate(framework.levels):
        if level.up_to <= before:
            yield _issue("level_order", f"levels[{index}].up_to", level.up_to, before=str(before))
        before = level.up_to
    if framework.levels and before != framework.maximum:
        place = f"levels[{len(framework.levels) - 1}].up_to"
        yield _issue("level_end", place, before, maximum=str(framework.maximum))
    if framework.has_overall and not framework.levels:
        yield _issue("no_levels", "levels", "[]")


def _dimensions(framework: Framework) -> Iterator[Issue]:
    yield from _coded((one.code for one in framework.dimensions), "dimensions", "code", CODE)
    if not framework.dimensions:
        yield _issue("empty", "dimensions", "[]")
    total = sum((one.weight for one in framework.dimensions), Fraction(0))
    if total != (1 if framework.has_overall else 0):
        code = "weights" if framework.has_overall else "weights_without_whole"
        yield _issue(code, "dimensions[].weight", total)
    levels = {level.code for level in framework.levels}
    for index, one in enumerate(framework.dimensions):
        place = f"dimensions[{index}].means"
        for level in sorted(levels - set(one.means)):
            yield _issue("no_means", place, level)
        for level in sorted(set(one.means) - levels):
            yield _issue("unknown_level", f"{place}.{level}", level, known=tuple(sorted(levels)))


def _questions(framework: Framework) -> Iterator[Issue]:
    yield from _coded((one.code for one in framework.questions), "questions", "code", CODE)
    if not 1 <= len(framework.questions) <= MOST_QUESTIONS:
        yield _issue("count", "questions", len(framework.questions), least=1, most=MOST_QUESTIONS)
    for index, question in enumerate(framework.questions):
        place = f"questions[{index}]"
        yield from _coded((item.id for item in question.items), f"{place}.items", "id", WORD)
        yield from _coded((mark.id for mark in question.marks), f"{place}.marks", "id", WORD)
        yield from _parts(question, place)
        for number, example in enumerate(question.examples):
            if not INDUSTRY.fullmatch(example.industry):
                yield _issue("industry", f"{place}.examples[{number}].industry", example.industry)


def _parts(question: Question, place: str) -> Iterator[Issue]:
    """Whether a question has the parts that its kind needs and no others."""
    wanted = {
        "items": (len(question.items), question.kind in WITH_ITEMS, 1, MOST_ITEMS),
        "marks": (len(question.marks), question.kind is Kind.MATRIX, 1, 5),
        "steps": (len(question.steps), question.kind in WITH_STEPS, 2, MOST_STEPS),
    }
    for name, (count, needed, least, most) in wanted.items():
        if not needed and count:
            yield _issue("idle_part", f"{place}.{name}", count, kind=question.kind.value)
        elif needed and not least <= count <= most:
            yield _issue("count", f"{place}.{name}", count, least=least, most=most)
    if question.kind is Kind.BAND:
        for number, step in enumerate(question.steps):
            if step.means is None:
                yield _issue("no_descriptor", f"{place}.steps[{number}].means", number)
    if question.kind is not Kind.TICKS:
        for number, item in enumerate(question.items):
            if item.negative or item.exclusive:
                yield _issue("only_ticks", f"{place}.items[{number}]", item.id)


def _rules(framework: Framework) -> Iterator[Issue]:
    codes = {one.code for one in framework.dimensions}
    for index, rule in enumerate(framework.rules):
        place = f"rules[{index}].terms"
        for code in sorted(codes - set(rule.terms)):
            yield _issue("no_terms", place, code)
        for code in sorted(set(rule.terms) - codes):
            yield _issue("unknown_dimension", f"{place}.{code}", code, known=tuple(sorted(codes)))
        for code, terms in rule.terms.items():
            total = sum((term.weight for term in terms), Fraction(0))
            if total != 1:
                yield _issue("weights", f"{place}.{code}[].weight", total)
            for number, term in enumerate(terms):
                yield from _term(framework, rule, term, f"{place}.{code}[{number}]")
            if not framework.levels and not _is_band(framework, terms):
                most = str(framework.maximum)
                yield _issue("levels_or_band", f"{place}.{code}", code, most=most)


def _is_band(framework: Framework, terms: tuple[Term, ...]) -> bool:
    """Whether a dimension is one question with bands up to the maximum, so that its points are its band."""
    asked = [one for one in framework.questions for term in terms if term.question == one.code]
    bands = [
        one for one in asked if one.kind is Kind.BAND and Fraction(len(one.steps) - 1) == framework.maximum
    ]
    return len(asked) == len(bands) == 1


def _term(framework: Framework, rule: Rule, term: Term, place: str) -> Iterator[Issue]:
    known = {one.code: one for one in framework.questions if one.kind in SCORED}
    question = known.get(term.question)
    if question is None:
        yield _issue("unknown_question", f"{place}.question", term.question, known=tuple(known))
        return
    marks = {mark.id for mark in question.marks}
    for mark, worth in term.worth.items():
        if mark not in marks:
            yield _issue("unknown_mark", f"{place}.worth.{mark}", mark, known=tuple(sorted(marks)))
        elif worth > 1:
            yield _issue("worth", f"{place}.worth.{mark}", worth)
    if marks and not term.worth:
        yield _issue("no_worth", f"{place}.worth", "{}")
    if question.kind is Kind.TICKS and _countable(question, rule.negative) < 1:
        yield _issue("nothing_to_count", f"{place}.question", term.question)


def _countable(question: Question, negative: Negative) -> int:
    """The number by which ticks are divided."""
    against = sum(item.negative for item in question.items)
    for_it = sum(not (item.negative or item.exclusive) for item in question.items)
    return {
        Negative.EXCLUSIVE: for_it,
        Negative.COUNTED: for_it + against,
        Negative.MINUS: for_it - against,
    }[negative]
