"""Documents in, refusals that name value, place and way out, and the published schema."""

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from deungdae.engine.eligibility.formats import answer_to_json, company_from_document, company_from_json
from deungdae.engine.eligibility.model import NO_HOLDER, Company, Group, Holder
from deungdae.engine.eligibility.rules import rules_from_tables
from deungdae.engine.eligibility.solve import solve
from deungdae.engine.kernel.errors import InputError
from tests.engine.eligibility.samples import AFTER, company, judged, rules
from tests.support.json_schema import right_value, value_of

SCHEMA = json.loads(
    (Path(__file__).resolve().parents[3] / "docs" / "engine" / "eligibility.schema.json").read_text("utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA)
DOCUMENT: dict[str, Any] = {
    "name": "한빛금속",
    "kind": "company",
    "founded": "2001-03-02",
    "main_industry": "C24",
    "fiscal_years": [
        {"year": year, "months": 12, "sales_krw": 100_000_000_000, "assets_krw": 100_000_000_000}
        for year in (2022, 2023, 2024)
    ],
    "group": None,
    "largest_shareholder": None,
    "related_sales_krw": None,
    "grace": None,
}


def refusal(document: object, on: date = AFTER) -> str:
    with pytest.raises(InputError) as caught:
        solve(company_from_document(document), on=on, rules=rules())
    return str(caught.value)


def changed(**changes: object) -> dict[str, Any]:
    return {**deepcopy(DOCUMENT), **changes}


def with_year(**changes: object) -> dict[str, Any]:
    document = deepcopy(DOCUMENT)
    document["fiscal_years"][2].update(changes)
    return document


def test_the_published_schema_is_a_schema_and_takes_the_example() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert VALIDATOR.is_valid(DOCUMENT)
    assert company_from_document(DOCUMENT) == company()


def test_null_says_none_where_the_schema_says_so_and_leaving_out_says_unknown() -> None:
    read = company_from_json(json.dumps(DOCUMENT))
    assert (read.group, read.holder, read.related_sales_krw, read.grace_from) == (
        Group.NONE,
        NO_HOLDER,
        0,
        None,
    )
    bare = company_from_json("{}")
    assert bare == Company()
    nulls = company_from_json('{"kind": null, "founded": null, "main_industry": null, "fiscal_years": null}')
    assert nulls == Company()
    holder = company_from_json('{"largest_shareholder": {"share": null}}').holder
    assert holder == Holder()


def test_whole_numbers_may_be_written_with_a_point_or_an_exponent() -> None:
    text = '{"related_sales_krw": 1.5E+3, "largest_shareholder": {"share": 0.30}}'
    read = company_from_json(text)
    assert read.related_sales_krw == 1500
    assert read.holder is not None
    assert read.holder.share == Holder(share=read.holder.share).share
    assert str(read.holder.share) == "3/10"


def test_the_answer_has_the_four_keys_of_the_contract() -> None:
    answer = answer_to_json(judged(company()))
    assert list(answer) == ["status", "rule", "needs", "explanation"]
    assert (answer["status"], answer["rule"], answer["needs"]) == ("sme", "sme.within_limits", [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"name": "가"', "1행 13열"),
        ('{"related_sales_krw": NaN}', "'NaN' 앞에서"),
        ("[" * 100_000, "JSON을 읽을 수 없습니다"),
        ('{"related_sales_krw": ' + "9" * 5000 + "}", "JSON을 읽을 수 없습니다"),
        ('{"related_sales_krw": 1e999999999}', "정수가 아닙니다"),
        ('{"largest_shareholder": {"share": 1e-999999999}}', "0과 1 사이의 비율"),
        ('{"largest_shareholder": {"share": 1e999999999999999999999}}', "JSON을 읽을 수 없습니다"),
        ("[]", "묶음(중괄호)"),
    ],
)
def test_a_text_that_is_no_document_is_refused(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        company_from_json(text)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (changed(sales=1), "'sales'는 모르는 항목"),
        (changed(kind="bank"), "'kind'의 값 'bank'"),
        (changed(group="none"), "'group'의 값 'none'"),
        (changed(founded="2001-02-30"), "'founded'의 값 '2001-02-30'"),
        (changed(founded="２００１-03-02"), "날짜가 아닙니다"),
        (changed(founded=20010302), "날짜가 아닙니다"),
        (changed(founded="2026-01-01"), "설립일 2026-01-01이 판정일 2025-09-01보다 뒤"),
        (changed(main_industry="금속"), "업종 코드 '금속'을 읽을 수 없습니다"),
        (changed(main_industry="c24"), "C24나 26111처럼"),
        (changed(main_industry="C09"), "'C09'는 한국표준산업분류 11차에 없습니다"),
        (changed(main_industry="D24"), "'C24'로 고쳐"),
        (changed(main_industry=""), "'main_industry'"),
        (changed(fiscal_years={}), "목록이어야"),
        (changed(fiscal_years=[1]), "fiscal_years[0]"),
        (changed(fiscal_years=[{"months": 12}]), "'fiscal_years[0].year' 항목이 없습니다"),
        (changed(fiscal_years=DOCUMENT["fiscal_years"] * 2), "2022 사업연도가 두 번"),
        (with_year(year=1899), "1900부터 2200"),
        (with_year(year=2000), "설립일 2001-03-02보다 앞"),
        (with_year(months=13), "개월 수가 13"),
        (with_year(months=0), "개월 수가 0"),
        (with_year(months="12"), "정수가 아닙니다"),
        (with_year(sales_krw=-1), "금액이 -1원입니다(fiscal_years[2024].sales_krw)"),
        (with_year(assets_krw=10**18 + 1), "100경 원 이하"),
        (with_year(sales_krw=1.5), "정수가 아닙니다"),
        (with_year(sales_krw=True), "정수가 아닙니다"),
        (with_year(profit=1), "fiscal_years[2].profit"),
        (
            changed(founded="2024-07-15", fiscal_years=[{"year": 2024, "months": 7}]),
            "6개월을 넘을 수 없습니다",
        ),
        (changed(related_sales_krw=-5), "related_sales_krw"),
        (changed(largest_shareholder=[]), "largest_shareholder"),
        (changed(largest_shareholder={"share": 35}), "지분율이 35입니다"),
        (changed(largest_shareholder={"share": -0.1}), "35%는 0.35입니다"),
        (changed(largest_shareholder={"share": float("nan")}), "지분율이 nan입니다"),
        (changed(largest_shareholder={"share": "0.35"}), "숫자가 아닙니다"),
        (changed(largest_shareholder={"share": True}), "숫자가 아닙니다"),
        (changed(largest_shareholder={"kind": "bank"}), "largest_shareholder.kind"),
        (changed(largest_shareholder={"assets_krw": -1}), "largest_shareholder.assets_krw"),
        (changed(largest_shareholder={"name": "모회사"}), "largest_shareholder.name"),
        (changed(grace={}), "'grace.from'"),
        (changed(grace=7), "'grace'"),
        (changed(grace={"from": "2025"}), "'grace.from'의 값 '2025'"),
        (changed(grace={"from": "2025-04-01", "to": 1}), "grace.to"),
        (changed(grace={"from": "2001-03-01"}), "유예 시작일 2001-03-01이 설립일"),
        (changed(grace={"from": "2014-12-31"}), "2015-01-01 이후의 날"),
        (changed(grace={"from": "9999-01-01"}), "2200년까지"),
        (changed(fiscal_year_end_month=13), "결산월이 13"),
        (changed(name=7), "'name'의 값 '7'"),
    ],
)
def test_bad_input_names_the_value_the_place_and_the_way_out(document: dict[str, Any], said: str) -> None:
    assert said in refusal(document)


def test_every_fault_is_told_at_once() -> None:
    assert refusal(changed(founded="x", kind="y", group="z")).count("\n") == 2
    assert refusal(changed(main_industry="Q", founded="2030-01-01", related_sales_krw=-1)).count("\n") >= 1


def test_a_share_that_is_no_share_is_refused_without_a_document_too() -> None:
    with pytest.raises(InputError):
        solve(company(holder=Holder(share=company().holder.share - 1)), on=AFTER, rules=rules())  # type: ignore[union-attr,operator]


def test_a_day_beyond_the_calendar_is_refused() -> None:
    assert "2200년까지" in refusal(DOCUMENT, date(9999, 12, 31))


def test_a_missing_foundation_does_not_hide_other_faults() -> None:
    assert "두 번" in refusal({"fiscal_years": [{"year": 2024}, {"year": 2024}]})


def test_a_spoilt_table_is_named() -> None:
    with pytest.raises(InputError) as caught:
        rules_from_tables(
            sales_limits=[{"industry": "A"}],
            candidate_limits=[],
            excluded_industries=[],
            figures=[],
            industries=[],
        )
    assert "판정 기준표를 읽을 수 없습니다" in str(caught.value)


def faults(document: object) -> set[str]:
    """The codes of what is wrong with a document; none where it is answered."""
    try:
        solve(company_from_document(document), on=AFTER, rules=rules())
    except InputError as error:
        return {issue.code for issue in error.issues}
    return set()


@settings(deadline=None)
@given(value_of(SCHEMA, {}, st.sampled_from(["C24", "2001-03-02", "62"])))
def test_whatever_is_handed_in_is_answered_or_refused_with_words(document: object) -> None:
    assert faults(document) or VALIDATOR.is_valid(document)


MEANING = {
    f"eligibility.{name}"
    for name in (
        *("date", "founded_later", "grace_before", "grace_too_early", "far_day", "share"),
        *("industry_unknown", "industry_section", "year_twice", "year_before", "months_before"),
    )
}


@settings(deadline=None)
@given(right_value(SCHEMA, {}, st.sampled_from(["C24", "2001-03-02", "62"])).filter(VALIDATOR.is_valid))
def test_what_the_schema_takes_is_refused_only_for_what_it_means(document: object) -> None:
    assert faults(document) <= MEANING
