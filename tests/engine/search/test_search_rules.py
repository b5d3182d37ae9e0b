"""What finds what, and what comes first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deungdae.engine.search.asking import MAX_WORDS, question_of
from deungdae.engine.search.letters import initials_of, opened, spelled
from deungdae.engine.search.model import Reason
from deungdae.engine.search.romanised import MOST_READINGS
from deungdae.engine.search.rules import entry_of, reason_of, squeezed

HANGUL = st.text(
    alphabet=st.characters(min_codepoint=ord("가"), max_codepoint=ord("힣")), min_size=2, max_size=12
)


def why(name: str, text: str, *, numbers: tuple[str, ...] = ()) -> Reason | None:
    return reason_of(entry_of(names=[name], numbers=numbers), question_of(text))


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("한빛정밀", "한빛정밀", Reason.EXACT),
        ("한빛정밀", "한빛", Reason.PREFIX),
        ("새한빛정밀", "한빛", Reason.INSIDE),
        ("새 한빛 정밀", "한빛", Reason.WORD),
        ("스마트팩토리", "ㅅㅁㅌ", Reason.BEGINS),
        ("스마트팩토리", "ㅅ마트", Reason.BEGINS),
        ("스마트팩토리", "스ㅁ트", Reason.BEGINS),
        ("스마트팩토리", "ㅍㅌㄹ", Reason.INSIDE),
        ("등대정밀", "등대 정밀", Reason.EXACT),
        ("등대 정밀", "등대정밀", Reason.EXACT),
        ("등대정밀", "정밀 등대", Reason.INSIDE),
        ("한빛정밀", "한ㅂ", Reason.BEGINS),
        ("한빛정밀", "한비", Reason.BEGINS),
        ("한빛정밀", "한빛저", Reason.BEGINS),
        ("LG전자", "LG전자", Reason.EXACT),
        ("LG전자", "lg", Reason.PREFIX),
        ("LG전자", "엘지전자", Reason.WORD),
        ("엘지전자", "LG전자", Reason.EXACT),
        ("에스케이하이닉스", "SK 하이", Reason.PREFIX),
        ("Deungdae Precision", "precision", Reason.WORD),
        ("Deungdae Precision", "DEUNG", Reason.PREFIX),
        ("Deungdae Precision", "recis", Reason.INSIDE),
        ("ＬＧ전자", "lg전자", Reason.EXACT),
        ("3M코리아", "3m", Reason.PREFIX),
        ("가온누리", "가온nuri", Reason.EXACT),
        ("가온누리", "Gaon누리", Reason.EXACT),
        ("가온누리시스템", "가온 NURI", Reason.PREFIX),
        ("새 가온누리", "가온nuri", Reason.WORD),
        ("가온누리", "가온nu", None),
        ("가온눌정밀", "가온nul", Reason.PREFIX),
        ("한빛정밀", "한bit정밀", Reason.BEGINS),
        ("한빛정밀", "hanbit 정밀", Reason.BEGINS),
        ("새한빛정밀", "han빛", Reason.INSIDE),
        ("푸른하늘", "푸른haneul", Reason.EXACT),
        ("서울한강", "서울hangang", Reason.EXACT),
        ("가온누림", "가온nuri", Reason.BEGINS),
        ("가온누비", "가온nuri", None),
        ("한박정밀", "한bit정밀", None),
        ("아이센터", "AI센터", None),
        ("한빛정밀", "하", None),
        ("한빛정밀", "한", Reason.PREFIX),
        ("한빛정밀", "빛", None),
        ("한빛정밀", "한밤", None),
        ("한빛정밀", "한빛 전자", None),
        ("한빛정밀", "ㅎㅈ", None),
        ("Ümlaut 기계", "ümlaut", Reason.PREFIX),
    ],
)
def test_a_typed_text_finds_a_name_for_a_reason(name: str, text: str, reason: Reason | None) -> None:
    assert why(name, text) is reason


@pytest.mark.parametrize(
    "text", ["1234500003", "123-45-00003", "123-45", "12345", "1234500", "110111-9999991", "069730"]
)
def test_numbers_are_found_whole_or_by_their_beginning_with_hyphens_or_without(text: str) -> None:
    assert why("등대", text, numbers=("1234500003", "1101119999991", "069730")) is Reason.NUMBER


def test_a_number_does_not_match_in_the_middle_of_another() -> None:
    assert why("등대", "45-00003", numbers=("1234500003",)) is None


@pytest.mark.parametrize("text", ["", "  ", "--", "\x00", "'\"();", "%_*?[]", "\u200f", "\ud800", "🙂"])
def test_a_text_without_letters_asks_for_nothing(text: str) -> None:
    assert question_of(text).is_empty


def test_a_long_text_is_cut_and_its_words_are_few() -> None:
    question = question_of("가 " * 500)
    assert len(question.words) == MAX_WORDS
    assert len(question_of("가" * 5_000).words[0][0].text) < 100


def test_a_long_run_of_letters_beside_hangul_is_no_word_to_be_read() -> None:
    assert len(question_of("가" + "na" * 25 + "q").words[0]) == 1
    assert len(question_of("가" + "na" * 8).words[0]) == 1 + MOST_READINGS


@given(HANGUL, st.data())
def test_every_part_of_a_name_finds_it_so_do_its_initials_and_its_half_typed_end(
    name: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(name) - 2))
    part = name[start : start + data.draw(st.integers(2, len(name)))]
    entry = entry_of(names=[name])
    half_typed = part[:-1] + opened(part[-1])
    one_letter = part[:-1] + initials_of(part[-1])
    for text in (part, initials_of(part), half_typed, one_letter, f"{part[:1]}{part[1:]}"):
        assert reason_of(entry, question_of(text)) is not None, text


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_can_be_indexed_and_asked_without_an_error(name: str, text: str) -> None:
    entry = entry_of(names=[name], texts=[text], numbers=[name])
    reason_of(entry, question_of(text))
    assert all(token and squeezed(token) for token in entry.tokens.split())


@given(st.text(max_size=40))
def test_every_name_with_letters_is_found_by_itself(name: str) -> None:
    question = question_of(name)
    if len(squeezed(name)) > 1 and not question.is_empty and len(question.words) < MAX_WORDS:
        assert reason_of(entry_of(names=[name]), question) is not None


def test_short_latin_runs_are_read_by_their_letters() -> None:
    assert spelled("sk하이닉스") == "에스케이하이닉스"
    assert spelled("samsung전자") == "samsung전자"
