"""A word of a question without what the sentence gave it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deungdae.engine.search.stems import stems_of


@pytest.mark.parametrize(
    ("word", "stems"),
    [
        ("카라반을", ["카라반"]),
        ("포럼에서는", ["포럼"]),
        ("기업으로부터", ["기업"]),
        ("모집합니다", ["모집"]),
        ("선정된", ["선정"]),
        ("교육은", ["교육"]),
        ("중견기업들의", ["중견기업들", "중견기업"]),
        ("기업들", ["기업"]),
        ("컨설팅받은", ["컨설팅받", "컨설팅"]),
        ("설명회라도", ["설명회"]),
        ("회의", []),
        ("아들", []),
        ("ai를", ["ai"]),
        ("2021년도", ["2021년"]),
        ("을", []),
        ("", []),
    ],
)
def test_particles_and_endings_go_and_short_words_stay(word: str, stems: list[str]) -> None:
    assert list(stems_of(word)) == stems


@given(st.text(alphabet="가나다카라반모집을를에서합니다ab1", max_size=12))
def test_a_stem_is_the_beginning_of_its_word_and_never_short(word: str) -> None:
    for stem in stems_of(word):
        assert word.startswith(stem)
        assert 2 <= len(stem) < len(word)
