"""The tables of an edition: nobody can be found, not by subtraction over several pages either."""

import random
from collections import Counter
from itertools import combinations, product

import pytest

from deungdae.apps.gap.bridge.tables import INDICATORS, SIDES, Answer, shown_of, table_of
from deungdae.engine.gap.check import faults_of_shown
from deungdae.engine.gap.solve import kept_both_ways

pytestmark = pytest.mark.one_database
SIZES, INDUSTRIES, REGIONS = ("large", "mid_sized"), ("C", "J"), ("11", "41")


def answers_of(cells: dict[tuple[str, str, str], int], seed: int = 0) -> list[Answer]:
    chance = random.Random(seed)  # noqa: S311 - scores, no secrets
    return [
        Answer(*place, (chance.randint(0, 1), *(chance.randint(0, 10_000) for _ in INDICATORS[1:])))
        for place, count in cells.items()
        for _number in range(count)
    ]


def shown_sets(answers: list[Answer]) -> dict[str, frozenset[int]]:
    """Who stands in which figure of the sides, the whole and the parts of the weighted one, by number."""
    found, sides = shown_of(answers)
    kept = [number for number, one in enumerate(answers) if one in set(found)]
    sets = {"whole": frozenset(kept)}
    for side in sides:
        for name in {getattr(one, side) for one in answers}:
            sets[f"{side} {name}"] = frozenset(n for n in kept if getattr(answers[n], side) == name)
    for is_made in (True, False) if sides == SIDES else ():
        sets[f"weighted {is_made}"] = frozenset(
            n for n in kept if answers[n].size == "mid_sized" and answers[n].is_made is is_made
        )
    return {name: found for name, found in sets.items() if found}


@pytest.mark.parametrize("seed", range(40))
def test_no_sum_and_difference_of_any_figures_of_all_sides_leaves_fewer_than_five(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - counts, no secrets
    cells = {place: chance.choice((0, 1, 2, 4, 6, 9)) for place in product(SIZES, INDUSTRIES, REGIONS)}
    assert faults_of_shown(shown_sets(answers_of(cells, seed)), 5) == []


def test_three_sides_give_away_more_than_each_two_of_them() -> None:
    """Each two margins of this world are safe, all three leave three companies: so two axes are one."""
    places = {
        ("large", "J", "11"): 9,
        ("mid_sized", "C", "11"): 6,
        ("mid_sized", "J", "41"): 6,
        ("mid_sized", "C", "41"): 2,
        ("large", "C", "11"): 1,
    }
    answers = answers_of(places)
    for one, two in combinations(SIDES, 2):
        counts = Counter((getattr(answer, one), getattr(answer, two)) for answer in answers)
        assert kept_both_ways(counts) == set(counts)
    everybody = {f"{side} {name}": members(answers, side, name) for side, name in named(answers)}
    assert faults_of_shown(everybody, 5)
    assert faults_of_shown(shown_sets(answers), 5) == []


def named(answers: list[Answer]) -> list[tuple[str, str]]:
    return sorted({(side, getattr(one, side)) for one in answers for side in SIDES})


def members(answers: list[Answer], side: str, name: str) -> frozenset[int]:
    return frozenset(number for number, one in enumerate(answers) if getattr(one, side) == name)


def test_a_sample_without_small_cells_is_shown_whole() -> None:
    cells = dict.fromkeys(product(SIZES, INDUSTRIES, REGIONS), 5)
    found = table_of(answers_of(cells), 2024)
    assert found["n"] == 40
    shown = {side: found["figures"]["use"]["sides"][side] for side in SIDES}
    assert {name: row[0] for name, row in shown["size"].items()} == {"large": 20, "mid_sized": 20}
    assert found["figures"]["D6"]["weighted"]["row"][0] == 20


def test_a_scattered_sample_is_shown_on_one_side_or_as_a_whole() -> None:
    industries = [chr(ord("C") + number) for number in range(9)]
    cells = {("", one, f"{11 + number}"): 2 for number, one in enumerate(industries)}
    found = table_of(answers_of(cells), 2021)
    assert (found["n"], found["figures"]["use"]["whole"][0]) == (18, 18)
    assert found["figures"]["use"]["sides"]["size"][""][0] == 18
    assert set(found["figures"]["use"]["sides"]["industry"].values()) == {None}
    sizes = ("large", "mid_sized", "sme")
    apart = {(sizes[number % 3], one, f"{11 + number}"): 1 for number, one in enumerate(industries)}
    found = table_of(answers_of(apart), 2021)
    assert (found["n"], found["figures"]["D1"]["whole"][0]) == (9, 9)
    assert {row for side in found["figures"]["D1"]["sides"].values() for row in side.values()} == {None}
    assert found["figures"]["use"]["weighted"] is None


def test_figures_are_the_means_and_rates_of_what_is_kept() -> None:
    answers = answers_of(
        {("mid_sized", "C", "41"): 30, ("mid_sized", "J", "41"): 20, ("large", "C", "11"): 2}
    )
    found = table_of(answers, 2025)["figures"]
    kept, _sides = shown_of(answers)
    assert Counter(one.size for one in kept) == {"mid_sized": 50}
    n, value, low, high = found["overall"]["whole"]
    assert (n, value) == (50, round(sum(one.values[1] for one in kept) / 50))
    assert low < value < high
    assert found["overall"]["sides"]["size"]["large"] is None
    assert found["use"]["whole"][1] == round(10_000 * sum(one.values[0] for one in kept) / 50)
    weighted = found["overall"]["weighted"]
    made = [one.values[1] for one in kept if one.is_made]
    other = [one.values[1] for one in kept if not one.is_made]
    expected = (2174 * sum(made) / 30 + 4300 * sum(other) / 20) / 6474
    assert abs(weighted["row"][1] - expected) <= 1
    assert (weighted["year"], weighted["population"]) == (2024, 6474)


def test_more_answers_than_the_country_has_companies_are_not_weighted() -> None:
    answers = answers_of({("mid_sized", "C", "41"): 2200, ("mid_sized", "J", "11"): 30})
    found = table_of(answers, 2024)["figures"]["overall"]
    assert found["weighted"] is None
    assert found["whole"][0] == 2230


def test_a_sample_of_nobody_and_of_four_shows_nothing() -> None:
    for count in (0, 4):
        found = table_of(answers_of({("mid_sized", "C", "41"): count}), 2024)["figures"]["overall"]
        assert found["whole"] is None
        assert found["weighted"] is None
        assert set(found["sides"]["size"].values()) <= {None}
