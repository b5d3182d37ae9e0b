"""Holidays with their names, opening times as people write them, and when resources are free."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from deungdae.apps.calendar.opening_words import opening_lines, openings_of
from deungdae.apps.calendar.public_holidays import holiday_on
from deungdae.apps.calendar.selectors.free import free_times
from deungdae.apps.calendar.services.resources import close_days
from deungdae.apps.calendar.spans import common, merged, without
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports.cells import CellError
from tests.support.rooms import TUESDAY, a_booking, a_room, at

IN_2026 = {
    (1, 1): "신정연휴",
    (2, 16): "설날 전날",
    (2, 17): "설날",
    (2, 18): "설날 다음날",
    (3, 1): "삼일절",
    (3, 2): "삼일절 대체 휴일",
    (5, 5): "어린이날",
    (5, 24): "부처님오신날",
    (5, 25): "부처님오신날 대체 휴일",
    (6, 3): "지방선거일",
    (6, 6): "현충일",
    (8, 15): "광복절",
    (8, 17): "광복절 대체 휴일",
    (9, 24): "추석 전날",
    (9, 25): "추석",
    (9, 26): "추석 다음날",
    (10, 3): "개천절",
    (10, 5): "개천절 대체 휴일",
    (10, 9): "한글날",
    (12, 25): "기독탄신일",
}
"""관공서의 공휴일에 관한 규정 제2조, 제3조; 월력요항 of 2026 (우주항공청). Substitutes are those of 1 March
and 24 May (Sundays), 15 August and 3 October (Saturdays); 6 June and a Saturday of 추석 have none."""


@pytest.mark.parametrize(("day", "name"), IN_2026.items(), ids=str)
def test_holidays_of_2026_have_their_names(day: tuple[int, int], name: str) -> None:
    assert holiday_on(date(2026, *day)) == name


@pytest.mark.parametrize("day", [date(2026, 6, 8), date(2026, 9, 28), date(2026, 11, 27), date(2026, 12, 26)])
def test_other_days_are_none(day: date) -> None:
    assert holiday_on(day) == ""


def test_two_on_one_day_and_english() -> None:
    assert holiday_on(date(2025, 5, 5)) == "부처님오신날, 어린이날"
    with translation.override("en"):
        assert holiday_on(date(2026, 10, 5)) == "Alternative holiday for National Foundation Day"


@pytest.mark.parametrize("year", [1900, 1947, 2100, 9999])
def test_years_without_a_table_have_no_holidays_or_some_but_never_an_error(year: int) -> None:
    assert isinstance(holiday_on(date(year, 3, 1)), str)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("월~금 09:00~18:00", ["월~금 09:00~18:00"]),
        ("월-금 9시-18시", ["월~금 09:00~18:00"]),
        ("평일 오전 9시~오후 6시; 토 9:00~13:00", ["월~금 09:00~18:00", "토 09:00~13:00"]),
        ("월요일, 수요일 10:00~12:00", ["월 10:00~12:00", "수 10:00~12:00"]),
        ("월·화·수 10:00~12:00", ["월~수 10:00~12:00"]),
        ("토~월 10:00~12:00", ["월 10:00~12:00", "토~일 10:00~12:00"]),
        ("월 09:00~12:00\n월 12:00~18:00", ["월 09:00~18:00"]),
        ("월 09:00~12:00\n월 13:00~18:00", ["월 09:00~12:00", "월 13:00~18:00"]),
        ("매일 00:00~24:00", ["월~일 00:00~24:00"]),
        ("Mon–Fri 09:00–18:00", ["월~금 09:00~18:00"]),
        ("", []),
    ],
)
def test_opening_times_as_people_write_them(text: str, lines: list[str]) -> None:
    assert opening_lines(openings_of(text)) == lines
    assert openings_of("\n".join(lines)) == openings_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "월",
        "09:00~18:00",
        "월 18:00~09:00",
        "월 09:00~09:00",
        "월~ 09:00~18:00",
        "달 09:00~18:00",
        "월 25:00~26:00",
    ],
)
def test_what_is_no_opening_time_is_named(text: str) -> None:
    with pytest.raises(CellError) as caught:
        openings_of(text)
    assert text in caught.value.message or "09:00~18:00" in caught.value.remedy


def test_stretches_of_time() -> None:
    spans = [(1, 4), (3, 5), (7, 7), (8, 9)]
    assert merged(spans) == [(1, 5), (8, 9)]  # type: ignore[comparison-overlap,arg-type]
    assert common(spans, [(0, 2), (4, 9)]) == [(1, 2), (4, 5), (8, 9)]  # type: ignore[comparison-overlap,arg-type]
    assert without([(0, 10)], [(1, 2), (2, 3), (9, 12)]) == [(0, 1), (3, 9)]  # type: ignore[comparison-overlap,arg-type]
    assert without([(0, 2), (4, 6)], [(1, 5)]) == [(0, 1), (5, 6)]  # type: ignore[comparison-overlap,arg-type]


@pytest.mark.django_db
class TestFreeTimes:
    def test_over_opening_times_bookings_and_closed_days(self) -> None:
        room = a_room(openings="월~금 09:00~12:00\n월~금 13:00~18:00")
        a_booking(room, 10, 11)
        day_after = TUESDAY + timedelta(days=1)
        close_days(resource=room, first=day_after, last=day_after, reason="공사", actor=None)
        found = free_times(
            resources=[room], first=TUESDAY, last=TUESDAY + timedelta(days=2), length=timedelta(hours=1)
        )
        thursday = TUESDAY + timedelta(days=2)
        assert found == [
            (at(9), at(10)),
            (at(11), at(12)),
            (at(13), at(18)),
            (at(9, thursday), at(12, thursday)),
            (at(13, thursday), at(18, thursday)),
        ]

    def test_only_stretches_long_enough(self) -> None:
        room = a_room(openings="화 09:00~12:00")
        a_booking(room, 10, 11)
        assert free_times(resources=[room], first=TUESDAY, last=TUESDAY, length=timedelta(minutes=61)) == []

    def test_several_resources_are_free_at_the_same_time(self) -> None:
        first, second = a_room("가", openings="화 09:00~12:00"), a_room("나")
        a_booking(second, 8, 10)
        found = free_times(resources=[first, second], first=TUESDAY, last=TUESDAY, length=timedelta(hours=2))
        assert found == [(at(10), at(12))]

    def test_a_resource_without_opening_times_is_open_over_midnight_and_closed_on_holidays(self) -> None:
        room, eve = a_room(), date(2030, 2, 28)
        [before, after] = free_times(
            resources=[room], first=eve, last=eve + timedelta(days=2), length=timedelta(hours=20)
        )
        assert before == (at(0, eve), at(24, eve))
        assert after[0] == at(24, date(2030, 3, 1))

    def test_not_before_now(self) -> None:
        room = a_room(openings="화 09:00~12:00")
        found = free_times(
            resources=[room], first=TUESDAY, last=TUESDAY, length=timedelta(hours=1), not_before=at(10.5)
        )
        assert found == [(at(10.5), at(12))]

    def test_a_quarter_of_a_year_of_full_days_is_not_slow_in_questions(
        self, django_assert_num_queries
    ) -> None:
        room = a_room(openings="매일 09:00~18:00")
        with django_assert_num_queries(3):
            free_times(
                resources=[room], first=TUESDAY, last=TUESDAY + timedelta(days=91), length=timedelta(hours=1)
            )

    @pytest.mark.parametrize(
        ("first", "last", "minutes"),
        [
            (TUESDAY, TUESDAY - timedelta(days=1), 60),
            (TUESDAY, TUESDAY + timedelta(days=92), 60),
            (date(1900, 1, 1), date(1900, 1, 2), 60),
            (date(9999, 12, 31), date(9999, 12, 31), 60),
            (TUESDAY, TUESDAY, 0),
        ],
    )
    def test_impossible_questions_are_refused(self, first: date, last: date, minutes: int) -> None:
        with pytest.raises(RefusedError):
            free_times(resources=[a_room()], first=first, last=last, length=timedelta(minutes=minutes))
