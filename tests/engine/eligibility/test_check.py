"""The judge of answers finds what is wrong with them."""

from dataclasses import replace
from datetime import date

from deungdae.engine.eligibility.check import check
from deungdae.engine.eligibility.model import Rule, Status, StatusWord
from tests.engine.eligibility.samples import AFTER, EOK, company, judged, rules, selling


def codes(subject: object, answer: Status, on: date = AFTER) -> list[str]:
    return [violation.code.removeprefix("eligibility.") for violation in check(subject, on, rules(), answer)]


def test_a_wrong_status_is_found() -> None:
    wrong = Status(StatusWord.MID_SIZED, Rule.ASSETS)
    assert codes(company(), wrong) == ["wrong_status"]
    assert check(company(), AFTER, rules(), wrong)[0].found == "sme"


def test_an_answer_that_could_have_been_given_is_missed() -> None:
    assert codes(company(), Status(StatusWord.UNKNOWN, Rule.UNKNOWN, ("group",))) == ["could_be_said"]


def test_an_unknown_that_asks_for_nothing_is_found() -> None:
    assert codes(company(group=None), Status(StatusWord.UNKNOWN, Rule.UNKNOWN)) == ["no_needs"]


def test_an_answer_that_asks_for_something_is_found() -> None:
    assert codes(company(), replace(judged(company()), needs=("group",))) == ["idle_needs"]


def test_a_rule_of_another_status_is_found() -> None:
    assert codes(company(), Status(StatusWord.SME, Rule.ASSETS)) == ["wrong_rule"]


def test_a_guess_where_figures_are_missing_is_found() -> None:
    guess = Status(StatusWord.SME, Rule.WITHIN_LIMITS)
    assert codes(selling(10 * EOK, related_sales_krw=None), guess) == ["wrong_status"]


def test_a_day_without_law_has_no_status() -> None:
    assert codes(company(), Status(StatusWord.SME, Rule.WITHIN_LIMITS), date(2014, 1, 1)) == ["wrong_status"]
