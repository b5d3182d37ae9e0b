"""Whatever is answered: the checker agrees, one more good thing never costs, one bad thing never pays."""

from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deungdae.engine.maturity.check import check
from deungdae.engine.maturity.explain import explanation_of
from deungdae.engine.maturity.formats.answers import answers_from_document
from deungdae.engine.maturity.model import Framework, Kind, Negative, Rule, Score
from deungdae.engine.maturity.proof import proven
from deungdae.engine.maturity.rules import stands_alone
from deungdae.engine.maturity.score import score
from tests.engine.maturity.samples import NAMES, answers_to, framework, points, scored

CASES = [(framework(name), rule) for name in NAMES for rule in framework(name).rules]
cases = st.sampled_from(CASES)
SLOW = [HealthCheck.too_slow]
"""The first example builds its strategies, which takes seconds on a busy machine."""


def points_of(found: Score) -> set[Fraction | None]:
    return {one.points for one in found.dimensions}


def never_lower(before: Score, after: Score) -> None:
    for code, value in points(before).items():
        later = points(after)[code]
        assert value is None or (later is not None and later >= value), code


def raised(asked: Framework, rule: Rule, answers: dict[str, Any], draw: st.DrawFn) -> dict[str, Any] | None:
    """The answers with one thing more: a tick, a mark, a step."""
    question = draw(st.sampled_from([one for one in asked.questions if one.code in answers]))
    answer = answers[question.code]
    if question.kind is Kind.BAND:
        return answers | {question.code: min(answer + 1, len(question.steps) - 1)}
    number = draw(st.integers(1, len(question.items)))
    if question.kind is Kind.MATRIX:
        mark = draw(st.sampled_from(question.marks)).id
        return answers | {question.code: answer | {mark: sorted({*answer[mark], number})}}
    if question.kind is Kind.TICKS:
        item = question.items[number - 1]
        if item.negative or item.exclusive:
            return None
        kept = {n for n in answer if not stands_alone(question.items[n - 1], rule)}
        return answers | {question.code: sorted({*kept, number})}
    top = len(question.steps) - 1 if question.kind is Kind.SCALE else 1
    step = 1 if question.kind is Kind.SCALE else 0.5
    row = [min(top, value + step) if n == number else value for n, value in enumerate(answer, 1)]
    return answers | {question.code: row}


@settings(deadline=None, max_examples=150, suppress_health_check=SLOW)
@given(case=cases, data=st.data())
def test_one_more_good_answer_never_lowers_any_score(
    case: tuple[Framework, Rule], data: st.DataObject
) -> None:
    asked, rule = case
    answers = data.draw(answers_to(asked, rule))
    more = raised(asked, rule, answers, data.draw)
    if more is not None:
        never_lower(scored(answers, rule.code, of=asked), scored(more, rule.code, of=asked))


NEGATIVE = [(asked, rule) for asked, rule in CASES if rule.negative is not Negative.COUNTED]


@settings(deadline=None, max_examples=100, suppress_health_check=SLOW)
@given(case=st.sampled_from(NEGATIVE), data=st.data())
def test_a_negative_item_never_raises_a_score(case: tuple[Framework, Rule], data: st.DataObject) -> None:
    asked, rule = case
    answers = data.draw(answers_to(asked, rule))
    for question in asked.questions:
        for number, item in enumerate(question.items, 1):
            if item.negative:
                alone = stands_alone(item, rule)
                ticks = [number] if alone else sorted({*answers[question.code], number})
                worse = scored(answers | {question.code: ticks}, rule.code, of=asked)
                never_lower(worse, scored(answers, rule.code, of=asked))


@settings(deadline=None, max_examples=150, suppress_health_check=SLOW)
@given(case=cases, data=st.data())
def test_half_filled_or_whole_the_checker_agrees(case: tuple[Framework, Rule], data: st.DataObject) -> None:
    asked, rule = case
    answers = data.draw(answers_to(asked, rule, whole=False))
    found = scored(answers, rule.code, of=asked)
    assert all(one.text for one in explanation_of(asked, found))
    assert (found.overall is not None) == asked.has_overall
    assert asked.levels or (None in points_of(found)) == (found.missing != ())
    for one in found.dimensions:
        if one.points is not None and one.from_plans is not None and rule.negative is not Negative.MINUS:
            assert Fraction(0) <= one.from_plans <= one.points <= asked.maximum


@settings(deadline=None, max_examples=50, suppress_health_check=SLOW)
@given(case=cases, data=st.data())
def test_the_order_of_ticks_says_nothing(case: tuple[Framework, Rule], data: st.DataObject) -> None:
    asked, rule = case
    answers = data.draw(answers_to(asked, rule))
    ticks = {one.code for one in asked.questions if one.kind is Kind.TICKS}
    turned = {code: answer[::-1] if code in ticks else answer for code, answer in answers.items()}
    assert scored(dict(reversed(turned.items())), rule.code, of=asked) == scored(answers, rule.code, of=asked)


def believed(asked: Framework, rule: Rule, answers: dict[str, Any], codes: set[str]) -> Score:
    """The score when only the answers to these questions are believed; the checker agrees with it."""
    told = proven(asked, answers_from_document(answers, asked, rule), rule=rule, codes=codes)
    found = score(asked, told, rule=rule)
    assert check(asked, told, found) == []
    return found


@settings(deadline=None, max_examples=200, suppress_health_check=SLOW)
@given(case=cases, whole=st.booleans(), data=st.data())
def test_verified_is_never_above_evidenced_nor_that_above_claimed(
    case: tuple[Framework, Rule], whole: bool, data: st.DataObject
) -> None:
    asked, rule = case
    answers = data.draw(answers_to(asked, rule, whole=whole))
    evidenced = data.draw(st.sets(st.sampled_from([one.code for one in asked.questions])))
    verified = {code for code in evidenced if data.draw(st.booleans())}
    claimed = scored(answers, rule.code, of=asked)
    middle, least = (believed(asked, rule, answers, codes) for codes in (evidenced, verified))
    never_lower(middle, claimed)
    never_lower(least, middle)
    assert middle.missing == least.missing == claimed.missing
    assert believed(asked, rule, answers, set(answers)) == claimed
