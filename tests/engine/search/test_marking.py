"""Where the words of a question stand in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deungdae.engine.search.asking import question_of
from deungdae.engine.search.marking import places_of


def marked(text: str, typed: str) -> list[str]:
    return [text[start:end] for start, end in places_of(text, question_of(typed))]


@pytest.mark.parametrize(
    ("text", "typed", "places"),
    [
        ("스마트 공장 기초", "공장", ["공장"]),
        ("스마트 공장 기초", "ㅅㅁㅌ", ["스마트"]),
        ("스마트 공장 기초", "ㅅㅁㅌㄱㅈ", ["스마트 공장"]),
        ("스마트 공장 기초", "기초 스마트", ["스마트", "기초"]),
        ("스마트 공장 기초", "스마트공", ["스마트 공"]),
        ("스마트 공장 기초", "공자", ["공장"]),
        ("스마트 공장 기초", "없는 말", []),
        ("스마트 공장 기초", "", []),
        ("Data 분석", "DATA", ["Data"]),
        ("전환·전환", "전환", ["전환·전환"]),
        ("Straße 7", "strasse", ["Straße"]),
    ],
)
def test_words_and_initials_are_found_where_they_stand(text: str, typed: str, places: list[str]) -> None:
    assert marked(text, typed) == places


@given(st.text(alphabet="가나다ㄱㄴab1 .-", max_size=30), st.text(alphabet="가나ㄱa1 ", max_size=8))
def test_places_lie_in_the_text_in_order_and_apart(text: str, typed: str) -> None:
    last = -1
    for start, end in places_of(text, question_of(typed)):
        assert last < start < end <= len(text)
        last = end
