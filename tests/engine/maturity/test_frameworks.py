"""The frameworks that are shipped: of the schema, complete in both languages, of the published shape."""

import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from deungdae.engine.maturity.model import Kind
from tests.engine.maturity.samples import FILES, NAMES, ROOT, S1, document, framework

HANGUL = re.compile("[가-힣]")
ENGINE = ROOT / "docs" / "engine"


def texts(value: Any, where: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    if isinstance(value, dict) and set(value) == {"ko", "en"}:
        yield where, value
    elif isinstance(value, dict | list):
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        for name, part in parts:
            yield from texts(part, f"{where}.{name}")


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_framework_is_of_the_schema_and_holds_together(name: str) -> None:
    jsonschema.validate(document(name), json.loads((ENGINE / "maturity.framework.schema.json").read_text()))
    found = framework(name)
    assert found.code == name
    assert all(question.examples for question in found.questions)


@pytest.mark.parametrize("name", NAMES)
def test_its_texts_are_korean_and_english_each_in_its_place(name: str) -> None:
    for where, text in texts(document(name)):
        is_code = where.startswith(".rules") and where.endswith(".text")
        assert is_code or HANGUL.search(text["ko"]), where
        assert not HANGUL.search(text["en"]), where
        assert all(words == words.strip() and "  " not in words for words in text.values()), where
        assert text["ko"].endswith(".") == text["en"].endswith("."), where


def test_answers_are_of_their_schema() -> None:
    schema = json.loads((ENGINE / "maturity.answers.schema.json").read_text())
    for answers in (
        S1,
        S1 | {"framework": "eu-dma-sme", "version": "2026.1", "Q1": {"invested": None}, "Q9": None},
    ):
        jsonschema.validate(answers, schema)
    for wrong in ([], {"q1": 1}, {"Q1": {"invested": [0]}}, {"Q2": ["a"]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)


def shape(name: str) -> list[tuple[Kind, int]]:
    return [(question.kind, len(question.items)) for question in framework(name).questions]


def test_the_instrument_for_companies_has_the_published_items() -> None:
    assert shape("eu-dma-sme") == [
        (Kind.MATRIX, 10),
        (Kind.TICKS, 10),
        (Kind.TICKS, 10),
        (Kind.SCALE, 7),
        (Kind.TICKS, 7),
        (Kind.TICKS, 8),
        (Kind.TICKS, 8),
        (Kind.TICKS, 6),
        (Kind.SCALE, 5),
        (Kind.TICKS, 10),
        (Kind.GRADES, 5),
    ]
    negative = [
        (question.code, number)
        for question in framework().questions
        for number, item in enumerate(question.items, 1)
        if item.negative
    ]
    assert negative == [("Q7", 2)]


def test_the_instrument_for_public_bodies_has_the_published_counts() -> None:
    assert shape("eu-dma-pso") == [
        (Kind.TICKS, 10),
        (Kind.MATRIX, 8),
        (Kind.TICKS, 9),
        (Kind.SCALE, 8),
        (Kind.TICKS, 7),
        (Kind.TICKS, 10),
        (Kind.TICKS, 9),
        (Kind.TICKS, 6),
        (Kind.MATRIX, 16),
        (Kind.TICKS, 9),
        (Kind.GRADES, 5),
    ]


def test_the_bands_are_sixteen_in_three_blocks_without_an_overall() -> None:
    found = framework("industry-band")
    assert [one.block.ko for one in found.dimensions if one.block] == ["공정"] * 3 + ["기술"] * 9 + [
        "조직"
    ] * 4
    assert not found.has_overall
    assert not found.levels
    assert all(question.kind is Kind.BAND and len(question.steps) == 6 for question in found.questions)
    words = [step.means.ko for question in found.questions for step in question.steps if step.means]
    assert len(set(words)) == 16 * 6


def test_no_framework_goes_by_a_trade_name() -> None:
    texts_of_all = [path.read_text(encoding="utf-8") for path in FILES]
    assert not [text for text in texts_of_all if re.search(r"\bSIRI\b", text)]


def test_the_screen_has_twelve_technologies() -> None:
    assert shape("five-minute") == [(Kind.TICKS, 12)]
    assert [level.up_to for level in framework("five-minute").levels] == [3, 6, 9, 12]
