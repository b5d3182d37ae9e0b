"""Rates, means and weights: known intervals, exact checks, coverage in samples from a known population."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deungdae.engine.gap.check import faults_of_rate
from deungdae.engine.gap.explain import of_estimate, of_weighted
from deungdae.engine.gap.model import Estimate, Measure, Stratum, Sums
from deungdae.engine.gap.solve import estimate, mean_of, weighted
from deungdae.engine.kernel.errors import InputError

pytestmark = pytest.mark.one_database


@settings(deadline=None)
@given(st.lists(st.integers(0, 1), min_size=5, max_size=60))
def test_a_rate_and_its_interval_are_those_of_the_checker(values: list[int]) -> None:
    found = estimate(values, Measure.RATE)
    assert found is not None
    assert faults_of_rate(values, found) == []


def test_a_wrong_interval_is_found_out() -> None:
    assert faults_of_rate([0, 1] * 5, Estimate(Measure.RATE, 10, 5000, 2366, 7634)) == []
    assert faults_of_rate([0, 1] * 5, Estimate(Measure.RATE, 10, 5000, 2000, 7634))
    assert faults_of_rate([0, 1] * 5, Estimate(Measure.RATE, 9, 4000, 2366, 7634))


def test_a_mean_has_the_interval_of_student() -> None:
    """Student's sleep data (1908): mean 2.33, sd 2.002, t(9) = 2.262; hence 0.90 to 3.76."""
    hundredths = [190, 80, 110, 10, -10, 440, 550, 160, 460, 340]
    found = Estimate(Measure.MEAN, 10, 233, 90, 376)
    assert estimate(hundredths, Measure.MEAN) == found
    assert mean_of(Sums.joined([Sums.of(hundredths[:3]), Sums.of(hundredths[3:])])) == found
    assert estimate([700] * 5, Measure.MEAN) == Estimate(Measure.MEAN, 5, 700, 700, 700)


def test_fewer_than_five_answers_are_no_figure() -> None:
    assert estimate([1, 1, 0, 1], Measure.RATE) is None
    assert weighted([Stratum("a", 90, (1, 1)), Stratum("b", 9, (0, 1))], Measure.RATE) is None
    assert "보여 주지 않습니다" in of_estimate(None).text


def test_each_part_counts_as_much_as_it_has_companies() -> None:
    """By hand: 0.9 × 0.2 + 0.1 × 0.8 = 0.26; Kish's design effect 20 × (0.81 / 10 + 0.01 / 10) = 1.64."""
    strata = [Stratum("small", 900, (1, 1) + (0,) * 8), Stratum("large", 100, (1,) * 8 + (0, 0))]
    found = weighted([*strata, Stratum("silent", 50, ())], Measure.RATE)
    assert found is not None
    assert (found.estimate.value, found.design_effect, found.effective) == (2600, 164, 1220)
    assert (found.population, found.silent, found.silent_population) == (1000, ("silent",), 50)
    assert found.estimate.low < 2600 < found.estimate.high
    assert len(of_weighted(found)) == 2


def test_small_parts_are_counted_as_one() -> None:
    strata = [Stratum("a", 50, (100,) * 9), Stratum("b", 30, (400, 200)), Stratum("c", 20, (900,))]
    found = weighted(strata, Measure.MEAN)
    assert found is not None
    assert found.joined == ("a", "b", "c")
    assert weighted([*strata, Stratum("d", 10, (0,) * 6)], Measure.MEAN).joined == ("b", "c", "d")  # type: ignore[union-attr]


def test_equal_shares_say_what_a_simple_sample_says() -> None:
    values = tuple(random.Random(5).randrange(0, 10_000) for _one in range(200))  # noqa: S311
    simple, found = estimate(values, Measure.MEAN), weighted([Stratum("a", 10**9, values)], Measure.MEAN)
    assert found is not None
    assert (found.estimate, found.design_effect, found.effective) == (simple, 100, 20_000)


def test_more_answers_than_companies_are_refused_with_the_part() -> None:
    with pytest.raises(InputError, match="'a' 층의 모집단이 4곳인데 응답은 5곳"):
        weighted([Stratum("a", 4, (1,) * 5)], Measure.RATE)


@pytest.mark.parametrize("measure", list(Measure))
def test_the_weighted_interval_covers_what_is_true_of_the_population(measure: Measure) -> None:
    """400 unequal samples of one population; fewer than 366 covered ones come by chance in one of 3,000."""
    chance = random.Random(1)  # noqa: S311
    sizes, taken = (900, 300, 60), (30, 30, 30)
    people = [
        [
            int(chance.random() < rate) if measure is Measure.RATE else round(chance.gauss(9000 * rate, 900))
            for _one in range(size)
        ]
        for size, rate in zip(sizes, (0.1, 0.4, 0.7), strict=True)
    ]
    truth = sum(map(sum, people)) / sum(sizes) * (10_000 if measure is Measure.RATE else 1)
    covered = 0
    for _sample in range(400):
        strata = [
            Stratum(str(number), len(all_of), tuple(chance.sample(all_of, count)))
            for number, (all_of, count) in enumerate(zip(people, taken, strict=True))
        ]
        found = weighted(strata, measure)
        assert found is not None
        covered += found.estimate.low - 0.5 <= truth <= found.estimate.high + 0.5
    assert covered >= 366
