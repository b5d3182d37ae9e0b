"""The light of a task: small cases by hand, and every verdict judged by the checker."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deungdae.engine.traffic_light.check import faults_of
from deungdae.engine.traffic_light.explain import number, of_finding
from deungdae.engine.traffic_light.model import Finding, Light, Measure, Step, Verdict
from deungdae.engine.traffic_light.solve import judge, planned_on

DAY = date(2021, 7, 1)
YEAR = Measure("기업", date(2021, 1, 1), 0, ((date(2021, 12, 31), 36_400),))


def at(value: int, on: date = DAY, **facts: object) -> Measure:
    told = {"name": YEAR.name, "begins": YEAR.begins, "baseline": 0, "plan": YEAR.plan, **facts}
    return Measure(**told, value=value, at=on)  # type: ignore[arg-type]


def light(*parts: Step | Measure, on: date = DAY) -> Light:
    steps = [one for one in parts if isinstance(one, Step)]
    measures = [one for one in parts if isinstance(one, Measure)]
    verdict = judge(steps, measures, on=on)
    assert faults_of(verdict, steps, measures, on=on) == []
    return verdict.light


def test_a_task_of_which_nothing_was_due_has_no_light() -> None:
    assert light(Step("공고", DAY)) is Light.GREY
    assert light() is Light.GREY


@pytest.mark.parametrize(
    ("late", "expected"), [(0, Light.GREY), (1, Light.YELLOW), (30, Light.YELLOW), (31, Light.RED)]
)
def test_a_milestone_is_yellow_when_late_and_red_after_thirty_days(late: int, expected: Light) -> None:
    assert light(Step("공고", DAY - timedelta(days=late))) is expected


def test_a_milestone_that_was_reached_is_green_however_late_and_says_so() -> None:
    verdict = judge([Step("공고", DAY - timedelta(days=90), DAY)], [], on=DAY)
    assert verdict.light is Light.GREEN
    assert of_finding(verdict.findings[0]).text == "이정표 ‘공고’를 예정보다 90일 늦게 마쳤습니다."


def test_a_milestone_is_not_done_before_its_day() -> None:
    done_later = Step("공고", DAY - timedelta(days=5), DAY + timedelta(days=1))
    assert light(done_later) is Light.YELLOW


def test_the_plan_of_a_day_lies_on_the_line_between_the_days_it_names() -> None:
    assert planned_on(YEAR, date(2021, 1, 1)) == 0
    assert planned_on(YEAR, DAY) == 18_100
    assert planned_on(YEAR, date(2022, 5, 1)) == 36_400
    falling = Measure("사고", date(2021, 1, 1), 1_000, ((date(2021, 1, 4), 0),))
    assert [planned_on(falling, date(2021, 1, day)) for day in (1, 2, 3, 4)] == [1_000, 667, 334, 0]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(16_290, Light.GREEN), (16_289, Light.YELLOW), (12_670, Light.YELLOW), (12_669, Light.RED)],
)
def test_an_indicator_is_measured_against_the_plan_of_the_day_of_its_value(
    value: int, expected: Light
) -> None:
    assert light(at(value)) is expected


def test_where_less_is_better_more_is_worse() -> None:
    plan = ((date(2021, 12, 31), 0),)
    assert light(at(18_300, baseline=36_400, plan=plan)) is Light.GREEN
    assert light(at(36_400, baseline=36_400, plan=plan)) is Light.RED


def test_an_indicator_without_a_value_for_long_is_yellow_until_its_plan_is_over() -> None:
    assert light(YEAR, on=date(2021, 5, 6)) is Light.GREY
    assert light(YEAR, on=date(2021, 5, 7)) is Light.YELLOW
    assert light(at(18_100), on=DAY + timedelta(days=126)) is Light.YELLOW
    assert light(at(36_400, on=date(2021, 12, 31)), on=date(2024, 1, 1)) is Light.GREEN


def test_a_value_of_a_day_to_come_is_not_known_yet() -> None:
    assert light(at(0, on=date(2021, 12, 1)), on=date(2021, 3, 1)) is Light.GREY


def test_a_plan_that_asks_for_nothing_says_nothing() -> None:
    assert light(at(0, plan=((date(2021, 12, 31), 0),))) is Light.GREY
    assert light(at(500, plan=())) is Light.GREY


def test_the_worst_part_is_the_light_and_stands_first() -> None:
    steps = [Step("시작", date(2021, 2, 1), date(2021, 2, 1)), Step("공고", DAY - timedelta(days=3))]
    verdict = judge(steps, [at(100)], on=DAY)
    assert [one.light for one in verdict.findings] == [Light.RED, Light.YELLOW, Light.GREEN]
    texts = [of_finding(one).text for one in verdict.findings]
    assert texts[0] == "지표 ‘기업’은 그날의 계획 181에 실적 1로, 계획의 70%보다 적습니다."
    assert texts[1:] == ["이정표 ‘공고’가 예정일을 3일 넘겼습니다.", "이정표 ‘시작’을 제때 마쳤습니다."]


def test_numbers_are_shown_without_needless_zeros() -> None:
    assert [number(one) for one in (123_450, -5, 100, 0)] == ["1,234.5", "-0.05", "1", "0"]


def test_the_checker_finds_what_is_wrong() -> None:
    late = [Step("공고", DAY - timedelta(days=3))]
    wrong = Verdict(Light.GREEN, (Finding(Light.GREEN, "done", "공고"),))
    assert len(faults_of(wrong, late, [], on=DAY)) == 2


days = st.dates(date(2020, 1, 1), date(2025, 1, 1))
values = st.integers(-10_000, 10_000)


@st.composite
def measures(draw: st.DrawFn) -> Measure:
    begins = draw(days)
    gaps = draw(st.lists(st.integers(1, 400), max_size=3))
    plan, end = [], begins
    for gap in gaps:
        end += timedelta(days=gap)
        plan.append((end, draw(values)))
    value = draw(st.none() | values)
    return Measure(
        "지표", begins, draw(values), tuple(plan), value, draw(days) if value is not None else None
    )


steps = st.builds(Step, st.just("이정표"), days, st.none() | days)


@given(st.lists(steps, max_size=3), st.lists(measures(), max_size=3), days)
def test_every_verdict_passes_the_checker(found: list[Step], told: list[Measure], on: date) -> None:
    assert faults_of(judge(found, told, on=on), found, told, on=on) == []
