"""Business and corporate registration numbers: as typed, checked, and as they are shown."""

import re

from django.utils.translation import gettext as _

from deungdae.apps.core.imports.cells import SCIENTIFIC, CellError, lost_digits, plain

BUSINESS_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
SEPARATORS = re.compile(r"[\s.\-‐-―−]")
BUSINESS_DIGITS, CORPORATE_DIGITS = 10, 13


def business_check_digit(first_nine: str) -> int:
    """The tenth digit of a business number (사업자등록번호).

    Weights 1,3,7,1,3,7,1,3,5; to the sum come the tens of five times the ninth digit; the digit is what
    is missing to the next ten.
    """
    digits = [int(digit) for digit in first_nine]
    total = sum(weight * digit for weight, digit in zip(BUSINESS_WEIGHTS, digits, strict=True))
    return (10 - (total + digits[8] * 5 // 10) % 10) % 10


def corporate_check_digit(first_twelve: str) -> int:
    """The thirteenth digit of a corporate number (법인등록번호): weights 1,2,…; missing to the next ten."""
    total = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(first_twelve))
    return (10 - total % 10) % 10


def digits_of(value: str, *, length: int, example: str) -> str:
    """The digits of a number as people type it: 123-45-67890, 123 45 67890, full-width, a trailing .0."""
    words = plain(value)
    if "+" in words and SCIENTIFIC.match(words):
        raise lost_digits()
    digits = words if words.isdecimal() else SEPARATORS.sub("", words.removesuffix(".0"))
    if not (digits.isascii() and digits.isdecimal()):
        raise CellError("not_digits", _("숫자와 ‘-’ 말고 다른 글자가 있습니다."), remedy_of(example))
    if len(digits) != length:
        raise CellError(
            "wrong_length",
            _("숫자가 %(count)s자리입니다. %(length)s자리여야 합니다.")
            % {"count": len(digits), "length": length},
            remedy_of(example),
        )
    return digits


def refuse_lost(digits: str, *, zeros: int) -> None:
    """A number of which Excel has left the first digits alone, 1.3E+09, is 1300000000 once it was saved.

    No register gives the serial number 0; the check digit of one in ten of these would be right.
    """
    if digits.endswith("0" * zeros) and digits.strip("0"):
        raise CellError(
            "lost_digits",
            _("번호의 뒷자리가 모두 0입니다. Excel이 긴 수를 줄여 적으면 이렇게 됩니다."),
            _("증명서를 보고 원래 번호를 다시 적어 주십시오."),
        )


def remedy_of(example: str) -> str:
    return _("증명서를 보고 ‘%(example)s’처럼 다시 적어 주십시오.") % {"example": example}


def business_number(value: str) -> str:
    """Ten digits with a right check digit, or CellError."""
    digits = digits_of(value, length=BUSINESS_DIGITS, example="123-45-00003")
    refuse_lost(digits, zeros=5)
    if business_check_digit(digits[:9]) != int(digits[9]) or digits.startswith("000"):
        raise CellError(
            "check_digit",
            _("사업자등록번호 %(number)s의 검증 숫자가 맞지 않습니다.") % {"number": shown_business(digits)},
            _("사업자등록증의 번호와 한 자리씩 견주어 고쳐 주십시오."),
        )
    return digits


def corporate_number(value: str) -> str:
    """Thirteen digits with a right check digit, or CellError."""
    digits = digits_of(value, length=CORPORATE_DIGITS, example="110111-9999991")
    refuse_lost(digits, zeros=7)
    if corporate_check_digit(digits[:12]) != int(digits[12]) or digits.startswith("000000"):
        raise CellError(
            "check_digit",
            _("법인등록번호 %(number)s의 검증 숫자가 맞지 않습니다.") % {"number": shown_corporate(digits)},
            _("등기부의 번호와 한 자리씩 견주어 고쳐 주십시오."),
        )
    return digits


def shown_business(digits: str | None) -> str:
    """123-45-00003."""
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}" if digits else ""


def shown_corporate(digits: str | None) -> str:
    """110111-9999991."""
    return f"{digits[:6]}-{digits[6:]}" if digits else ""
