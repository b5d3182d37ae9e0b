"""The check cases of the reference, both ends of every level, plans, and what is not answered."""

from fractions import Fraction

import pytest

from deungdae.engine.maturity.explain import explanation_of
from deungdae.engine.maturity.formats.result import score_to_json
from deungdae.engine.maturity.rules import rule_of
from deungdae.engine.maturity.score import level_of
from tests.engine.maturity.samples import NAMES, S1, SME, everything, framework, nothing, points, scored

RULES = ("V1k", "V1", "V2", "V3-spec")
HUNDREDTH = Fraction(1, 100)


@pytest.mark.parametrize(
    ("rule", "dimensions", "overall", "level"),
    [
        ("V1", [40.0, 56.43, 47.32, 50.0, 40.0, 45.0], 46.46, "average"),
        ("V1k", [40.0, 56.43, 47.32, 53.57, 40.0, 45.0], 47.05, "average"),
        ("V2", [42.5, 56.43, 47.32, 50.0, 40.0, 45.0], 46.88, "average"),
        ("V3-spec", [52.5, 56.43, 47.32, 58.33, 40.0, 45.0], 49.93, "average"),
    ],
)
def test_the_case_s1_comes_to_what_the_reference_says(
    rule: str, dimensions: list[float], overall: float, level: str
) -> None:
    told = score_to_json(scored(S1, rule))
    assert told["dimensions"] == dict(zip(("D1", "D2", "D3", "D4", "D5", "D6"), dimensions, strict=True))
    assert (told["overall"], told["level"], told["missing"]) == (overall, level, [])
    assert (told["framework"], told["rule"]) == (SME, rule)


@pytest.mark.parametrize(("rule", "d1"), [("V1", 33.33), ("V1k", 33.33), ("V2", 25.0), ("V3-spec", 25.0)])
def test_ten_plans_alone_are_a_score_that_says_so(rule: str, d1: float) -> None:
    plans = nothing(framework()) | {"Q1": {"invested": [], "planned": list(range(1, 11))}}
    found = scored(plans, rule)
    assert score_to_json(found)["dimensions"]["D1"] == d1  # type: ignore[index,call-overload]
    assert found.dimensions[0].from_plans == found.dimensions[0].points
    assert found.from_plans == found.overall
    assert "계획뿐" in " ".join(one.text for one in explanation_of(framework(), found))


def test_under_v3_spec_a_plan_adds_nothing_where_the_money_is_spent() -> None:
    invested = {"invested": [1, 2], "planned": []}
    both = {"invested": [1, 2], "planned": [1, 2]}
    assert points(scored(S1 | {"Q1": invested}, "V3-spec")) == points(scored(S1 | {"Q1": both}, "V3-spec"))
    assert points(scored(S1 | {"Q1": invested}, "V1")) != points(scored(S1 | {"Q1": both}, "V1"))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_nought_and_everything_is_the_maximum_under_every_rule(name: str) -> None:
    asked = framework(name)
    for rule in asked.rules:
        low = scored(nothing(asked), rule.code, of=asked)
        high = scored(everything(asked, rule), rule.code, of=asked)
        assert {one.points for one in low.dimensions} == {Fraction(0)}
        assert {one.points for one in high.dimensions} == {asked.maximum}
        if asked.has_overall:
            assert (low.overall, low.level) == (0, asked.levels[0].code)
            assert (high.overall, high.level) == (asked.maximum, asked.levels[-1].code)
        else:
            assert (low.overall, low.level, high.overall, high.level) == (None, None, None, None)


@pytest.mark.parametrize("name", NAMES)
def test_both_ends_of_every_level_and_no_value_between_two(name: str) -> None:
    asked = framework(name)
    for below, above in zip(asked.levels, asked.levels[1:], strict=False):
        assert level_of(asked, below.up_to - HUNDREDTH) == below.code
        assert level_of(asked, below.up_to) == below.code
        assert level_of(asked, below.up_to + HUNDREDTH) == above.code
        assert level_of(asked, below.up_to + Fraction(1, 10**9)) == above.code
    if asked.levels:
        assert level_of(asked, Fraction(0)) == asked.levels[0].code
        assert level_of(asked, asked.maximum) == asked.levels[-1].code


@pytest.mark.parametrize(
    ("at", "level"),
    [
        ("25", "basic"),
        ("25.01", "average"),
        ("25.5", "average"),
        ("50", "average"),
        ("50.5", "moderately_advanced"),
        ("75", "moderately_advanced"),
        ("75.99", "advanced"),
        ("-8.33", "basic"),
        ("108.33", "advanced"),
    ],
)
def test_the_values_at_which_others_slip(at: str, level: str) -> None:
    assert level_of(framework(), Fraction(at)) == level


def test_the_level_is_that_of_the_exact_value_not_of_the_printed_one() -> None:
    """D2 = 100 · (Q3/2 + Q4/2): three ticks of ten and seven of 35 are exactly 25, still basic."""
    exact = scored(S1 | {"Q3": [1, 2, 3], "Q4": [5, 2, 0, 0, 0, 0, 0]})
    assert (exact.dimensions[1].points, exact.dimensions[1].level) == (25, "basic")
    above = scored(S1 | {"Q3": [1, 2, 3], "Q4": [5, 3, 0, 0, 0, 0, 0]})
    assert above.dimensions[1].level == "average"


@pytest.mark.parametrize(
    ("rule", "ticks", "d4_of_q7"),
    [
        ("V1k", [2], Fraction(0)),
        ("V1", [2], Fraction(1, 8)),
        ("V1", [1, 2, 3, 4, 5, 6, 7, 8], Fraction(1)),
        ("V3-spec", [2], Fraction(-1, 6)),
        ("V3-spec", [1, 3, 4, 5, 6, 7, 8], Fraction(7, 6)),
    ],
)
def test_what_each_rule_makes_of_the_negative_item(rule: str, ticks: list[int], d4_of_q7: Fraction) -> None:
    found = scored(nothing(framework()) | {"Q7": ticks}, rule)
    assert found.dimensions[3].points == 100 * d4_of_q7 / 2


@pytest.mark.parametrize(
    ("count", "level"),
    [
        (0, "very_low"),
        (3, "very_low"),
        (4, "low"),
        (6, "low"),
        (7, "high"),
        (9, "high"),
        (10, "very_high"),
        (12, "very_high"),
    ],
)
def test_the_screen_counts_technologies(count: int, level: str) -> None:
    found = scored({"Q1": list(range(1, count + 1))}, of=framework("five-minute"))
    assert (found.overall, found.level) == (count, level)
    said = [one.text for one in explanation_of(framework("five-minute"), found)]
    assert any(text.startswith(f"종합 {count}개(최고 12개)") for text in said)


@pytest.mark.parametrize(
    ("change", "same_as", "missing"),
    [
        ({"Q9": None}, {"Q9": [0, 0, 0, 0, 0]}, ("Q9",)),
        ({"Q1": {"invested": [1]}}, {"Q1": {"invested": [1], "planned": []}}, ("Q1.planned",)),
        ({"Q1": {}}, {"Q1": {"invested": [], "planned": []}}, ("Q1.invested", "Q1.planned")),
        ({"Q4": [1, None, 5, 4, None, 0, 2]}, {"Q4": [1, 0, 5, 4, 0, 0, 2]}, ("Q4[2]", "Q4[5]")),
        ({"Q11": [0.5, 0.5, 0, None, 1]}, {"Q11": [0.5, 0.5, 0, 0, 1]}, ("Q11[4]",)),
    ],
)
def test_what_is_not_answered_counts_as_nothing_and_is_named(
    change: dict[str, object], same_as: dict[str, object], missing: tuple[str, ...]
) -> None:
    found, whole = scored(S1 | change), scored(S1 | same_as)
    assert (found.missing, whole.missing) == (missing, ())
    assert points(found) == points(whole)
    said = [one.text for one in explanation_of(framework(), found)]
    assert any("없는 것으로 셌습니다" in text for text in said)
    assert all(any(place in text and "답해 주십시오" in text for text in said) for place in missing)


@pytest.mark.parametrize("rule", RULES)
def test_an_empty_form_is_nought_and_names_every_question(rule: str) -> None:
    """Case Z of the reference, and S3 as it stands there: nothing but the ten plans."""
    found = scored({}, rule)
    assert found.missing == tuple(f"Q{n}" for n in range(1, 12))
    assert (set(points(found).values()), found.level) == ({Fraction(0)}, "basic")
    plans = scored({"Q1": {"planned": list(range(1, 11))}}, rule)
    assert plans.dimensions[0].points == (Fraction(100, 3) if rule in {"V1k", "V1"} else 25)


def test_a_band_that_nobody_chose_is_no_band() -> None:
    found = scored({"Q1": 3}, of=framework("industry-band"))
    assert [one.level for one in found.dimensions] == ["3"] + [None] * 15


def test_the_words_name_level_meaning_and_the_way_to_the_next() -> None:
    said = [one.text for one in explanation_of(framework(), scored(S1, "V1"))]
    assert "종합 46.46점(최고 100점), '보통' 단계입니다." in said
    assert "이 가운데 1.67점은 아직 계획뿐인 항목에서 나왔습니다." in said
    assert "D1 디지털 경영 전략: 10점을 넘게 올리면 '중상' 단계입니다." in said
    below = [one.text for one in explanation_of(framework(), scored(S1 | {"Q7": [2], "Q8": []}, "V3-spec"))]
    assert any(text.startswith("D4 데이터 관리: -8.33점") for text in below)


def test_the_default_rule_is_v1k() -> None:
    assert rule_of(framework(), None).code == "V1k"
    assert tuple(rule.code for rule in framework().rules) == RULES
