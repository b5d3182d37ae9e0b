"""How an indicator stands: early, plainly and by stated rules."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from deungdae.apps.calendar.spans import moment
from deungdae.apps.caravan.kinds import CONTRACT_SIGNED
from deungdae.apps.core import clock
from deungdae.apps.evidence.services import remember_kinds
from deungdae.apps.programme.bridge.forecast import outlook_of, stretch_until
from deungdae.apps.programme.definition import Definition
from deungdae.apps.programme.models import Indicator, Programme
from deungdae.apps.programme.selectors.funnel import companies_at, funnel_on
from deungdae.apps.programme.selectors.load import loads
from deungdae.apps.programme.selectors.occasions import occasions_of
from deungdae.apps.programme.selectors.standing import asked_of, pace_of, standing_of
from deungdae.apps.programme.selectors.tallies import stamp_now
from deungdae.apps.programme.services.figures import record_distinction
from deungdae.apps.programme.services.reference import load_programmes
from deungdae.apps.programme.standing import State, expected_on, state_of
from deungdae.apps.programme.views.shown import untold
from deungdae.apps.programme.words import figure_words
from tests.support.centre import a_day
from tests.support.programme import a_company, a_lead, an_indicator, attended, met, signed

BEGUN, END = date(2021, 2, 24), date(2025, 1, 1)


@pytest.mark.one_database
def test_the_straight_way_goes_through_every_target() -> None:
    targets = [(date(2022, 1, 1), 1_000), (date(2023, 1, 1), 4_000)]
    days = (date(2020, 12, 31), date(2021, 7, 2), date(2021, 12, 31), date(2022, 7, 2), date(2030, 1, 1))
    assert [expected_on(day, begun=date(2021, 1, 1), targets=targets) for day in days] == [
        0,
        501,
        1_000,
        2_504,
        4_000,
    ]


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("value", "chance", "has_ended", "state"),
    [
        (100, None, False, State.REACHED),
        (100, 10, True, State.REACHED),
        (99, 90, True, State.MISSED),
        (10, 49, False, State.AT_RISK),
        (10, 79, False, State.WATCHED),
        (10, 80, False, State.ON_COURSE),
        (39, None, False, State.AT_RISK),
        (40, None, False, State.WATCHED),
        (50, None, False, State.ON_COURSE),
    ],
)
def test_a_state_follows_from_the_chance_or_else_from_the_straight_way(
    value: int, chance: int | None, has_ended: bool, state: State
) -> None:
    assert state_of(value=value, expected=50, final=100, chance=chance, has_ended=has_ended) == state


@pytest.mark.django_db
@pytest.mark.one_database
def test_ten_lighthouses_of_a_hundred_are_at_risk_in_the_first_year() -> None:
    """And in the second, when twenty are chosen: the plan that its own ministry called unrealistic."""
    remember_kinds()
    load_programmes()
    lighthouse = Indicator.objects.get(code="lighthouse")
    for year, day in ((2021, date(2021, 9, 28)), (2022, date(2022, 11, 16))):
        for _place in range(10):
            record_distinction(
                organisation=a_company(),
                distinction="lighthouse",
                axis="",
                on=day,
                by="산업 부처",
                proof="공고",
                actor=None,
            )
        with clock.turned_to(moment(date(year, 12, 31), 600)):
            asked = asked_of(lighthouse.goal.programme)
            found = standing_of(asked, lighthouse)
            pace = pace_of(asked, found)
        assert found.state == State.AT_RISK
        assert found.value is not None
        assert found.value < found.expected / 2
        assert pace is not None
        assert pace.needed > 2 * pace.so_far
        assert [one.value for one in found.imported][-1] == found.value


@pytest.mark.django_db
@pytest.mark.one_database
def test_a_forecast_decides_where_there_is_one_and_says_what_it_would_take() -> None:
    indicator, far = an_indicator(target=100), an_indicator(target=400)
    for month in range(24):
        for _place in range(2 + month % 2):
            attended(a_company(), date(2021 + month // 12, 1 + month % 12, 10))
    asked = asked_of(indicator.goal.programme, date(2022, 12, 31))
    found = standing_of(asked, indicator)
    reach = found.outlook.last if found.outlook is not None else None
    assert reach is not None
    assert found.state == (State.ON_COURSE if reach.chance >= 80 else State.WATCHED)
    low = standing_of(asked, far)
    assert low.state == State.AT_RISK
    assert low.outlook is not None
    assert "분기마다" in low.outlook.sentences("곳")[0]
    more = standing_of(asked, far, more=20.0)
    assert more.outlook is not None
    assert more.outlook.last is not None
    assert more.outlook.last.chance > 50 > low.outlook.last.chance  # type: ignore[union-attr]
    assert more.value == low.value


@pytest.mark.django_db
@pytest.mark.one_database
def test_money_has_a_forecast_where_contracts_are_many_and_a_reason_where_they_are_not() -> None:
    definition = Definition(
        source="evidence",
        unit="won",
        kinds=(CONTRACT_SIGNED,),
        conditions=(("side", ("first",)),),
        counted="sum",
        figure="amount_krw",
    )
    indicator, few = an_indicator(definition, target=2_000_000_000), an_indicator(definition)
    demand, supply = a_company(), a_company()
    for month in range(24):
        for place in range(1 + month % 3):
            amount = (20_000_000, 35_000_000, 50_000_000)[(month + place) % 3]
            signed(demand, supply, date(2021 + month // 12, 1 + month % 12, 10 + place), amount)
    asked = asked_of(indicator.goal.programme, date(2022, 12, 31))
    found = standing_of(asked, indicator)
    assert found.outlook is not None
    assert found.outlook.is_told
    assert found.outlook.piece == sum(one.value for one in found.tally.seen.values()) // 48
    assert found.outlook.points[0].low >= (found.value or 0) // 100
    assert found.outlook.last is not None
    short = standing_of(asked_of(indicator.goal.programme, date(2021, 12, 31)), few)
    assert short.outlook is not None
    assert "내다볼 수 없습니다" in untold(asked, short)[0]


@pytest.mark.one_database
def test_figures_are_told_in_the_units_of_the_reader() -> None:
    told = ((110, "organisations"), (100, "people"), (23_400_000_000, "won"), (900, "won"))
    with translation.override("en"):
        assert [figure_words(*one) for one in told] == ["1.1 companies", "1 person", "₩234m", "9 won"]
    assert [figure_words(*one) for one in told] == ["1.1곳", "1명", "2.3억원", "9원"]


@pytest.mark.one_database
def test_only_months_that_are_over_are_a_history() -> None:
    assert [
        stretch_until(BEGUN, on).count for on in (date(2021, 2, 27), date(2021, 2, 28), date(2021, 12, 30))
    ] == [
        0,
        1,
        10,
    ]
    nothing = stretch_until(BEGUN, date(2021, 2, 25))
    assert outlook_of(stretch=nothing, counts=[], targets=[(END, 100)]) is None
    year = stretch_until(BEGUN, date(2022, 2, 28))
    assert outlook_of(stretch=year, counts=[10**10] * year.count, targets=[]) is None


@pytest.mark.django_db
def test_companies_stand_at_their_furthest_stage_for_as_long_as_nothing_happened() -> None:
    today = date(2022, 12, 31)
    waiting, matched, both = a_company(), a_company(), a_company()
    attended(waiting, today - timedelta(days=200))
    met(matched, today - timedelta(days=10))
    met(both, today - timedelta(days=400))
    attended(both, today - timedelta(days=100))
    attended(a_company(), today + timedelta(days=1))
    rows = funnel_on(today, stamp_now())
    assert [(row.stage, row.came, row.ages) for row in rows] == [
        ("awareness", 3, (0, 0, 1, 0)),
        ("capability", 2, (0, 0, 0, 0)),
        ("execution", 2, (1, 1, 0, 0)),
    ]
    found = companies_at("execution", None, today, stamp_now())
    assert [one.organisation for one in found] == [both.pk, matched.pk]
    assert [one.organisation for one in companies_at("awareness", 2, today, stamp_now())] == [waiting.pk]


@pytest.mark.django_db
@pytest.mark.one_database
def test_what_staff_have_open_is_what_they_made_and_nobody_ended() -> None:
    lead = a_lead()
    a_day(actor=lead)
    a_day(title="둘째", actor=None)
    assert [(one.person, one.days, one.whole) for one in loads()] == [(lead, 1, 1), (None, 1, 1)]


@pytest.mark.django_db
@pytest.mark.one_database
def test_an_occasion_brings_on_average_what_the_history_says() -> None:
    indicator = an_indicator()
    forum = {"title": "포럼"}
    for place in range(6):
        attended(a_company(), date(2021, 3 + place // 3, 5), **forum)
    found = standing_of(asked_of(indicator.goal.programme, date(2021, 12, 31)), indicator)
    occasions = occasions_of(found.definition, date(2021, 12, 31), stamp_now())
    assert occasions is not None
    assert (occasions.count, occasions.each) == (6, 1)


@pytest.mark.django_db
@pytest.mark.one_database
def test_a_day_outside_the_programme_gives_way_to_one_within() -> None:
    programme = an_indicator().goal.programme
    assert asked_of(programme, date(1999, 1, 1)).on == programme.starts_on
    assert asked_of(programme, date(2999, 1, 1)).on == date(2024, 12, 31)
    assert asked_of(programme).has_ended
    assert Programme.objects.get() == programme
