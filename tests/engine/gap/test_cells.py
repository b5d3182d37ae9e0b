"""What is shown lets nobody be found: every sum and difference of figures is tried."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deungdae.engine.gap.check import faults_of_shown
from deungdae.engine.gap.explain import of_cell
from deungdae.engine.gap.model import Row, Sums
from deungdae.engine.gap.solve import Ladder, kept_both_ways

pytestmark = pytest.mark.one_database

ORDER = (1, 0, 1)
"""The region first, then the industry, then the country."""
places = st.tuples(st.sampled_from("ab"), st.sampled_from(["x1", "x2", "y1"])).map(
    lambda one: ((one[0], "*"), (one[1], one[1][0], "*"))
)


def sets_of(ladder: Ladder, rows: list[Row]) -> dict[str, frozenset[int]]:
    return {
        f"{level} {key}": frozenset(n for n, row in enumerate(rows) if ladder.key_of(row.place, level) == key)
        for level, keys in enumerate(ladder.open)
        for key in sorted(keys)
    }


@settings(deadline=None, max_examples=40)
@given(st.lists(places, max_size=20), st.integers(2, 4))
def test_no_difference_of_wider_and_finer_cells_leaves_a_few(found: list, least: int) -> None:
    rows = [Row(place, Sums.of([number])) for number, place in enumerate(found)]
    shown = {answers: name for name, answers in sets_of(Ladder(rows, ORDER, least=least), rows).items()}
    assert faults_of_shown({name: answers for answers, name in list(shown.items())[:9]}, least) == []


def test_a_small_cell_is_widened_and_says_so() -> None:
    rows = [Row((("C26", "C", "*"), ("11", "*")), Sums(1, 1, 1))] * 3
    rows += [Row((("C26", "C", "*"), ("26", "*")), Sums(1, 0, 0))] * 4 + [
        Row((("C10", "C", "*"), ("11", "*")), Sums(1, 0, 0))
    ] * 5
    found = Ladder(rows, (1, 0, 0)).cell((("C26", "C", "*"), ("11", "*")))
    assert found is not None
    assert (found.key, found.sums.n) == (("C26", "*"), 7)
    [said] = of_cell(found, ("업종", "지역"))
    assert said.text == (
        "응답이 5곳보다 적거나 빼면 알 수 있어 지역 범위를 '11'에서 '*'로 넓혔습니다. 응답은 7곳입니다."
    )


def test_what_is_unknown_is_like_nobody_else_s() -> None:
    """Nine of unknown industry are no cell of their own, and hold nobody back from a wider one."""
    unknown, known = (("?", "?", "*"), ("11", "*")), (("C26", "C", "*"), ("11", "*"))
    ladder = Ladder([Row(unknown, Sums(9, 9, 9)), Row(known, Sums(6, 0, 0))], (1, 0, 0))
    assert [len(keys) for keys in ladder.open] == [1, 1, 1, 1]
    found = ladder.cell(unknown)
    assert found is not None
    assert (found.key, found.sums, [step.n for step in found.steps]) == (
        ("*", "*"),
        Sums(15, 9, 9),
        [0, 15],
    )


def test_a_wider_cell_that_would_give_a_small_one_away_is_not_shown_either() -> None:
    """Three of one region and nine of another: twelve less nine would be the three."""
    rows = [Row((("11", "*"),), Sums(1, 1, 1))] * 3 + [Row((("26", "*"),), Sums(1, 0, 0))] * 9
    ladder = Ladder(rows, (0,))
    assert ladder.cell((("11", "*"),)) is None
    assert [len(keys) for keys in ladder.open] == [1, 0]
    assert faults_of_shown({"26": frozenset(range(3, 12)), "*": frozenset(range(12))}, 5)
    assert "보여 주지 않습니다" in of_cell(None, ())[0].text


@settings(deadline=None, max_examples=60)
@given(
    st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), st.integers(0, 4), max_size=9),
    st.integers(2, 4),
)
def test_no_difference_of_sums_of_rows_and_columns_leaves_a_few(counts: dict, least: int) -> None:
    kept = kept_both_ways(counts, least=least)
    answers = [(cell, number) for cell in sorted(kept) for number in range(counts[cell])]
    figures: dict[str, set[int]] = {"*": set(range(len(answers)))} if answers else {}
    for place, ((one, two), _number) in enumerate(answers):
        figures.setdefault(one, set()).add(place)
        figures.setdefault(two, set()).add(place)
    assert faults_of_shown({name: frozenset(those) for name, those in figures.items()}, least) == []


def test_margins_of_nested_cells_would_give_a_few_away() -> None:
    """All large ones are in one region with two small ones: the region less the large would be the two."""
    counts = {("large", "11"): 18, ("small", "11"): 2, ("small", "26"): 30}
    assert kept_both_ways(counts) == {("large", "11"), ("small", "26")}
    assert kept_both_ways({("large", "11"): 18, ("small", "11"): 9}) == {("large", "11"), ("small", "11")}
    assert kept_both_ways({("large", "11"): 4}) == set()
