"""The years for which a company that has outgrown the limits is still taken for an SME."""

from datetime import date

import pytest

from deungdae.engine.eligibility.model import Company, Group, HolderKind
from tests.engine.eligibility.samples import AFTER, EOK, company, held, judged, selling, word, years


def grown(start: str, on: str = "2025-09-01", **changes: object) -> Company:
    """Too big, with the figures of the years that count on the day."""
    day = date.fromisoformat(on)
    last = day.year - 1 if day.month > 3 else day.year - 2
    figures = years(9000 * EOK, 9000 * EOK, 9000 * EOK, last=last)
    return company(**{"fiscal_years": figures, "grace_from": date.fromisoformat(start), **changes})


@pytest.mark.parametrize(
    ("start", "on", "expected"),
    [
        ("2025-04-01", "2025-03-31", "mid_sized"),
        ("2025-04-01", "2025-04-01", "sme"),
        ("2025-04-01", "2030-03-31", "sme"),
        ("2025-04-01", "2030-04-01", "mid_sized"),
        ("2024-08-21", "2029-08-20", "sme"),
        ("2024-08-21", "2029-08-21", "mid_sized"),
        ("2024-08-20", "2027-08-19", "sme"),
        ("2024-08-20", "2027-08-20", "mid_sized"),
        ("2022-04-01", "2025-03-31", "sme"),
        ("2022-04-01", "2025-04-01", "mid_sized"),
        ("2024-02-29", "2027-02-28", "sme"),
        ("2024-02-29", "2027-03-01", "mid_sized"),
        ("2028-02-29", "2033-02-28", "sme"),
        ("2028-02-29", "2033-03-01", "mid_sized"),
    ],
)
def test_grace_lasts_five_years_and_three_where_it_began_before_the_change(
    start: str, on: str, expected: str
) -> None:
    assert word(grown(start, on), date.fromisoformat(on)) == expected


def test_the_rule_and_the_last_day_are_told() -> None:
    answer = judged(grown("2025-04-01"))
    assert answer.rule.value == "sme.grace"
    assert "2025-04-01부터 2030-03-31까지 5년" in answer.text
    assert "2030-04-01부터는 그때의 규모" in answer.text


def test_grace_that_is_over_or_not_begun_is_told() -> None:
    assert "2025-03-31에 끝났습니다" in judged(grown("2022-04-01")).text
    assert "2026-04-01에 시작하므로" in judged(grown("2026-04-01")).text


@pytest.mark.parametrize(
    ("group", "expected"), [("disclosure", "mid_sized"), ("cross_shareholding_restricted", "large")]
)
def test_there_is_no_grace_in_a_group(group: str, expected: str) -> None:
    answer = judged(grown("2025-04-01", group=Group(group)))
    assert answer.status.value == expected
    assert "유예를 적용하지 않습니다" in answer.text


def test_grace_covers_every_other_way_out() -> None:
    big_holder = held("0.5", HolderKind.COMPANY, 200_000 * EOK)
    assert word(grown("2025-04-01", holder=big_holder)) == "sme"
    assert word(grown("2025-04-01", related_sales_krw=9000 * EOK)) == "sme"


def test_in_grace_missing_figures_do_not_matter_but_the_group_does() -> None:
    bare = grown("2025-04-01", fiscal_years=(), holder=None, related_sales_krw=None, founded=None)
    assert word(bare) == "sme"
    answer = judged(grown("2025-04-01", group=None))
    assert (answer.status.value, answer.needs) == ("unknown", ("group",))


def test_a_firm_in_grace_that_the_rise_brought_back_is_told_that_it_may_have_grace_again() -> None:
    back = selling(1700 * EOK, grace_from=date(2025, 4, 1))
    answer = judged(back, AFTER)
    assert answer.rule.value == "sme.within_limits"
    assert "유예 없이도 중소기업" in answer.text
    assert "한 번 더" in answer.text
    before = judged(back, date(2025, 8, 31))
    assert (before.rule.value, "한 번 더" in before.text) == ("sme.grace", False)


def test_a_small_firm_in_grace_before_the_rise_is_not_promised_a_second_time() -> None:
    answer = judged(selling(1400 * EOK, grace_from=date(2025, 4, 1)), date(2025, 8, 31))
    assert (answer.status.value, answer.rule.value) == ("sme", "sme.within_limits")
    assert "한 번 더" not in answer.text


def test_no_grace_for_what_is_no_company() -> None:
    assert word(grown("2025-04-01", main_industry="K64")) == "excluded"


def test_an_industry_without_a_limit_does_not_matter_in_grace() -> None:
    answer = judged(grown("2025-04-01", main_industry="S94", fiscal_years=years(1, 1, 1)))
    assert (answer.status.value, answer.rule.value) == ("sme", "sme.grace")
