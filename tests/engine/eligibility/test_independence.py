"""Groups, shareholders, related companies, and what is no company in the law's sense."""

from datetime import date

import pytest

from deungdae.engine.eligibility.model import Group, Holder, HolderKind, Kind
from deungdae.engine.eligibility.solve import solve
from tests.engine.eligibility.samples import AFTER, BEFORE, EOK, company, held, judged, rules, selling, word

FIRM = HolderKind.COMPANY
SME, LARGE = 5000 * EOK, 116_000 * EOK


def test_a_member_of_a_disclosure_group_is_mid_sized_however_small() -> None:
    answer = judged(company(group=Group.DISCLOSURE))
    assert (answer.status.value, answer.rule.value) == ("mid_sized", "mid_sized.group")


def test_a_member_of_a_cross_shareholding_restricted_group_is_large_however_small() -> None:
    answer = judged(company(group=Group.CROSS_SHAREHOLDING))
    assert (answer.status.value, answer.rule.value) == ("large", "large.group")


@pytest.mark.parametrize(
    ("share", "assets", "expected"),
    [
        ("0.3", SME, "mid_sized"),
        ("0.3", SME - 1, "sme"),
        ("0.29999", 10 * LARGE, "sme"),
        ("0.3", LARGE - 1, "mid_sized"),
        ("0.3", LARGE, "large"),
        ("1", LARGE, "large"),
        ("0", LARGE, "sme"),
    ],
)
def test_a_holding_of_30_percent_counts_by_the_holders_size(share: str, assets: int, expected: str) -> None:
    assert word(company(holder=held(share, FIRM, assets))) == expected


@pytest.mark.parametrize("kind", [HolderKind.PRIVATE_FUND, HolderKind.CREDITOR_BANK])
def test_a_fund_or_a_creditor_bank_never_makes_a_company_large(kind: HolderKind) -> None:
    assert word(selling(3000 * EOK, holder=held("0.9", kind, 9 * LARGE))) == "mid_sized"
    assert word(company(holder=held("0.9", kind, 9 * LARGE))) == "mid_sized"
    assert word(company(holder=held("0.9", kind, SME - 1))) == "sme"


def test_a_person_may_hold_everything() -> None:
    assert word(company(holder=held("1", HolderKind.PERSON, 9 * LARGE))) == "sme"
    assert word(company(holder=held("1", HolderKind.PERSON, None))) == "sme"


@pytest.mark.parametrize(
    ("on", "least"),
    [("2016-09-29", 5), ("2016-09-30", 10), ("2024-04-30", 10), ("2024-05-01", 10.4), ("2025-04-30", 10.4),
     ("2025-05-01", 11.6)],
)  # fmt: skip
def test_the_size_of_a_large_holder_has_its_dates(on: str, least: float) -> None:
    day = date.fromisoformat(on)
    won = int(least * 10) * 10**11
    small = {"fiscal_years": (), "related_sales_krw": None, "main_industry": "C24"}
    assert word(company(holder=held("0.3", FIRM, won), **small), day) == "large"
    assert word(company(holder=held("0.3", FIRM, won - 1), **small), day) == "mid_sized"


@pytest.mark.parametrize(
    ("holder", "needs"),
    [
        (None, ("largest_shareholder",)),
        (Holder(None, FIRM, LARGE), ("largest_shareholder.share",)),
        (held("0.4", None, LARGE), ("largest_shareholder.kind",)),
        (held("0.4", FIRM, None), ("largest_shareholder.assets_krw",)),
        (held("0.4", HolderKind.PRIVATE_FUND, None), ("largest_shareholder.assets_krw",)),
        (Holder(), tuple(f"largest_shareholder.{name}" for name in ("share", "kind", "assets_krw"))),
    ],
)
def test_what_is_missing_of_a_holder_is_asked_for_where_it_matters(
    holder: Holder | None, needs: tuple[str, ...]
) -> None:
    answer = judged(company(holder=holder))
    assert (answer.status.value, answer.needs) == ("unknown", needs)


def test_what_is_missing_of_a_holder_does_not_matter_in_a_large_group() -> None:
    assert word(company(holder=None, group=Group.CROSS_SHAREHOLDING)) == "large"


@pytest.mark.parametrize("holder", [Holder(held("0.1", None, None).share), Holder(None, None, SME - 1)])
def test_a_holder_too_small_in_one_way_needs_nothing_more(holder: Holder) -> None:
    assert word(company(holder=holder)) == "sme"


def test_related_companies_count_with_its_own_sales() -> None:
    own = 1000 * EOK
    assert word(selling(own, related_sales_krw=800 * EOK)) == "sme"
    answer = judged(selling(own, related_sales_krw=800 * EOK + 1))
    assert (answer.status.value, answer.rule.value) == ("mid_sized", "mid_sized.related_sales")
    assert "관계기업 800억 원을 더한 1,800억 원도" in judged(selling(own, related_sales_krw=800 * EOK)).text


def test_unknown_related_companies_are_asked_for_unless_it_is_too_big_by_itself() -> None:
    answer = judged(company(related_sales_krw=None))
    assert (answer.status.value, answer.needs) == ("unknown", ("related_sales_krw",))
    assert word(selling(1801 * EOK, related_sales_krw=None)) == "mid_sized"


def test_an_unknown_group_is_asked_for() -> None:
    answer = judged(company(group=None))
    assert (answer.status.value, answer.needs) == ("unknown", ("group",))


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        (Kind.NONPROFIT, "excluded.nonprofit"),
        (Kind.PUBLIC_INSTITUTION, "excluded.public_institution"),
        (Kind.FOREIGN_BRANCH, "excluded.foreign_branch"),
    ],
)
def test_what_is_no_company_is_excluded_whatever_else_is_missing(kind: Kind, rule: str) -> None:
    bare = company(kind=kind, founded=None, main_industry=None, fiscal_years=(), group=None, holder=None)
    answer = judged(bare)
    assert (answer.status.value, answer.rule.value, answer.needs) == ("excluded", rule, ())


def test_an_unknown_kind_is_asked_for() -> None:
    assert judged(company(kind=None)).needs == ("kind",)


@pytest.mark.parametrize("code", ["K", "K64", "64", "K65", "K66", "K64110", "64991"])
def test_finance_and_insurance_are_excluded(code: str) -> None:
    for sales in (10 * EOK, 9000 * EOK):
        answer = judged(selling(sales, code))
        assert (answer.status.value, answer.rule.value) == ("excluded", "excluded.finance")
    assert word(selling(10 * EOK, code, kind=None)) == "excluded"


def test_a_general_holding_company_is_judged_like_others() -> None:
    assert (word(selling(400 * EOK, "K64992")), word(selling(401 * EOK, "64992"))) == ("sme", "mid_sized")


def test_a_firm_may_be_mid_sized_for_a_reason_that_is_not_known() -> None:
    subject = selling(1900 * EOK, "C24", holder=held("0.5", None, 9000 * EOK))
    answer = judged(subject)
    assert answer.rule.value == "mid_sized.average_sales"
    assert "그 값이 무엇이든 결과는 같습니다" in answer.text


def test_every_reason_is_told_and_the_strongest_decides() -> None:
    answer = judged(selling(1900 * EOK, group=Group.DISCLOSURE, holder=held("0.5", FIRM, 9000 * EOK)))
    assert answer.rule.value == "mid_sized.group"
    assert ["공시대상" in answer.text, "최다출자자입니다" in answer.text, "100억 원 넘" in answer.text] == [
        True
    ] * 3


def test_nothing_known_at_all_asks_for_everything_that_matters() -> None:
    bare = company(
        kind=None,
        founded=None,
        main_industry=None,
        fiscal_years=(),
        group=None,
        holder=None,
        related_sales_krw=None,
    )
    for on in (BEFORE, AFTER):
        assert solve(bare, on=on, rules=rules()).needs == (
            "kind",
            "main_industry",
            "group",
            "largest_shareholder",
            "fiscal_years[2024].assets_krw",
            "founded",
            "fiscal_years[2022].sales_krw",
            "fiscal_years[2023].sales_krw",
            "fiscal_years[2024].sales_krw",
            "related_sales_krw",
        )
