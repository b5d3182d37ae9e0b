"""The effect of services in made-up worlds where it is known; data and words."""

import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, nct, t

from deungdae.engine.gap.check import faults_of_effect, faults_of_pairs
from deungdae.engine.gap.decision import effect_of, record_of, rerun
from deungdae.engine.gap.explain import of_effect, told
from deungdae.engine.gap.formats import figures_of, population_of
from deungdae.engine.gap.model import Company, Effect, NotYet
from deungdae.engine.gap.rules import PAIRS_NEEDED, band_of
from deungdae.engine.gap.solve import effects
from deungdae.engine.gap.solve.pairs import pairs_of
from deungdae.engine.kernel.decision import Decision, verify
from deungdae.engine.kernel.errors import DecisionError, InputError
from tests.engine.gap.worlds import world

pytestmark = pytest.mark.one_database
DATA = Path(__file__).resolve().parents[3] / "data"
WORLDS = 100
FEWEST, MOST = (int(binom.ppf(end, WORLDS, 0.95)) for end in (1e-4, 1 - 1e-4))
"""Of so many worlds so many are covered by a true interval of 95 %, but for one run in 5,000."""


def split(companies: list[Company]) -> tuple[list[Company], list[Company]]:
    return [one for one in companies if one.services], [one for one in companies if not one.services]


def test_the_interval_covers_the_truth_and_nothing_is_claimed_of_nothing() -> None:
    """Without an effect to claim an effect is not to cover the truth; a known effect moves both alike."""
    found = [effects(world(seed, effect=0, companies=300)) for seed in range(WORLDS)]
    whole = [one.whole for one in found if isinstance(one.whole, Effect)]
    assert len(whole) == WORLDS
    assert FEWEST <= sum(not one.is_claimed for one in whole) <= MOST
    families = [[one for one in each.services.values() if isinstance(one, Effect)] for each in found]
    assert sum(any(one.is_claimed for one in family) for family in families) <= WORLDS - FEWEST
    # Before and after alone would claim the drift and the return to the mean.
    assert sum(one.before_after for one in whole) / WORLDS > 250
    moved = effects(world(0, effect=3, companies=300)).whole
    assert isinstance(moved, Effect)
    assert (moved.value, moved.low, moved.high) == tuple(
        one + 300 for one in (whole[0].value, whole[0].low, whole[0].high)
    )


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10_000), st.integers(20, 120))
def test_pairs_are_comparable_and_none_is_left(seed: int, count: int) -> None:
    companies = world(seed, effect=1, companies=count)
    pairs = pairs_of(*split(companies))
    assert faults_of_pairs(companies, pairs) == []
    assert pairs_of(*split(companies[::-1])) == pairs


def test_an_effect_is_that_of_the_checker_and_says_what_would_have_come_anyway() -> None:
    companies = world(3, effect=6, companies=600)
    found = effects(companies)
    assert isinstance(found.whole, Effect)
    assert faults_of_effect(companies, pairs_of(*split(companies)), found.whole) == []
    assert faults_of_effect(companies, pairs_of(*split(companies)), replace(found.whole, value=999, high=1))
    assert found.whole.is_claimed
    assert found == effects(companies[::-1])
    assert {one.level for one in found.services.values() if isinstance(one, Effect)} == {9833}
    words = " ".join(one.text for one in of_effect(found.whole))
    assert "신뢰구간은" in words
    assert "비슷한 기업의 점수는" in words
    assert abs(found.whole.apart_before) > 25 > abs(found.whole.apart_after)


def test_too_few_pairs_are_no_number() -> None:
    few = [one for one in world(1, effect=9) if not one.services or one.id < "c0070"]
    found = effects(few).whole
    assert isinstance(found, NotYet)
    assert found.need == 40
    assert of_effect(NotYet(14, 40))[0].text == (
        "아직 자료가 부족합니다. 비교할 짝이 40쌍 필요한데 14쌍이 있습니다."
    )
    assert effects([]).whole == NotYet(0, 40)


def test_so_many_pairs_find_half_a_standard_deviation_in_87_of_100_cases() -> None:
    freedom, shift = PAIRS_NEEDED - 1, 0.5 * PAIRS_NEEDED**0.5
    assert 0.865 < 1 - nct.cdf(t.ppf(0.975, freedom), freedom, shift) < 0.875


def test_a_company_stands_once() -> None:
    with pytest.raises(InputError, match="'c0000'이 두 번"):
        effects(world(1, effect=0, companies=3) * 2)


def test_bands_hold_their_upper_end_and_tenths_are_rounded() -> None:
    assert [band_of(score) for score in (0, 2500, 2501, 5050, 7500, 7501)] == [0, 0, 1, 2, 2, 3]
    assert [told(one) for one in (-4, -5, 1234, 1235)] == ["0.0", "-0.1", "12.3", "12.4"]


def test_the_checker_finds_wrong_pairs() -> None:
    one, two = (
        Company("a", "mid", "C", "11", 4000, 0, frozenset({"교육"})),
        Company("b", "mid", "C", "11", 4150, 0),
    )
    [pair] = pairs_of([one], [two])
    assert faults_of_pairs([one, two], []) == ["a and b could be a pair"]
    assert faults_of_pairs([replace(one, t0=3000), two], [pair]) == ["a and b are not comparable"]
    assert len(faults_of_pairs([replace(one, services=frozenset()), two], [pair, pair])) == 3


def test_published_figures_are_there_with_their_sources() -> None:
    figures = figures_of((DATA / "gap" / "surveys.csv").read_text(encoding="utf-8"))
    use = {one.size: one.value for one in figures if one.indicator == "data_ai_use"}
    assert use == {"large": 2240, "mid_sized": 200, "small": 190}
    assert {one.n for one in figures} == {416, 188, None}
    assert len({(one.survey, one.size, one.indicator, one.vintage) for one in figures}) == len(figures) == 39


def test_the_population_adds_up_to_the_counts_of_the_country() -> None:
    rows = (DATA / "mid_sized_counts.csv").read_text(encoding="utf-8").splitlines()[1:]
    firms = {int(row.split(",")[0]): int(row.split(",")[3]) for row in rows if ",firms,," in row}
    sums: dict[tuple[int, str], int] = {}
    for one in population_of((DATA / "gap" / "population.csv").read_text(encoding="utf-8")):
        sums[one.year, one.axis] = sums.get((one.year, one.axis), 0) + one.firms
    assert len(sums) == 4
    assert all(total == firms[year] for (year, _axis), total in sums.items())
    assert round(Fraction(5058, 5868) * 1000) == 862


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("year,cell\n", "1번째 줄의 열 이름이 'year, cell'"),
        (
            "year,axis,cell,firms,vintage,mark,source\n2024,sales,a,many,1,R,x",
            "2번째 줄 '2024, sales, a, many",
        ),
        ("year,axis,cell,firms,vintage,mark,source\n2024,sales,a,7,1,R", "출처는 빠짐없이"),
    ],
)
def test_a_bad_file_is_refused_with_the_row(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        population_of(text)


def test_a_figure_finer_than_hundredths_is_refused() -> None:
    head = "survey,year,size,indicator,value,unit,n,published,vintage,mark,source\n"
    for value in ("2.001", "NaN", "2,0"):
        with pytest.raises(InputError, match="읽을 수 없습니다"):
            figures_of(f"{head}kpc,2021,small,use,{value},%,,,1,R,x")


def test_the_record_of_an_effect_is_run_again_and_a_changed_one_is_found() -> None:
    companies = [
        Company(
            f"{place:02d}",
            "mid",
            "C",
            "11",
            4000 + place,
            4100 + place,
            frozenset({"교육"} if place % 2 else ()),
        )
        for place in range(90)
    ]
    record = record_of(companies[::-1])
    assert record.inputs_hash == record_of(companies).inputs_hash
    assert effect_of(record.result["whole"]).pairs == len(record.result["pairs"]) == 45
    assert verify(Decision.from_json(record.to_json()), rerun).same
    other = record_of([replace(companies[0], t1=9000), *companies[1:]])
    assert not verify(replace(record, result=other.result, result_hash=other.result_hash), rerun).same
    for bad in ([["a"]], {"a": 1}, 3, [[1, 2, 3, 4, 5, 6, 7]]):
        with pytest.raises(DecisionError):
            rerun(bad, {}, 0)


def test_nobody_pays_for_scipy_before_it_is_used() -> None:
    code = "import sys, deungdae.engine.gap.solve; sys.exit('scipy' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
