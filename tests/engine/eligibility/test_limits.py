"""Known examples, and both sides of every limit of the data file."""

from datetime import date, timedelta

import pytest

from deungdae.apps.organisations.bridge.eligibility_files import table
from deungdae.engine.eligibility.rules import Figure
from tests.engine.eligibility.samples import (
    AFTER,
    BEFORE,
    DATA,
    EOK,
    company,
    judged,
    rules,
    selling,
    word,
    years,
)

LIMITS = [row for row in table(DATA / "eligibility" / "sales_limits.csv") if row["limit"]]
CANDIDATES = table(DATA / "eligibility" / "candidate_limits.csv")
TABLE = {
    1800: "C17 C24 C28",
    1500: "C14 C15 C32 C30393 C31202 C31322",
    1200: "C10 C20 C22 C25 C29 C30 C31 F41 G46",
    1000: "A01 B05 C12 C13 C16 C19 C26 C33 D35 E36 H49 J62",
    800: "C11 C18 C21 C23 C27 E37 E38 E39 N74 N75",
    600: "C34 M70 M71 Q86 R90 S95 S96",
    400: "I55 K64992 L68 N76 P85",
}
RAISED = {
    "C17": 1500, "C24": 1500, "C28": 1500, "C10": 1000, "C20": 1000, "C22": 1000, "C25": 1000, "C29": 1000,
    "C30": 1000, "C31": 1000, "F41": 1000, "G46": 1000, "C33": 800, "H49": 800, "J62": 800,
    "N74": 600, "N75": 600,
}  # fmt: skip
BY_CODE = {code: limit for limit, codes in TABLE.items() for code in codes.split()}
CANDIDATE_OF = {1500: 1000, 1000: 700, 800: 550, 600: 400}


def last_day_of(row: dict[str, str]) -> date:
    return date.fromisoformat(row["valid_to"]) if row["valid_to"] else date(2026, 3, 31)


def code_of(row: dict[str, str]) -> str:
    """A code that falls under exactly this row."""
    under = {"E": "E38", "N": "N75", "S": "S96", "K": "K64992"}
    return under.get(row["industry"], row["industry"])


def test_basic_metals_of_170_billion_are_mid_sized_before_the_rise_and_an_sme_after_it() -> None:
    maker = selling(1700 * EOK)
    assert (word(maker, BEFORE), word(maker, AFTER)) == ("mid_sized", "sme")


def test_the_same_maker_with_500_billion_of_assets_is_mid_sized_on_both_days() -> None:
    sales = (1700 * EOK,) * 3
    big = company(fiscal_years=years(*sales, assets=5000 * EOK))
    just_below = company(fiscal_years=years(*sales, assets=5000 * EOK - 1))
    assert (word(big, BEFORE), word(big, AFTER), word(just_below, AFTER)) == ("mid_sized", "mid_sized", "sme")


def test_electronics_of_100_1_billion_are_mid_sized() -> None:
    assert (word(selling(1001 * EOK, "C26"), BEFORE), word(selling(1001 * EOK, "C26"), AFTER)) == (
        "mid_sized",
    ) * 2


@pytest.mark.parametrize("code", ["J", "J62", "62", "62010"])
def test_information_of_90_billion_was_over_80_and_is_an_sme_now(code: str) -> None:
    assert (word(selling(900 * EOK, code), BEFORE), word(selling(900 * EOK, code), AFTER)) == (
        "mid_sized",
        "sme",
    )


@pytest.mark.parametrize("code", BY_CODE)
def test_the_data_file_says_what_the_table_of_the_law_says(code: str) -> None:
    after = BY_CODE[code] * EOK
    before = RAISED.get(code, BY_CODE[code]) * EOK
    assert (word(selling(after, code), AFTER), word(selling(after + 1, code), AFTER)) == ("sme", "mid_sized")
    assert word(selling(before + 1, code), BEFORE) == "mid_sized"
    expected = "candidate" if before // EOK in CANDIDATE_OF else "sme"
    assert word(selling(before, code), BEFORE) == expected


def test_exactly_sixteen_of_the_groups_were_raised() -> None:
    groups = {row["industry"] for row in LIMITS if row["valid_from"] == "2025-09-01"}
    assert len(groups) == 16
    assert len({row["industry"] for row in LIMITS if not row["only"]}) == 44


@pytest.mark.parametrize("row", LIMITS, ids=lambda row: f"{row['industry']} until {row['valid_to'] or 'now'}")
def test_both_sides_of_each_limit_on_the_first_and_the_last_day_it_holds(row: dict[str, str]) -> None:
    limit, code = int(row["limit"]) * EOK, code_of(row)
    for on in (max(date.fromisoformat(row["valid_from"]), date(2017, 7, 1)), last_day_of(row)):
        year = on.year - 1 if on.month > 3 else on.year - 2
        at = company(
            main_industry=code, founded=date(2001, 1, 1), fiscal_years=years(*[limit] * 3, last=year)
        )
        over = company(main_industry=code, fiscal_years=years(limit, limit, limit + 1, last=year))
        assert word(at, on) in ("sme", "candidate")
        assert word(over, on) == "mid_sized"


@pytest.mark.parametrize("row", CANDIDATES, ids=lambda row: row["sales_limit"])
def test_both_sides_of_each_candidate_limit(row: dict[str, str]) -> None:
    code = {1500: "C24", 1000: "C26", 800: "C11", 600: "C34"}[int(row["sales_limit"])]
    least = int(row["limit"]) * EOK
    at, below = (company(main_industry=code, fiscal_years=years(0, 0, won)) for won in (least, least - 1))
    assert (word(at, BEFORE), word(below, BEFORE)) == ("candidate", "sme")
    assert (word(at, AFTER), word(below, AFTER)) == ("sme", "sme")


def test_where_the_candidate_limit_is_not_known_the_answer_says_so() -> None:
    for subject, on in ((selling(1700 * EOK), AFTER), (selling(400 * EOK, "I55"), BEFORE)):
        answer = judged(subject, on)
        assert answer.status.value == "sme"
        assert "후보기업이기도 한지는 말할 수 없습니다" in answer.text


def test_last_years_sales_make_a_candidate_and_not_the_average() -> None:
    rising = company(fiscal_years=years(100 * EOK, 100 * EOK, 1000 * EOK))
    falling = company(fiscal_years=years(1400 * EOK, 1400 * EOK, 999 * EOK))
    assert (word(rising, BEFORE), word(falling, BEFORE)) == ("candidate", "sme")


def test_what_is_not_in_the_table_has_no_answer() -> None:
    for code in ("S94", "O84", "T97", "U99", "O"):
        answer = judged(selling(10 * EOK, code))
        assert (answer.status.value, answer.needs) == ("unknown", ("main_industry",))
        assert "기준표에 없습니다" in answer.text


def test_a_firm_that_the_table_does_not_name_is_mid_sized_by_its_assets_all_the_same() -> None:
    assert word(company(main_industry="S94", fiscal_years=years(1, 1, 1, assets=5000 * EOK))) == "mid_sized"


def test_the_day_before_the_first_law_in_the_tables_has_no_answer() -> None:
    first = rules().first_day()
    answer = judged(selling(10 * EOK), first - timedelta(days=1))
    assert (answer.status.value, answer.needs) == ("unknown", ("on",))
    known = company(fiscal_years=years(10 * EOK, 10 * EOK, 10 * EOK, last=2013))
    assert word(known, first) == "sme"


def test_a_figure_that_did_not_exist_on_the_day_is_not_made_up() -> None:
    with pytest.raises(KeyError):
        rules().figure(Figure.GRACE_AGAIN, BEFORE)


@pytest.mark.parametrize(("code", "sales"), [("C", 1700), ("E", 900), ("N", 700), ("S", 500)])
def test_a_section_whose_divisions_differ_is_not_enough(code: str, sales: int) -> None:
    answer = judged(selling(sales * EOK, code))
    assert (answer.status.value, answer.needs) == ("unknown", ("main_industry",))
    assert "두 자리 이상" in answer.text


def test_a_section_is_enough_where_every_division_gives_the_same_answer() -> None:
    assert word(selling(400 * EOK, "E")) == "sme"
    assert word(selling(2000 * EOK, "C")) == "mid_sized"
    assert word(selling(300 * EOK, "N")) == "sme"


@pytest.mark.parametrize("code", ["C24", "24", "241", "C2411", "24111"])
def test_longer_and_shorter_codes_mean_the_same_division(code: str) -> None:
    assert (word(selling(1800 * EOK, code)), word(selling(1800 * EOK + 1, code))) == ("sme", "mid_sized")


def test_seats_have_a_limit_of_their_own_and_the_answer_says_what_it_is_for() -> None:
    answer = judged(selling(1500 * EOK, "C31202"))
    assert answer.status.value == "sme"
    assert "의자를 만드는 경우" in answer.text
    assert word(selling(1500 * EOK, "C31201")) == "mid_sized"
