"""Particles follow the sound of the word before them."""

import pytest

from deungdae.engine.kernel.korean import particle, sentence, shown


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("등대", "를"),
        ("상담", "을"),
        ("서울", "을"),
        ("10", "을"),
        ("2", "를"),
        ("3", "을"),
        ("9", "를"),
        ("‘가나’", "를"),
        ("(주)한빛", "을"),
        ("KRX", "를"),
        ("LGL", "을"),
        ("Samsung", "를"),
        ("Hangul", "을"),
        ("A", "를"),
        ("", "를"),
        ("!", "를"),
    ],
)
def test_the_object_particle_fits_the_last_sound(word: str, expected: str) -> None:
    assert particle(word, "을", "를") == expected


@pytest.mark.parametrize(
    ("word", "expected"), [("서울", "로"), ("부산", "으로"), ("대구", "로"), ("1", "로")]
)
def test_a_final_rieul_counts_as_a_vowel_for_the_direction(word: str, expected: str) -> None:
    assert particle(word, "으로", "로") == expected


def test_a_template_is_filled_with_values_and_particles() -> None:
    text = sentence(
        "{who}(은/는) {count}건을 {what}(으로/로) 옮깁니다.", {"who": "한빛", "count": 3, "what": "오후"}
    )
    assert text == "한빛은 3건을 오후로 옮깁니다."


def test_a_long_list_is_cut_and_counted() -> None:
    assert shown(tuple(range(1, 12))) == "1, 2, 3, 4, 5, 6, 7, 8 외 3"


def test_a_missing_value_is_an_error_and_not_an_empty_place() -> None:
    with pytest.raises(KeyError):
        sentence("{who}", {})
