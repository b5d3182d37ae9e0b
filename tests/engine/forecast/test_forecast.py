"""Forecasts: judged by an independent checker, silent where they must be, honest about what it would take."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deungdae.engine.forecast.check import faults_of
from deungdae.engine.forecast.explain import of_forecast, shares_of
from deungdae.engine.forecast.model import Aim, CannotTell, Forecast, Question, Why
from deungdae.engine.forecast.rules import AHEAD, LEAST_MONTHS
from deungdae.engine.forecast.solve import solve
from deungdae.engine.forecast.sums import in_pieces, piece_of, pieces_in_half, solve_sums
from deungdae.engine.kernel.errors import InputError

pytestmark = pytest.mark.one_database
STEADY = (3, 5, 4, 2, 6, 4, 3, 5, 4, 4, 2, 5) * 3
"""141 in three years, about four a month."""


def told(question: Question) -> Forecast:
    found = solve(question)
    assert isinstance(found, Forecast)
    return found


def test_a_steady_history_goes_on_and_the_checker_agrees() -> None:
    question = Question(STEADY, 1, 24, (Aim(12, 185), Aim(24, 260)))
    found = told(question)
    assert faults_of(question, found) == []
    year = next(one for one in found.points if one.month == 12)
    assert year.low < 141 + 47 < year.high
    assert abs(year.middle - (141 + 47)) <= 6
    assert found.reaches[0].chance >= 50
    assert found.reaches[1].chance < 40


@settings(max_examples=8, deadline=None)
@given(
    st.lists(st.integers(0, 40), min_size=18, max_size=40),
    st.integers(1, 12),
    st.integers(0, 400),
)
def test_whatever_the_history_the_checker_finds_no_fault(counts: list[int], first: int, value: int) -> None:
    question = Question(tuple(counts), first, 12, (Aim(12, value),))
    found = solve(question)
    if isinstance(found, Forecast):
        assert faults_of(question, found) == []
    else:
        assert found.have < found.need


def test_a_wrong_answer_is_found_out() -> None:
    question = Question(STEADY, 1, 12, (Aim(12, 200),))
    found = told(question)
    point, reach, trial = found.points[-1], found.reaches[0], found.trials[0]
    wrong = [
        replace(found, begun=1),
        replace(found, points=(*found.points[:-1], replace(point, low=point.low - 30))),
        replace(found, points=(*found.points[:-1], replace(point, high=point.high - 20))),
        replace(found, points=found.points[::-1]),
        replace(found, reaches=(replace(reach, chance=reach.chance + 30),)),
        replace(found, reaches=(replace(reach, more=reach.more + 5),)),
        replace(found, reaches=(replace(reach, more=0),)),
        replace(found, trials=(replace(trial, actual=trial.actual + 1),)),
    ]
    assert all(faults_of(question, one) for one in wrong)


@pytest.mark.parametrize(
    ("counts", "why"),
    [
        (STEADY[: LEAST_MONTHS - 1], Why.SHORT),
        ((0,) * 30 + (25, 25, 25, 25, 25), Why.RARE),
        ((10,) * 12 + (0,) * 3 + (200,) * 9, Why.UNRELIABLE),
    ],
)
def test_where_nothing_can_be_told_nothing_is_told(counts: tuple[int, ...], why: Why) -> None:
    found = solve(Question(counts, 1, 12, (Aim(12, 500),)))
    assert isinstance(found, CannotTell)
    assert found.why == why
    assert found.have < found.need
    [said] = of_forecast(found, "곳")
    assert str(found.need) in said.text


def test_what_it_would_take_is_the_least_that_is_enough() -> None:
    question = Question(STEADY, 1, 12, (Aim(12, 210),))
    reach = told(question).reaches[0]
    assert reach.more > 0
    enough = replace(question, more=(reach.more / 3,) * 12)
    short = replace(question, more=((reach.more - 2) / 3,) * 12)
    assert told(enough).reaches[0].chance >= 78
    assert told(short).reaches[0].chance < 80
    assert told(enough).fit == told(question).fit


def test_more_inputs_never_lower_a_chance_and_higher_targets_never_raise_it() -> None:
    chances = [
        told(Question(STEADY, 1, 12, (Aim(12, 200),), (more,) * 12)).reaches[0].chance for more in (0, 1, 3)
    ]
    assert chances == sorted(chances)
    found = told(Question(STEADY, 1, 24, tuple(Aim(12, value) for value in (150, 180, 210, 240))))
    assert [one.chance for one in found.reaches] == sorted(
        (one.chance for one in found.reaches), reverse=True
    )


def test_what_is_reached_is_reached_and_what_lies_beyond_has_no_day() -> None:
    found = told(Question(STEADY, 1, 12, (Aim(1, 100), Aim(12, 5_000))))
    reached, far = found.reaches
    assert (reached.chance, reached.middle, reached.more) == (100, 0, 0)
    assert (far.chance, far.middle, far.late) == (0, None, None)
    assert far.more > 1_000


def test_seasons_are_found_and_kept() -> None:
    """Nothing comes in winter: the next winter adds next to nothing."""
    winter = (0, 0, 8, 9, 10, 9, 8, 9, 10, 9, 8, 0)
    found = told(Question(winter * 3, 1, 12))
    march, may = found.fit.season[2], found.fit.season[4]
    assert found.fit.season[0] < 0.2 < march
    assert may > 1
    shares = shares_of(found.trials)
    assert [ahead for ahead, _tried, _held in shares] == list(AHEAD)
    assert sum(held for _ahead, _tried, held in shares) == found.held


def test_growth_is_seen_and_damped() -> None:
    grown = tuple(round(4 * 1.03**month) for month in range(36))
    found = told(Question(grown, 1, 24))
    assert 0.005 < found.fit.growth < 0.03


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (Question((1, -1), 1, 12), "forecast.count"),
        (Question((1,), 13, 12), "forecast.first"),
        (Question((1,), 1, 0), "forecast.horizon"),
        (Question((1,), 1, 12, (Aim(13, 5),)), "forecast.aim"),
        (Question((1,), 1, 12, (), (-1.0,)), "forecast.added"),
    ],
)
def test_what_is_no_history_is_refused_with_a_way_out(question: Question, code: str) -> None:
    with pytest.raises(InputError) as error:
        solve(question)
    assert [issue.code for issue in error.value.issues] == [code]
    assert (
        error.value.issues[0].text.endswith("주십시오.") or "말할 수 없습니다" in error.value.issues[0].text
    )
    assert "{" not in error.value.issues[0].text


def test_the_same_question_has_the_same_answer() -> None:
    question = Question(STEADY, 4, 18, (Aim(6, 170),))
    assert solve(question) == solve(question)


def test_nothing_ever_came_and_little_may_come() -> None:
    found = solve(Question((0,) * 24, 1, 12, (Aim(12, 3),)))
    assert isinstance(found, CannotTell)
    assert found.why == Why.RARE


def money(counts: tuple[int, ...], sizes: tuple[int, ...]) -> tuple[tuple[int, ...], list[int]]:
    """Months that are sums of so many pieces, whose sizes go round."""
    pieces = [sizes[place % len(sizes)] for place in range(sum(counts))]
    months, left = [], iter(pieces)
    for many in counts:
        months.append(sum(next(left) for _place in range(many)))
    return tuple(months), pieces


def test_sums_are_told_in_pieces_and_wider_the_less_alike_these_are() -> None:
    widths = []
    for sizes in ((30_000_000,), (10_000_000, 20_000_000, 60_000_000)):
        months, pieces = money(STEADY, sizes)
        question = Question(months, 1, 12, (Aim(12, sum(months) + 47 * 30_000_000),))
        found = solve_sums(question, pieces)
        assert isinstance(found, Forecast)
        assert found.begun == sum(months)
        asked = in_pieces(replace(question, spread=found.fit.spread), piece_of(pieces))
        assert faults_of(asked, told(asked)) == []
        year = found.points[-1]
        assert year.low < sum(months) + 47 * 30_000_000 < year.high
        assert found.reaches[0].aim == question.aims[0]
        assert found.reaches[0].more % piece_of(pieces) == 0
        assert all(one.actual == sum(months[one.months : one.months + one.ahead]) for one in found.trials)
        widths.append(year.high - year.low)
    assert widths[0] < widths[1]
    assert solve_sums(Question(STEADY, 1, 12), [1] * 141) == solve(Question(STEADY, 1, 12))


def test_a_sum_that_few_large_pieces_make_is_not_told() -> None:
    months, pieces = money(STEADY, (1_000_000,) * 46 + (500_000_000,))
    found = solve_sums(Question(months, 1, 12), pieces)
    assert isinstance(found, CannotTell)
    assert (found.why, found.have) == (Why.UNEVEN, pieces_in_half(pieces)) == (Why.UNEVEN, 2)
    [said] = of_forecast(found, "원")
    assert "2건이 합계의 절반" in said.text
    nothing = solve_sums(Question((0,) * 24, 1, 12), [])
    assert isinstance(nothing, CannotTell)
