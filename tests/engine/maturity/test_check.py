"""The judge refuses every score that is not the right one."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from deungdae.engine.maturity.check import check
from deungdae.engine.maturity.formats.answers import answers_from_document
from deungdae.engine.maturity.model import Score
from deungdae.engine.maturity.rules import rule_of
from deungdae.engine.maturity.score import score
from tests.engine.maturity.samples import S1, framework

HALF = {name: answer for name, answer in S1.items() if name != "Q9"}


def judged(answers: dict[str, Any], change: dict[str, Any], dimension: dict[str, Any]) -> set[str]:
    """What the judge says of the right score with these fields changed; `dimension`: of D5."""
    asked, rule = framework(), rule_of(framework(), "V1")
    read = answers_from_document(answers, asked, rule)
    right = score(asked, read, rule=rule)
    changed = tuple(replace(one, **dimension) if one.code == "D5" else one for one in right.dimensions)
    wrong: Score = replace(right, **{"dimensions": changed, **change})
    return {f"{one.code} {one.where}" for one in check(asked, read, wrong)}


@pytest.mark.parametrize(
    ("answers", "change", "dimension", "found"),
    [
        (S1, {}, {}, set()),
        (S1, {"dimensions": ()}, {}, {"maturity.dimensions D1, D2, D3, D4, D5, D6"}),
        (S1, {}, {"points": Fraction(41)}, {"maturity.points D5", "maturity.points overall"}),
        (S1, {}, {"level": "basic"}, {"maturity.level D5"}),
        (S1, {}, {"from_plans": Fraction(1)}, {"maturity.from_plans D5", "maturity.from_plans overall"}),
        (S1, {"overall": Fraction(47)}, {}, {"maturity.points overall"}),
        (S1, {"level": "advanced"}, {}, {"maturity.level overall"}),
        (S1, {"from_plans": Fraction(0)}, {}, {"maturity.from_plans overall"}),
        (HALF, {}, {}, set()),
        (HALF, {}, {"points": Fraction(1)}, {"maturity.points D5", "maturity.points overall"}),
        (HALF, {}, {"points": None}, {"maturity.points D5"}),
        (HALF, {"missing": ()}, {}, {"maturity.missing missing"}),
        (S1, {"missing": ("Q1",)}, {}, {"maturity.missing missing"}),
    ],
)
def test_a_wrong_score_is_found(
    answers: dict[str, Any], change: dict[str, Any], dimension: dict[str, Any], found: set[str]
) -> None:
    assert judged(answers, change, dimension) == found
