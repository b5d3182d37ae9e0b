"""Means and what may be shown of them: every subtraction is tried."""

from hypothesis import given
from hypothesis import strategies as st

from deungdae.engine.surveys.check import faults
from deungdae.engine.surveys.model import Change, Mean
from deungdae.engine.surveys.solve import change, mean, shown


@given(st.lists(st.integers(0, 30), max_size=7), st.integers(2, 8))
def test_no_subtraction_leaves_a_few(counts: list[int], least: int) -> None:
    assert faults(counts, shown(counts, least=least), least) == []


def test_the_smallest_is_hidden_with_a_small_one() -> None:
    assert shown([12, 3, 7]) == (True, False, False)
    assert shown([12, 3, 2]) == (True, False, False)
    assert shown([12, 7, 0]) == (True, True, True)
    assert shown([3]) == (False,)


def test_a_whole_that_is_shown_with_all_but_one_part_would_be_found_out() -> None:
    assert faults([12, 3, 7], (True, False, True), 5) == ["without (0, 2) 3 answers are left"]
    assert faults([12, 3], (True, True), 5)[0] == "part 1 is shown"


def test_a_change_counts_those_who_answered_both() -> None:
    assert change({1: 2, 2: 5, 3: 3}, {1: 4, 3: 4, 4: 1}) == Change(Mean(2, 250), Mean(2, 400))
    assert mean([1, 2, 2]) == Mean(3, 167)
    assert mean([]) == Mean(0, 0)
