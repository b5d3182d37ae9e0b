"""What speaks for one organisation and what against, in points."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from deungdae.engine.duplicates.model import Candidate, Reason, Record

SUGGESTED_FROM = 50
SHORTEST_NEAR_NAME = 3
"""Syllables: two-syllable names that differ in one sound are mostly two names."""
LONG_NAME = 5
POINTS = {
    "same_name": 60,
    "near_long_name": 50,
    "swapped_name": 52,
    "near_name": 40,
    "name_within": 42,
    "missing_syllable": 42,
    "by_other_name": 0,
    "same_initials": 25,
    "same_corporate_number": 70,
    "near_business_number": 25,
    "same_domain": 40,
    "same_phone": 30,
    "same_address": 20,
    "same_district": 15,
    "same_province": 8,
    "other_province": -15,
    "other_business_number": -12,
    "other_corporate_number": -40,
}


def compare(one: Record, other: Record) -> Candidate:
    """The score of a pair: the points of all that was found, kept between 0 and 100."""
    first, second = sorted((one, other), key=lambda record: record.id)
    codes = [*_names(first, second), *_numbers(first, second), *_contacts(first, second)]
    codes += _places(first, second)
    reasons = tuple(Reason(code, POINTS[code]) for code in codes)
    score = max(0, min(100, sum(reason.points for reason in reasons)))
    return Candidate(first.id, second.id, score, reasons)


def _names(one: Record, other: Record) -> Iterator[str]:
    """The closest of all names of both; of equally close ones their own."""
    found = [(list(_alike(a, b)), (a, b)) for a in one.keys for b in other.keys]
    codes, pair = max(found, key=lambda each: sum(POINTS[code] for code in each[0]))
    yield from codes
    if codes and pair != (one.key, other.key):
        yield "by_other_name"


def _alike(one: str, other: str) -> Iterator[str]:
    short, long = sorted((one, other), key=len)
    if short == long:
        yield "same_name"
    elif len(short) >= SHORTEST_NEAR_NAME and numerals(short) == numerals(long):
        yield from _near_names(short, long)


def _near_names(short: str, long: str) -> Iterator[str]:
    if is_near(short, long):
        yield "near_long_name" if len(short) >= LONG_NAME else "near_name"
    elif len(short) == len(long) and sorted(short) == sorted(long) and distance(short, long, most=1) <= 1:
        yield "swapped_name"
    elif long.startswith(short) or long.endswith(short):
        yield "name_within"
    elif len(short) >= LONG_NAME - 1 and len(short) < len(long) and distance(short, long, most=1) <= 1:
        yield "missing_syllable"
    elif initials(short) == initials(long):
        yield "same_initials"


def _numbers(one: Record, other: Record) -> Iterator[str]:
    if one.corporate_number and other.corporate_number:
        same = one.corporate_number == other.corporate_number
        yield "same_corporate_number" if same else "other_corporate_number"
    if one.business_number and other.business_number and one.business_number != other.business_number:
        near = distance(one.business_number, other.business_number, most=1) <= 1
        yield "near_business_number" if near else "other_business_number"


def _contacts(one: Record, other: Record) -> Iterator[str]:
    if one.domain and one.domain == other.domain:
        yield "same_domain"
    if one.phone and one.phone == other.phone:
        yield "same_phone"
    if one.address and one.address == other.address:
        yield "same_address"


def _places(one: Record, other: Record) -> Iterator[str]:
    if not (one.region and other.region):
        return
    if one.region[:2] != other.region[:2]:
        yield "other_province"
    elif one.region == other.region and len(one.region) > 2:
        yield "same_district"
    else:
        yield "same_province"


def is_near(short: str, long: str) -> bool:
    """Whether a slip of the pen makes one name of the other: one sound, or two in a long name."""
    most = 1 if len(short) <= 4 else 2
    return distance(sounds(short), sounds(long), most=most) <= most


def numerals(name: str) -> str:
    """Names that differ in a numeral are two: 제1공장, 제2공장."""
    return "".join(sign for sign in name if sign.isdecimal())


def sounds(name: str) -> str:
    """A name by its letters: 한빛 → ㅎㅏㄴㅂㅣㅊ."""
    return unicodedata.normalize("NFD", name)


def initials(name: str) -> str:
    """The first consonant of each syllable; other signs as they are."""
    return "".join(unicodedata.normalize("NFD", sign)[0] for sign in name)


def distance(one: str, other: str, *, most: int) -> int:
    """How many signs to write, strike, replace or swap with their neighbour; `most` + 1 when more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, sign in enumerate(one, start=1):
        above, row = row, [i]
        for j, its in enumerate(other, start=1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (sign != its))
            if i > 1 and j > 1 and sign == other[j - 2] and one[i - 2] == its:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before = above
    return min(row[-1], most + 1)
