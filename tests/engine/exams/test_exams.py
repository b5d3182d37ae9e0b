"""Questions as text, their order, their points and their statistics, judged by a checker of its own."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deungdae.engine.exams.check import faults_of_items, faults_of_order, faults_of_points
from deungdae.engine.exams.formats import (
    from_document,
    read_questions,
    to_document,
    write_questions,
)
from deungdae.engine.exams.model import Choice, Number, Question
from deungdae.engine.exams.rules import fault_of_pass_mark, is_right, number_in
from deungdae.engine.exams.solve import items, order_of, points

TEXT = """다음 가운데 데이터 품질의 기준은?
모두 고르십시오. (2점)
+ 정확성
- 색상
+ 완전성
! 색상은 품질과 관계없습니다.

불량률은 몇 %인가? (3점)
= 2.5 ± 0.1 %
"""
QUALITY, DEFECTS = read_questions(TEXT)[0]

words = st.text("가나다라 마바사", min_size=1, max_size=8).map(str.strip).filter(bool)
numbers = st.decimals(-1000, 1000, places=2)
chosen = st.builds(
    lambda text, points, texts, rights: Question(
        text, points, tuple(Choice(one, index in rights) for index, one in enumerate(texts))
    ),
    words,
    st.integers(1, 9),
    st.lists(words, min_size=2, max_size=5, unique=True),
    st.sets(st.integers(0, 1), min_size=1),
)
numeric = st.builds(
    lambda text, points, value, tolerance: Question(text, points, number=Number(value, abs(tolerance), "mm")),
    words,
    st.integers(1, 9),
    numbers,
    numbers,
)
questions = st.lists(chosen | numeric, min_size=1, max_size=5)


def codes(text: str) -> list[tuple[str, int, str]]:
    return [(fault.code, fault.line, fault.value) for fault in read_questions(text)[1]]


@st.composite
def sittings(draw, least: int = 0):  # type: ignore[no-untyped-def]
    asked = draw(questions)
    answer = st.frozensets(st.integers(0, 2)) | numbers | st.just(Decimal(0))
    one = st.dictionaries(st.integers(0, len(asked) - 1), answer)
    return asked, draw(st.lists(one, min_size=least, max_size=25))


def test_a_text_reads_as_its_questions() -> None:
    assert QUALITY.text == "다음 가운데 데이터 품질의 기준은?\n모두 고르십시오."
    assert (QUALITY.points, QUALITY.note) == (2, "색상은 품질과 관계없습니다.")
    assert [one.is_right for one in QUALITY.choices] == [True, False, True]
    assert DEFECTS.number == Number(Decimal("2.5"), Decimal("0.1"), "%")


@given(questions)
def test_what_is_written_reads_as_the_same(asked: list[Question]) -> None:
    assert read_questions(write_questions(asked)) == (tuple(asked), ())
    assert from_document(to_document(asked)) == tuple(asked)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", ("empty", 0, "")),
        ("물음\n- 가\n- 나", ("no_right", 1, "")),
        ("물음\n+ 가", ("one_choice", 1, "")),
        ("물음", ("no_answer", 1, "")),
        ("+ 가\n- 나", ("no_text", 1, "")),
        ("물음\n+ 가\n- 가", ("same_choice", 1, "가")),
        ("물음\n+ 가\n= 3", ("both", 1, "")),
        ("물음 (0점)\n= 3", ("points", 1, "0")),
        ("물음\n= 3 ± -1", ("tolerance", 1, "-1")),
        ("물음\n= 셋", ("number", 2, "셋")),
        ("물음\n= 1.2.3", ("number", 2, "1.2.3")),
        ("\n\n물음\n+", ("nothing", 4, "+")),
        ("물음\n+ 가\n" + "\n".join(f"- {n}" for n in range(10)), ("many_choices", 1, "11")),
        ("가" * 1001 + "\n= 1", ("long", 1, "1000")),
        ("\n\n".join(["물음\n= 1"] * 101), ("many_questions", 0, "101")),
    ],
)
def test_what_cannot_be_asked_is_told_with_its_line(text: str, wrong: tuple[str, int, str]) -> None:
    assert wrong in codes(text)


def test_a_pass_mark_is_one_that_can_be_reached() -> None:
    asked = [QUALITY, DEFECTS]
    assert [fault_of_pass_mark(asked, mark) is None for mark in (0, 1, 5, 6)] == [False, True, True, False]


def test_right_is_all_that_is_right_and_a_number_near_enough() -> None:
    assert is_right(QUALITY, frozenset({0, 2}))
    assert not is_right(QUALITY, frozenset({0}))
    assert not is_right(QUALITY, frozenset({0, 1, 2}))
    given = ["2.4", "2.6", "2.61", "x"]
    found = [number_in(text, "%") for text in given]
    assert [is_right(DEFECTS, one) for one in found] == [True, True, False, False]


def test_numbers_are_read_as_people_type_them() -> None:
    typed = ["1,200.5", " 3 %", "−4", "1e400", "NaN", "Infinity", "", "9" * 16]
    wanted = [Decimal("1200.5"), Decimal(3), Decimal(-4), None, None, None, None, None]
    assert [number_in(text, "%") for text in typed] == wanted


@given(questions, st.text(max_size=5))
def test_an_order_has_everything_once_and_is_the_same_for_the_same_seed(asked, seed) -> None:  # type: ignore[no-untyped-def]
    order = order_of(asked, seed=seed)
    assert faults_of_order(asked, order) == []
    assert order == order_of(asked, seed=seed)


def test_seeds_give_different_orders() -> None:
    asked = [QUALITY] * 8
    assert len({order_of(asked, seed=str(seed)) for seed in range(20)}) == 20
    assert faults_of_order(asked, order_of(asked[:7], seed="x")) == ["not every question once"]


@settings(max_examples=60)
@given(sittings())
def test_points_and_statistics_are_those_of_the_checker(sitting) -> None:  # type: ignore[no-untyped-def]
    asked, handed_in = sitting
    for answers in handed_in:
        assert faults_of_points(asked, answers, points(asked, answers)) == []
    assert faults_of_items(asked, handed_in, items(asked, handed_in)) == []


@settings(max_examples=30)
@given(sittings(least=10), st.randoms())
def test_no_order_of_people_changes_the_statistics(sitting, random) -> None:  # type: ignore[no-untyped-def]
    asked, handed_in = sitting
    before = items(asked, handed_in)
    random.shuffle(handed_in)
    assert items(asked, handed_in) == before


def test_a_question_that_only_the_best_get_right_discriminates() -> None:
    asked = [Question(str(index), 1, number=Number(Decimal(1), Decimal(0))) for index in range(3)]
    right = Decimal(1)
    people = [{0: right}] * 7 + [{0: right, 1: right, 2: right}] * 3
    first, second, _third = items(asked, people)
    assert (first.right, first.discrimination) == (1000, 0)
    assert (second.right, second.discrimination) == (300, 1000)
    assert items(asked, people[:9])[1].discrimination is None
    assert items(asked, [])[0].right == -1
