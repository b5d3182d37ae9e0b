"""Rubrics as text, and one mark of several graders, judged by a checker of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deungdae.engine.grades.check import faults
from deungdae.engine.grades.formats import from_document, read_rubric, to_document, write_rubric
from deungdae.engine.grades.model import Agreement, Criterion, Level
from deungdae.engine.grades.rules import points_of, total_of
from deungdae.engine.grades.solve import agree

TEXT = """문제 정의
0 적지 않음
10점: 현상을 적음
20 원인까지 밝힘

실행
0 계획뿐임
30 현장에 적용함
"""
RUBRIC = read_rubric(TEXT)[0]


def test_a_text_reads_as_its_rubric() -> None:
    first, second = RUBRIC
    assert first.levels[1] == Level(10, "현상을 적음")
    assert second == Criterion("실행", (Level(0, "계획뿐임"), Level(30, "현장에 적용함")))
    assert total_of(RUBRIC) == 50
    assert read_rubric(write_rubric(RUBRIC)) == (RUBRIC, ())
    assert from_document(to_document(RUBRIC)) == RUBRIC


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", ("criteria", 0, "0")),
        ("실행\n0 없음", ("levels", 1, "실행")),
        ("실행\n0 없음\n많음", ("level", 3, "많음")),
        ("실행\n5 없음\n5 있음", ("same_points", 1, "5")),
        ("실행\n0 없음\n101 있음", ("points", 1, "101")),
        ("실행\n0 가\n1 나\n\n실행\n0 가\n1 나", ("same_name", 0, "실행")),
    ],
)
def test_what_is_no_rubric_is_told_with_its_line(text: str, wrong: tuple[str, int, str]) -> None:
    assert wrong in [(one.code, one.line, one.value) for one in read_rubric(text)[1]]


def test_the_levels_chosen_have_their_points() -> None:
    assert points_of(RUBRIC, [1, 1]) == 40
    for wrong in ([1], [1, 2], [-1, 0]):
        with pytest.raises(ValueError, match="level"):
            points_of(RUBRIC, wrong)


def test_two_graders_agree_or_a_third_decides() -> None:
    assert agree([70, 75], graders=2, most_apart=10) == Agreement(73)
    assert agree([60, 75], graders=2, most_apart=10) == Agreement(None, is_apart=True)
    assert agree([60, 75, 66], graders=2, most_apart=10) == Agreement(66, is_apart=True)
    assert agree([60], graders=2, most_apart=10) == Agreement(None)
    assert agree([60], graders=1, most_apart=10) == Agreement(60)
    for marks, graders in (([1, 1], 1), ([1, 1, 1], 2), ([1], 3)):
        with pytest.raises(ValueError, match="mark"):
            agree(marks, graders=graders, most_apart=10)


@given(st.lists(st.integers(0, 100), max_size=3), st.integers(1, 2), st.integers(0, 100))
def test_every_mark_follows_from_the_graders(marks: list[int], graders: int, most_apart: int) -> None:
    try:
        found = agree(marks, graders=graders, most_apart=most_apart)
    except ValueError:
        assert len(marks) > graders
    else:
        assert faults(marks, graders, most_apart, found) == []
