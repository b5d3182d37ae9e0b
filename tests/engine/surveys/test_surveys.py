"""Means and what may be shown of them: every subtraction is tried, also between two looks."""

from hypothesis import given
from hypothesis import strategies as st

from deungdae.engine.kernel.disclosure import shown
from deungdae.engine.surveys.check import faults_of_mean, faults_of_shown
from deungdae.engine.surveys.model import Change, Mean
from deungdae.engine.surveys.solve import change, mean

parts = st.dictionaries(st.integers(0, 5), st.lists(st.integers(1, 5), max_size=12), max_size=6)


@given(st.lists(st.integers(0, 5)))
def test_means_are_those_of_the_checker(values: list[int]) -> None:
    assert faults_of_mean(values, mean(values)) == []


@given(parts, st.integers(2, 8))
def test_no_subtraction_leaves_a_few_however_often_one_looks(found: dict[int, list[int]], least: int) -> None:
    looks = [shown(dict(list(found.items())[:count]), least=least) for count in range(len(found) + 1)]
    assert faults_of_shown(looks, least) == []


def test_a_whole_that_holds_a_small_part_would_be_found_out() -> None:
    assert shown({"1기": [5] * 9, "2기": [1] * 4}) == {"1기": [5] * 9}
    assert faults_of_shown([{"1기": [5] * 9, "2기": [1] * 4}], 5) == ["without ('1기',) 4 answers are left"]
    assert faults_of_mean([1, 2], Mean(2, 160)) == ["160 hundredths, not 150"]
    assert faults_of_mean([1, 2], Mean(3, 150)) == ["3 people, not 2"]


def test_a_change_counts_those_who_answered_both() -> None:
    assert change({1: 2, 2: 5, 3: 3}, {1: 4, 3: 4, 4: 1}) == Change(Mean(2, 250), Mean(2, 400))
    assert mean([1, 2, 2]) == Mean(3, 167)
    assert mean([]) == Mean(0, 0)
