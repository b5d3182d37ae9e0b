"""Wrong answers and wrong frameworks: each named with value, place and way out, all at once."""

import copy
import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from deungdae.engine.kernel.errors import InputError
from deungdae.engine.maturity.formats.answers import answers_from_document, answers_from_json
from deungdae.engine.maturity.formats.framework import framework_from_document, framework_from_json
from deungdae.engine.maturity.rules import rule_of
from tests.engine.maturity.samples import ROOT, S1, Document, document, framework, scored

SCHEMA = json.loads((ROOT / "docs" / "engine" / "maturity.framework.schema.json").read_text("utf-8"))


def refused(answers: Any, rule: str = "V1k", name: str = "eu-dma-sme") -> list[str]:
    asked = framework(name)
    with pytest.raises(InputError) as error:
        answers_from_document(answers, asked, rule_of(asked, rule))
    assert all("('" not in issue.text and "(maturity." not in issue.text for issue in error.value.issues)
    return [issue.text for issue in error.value.issues]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"framework": "eu-dma-pso"}, ("eu-dma-pso", "eu-dma-sme")),
        ({"version": "2019.1"}, ("2019.1", "2026.1", "물어본 판")),
        ({"version": None}, ("None", "2026.1")),
        ({"Q12": [1]}, ("Q12", "없는 문항")),
        ({"q1": [1]}, ("q1", "없는 문항")),
        ({"Q2": [1, 11]}, ("Q2", "11", "1부터 10")),
        ({"Q2": [0]}, ("Q2", "0", "1부터 10")),
        ({"Q2": [-1]}, ("Q2", "-1")),
        ({"Q2": ["needs"]}, ("Q2", "needs")),
        ({"Q2": [True]}, ("Q2", "True")),
        ({"Q2": [1.5]}, ("Q2", "1.5")),
        ({"Q2": [[1]]}, ("Q2", "[1]")),
        ({"Q2": [3, 3]}, ("Q2", "3번", "두 번")),
        ({"Q2": "1,2"}, ("Q2", "1,2", "목록")),
        ({"Q2": {"a": 1}}, ("Q2", "목록")),
        ({"Q7": [2, 3]}, ("Q7", "2, 3", "데이터를 디지털로 모으지 않는다")),
        ({"Q4": [1, 0, 5, 4, 3, 0, 6]}, ("Q4[7]", "6", "0, 1, 2, 3, 4, 5")),
        ({"Q4": [1, 0, 5, 4, 3, 0, -1]}, ("Q4[7]", "-1")),
        ({"Q4": [1, 0, 5, 4, 3, 0, 2.5]}, ("Q4[7]", "2.5")),
        ({"Q4": [1, 0, 5, 4, 3, 0, "2"]}, ("Q4[7]", "2")),
        ({"Q4": [1, 0, 5, 4, 3, 0, True]}, ("Q4[7]", "True")),
        ({"Q4": [1, 0, 5]}, ("Q4", "7개")),
        ({"Q4": 3}, ("Q4", "7개")),
        ({"Q11": [0.5, 0.5, 0, 1, 0.7]}, ("Q11[5]", "0.7", "0, 0.5, 1")),
        ({"Q11": [0.5, 0.5, 0, 1, float("inf")]}, ("Q11[5]", "inf")),
        ({"Q1": [1, 2]}, ("Q1", "invested, planned")),
        ({"Q1": {"invested": [11], "planned": []}}, ("Q1.invested", "11")),
        ({"Q1": {"invested": [], "planned": 3}}, ("Q1.planned", "3")),
        ({"Q1": {"invest": [1], "planned": []}}, ("Q1.invest", "invested, planned")),
    ],
)
def test_a_wrong_answer_is_named_with_its_place(change: dict[str, Any], said: tuple[str, ...]) -> None:
    texts = refused(S1 | change)
    assert len(texts) == 1
    assert all(word in texts[0] for word in said), texts


def test_everything_that_is_wrong_is_told_at_once() -> None:
    assert len(refused({"Q2": [99], "Q4": [9] * 7, "Q77": 1, "version": "1"})) == 10


@pytest.mark.parametrize("value", [None, [], "Q1", 5])
def test_answers_are_an_object(value: Any) -> None:
    assert "묶음" in refused(value)[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1행"),
        ('{"Q2": [1,}', "1행"),
        ('{"Q2": [1], "Q2": [2]}', "'Q2' 항목이 두 번"),
        ('{"Q11": [NaN, 0, 0, 0, 0]}', "NaN"),
        ("[" * 100_000, "1행"),
        ('{"Q4": [1e999999999, 0, 0, 0, 0, 0, 0]}', "Q4[1]"),
        ('{"Q2": [' + "9" * 5000 + "]}", "1행"),
    ],
)
def test_a_text_that_is_no_answer_is_refused(text: str, said: str) -> None:
    with pytest.raises(InputError) as error:
        answers_from_json(text, framework(), rule_of(framework(), None))
    assert said in error.value.issues[0].text


def test_the_same_answers_may_be_right_under_one_rule_and_wrong_under_another() -> None:
    both = S1 | {"Q7": [1, 2]}
    assert answers_from_document(both, framework(), rule_of(framework(), "V1"))
    assert refused(both, "V1k")


def test_a_whole_number_with_a_point_is_a_whole_number() -> None:
    rule = rule_of(framework(), None)
    assert answers_from_json('{"Q2": [1.0]}', framework(), rule) == answers_from_json(
        '{"Q2": [1]}', framework(), rule
    )


def test_a_rule_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(InputError) as error:
        rule_of(framework(), "V9")
    assert "V9" in error.value.issues[0].text
    assert "V1k, V1, V2, V3-spec" in error.value.issues[0].text


def put(path: str, value: Any) -> Callable[[Document], None]:
    """Set the value at a place such as ``questions.0.items.2.id``; ``...`` takes it away."""

    def change(found: Any) -> None:
        *way, last = [int(part) if part.isdecimal() else part for part in path.split(".")]
        for part in way:
            found = found[part]
        if value is ...:
            del found[last]
        else:
            found[last] = value

    return change


NEW_ITEM = {"id": "x", "text": {"ko": "가", "en": "a"}}
OTHER = {"ko": "가", "en": "a"}
FAULTS: list[tuple[str, Any, tuple[str, ...], bool]] = [
    ("format", "deungdae.framework/2", ("deungdae.framework/1",), True),
    ("version", ..., ("version",), True),
    ("version", "v1", ("version", "v1"), True),
    ("code", "EU", ("EU",), True),
    ("colour", "red", ("colour",), True),
    ("minutes", 0, ("0분", "240"), True),
    ("maximum", 0, ("만점이 0",), False),
    ("maximum", 101, ("levels[3].up_to", "100", "101"), False),
    ("default_rule", "V7", ("V7", "V1k"), False),
    ("source", "", ("source",), True),
    ("licence", ..., ("licence",), True),
    ("has_overall", False, ("dimensions[].weight", "1"), False),
    ("levels", [], ("levels",), False),
    ("levels.1.up_to", 25, ("levels[1].up_to", "25"), False),
    ("levels.1.up_to", "fifty", ("levels[1].up_to", "fifty"), True),
    ("levels.3.up_to", 99, ("levels[3].up_to", "99", "100"), False),
    ("levels.0.code", "Basic", ("levels[0].code", "Basic"), True),
    ("dimensions", [], ("dimensions", "비어"), True),
    ("questions", [], ("questions", "0개", "1개에서 200개"), True),
    ("about.ko", "가" * 4001, ("about", "4001", "4000"), True),
    ("levels.0.code", "average", ("levels[1].code", "average", "두 번"), False),
    ("dimensions.0.weight", "1/5", ("dimensions[].weight", "31/30", "합이 1"), False),
    ("dimensions.0.weight", 0.16, ("dimensions[0].weight", "0.16", "1/3"), True),
    ("dimensions.0.means.basic", ..., ("dimensions[0].means", "basic"), False),
    ("dimensions.0.means.superb", OTHER, ("superb",), False),
    ("dimensions.0.text.en", ..., ("dimensions[0].text", "en", "한국어(ko)와 영어(en)"), True),
    ("dimensions.0.text.ko", "  ", ("dimensions[0].text", "ko"), True),
    ("dimensions.0.means.basic.en", "", ("dimensions[0].means.basic", "en"), True),
    ("dimensions.1.code", "D1", ("dimensions[1].code", "D1", "두 번"), False),
    ("questions.0.why", ..., ("questions[0].why",), True),
    ("questions.0.kind", "grid", ("questions[0].kind", "grid", "matrix"), True),
    ("questions.0.kind", ..., ("questions[0].kind",), True),
    ("questions.0.examples.0.industry", "29", ("questions[0].examples[0].industry", "29"), True),
    ("questions.0.items.2.id", ..., ("questions[0].items[2].id",), True),
    ("questions.0.items.2.id", "design", ("questions[0].items[2].id", "design", "두 번"), False),
    ("questions.0.items.2.text.en", ..., ("questions[0].items[2].text", "en"), True),
    ("questions.0.items.2.negative", True, ("questions[0].items[2]", "ticks"), False),
    ("questions.0.items", [], ("questions[0].items", "0개"), False),
    ("questions.0.marks", ..., ("questions[0].marks", "0개"), False),
    ("questions.1.marks", [NEW_ITEM], ("questions[1].marks", "ticks"), False),
    ("questions.3.steps", [{"text": OTHER}], ("questions[3].steps", "1개"), False),
    ("questions.1.code", "Q1", ("questions[1].code", "Q1", "두 번"), False),
    ("rules.0.terms.D1", ..., ("rules[0].terms", "D1"), False),
    ("rules.0.terms.D9", [], ("rules[0].terms.D9", "D9"), False),
    ("rules.0.terms.D1.0.weight", "1/4", ("rules[0].terms.D1[].weight", "11/12", "합이 1"), False),
    ("rules.0.terms.D1.0.question", "Q99", ("rules[0].terms.D1[0].question", "Q99"), False),
    ("rules.0.terms.D1.0.worth", ..., ("rules[0].terms.D1[0].worth",), False),
    ("rules.0.terms.D1.0.worth.invested", 2, ("rules[0].terms.D1[0].worth.invested", "2"), False),
    ("rules.0.terms.D1.0.worth.dreamt", 1, ("dreamt", "invested, planned"), False),
    ("rules.0.negative", "ignored", ("rules[0].negative", "ignored", "exclusive"), True),
    ("rules.1.code", "V1k", ("rules[1].code", "V1k", "두 번"), False),
]


@pytest.mark.parametrize(("path", "value", "said", "by_schema"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_framework_with_a_fault_is_refused_with_its_place(
    path: str, value: Any, said: tuple[str, ...], by_schema: bool
) -> None:
    wrong = copy.deepcopy(document())
    put(path, value)(wrong)
    with pytest.raises(InputError) as error:
        framework_from_document(wrong)
    texts = [issue.text for issue in error.value.issues]
    assert any(all(word in text for word in said) for text in texts), texts
    assert not any("(maturity." in text or "(json." in text for text in texts)
    assert jsonschema.Draft202012Validator(SCHEMA).is_valid(wrong) != by_schema


def test_a_framework_of_negative_items_alone_cannot_be_counted() -> None:
    wrong = copy.deepcopy(document())
    for item in wrong["questions"][7]["items"]:
        item["negative"] = True
    with pytest.raises(InputError) as error:
        framework_from_document(wrong)
    texts = [issue.text for issue in error.value.issues]
    assert all("셀 수 있는 보기" in text for text in texts)
    assert ["rules[0]" in texts[0], "rules[3]" in texts[1], len(texts)] == [True, True, 2]


def test_a_band_needs_its_descriptor_and_one_whole_number() -> None:
    wrong = document("industry-band")
    del wrong["questions"][0]["steps"][3]["means"]
    with pytest.raises(InputError) as error:
        framework_from_document(wrong)
    assert "questions[0].steps[3].means" in error.value.issues[0].text
    wrong = document("industry-band") | {"maximum": 6}
    with pytest.raises(InputError, match="0부터 6까지의 band 문항 하나"):
        framework_from_document(wrong)
    for value in (6, -1, 2.5, "3", True, [3]):
        assert "0부터 5" in refused({"Q1": value}, "BAND", "industry-band")[0]


def test_questions_for_numbers_and_words_are_kept_out_of_the_score() -> None:
    found = copy.deepcopy(document("five-minute"))
    for code, kind in (("Q2", "number"), ("Q3", "text")):
        found["questions"].append({"code": code, "kind": kind, "text": OTHER, "why": OTHER, "examples": []})
    asked = framework_from_json(json.dumps(found))
    rule = rule_of(asked, None)
    assert set(answers_from_document({"Q1": [], "Q2": 120.5, "Q3": "말"}, asked, rule)) == {"Q1", "Q2", "Q3"}
    assert scored({"Q1": [1, 2, 3, 4]}, of=asked).level == "low"
    assert scored({"Q2": 5, "Q3": "말"}, of=asked).missing == ("Q1",)
    for wrong, said in (
        ({"Q2": -1}, "Q2"),
        ({"Q2": "많이"}, "많이"),
        ({"Q3": 5}, "Q3"),
        ({"Q3": "말" * 4001}, "4000"),
    ):
        with pytest.raises(InputError) as error:
            answers_from_document(wrong, asked, rule)
        assert said in error.value.issues[0].text
    found["rules"][0]["terms"]["D1"] = [{"question": "Q3", "weight": 1}]
    with pytest.raises(InputError, match="점수를 매기는 문항이 아닙니다"):
        framework_from_document(found)
