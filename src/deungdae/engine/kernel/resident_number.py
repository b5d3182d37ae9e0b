"""Resident and alien registration numbers in a text (주민등록번호, 외국인등록번호): found, and masked.

Six digits that are a day of birth and seven that begin with 1–8, in any digits of Unicode, together or with
blanks, one mark or invisible characters between, or each digit by itself as in the boxes of a form. 1, 2, 5,
6 stand for births of the 1900s, 3, 4, 7, 8 for those since 2000; nobody is born after today. The last digit
decides nothing by itself: numbers given since October 2020 carry no check digit. Only what can be a corporate
number (the kind of company in the fifth and sixth place) is left alone: when its own check digit is right
(weights 1,2) and that of an old resident number is not, and, however it ends, when nobody alive is as old as
its birth says (110111-1… would be one of 1911).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

HIDDEN = "\u00ad\u200b-\u200f\u2060\ufeff"
MARKS = "-~.·•_/|:,\u2010-\u2015\u2212\uff0d\uff0e\uff0f"
SPACE, DASH = rf" \u00a0\u2000-\u200a\u3000{HIDDEN}", "-\u2010-\u2015\u2212\uff0d"
CLOSE = rf"(?:[{HIDDEN}]{{0,3}}\d)"
"""The next digit, with what nobody sees between."""
SPACED = rf"(?:[{SPACE}]\d)"
"""The next digit as the boxes of a form give it; the dash must be there, for rows of a table have none."""
PATTERN = re.compile(
    rf"(?<!\d)(?:\d{CLOSE}{{5}}[\s{HIDDEN}]{{0,3}}[{MARKS}]?[\s{HIDDEN}]{{0,3}}\d{CLOSE}{{6}}"
    rf"|(?<!\d[{SPACE}])\d{SPACED}{{5}}[{SPACE}]{{0,3}}[{DASH}][{SPACE}]{{0,3}}\d{SPACED}{{6}}"
    rf"(?![{SPACE}]\d))(?!\d)"
)
BORN_WITH, BEFORE_2000 = "12345678", "1256"
RESIDENT_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
ALIEN = "5678"
COMPANY_KINDS = frozenset({"11", "12", "13", "14", "15", "21", "22"})
"""Fifth and sixth digit of a corporate number: companies, associations and foundations."""
OLDEST = 110
"""Years of age from which a birth is none where the number can be a company's."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a number stands: line and character, both from 1; `start` and `end` as in a slice of the text."""

    start: int
    end: int
    line: int
    character: int
    masked: str


def resident_numbers(text: str, *, today: date) -> Iterator[Found]:
    """Every number of the text, from its beginning."""
    for match in PATTERN.finditer(text):
        digits = "".join(str(unicodedata.decimal(one)) for one in match[0] if one.isdecimal())
        born = birth(digits)
        if born and born <= today and not is_corporate(digits, born=born, today=today):
            before = text[: match.start()]
            last_break = before.rfind("\n")
            yield Found(
                start=match.start(),
                end=match.end(),
                line=before.count("\n") + 1,
                character=match.start() - last_break,
                masked=masked(digits),
            )


def birth(digits: str) -> date | None:
    """The day that the first six digits are in the century that the seventh tells; None: they are none."""
    if digits[6] not in BORN_WITH:
        return None
    century = 1900 if digits[6] in BEFORE_2000 else 2000
    try:
        return date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return None


def is_corporate(digits: str, *, born: date, today: date) -> bool:
    """Whether this is a corporate number, perhaps a mistyped one: no person could have it."""
    if digits[4:6] not in COMPANY_KINDS:
        return False
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    total = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(digits[:12]))
    is_right = (10 - total % 10) % 10 == int(digits[12])
    return age >= OLDEST or (is_right and not has_old_check_digit(digits))


def has_old_check_digit(digits: str) -> bool:
    """The thirteenth digit of numbers given before October 2020; that of foreigners lies two higher."""
    total = sum(weight * int(digit) for weight, digit in zip(RESIDENT_WEIGHTS, digits, strict=False))
    lift = 2 if digits[6] in ALIEN else 0
    return (11 - total % 11 + lift) % 10 == int(digits[12])


def masked(digits: str) -> str:
    """As much as a person needs to find it again in a text: 80****-*******."""
    return f"{digits[:2]}****-*******"


def without_resident_numbers(text: str, *, today: date) -> str:
    """The text with every number masked."""
    parts, end = [], 0
    for found in resident_numbers(text, today=today):
        parts += [text[end : found.start], found.masked]
        end = found.end
    return "".join([*parts, text[end:]])
