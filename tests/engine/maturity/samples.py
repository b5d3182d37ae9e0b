"""The shipped frameworks, the answers of the published check cases, and random ones."""

import json
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from deungdae.engine.maturity.check import check
from deungdae.engine.maturity.formats.answers import answers_from_document
from deungdae.engine.maturity.formats.framework import framework_from_document
from deungdae.engine.maturity.model import Framework, Kind, Question, Rule, Score
from deungdae.engine.maturity.rules import rule_of, stands_alone
from deungdae.engine.maturity.score import score

ROOT = Path(__file__).resolve().parents[3]
FILES = sorted((ROOT / "data" / "frameworks").glob("*.json"))
NAMES = [path.stem for path in FILES]
SME = "eu-dma-sme"
Document = dict[str, Any]

S1: Document = {
    "Q1": {"invested": [1, 2, 3, 4], "planned": [5, 6, 7]},
    "Q2": [1, 2, 3, 4, 5],
    "Q3": [1, 2, 3, 4, 5, 6, 7],
    "Q4": [1, 0, 5, 4, 3, 0, 2],
    "Q5": [1, 2, 3, 4],
    "Q6": [1, 2, 3],
    "Q7": [1, 3, 4, 5],
    "Q8": [1, 2, 3],
    "Q9": [1, 2, 0, 3, 4],
    "Q10": [1, 2, 3],
    "Q11": [0.5, 0.5, 0, 1, 1],
}


def document(name: str = SME) -> Document:
    found: Document = json.loads((ROOT / "data" / "frameworks" / f"{name}.json").read_text(encoding="utf-8"))
    return found


@cache
def framework(name: str = SME) -> Framework:
    return framework_from_document(document(name))


def scored(answers: Mapping[str, Any], rule: str | None = None, *, of: Framework | None = None) -> Score:
    """The score, which the checker agrees with."""
    asked = of or framework()
    chosen = rule_of(asked, rule)
    read = answers_from_document(answers, asked, chosen)
    found = score(asked, read, rule=chosen)
    assert check(asked, read, found) == []
    return found


def nothing(of: Framework) -> Document:
    """Every question answered, nothing chosen."""
    return {question.code: _least(question) for question in of.questions}


def _least(question: Question) -> Any:
    if question.kind is Kind.MATRIX:
        return {mark.id: [] for mark in question.marks}
    if question.kind is Kind.TICKS:
        return []
    return 0 if question.kind is Kind.BAND else [0] * len(question.items)


def everything(of: Framework, rule: Rule) -> Document:
    """The top answer to every question; what stands alone under the rule is left out."""
    return {question.code: _most(question, rule) for question in of.questions}


def _most(question: Question, rule: Rule) -> Any:
    rows = range(1, len(question.items) + 1)
    if question.kind is Kind.MATRIX:
        return {mark.id: list(rows) for mark in question.marks}
    if question.kind is Kind.TICKS:
        return [n for n in rows if not stands_alone(question.items[n - 1], rule)]
    top = len(question.steps) - 1
    return top if question.kind is Kind.BAND else [top if question.kind is Kind.SCALE else 1 for _ in rows]


@st.composite
def answers_to(draw: st.DrawFn, of: Framework, rule: Rule, *, whole: bool = True) -> Document:
    """Answers that the rule allows; not `whole`: with questions and rows left open."""
    found = {}
    for question in of.questions:
        if whole or draw(st.integers(0, 4)):
            found[question.code] = draw(_answer(question, rule, whole=whole))
    return found


def _answer(question: Question, rule: Rule, *, whole: bool) -> st.SearchStrategy[Any]:
    rows = range(1, len(question.items) + 1)
    if question.kind is Kind.MATRIX:
        ticks = st.lists(st.sampled_from(rows), unique=True)
        return st.fixed_dictionaries(
            {mark.id: ticks if whole else ticks | st.none() for mark in question.marks}
        )
    if question.kind is Kind.TICKS:
        together = [n for n in rows if not stands_alone(question.items[n - 1], rule)]
        alone = [[n] for n in rows if n not in together]
        many = st.lists(st.sampled_from(together), unique=True)
        return many | st.sampled_from(alone) if alone else many
    if question.kind is Kind.BAND:
        return st.integers(0, len(question.steps) - 1)
    steps: st.SearchStrategy[Any] = (
        st.integers(0, len(question.steps) - 1)
        if question.kind is Kind.SCALE
        else st.sampled_from([0, 0.5, 1])
    )
    one = steps if whole else steps | st.none()
    return st.lists(one, min_size=len(rows), max_size=len(rows))


def points(found: Score) -> dict[str, Fraction | None]:
    return {one.code: one.points for one in found.dimensions} | {"overall": found.overall}
