"""People are read in every spelling that lists and forms have, and shown in one."""

import pytest

from deungdae.apps.caravan.people import people_of, people_text

TWO = (("김하늘", "대표"), ("이바다", "영업팀장"))


@pytest.mark.parametrize(
    "text",
    [
        "김하늘(대표), 이바다(영업팀장)",
        "김하늘 (대표) ,이바다(영업팀장),",
        "김하늘/대표; 이바다/영업팀장",
        "김하늘/대표, 이바다/영업팀장",
        "김하늘, 대표\n이바다, 영업팀장",
        "김하늘, 대표, 이바다, 영업팀장",
        "김하늘(대표)\n이바다(영업팀장)",
    ],
)
def test_the_three_spellings_of_people_say_the_same(text: str) -> None:
    assert people_of(text) == TWO


def test_people_without_a_title_stay_people() -> None:
    assert people_of("정슬기(이사), 윤보람, 한결") == (("정슬기", "이사"), ("윤보람", ""), ("한결", ""))


def test_a_title_may_hold_a_comma_in_its_brackets() -> None:
    assert people_of("김하늘(대표, 기술 총괄)") == (("김하늘", "대표, 기술 총괄"),)


@pytest.mark.parametrize(
    "text", ["(대표)", "김하늘(대표", "가" * 101, "김하늘(대표)(이사)", "a/b/c", ", 대표"]
)
def test_what_is_no_person_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=r"[가-힣a-c]"):
        people_of(text)


def test_a_title_may_hold_brackets_of_its_own() -> None:
    people = (("김하늘", "부장(겸임)"), ("이바다", ""))
    assert people_of(people_text(people)) == people


def test_what_is_shown_is_read_as_the_same_people() -> None:
    assert people_text(TWO) == "김하늘(대표), 이바다(영업팀장)"
    assert people_of(people_text(TWO)) == TWO
