"""What is believed without a proof: nothing that speaks for a company, all that speaks against it."""

from fractions import Fraction

import pytest

from deungdae.engine.maturity.formats.answers import answers_from_document
from deungdae.engine.maturity.proof import proven
from deungdae.engine.maturity.score import score
from tests.engine.maturity.samples import S1, Document, framework, points, scored


def believed(answers: Document, rule: str, *codes: str) -> dict[str, Fraction | None]:
    asked = framework()
    chosen = asked.rule(rule)
    told = proven(asked, answers_from_document(answers, asked, chosen), rule=chosen, codes=codes)
    return points(score(asked, told, rule=chosen))


def test_one_proven_answer_counts_alone() -> None:
    alone = believed(S1, "V1k", "Q2")
    assert alone["D1"] == Fraction(100 * 5, 30)
    assert {value for code, value in alone.items() if code not in ("D1", "overall")} == {Fraction(0)}


def test_plans_without_a_proof_are_not_believed_either() -> None:
    planned = S1 | {"Q1": {"invested": [], "planned": [1, 2, 3]}}
    assert believed(planned, "V1k")["D1"] == 0
    assert believed(planned, "V1k", "Q1")["D1"] == Fraction(100 * 3, 30)


@pytest.mark.parametrize(
    ("rule", "unproven"), [("V3-spec", Fraction(-1, 6)), ("V1", Fraction(0)), ("V1k", Fraction(0))]
)
def test_what_speaks_against_the_company_needs_no_proof(rule: str, unproven: Fraction) -> None:
    """Q7 counts half of D4; under V3-spec its second item takes a sixth off, ticked alone or with others."""
    against = S1 | {"Q7": [2]}
    nothing_else = {code: value for code, value in against.items() if code != "Q8"}
    assert believed(nothing_else, rule)["D4"] == 100 * unproven / 2
    assert (scored(against, rule).overall or 0) >= (believed(against, rule)["overall"] or 0)


def test_a_place_that_was_left_open_stays_open() -> None:
    asked, rule = framework(), framework().rule("V1k")
    answers = answers_from_document(S1 | {"Q9": [1, None, 0, 3, 4]}, asked, rule)
    told = proven(asked, answers, rule=rule, codes=())
    assert score(asked, told, rule=rule).missing == ("Q9[2]",)
