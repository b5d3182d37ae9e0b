"""No sum and difference of what is shown of a table leaves fewer than five."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deungdae.apps.portal.bridge.hiding import LEAST, margins_of, shown_counts

pytestmark = pytest.mark.one_database
PLACES = st.lists(st.tuples(*(st.sampled_from("abc") for _axis in range(3))), max_size=60)


def test_a_small_value_is_hidden_and_its_people_stand_in_no_other_side() -> None:
    places = [("2021", "s", "11")] * 20 + [("2022", "m", "11")] * 20 + [("2022", "m", "50")] * 3
    found = margins_of(places)
    assert found.whole == 43
    assert found.sides == ({"2021": 20, "2022": 18}, {"m": 18, "s": 20}, {"11": 38, "50": None}), (
        "two more wait outside: otherwise the whole less a side would tell the three"
    )


def test_fewer_than_five_are_not_told_at_all() -> None:
    found = margins_of([("2021", "s", "11")] * 4)
    assert found.whole is None
    assert [list(one.values()) for one in found.sides] == [[None]] * 3


def test_where_all_sides_would_hide_most_the_best_one_is_told() -> None:
    places = [(f"{2021 + number % 2}", f"s{number}", f"r{number}") for number in range(12)]
    found = margins_of(places)
    assert found.sides[0] == {"2021": 6, "2022": 6}
    assert set(found.sides[1].values()) == {None}


@settings(deadline=None, max_examples=60)
@given(PLACES)
def test_every_side_lacks_the_same_people_nobody_or_five(places: list[tuple[str, str, str]]) -> None:
    found = margins_of(places)
    if found.whole is None:
        assert len(places) < LEAST
        return
    for axis, side in enumerate(found.sides):
        counts = Counter(one[axis] for one in places)
        told = {value: count for value, count in side.items() if count is not None}
        assert all(LEAST <= count <= counts[value] for value, count in told.items())
        missing = len(places) - sum(told.values())
        assert missing == 0 or missing >= LEAST


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(0, 20), max_size=8))
def test_hidden_counts_are_none_or_two_with_five_together(counts: dict[str, int]) -> None:
    found = shown_counts(counts)
    hidden = [key for key, count in found.items() if count is None]
    assert all(count is None or count == counts[key] for key, count in found.items())
    assert all(found[key] is None for key, count in counts.items() if 0 < count < LEAST)
    everything = [key for key, count in counts.items() if count]
    assert hidden in ([], everything) or (len(hidden) > 1 and sum(counts[h] for h in hidden) >= LEAST)
