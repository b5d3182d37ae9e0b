"""Business and corporate numbers: check digits by hand, and numbers as people type them."""

import pytest

from deungdae.apps.core.imports.cells import CellError
from deungdae.apps.organisations import numbers
from deungdae.apps.organisations.identifiers import identifier, krx_code


@pytest.mark.parametrize(
    "typed", ["124-81-00998", "1248100998", " 124 81 00998 ", "１２４－８１－００９９８", "1248100998.0"]
)
def test_a_business_number_is_read_as_it_is_typed(typed: str) -> None:
    assert numbers.business_number(typed) == "1248100998"


def test_the_known_numbers_of_the_reference_page() -> None:
    """Computed by hand in ecosystem.md §7: two are right, one is wrong."""
    assert numbers.business_number("220-81-62517") == "2208162517"
    with pytest.raises(CellError) as caught:
        numbers.business_number("123-45-67890")
    assert caught.value.code == "check_digit"
    assert "123-45-67890" in caught.value.message


def test_every_wrong_last_digit_is_found() -> None:
    wrong = [f"124810099{digit}" for digit in range(10) if digit != 8]
    for number in wrong:
        with pytest.raises(CellError):
            numbers.business_number(number)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1.25E+09", "lost_digits"),
        ("1300000000", "lost_digits"),
        ("1.23E9", "not_digits"),
        ("124-81-0099", "wrong_length"),
        ("124-81-009981", "wrong_length"),
        ("124-81-OO998", "not_digits"),
        ("0000000000", "check_digit"),
    ],
)
def test_a_business_number_that_cannot_be_right_says_why(typed: str, code: str) -> None:
    with pytest.raises(CellError) as caught:
        numbers.business_number(typed)
    assert caught.value.code == code
    assert caught.value.remedy


def test_a_corporate_number_has_its_own_check_digit() -> None:
    """By hand: 1 + 6 + 0 + 2 + 1 + 2 + 0 + 0 + 0 + 12 + 2 + 8 = 34, so 6 is missing to forty."""
    assert numbers.corporate_number("130111-0006246") == "1301110006246"
    with pytest.raises(CellError):
        numbers.corporate_number("130111-0006247")


def test_a_corporate_number_that_excel_has_shortened_is_no_number() -> None:
    """By hand: 1 + 2 + 0 + 2 + 1 + 4 = 10, so nothing is missing: the check digit is right."""
    assert numbers.corporate_check_digit("110112000000") == 0
    with pytest.raises(CellError) as caught:
        numbers.corporate_number("1101120000000")
    assert caught.value.code == "lost_digits"


def test_numbers_are_shown_with_hyphens() -> None:
    assert numbers.shown_business("1248100998") == "124-81-00998"
    assert numbers.shown_corporate("1301110006246") == "130111-0006246"
    assert numbers.shown_business(None) == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("069730", "069730"),
        ("5930", "005930"),
        ("a005930", "005930"),
        (" ００５９３０ ", "005930"),
        ("0004v0", "0004V0"),
    ],
)
def test_a_stock_code_is_kept_in_one_shape(typed: str, kept: str) -> None:
    assert krx_code(typed) == kept
    assert identifier("KRX", typed) == ("krx", kept)


@pytest.mark.parametrize("typed", ["", "0059301", "A5930", "KR7005930003", "00593-0"])
def test_what_is_no_stock_code_says_what_one_looks_like(typed: str) -> None:
    with pytest.raises(CellError) as caught:
        krx_code(typed)
    assert "069730" in caught.value.remedy


def test_numbers_of_other_registers_stay_as_they_are() -> None:
    assert identifier("DUNS", " 12-345 ") == ("duns", "12-345")
