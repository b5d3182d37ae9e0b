"""What people type into cells, understood or refused with a way out."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deungdae.apps.core.imports import cells
from deungdae.apps.core.imports.cells import CellError
from deungdae.apps.core.imports.won import won

UNDERSTOOD = [
    (won, "1,700억", 170_000_000_000),
    (won, "5조 3천억", 5_300_000_000_000),
    (won, "5.3조", 5_300_000_000_000),
    (won, "1억 2,000만원", 120_000_000),
    (won, "300백만원", 300_000_000),
    (won, "３천만", 30_000_000),
    (won, "₩ 1,000", 1_000),
    (cells.day, "2021.4.14", date(2021, 4, 14)),
    (cells.day, "2021. 4. 14.(수)", date(2021, 4, 14)),
    (cells.day, "2021년 4월 14일", date(2021, 4, 14)),
    (cells.day, "20210414", date(2021, 4, 14)),
    (cells.day, "21-4-14", date(2021, 4, 14)),
    (cells.time_of_day, "14:00", time(14)),
    (cells.time_of_day, "오후 2시 30분", time(14, 30)),
    (cells.time_of_day, "2:30 PM", time(14, 30)),
    (cells.time_of_day, "오전 12시", time(0)),
    (cells.time_range, "10:00 ~ 11:30", (time(10), time(11, 30))),
    (cells.time_range, "오후 1시-오후 2시", (time(13), time(14))),
    (cells.phone, "01012345678", "010-1234-5678"),
    (cells.phone, "1012345678", "010-1234-5678"),
    (cells.phone, "+82 10-1234-5678", "010-1234-5678"),
    (cells.phone, "02)123-4567", "02-123-4567"),
    (cells.phone, "1588-1234", "1588-1234"),
    (cells.email, "Kim@Example.CO.KR", "Kim@example.co.kr"),
    (cells.web_address, "example.co.kr", "http://example.co.kr"),
    (cells.web_address, "http://https://example.co.kr/a", "https://example.co.kr/a"),
    (cells.web_address, "http:///www.example.co.kr", "http://www.example.co.kr"),
    (cells.integer, "１,２３４", 1234),
    (cells.whole_number(1, 99), "8건", 8),
    (cells.yes_no, "○", True),
    (cells.yes_no, "아니오", False),
    (cells.separated, "볼트, 너트/와셔·핀", ("볼트", "너트", "와셔", "핀")),
]
REFUSED = [
    (won, "많음", "amount"),
    (won, "1.5", "amount"),
    (won, "1억만", "amount"),
    (cells.day, "2021-02-30", "date"),
    (cells.day, "4월", "date"),
    (cells.time_of_day, "25:00", "time"),
    (cells.time_of_day, "9", "time"),
    (cells.time_range, "11:00~10:00", "time_range_order"),
    (cells.time_range, "11:00", "time_range"),
    (cells.phone, "123", "phone"),
    (cells.email, "kim@", "email"),
    (cells.web_address, "javascript:alert(1)", "web_address"),
    (cells.web_address, "http://[::1", "web_address"),
    (cells.web_address, "없어요", "web_address"),
    (cells.integer, "12.5", "integer"),
    (cells.integer, "1.23E+09", "lost_digits"),
    (cells.whole_number(1, 99), "100", "out_of_range"),
    (cells.yes_no, "글쎄", "yes_no"),
    (cells.limited_text(3), "네글자다", "too_long"),
]


@pytest.mark.parametrize(("parse", "text", "value"), UNDERSTOOD)
def test_a_cell_is_understood(parse, text: str, value: object) -> None:
    assert parse(text) == value


@pytest.mark.parametrize(("parse", "text", "code"), REFUSED)
def test_a_cell_is_refused_with_a_remedy(parse, text: str, code: str) -> None:
    with pytest.raises(CellError) as caught:
        parse(text)
    assert caught.value.code == code
    assert caught.value.message
    assert caught.value.remedy


def test_a_choice_is_found_by_any_of_its_spellings() -> None:
    parse = cells.many_of({"demand": ("수요기업", "수요"), "supply": ("공급기업",)})
    assert parse("수요 , DEMAND/공급 기업") == ("demand", "supply")
    with pytest.raises(CellError, match="정해진") as caught:
        parse("모름")
    assert "수요기업, 공급기업" in caught.value.remedy


PARSERS = [
    won, cells.day, cells.time_of_day, cells.time_range, cells.phone, cells.email, cells.web_address,
    cells.integer, cells.yes_no, cells.separated,
]  # fmt: skip


@given(st.text(min_size=1, max_size=40), st.sampled_from(PARSERS))
def test_any_text_is_understood_or_refused(text: str, parse) -> None:
    with suppress(CellError):
        parse(text)
