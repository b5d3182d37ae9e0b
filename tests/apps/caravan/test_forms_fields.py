"""Dates, times and periods as people type them."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from deungdae.apps.caravan.forms.fields import (
    KoreanDateField,
    KoreanTimeField,
    PeopleField,
    PeriodsField,
    date_of,
    period_of,
    time_of,
)

DATES = [
    "2021-04-14",
    "2021.4.14",
    "2021. 4. 14.",
    "2021. 4. 14.(수)",
    "2021/04/14",
    "20210414",
    "2021년 4월 14일",
    "2021년 4월 14일 수요일",
    " ２０２１.４.１４ ",
]
TIMES = {
    "14:00": time(14),
    "14시": time(14),
    "14시 30분": time(14, 30),
    "오후 2시": time(14),
    "오후 2:30": time(14, 30),
    "오전 12시": time(0),
    "오후 12시": time(12),
    "1430": time(14, 30),
    "9": time(9),
    "9:05": time(9, 5),
    "2:15 ".strip(): time(2, 15),
    "pm 3:00": time(15),
}


@pytest.mark.parametrize("text", DATES)
def test_a_date_is_read_however_it_is_written(text: str) -> None:
    assert date_of(text) == date(2021, 4, 14)


@pytest.mark.parametrize("text", ["2021-02-30", "내일", "21.4.14", "2021", "2021-13-01", "0000-00-00", "수"])
def test_what_is_no_date_is_refused_with_the_value(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        KoreanDateField().clean(text)
    assert text in refused.value.messages[0]


def test_a_wrong_weekday_is_noticed() -> None:
    with pytest.raises(ValidationError, match="이 날은 수요일"):
        KoreanDateField().clean("2021. 4. 14.(목)")


@pytest.mark.parametrize(("text", "expected"), TIMES.items())
def test_a_time_is_read_however_it_is_written(text: str, expected: time) -> None:
    assert time_of(text) == expected


@pytest.mark.parametrize("text", ["24:00", "오후 13시", "점심때", "9:60", "-1", "99"])
def test_what_is_no_time_is_refused_with_the_value(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        KoreanTimeField().clean(text)
    assert text in refused.value.messages[0]


@pytest.mark.parametrize(
    "line",
    [
        "12:00~13:00 점심",
        "12시~13시 점심",
        "12:00 - 13:00 점심",
        "오후 12시 ~ 오후 1시 점심",
        "12:00부터 13:00까지 점심",
    ],
)
def test_a_period_is_read_with_its_label(line: str) -> None:
    assert period_of(line) == ("점심", time(12), time(13))


@pytest.mark.parametrize("line", ["13:00~12:00 점심", "12:00~12:00", "점심", "12:00", "12:00~", "~13:00"])
def test_what_is_no_period_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(ValidationError) as refused:
        PeriodsField(label_length=60).clean(f"09:00~10:00 준비\n{line}")
    assert "2번째 줄" in refused.value.messages[0]
    assert line in refused.value.messages[0]


def test_a_long_label_and_too_many_lines_are_refused() -> None:
    field = PeriodsField(label_length=60)
    with pytest.raises(ValidationError):
        field.clean("12:00~13:00 " + "가" * 61)
    with pytest.raises(ValidationError, match="41줄"):
        field.clean("12:00~13:00 점심\n" * 41)


def test_periods_and_people_are_shown_as_they_are_typed() -> None:
    assert PeriodsField(label_length=60).prepare_value([("점심", time(12), time(13))]) == "12:00~13:00 점심"
    assert PeopleField().prepare_value([("홍길동", "영업부장"), ("김하늘", "")]) == "홍길동(영업부장), 김하늘"


def test_people_are_read_one_per_line() -> None:
    assert PeopleField().clean("홍길동, 영업부장\n\n 김하늘 ") == [("홍길동", "영업부장"), ("김하늘", "")]


def test_a_person_without_a_name_is_refused() -> None:
    with pytest.raises(ValidationError, match="1번째 줄"):
        PeopleField().clean(", 영업부장")
