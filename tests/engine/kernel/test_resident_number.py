"""Which digits are taken for a resident registration number, and which are not."""

from datetime import date

import pytest

from deungdae.engine.kernel.resident_number import resident_numbers, without_resident_numbers

TODAY = date(2026, 3, 2)


def found(text: str) -> list[str]:
    return [text[each.start : each.end] for each in resident_numbers(text, today=TODAY)]


@pytest.mark.parametrize(
    "number",
    [
        "801012-1234567",
        "8010121234567",
        "801012 1234567",
        "801012.1234567",
        "801012 - 1234567",
        "801012–1234567",
        "801012\u200b-1234567",
        "801012\n1234567",
        "８０１０１２－１２３４５６７",
        "8 0 1 0 1 2 - 1 2 3 4 5 6 7",
        "８　０　１　０　１　２　－　１　２　３　４　５　６　７",
        "80\u200b1012-12345\u200d67",
        "801012-5234567",
        "010203-4234567",
        "211231-3000000",
        "000229-3000000",
        "260302-8000000",
    ],
)
def test_a_birth_and_a_digit_from_1_to_8_are_a_number(number: str) -> None:
    assert found(number) == [number]
    assert found(f"담당자 김하늘({number}), 010-1234-5678") == [number]
    assert "**" in without_resident_numbers(f"가{number}나", today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "110111-9999991",
        "130111-0006246",
        "010-1234-5678",
        "02-123-4567",
        "123-45-00003",
        "1234500003",
        "801312-1234567",
        "800230-1234567",
        "010229-3234567",
        "801012-9234567",
        "801012-0234567",
        "260303-3000000",
        "801012-12345678",
        "1801012-1234567",
        "801012--1234567",
        "8801234567890",
        "8 0 1 0 1 2 - 1 2 3 4 5 6 7 8",
        "5 8 0 1 0 1 2 - 1 2 3 4 5 6 7",
        "8 0 1 0 1 2 - 1 2 3 4 5 6 78",
        "0 1 1 1 1 0 1 1 1 1 0 1 1",
        "8, 0, 1, 0, 1, 2, 1, 2, 3, 4, 5, 6, 7",
        "0 1 0 - 1 2 3 4 - 5 6 7 8",
        "2021-04-14 10:00",
        "4,500,000,000원",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_right_corporate_number_is_left_alone_where_it_cannot_be_an_old_resident_number() -> None:
    assert found("110111-3707019") == []
    assert found("110111-3707018") == ["110111-3707018"]


@pytest.mark.parametrize(
    "number", ["110111-1707178", "110111-1707177", "131314-1234567", "110132-1234567", "134511-1234567"]
)
def test_a_mistyped_corporate_number_is_none_where_nobody_alive_was_born_then(number: str) -> None:
    assert found(number) == []
    assert without_resident_numbers(number, today=TODAY) == number


@pytest.mark.parametrize(
    "number", ["110111-3707177", "110111-4234567", "110116-1234567", "160311-1234567", "800111-1234567"]
)
def test_what_a_living_person_could_have_is_a_number_also_with_the_prefix_of_a_company(number: str) -> None:
    """A child of 2011, a kind of company that there is not, one of 109 years, one of 1980."""
    assert found(number) == [number]


def test_the_place_is_told_by_line_and_character_and_shown_without_digits() -> None:
    (one,) = resident_numbers("첫 줄\n둘째 줄 801012-1234567", today=TODAY)
    assert (one.line, one.character, one.masked) == (2, 6, "80****-*******")


def test_every_number_of_a_text_is_masked() -> None:
    text = "김 801012-1234567, 이 9001012345678."
    assert without_resident_numbers(text, today=TODAY) == "김 80****-*******, 이 90****-*******."
