"""Records that may be one organisation are found, scored, and told from those that only sound alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from deungdae.engine.duplicates.check import faults, quality
from deungdae.engine.duplicates.model import Record
from deungdae.engine.duplicates.rules import SUGGESTED_FROM, compare, distance, sounds
from deungdae.engine.duplicates.solve import resembling, solve

KEYS = some.text(alphabet="가각한빛정밀기계12ab", min_size=1, max_size=7)
RECORDS = some.lists(
    some.builds(
        Record,
        id=some.integers(1, 10**6),
        key=KEYS,
        business_number=some.sampled_from(["", "1234567891", "1234567819", "9876543210"]),
        region=some.sampled_from(["", "48", "48120", "11"]),
        domain=some.sampled_from(["", "one.example"]),
        other_keys=some.lists(KEYS, max_size=2).map(tuple),
    ),
    max_size=12,
    unique_by=lambda record: record.id,
)


def codes(one: Record, other: Record) -> list[str]:
    return [reason.code for reason in compare(one, other).reasons]


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("한빛정밀", "한빛정밀", "same_name"),
        ("한빛정밀", "한빗정밀", "near_name"),
        ("한빛정밀공업", "한빗정밀공업", "near_long_name"),
        ("한빛정밀", "한정빛밀", "swapped_name"),
        ("한빛정밀", "한빛정밀산업", "name_within"),
        ("한빛정밀공업", "한빛밀공업", "missing_syllable"),
        ("한빛정밀", "하발조마", "same_initials"),
    ],
)
def test_names_are_compared_as_people_slip(one: str, other: str, code: str) -> None:
    assert codes(Record(1, one), Record(2, other)) == [code]


def test_a_former_or_english_name_counts_as_a_name() -> None:
    one = Record(1, "새이름정밀", other_keys=("한빛정밀", "hanbit"))
    assert codes(one, Record(2, "한빛정밀")) == ["same_name", "by_other_name"]
    assert codes(one, Record(2, "다른이름", other_keys=("hanbit",))) == ["same_name", "by_other_name"]
    assert codes(one, Record(2, "새이름정밀", other_keys=("hanbit",))) == ["same_name"]
    assert [(found.first, found.second) for found in solve([one, Record(2, "한빛정밀")])] == [(1, 2)]


@pytest.mark.parametrize(
    ("one", "other"), [("한빛제1공장", "한빛제2공장"), ("한빛", "한빗"), ("가나다", "마바사")]
)
def test_other_names_say_nothing(one: str, other: str) -> None:
    assert codes(Record(1, one), Record(2, other)) == []


def test_numbers_speak_for_and_against() -> None:
    one = Record(1, "가", business_number="1234567891", corporate_number="1")
    swapped = Record(2, "나", business_number="1234567819", corporate_number="1")
    other = Record(3, "다", business_number="9876543210", corporate_number="2")
    assert codes(one, swapped) == ["same_corporate_number", "near_business_number"]
    assert codes(one, other) == ["other_corporate_number", "other_business_number"]
    assert compare(one, other).score == 0


def test_the_same_name_elsewhere_is_a_weaker_suggestion_than_in_one_district() -> None:
    here, same, elsewhere = (
        Record(i, "한빛정밀", region=code) for i, code in enumerate(("48120", "48120", "11"))
    )
    assert compare(here, same).score > compare(here, elsewhere).score


@given(RECORDS)
def test_an_answer_holds_and_misses_no_equal_name(records: list[Record]) -> None:
    found = solve(records)
    assert faults(records, found) == []
    pairs = {(one.first, one.second) for one in found}
    for one in records:
        for other in records:
            if one.id < other.id and one.key == other.key and compare(one, other).score >= SUGGESTED_FROM:
                assert (one.id, other.id) in pairs
    for record in records[:1]:
        assert all(one.score >= SUGGESTED_FROM for one in resembling(record, records))


@given(KEYS, KEYS)
def test_a_distance_is_the_same_both_ways_and_stops_at_its_limit(one: str, other: str) -> None:
    first, second = sounds(one), sounds(other)
    whole = distance(first, second, most=99)
    assert whole == distance(second, first, most=99)
    assert distance(first, second, most=2) == min(whole, 3)
    assert (whole == 0) == (first == second)


def test_quality_counts_what_was_found_and_what_was_right() -> None:
    records = [Record(1, "한빛정밀"), Record(2, "한빛정밀"), Record(3, "나래기계"), Record(4, "다온")]
    found = quality(solve(records), {(1, 2), (3, 4)})
    assert (found.precision, found.recall) == (1.0, 0.5)
    assert quality([], set()).precision == 1.0
