"""Average sales by the age of the company, and which fiscal years count on a day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from deungdae.engine.eligibility.model import FiscalYear
from tests.engine.eligibility.samples import AFTER, EOK, company, judged, word, years

LIMIT = 1800 * EOK


def first_years(founded: str, *entries: FiscalYear, end_month: int = 12) -> object:
    return company(founded=date.fromisoformat(founded), fiscal_years=entries, fiscal_year_end_month=end_month)


def test_three_whole_years_are_added_and_divided_by_three() -> None:
    at = company(fiscal_years=years(LIMIT - 1, LIMIT, LIMIT + 1))
    over = company(fiscal_years=years(LIMIT, LIMIT, LIMIT + 1))
    assert (word(at), word(over)) == ("sme", "mid_sized")
    assert "세 사업연도(2022, 2023, 2024)" in judged(at).text


def test_a_third_of_a_won_too_much_is_too_much() -> None:
    answer = judged(company(fiscal_years=years(LIMIT, LIMIT, LIMIT + 1)))
    assert "1,800.00000001억 원" in answer.text


def test_a_company_between_one_and_three_years_old_is_averaged_over_its_whole_years() -> None:
    entries = (FiscalYear(2022, 7, 0, 0), *years(LIMIT, LIMIT))
    over = (FiscalYear(2022, 7, 0, 0), *years(LIMIT, LIMIT + 1))
    assert word(first_years("2022-06-10", *entries)) == "sme"
    assert word(first_years("2022-06-10", *over)) == "mid_sized"
    assert "12개월인 사업연도(2023, 2024)" in judged(first_years("2022-06-10", *entries)).text


def test_exactly_36_months_are_three_years() -> None:
    answer = judged(first_years("2022-01-02", *years(0, LIMIT, 2 * LIMIT)))
    assert answer.status.value == "sme"
    assert "3으로 나눈" in answer.text


def test_a_company_of_one_whole_year_is_judged_by_it() -> None:
    entries = (FiscalYear(2023, 3, 9000 * EOK, 0), FiscalYear(2024, 12, LIMIT, 0))
    assert word(first_years("2023-10-01", *entries)) == "sme"


@pytest.mark.parametrize(
    ("months", "sales", "expected"), [(6, 900, "sme"), (6, 901, "mid_sized"), (1, 150, "sme")]
)
def test_a_younger_company_is_made_yearly(months: int, sales: int, expected: str) -> None:
    founded = f"2024-{13 - months:02d}-01"
    answer = judged(first_years(founded, FiscalYear(2024, months, sales * EOK, 0)))
    assert answer.status.value == expected
    assert "12개월로 환산" in answer.text


def test_the_first_year_lasts_from_the_month_of_foundation_where_nothing_else_is_said() -> None:
    at, over = (FiscalYear(2024, None, won, 0) for won in (900 * EOK, 900 * EOK + 1))
    assert (word(first_years("2024-07-15", at)), word(first_years("2024-07-15", over))) == (
        "sme",
        "mid_sized",
    )


def test_a_company_that_began_this_year_is_judged_by_what_it_has_sold_so_far() -> None:
    assert word(first_years("2025-05-01", FiscalYear(2025, 4, 600 * EOK, 0))) == "sme"
    assert word(first_years("2025-05-01", FiscalYear(2025, 4, 600 * EOK + 1, 0))) == "mid_sized"


def test_sales_of_a_running_year_without_its_months_are_only_the_least() -> None:
    answer = judged(first_years("2025-05-01", FiscalYear(2025, None, 600 * EOK, 0)))
    assert (answer.status.value, answer.needs) == ("unknown", ("fiscal_years[2025].months",))
    assert word(first_years("2025-05-01", FiscalYear(2025, None, LIMIT + 1, 0))) == "mid_sized"


def test_a_company_of_this_year_without_figures_has_no_answer() -> None:
    answer = judged(first_years("2025-05-01"))
    assert answer.needs == (
        "fiscal_years[2025].assets_krw",
        "fiscal_years[2025].sales_krw",
        "fiscal_years[2025].months",
    )


def test_the_figures_of_a_year_count_from_three_months_after_its_end() -> None:
    grown = company(fiscal_years=years(0, 0, 0, 6000 * EOK))
    assert word(grown, date(2025, 3, 31)) == "sme"
    assert word(grown, date(2025, 4, 1)) == "mid_sized"
    assert "3개월이 지난 날부터" in judged(grown, date(2025, 4, 1)).text


@pytest.mark.parametrize(
    ("end_month", "first_day"),
    [(1, "2024-05-01"), (2, "2024-06-01"), (3, "2024-07-01"), (6, "2024-10-01"), (9, "2025-01-01")],
)
def test_other_ends_of_the_fiscal_year_move_the_day(end_month: int, first_day: str) -> None:
    day = date.fromisoformat(first_day)
    grown = company(fiscal_years=years(0, 0, 0, 6000 * EOK), fiscal_year_end_month=end_month)
    assert (word(grown, day - timedelta(days=1)), word(grown, day)) == ("sme", "mid_sized")


def test_years_after_the_day_and_their_order_change_nothing() -> None:
    later = (
        FiscalYear(2026, 12, 9000 * EOK, 9000 * EOK),
        *years(10, 10, 10),
        FiscalYear(2025, 12, 9000 * EOK),
    )
    assert word(company(fiscal_years=later)) == "sme"
    assert word(company(fiscal_years=tuple(reversed(later)))) == "sme"


def test_a_gap_is_a_missing_figure() -> None:
    entries = tuple(entry for entry in years(10, 10, 10) if entry.year != 2023)
    answer = judged(company(fiscal_years=entries))
    assert (answer.status.value, answer.needs) == ("unknown", ("fiscal_years[2023].sales_krw",))


def test_known_years_that_are_over_three_limits_together_are_enough() -> None:
    entries = years(None, None, 3 * LIMIT + 1)
    answer = judged(company(fiscal_years=entries))
    assert answer.status.value == "mid_sized"
    assert "적어도" in answer.text
    assert word(company(fiscal_years=years(None, None, 3 * LIMIT))) == "unknown"


def test_no_sales_at_all_are_a_figure_too() -> None:
    assert word(company(fiscal_years=years(0, 0, 0))) == "sme"


def test_a_year_cut_short_is_answered_only_where_both_readings_agree() -> None:
    cut = (FiscalYear(2022, 12, 0, 0), FiscalYear(2023, 6, 0, 0), FiscalYear(2024, 12, LIMIT, 0))
    assert word(company(fiscal_years=cut)) == "sme"
    short = (FiscalYear(2022, 12, LIMIT, 0), FiscalYear(2023, 6, LIMIT, 0), FiscalYear(2024, 12, LIMIT, 0))
    answer = judged(company(fiscal_years=short))
    assert (answer.status.value, answer.needs) == ("unknown", ("fiscal_years[2023].months",))
    every = tuple(replace(entry, months=6, sales_krw=900 * EOK) for entry in short)
    assert word(company(fiscal_years=every)) == "sme"


def test_without_the_day_of_foundation_three_whole_years_are_enough() -> None:
    assert word(company(founded=None)) == "sme"


def test_without_the_day_of_foundation_fewer_years_are_not_enough() -> None:
    answer = judged(company(founded=None, fiscal_years=years(10, 10)))
    assert answer.needs == ("founded", "fiscal_years[2022].sales_krw")
    assert word(company(founded=None, fiscal_years=years(3 * LIMIT, 3 * LIMIT))) == "mid_sized"
    assert word(company(founded=None, fiscal_years=())) == "unknown"


def test_a_short_first_of_three_years_asks_for_the_day_of_foundation_where_it_matters() -> None:
    entries = (FiscalYear(2022, 7, 3000 * EOK, 0), *years(LIMIT, LIMIT))
    answer = judged(company(founded=None, fiscal_years=entries))
    assert answer.needs == ("founded",)
    assert word(company(founded=date(2022, 6, 1), fiscal_years=entries)) == "sme"


def test_the_figures_of_a_day_long_ago_are_those_of_that_day() -> None:
    subject = company(
        fiscal_years=(*years(10, 10, 10, last=2019), *years(9000 * EOK, 9000 * EOK, 9000 * EOK))
    )
    assert (word(subject, date(2020, 6, 1)), word(subject, AFTER)) == ("sme", "mid_sized")
