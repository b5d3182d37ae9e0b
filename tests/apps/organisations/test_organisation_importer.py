"""Lists of organisations: who a row is, what it changes, and what cannot be said."""

import pytest

from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports import services
from deungdae.apps.core.models import ImportRun
from deungdae.apps.organisations.models import ExternalIdentifier, Membership, Organisation
from deungdae.apps.organisations.selectors.search import rows_answering
from deungdae.apps.organisations.services.merging import merge_organisations
from tests.apps.core.imports.lists import applied_run, checked_run, csv_of, number, staff, xlsx_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]

LISTED = """회사명,종목코드,업종,주요제품,상장일,결산월,홈페이지,지역
가상제강,069730,1차 철강 제조업,"와이어로프,각종 선재",2003-01-28,12월,http://www.virtual.example,전라남도
나상전기,1250,"전동기, 발전기 및 전기 변환 · 공급 · 제어 장치 제조업",전동기,1976-06-26,,example.co.kr,서울
다상홀딩스,900001,상품 종합 도매업,,2010-01-01,12월,해당없음,홍콩
"""
SUPPLIERS = """id,name,region
10104784,주식회사 라상텍,대전광역시 유성구
10236869,마상,서울 금천구
10235274,바상 주식회사,세종특별자치시 나성로
10108888,바상,전라북도 전주시
10076122,(주)제이상테크,경기도 안양시
10237383,제이상테크,경기도 안양시
"""


def codes(run: ImportRun) -> list[tuple[int, str, str, bool]]:
    return [(row.row_number, row.column, row.code, row.is_warning) for row in run.bad_rows.all()]


def test_a_list_of_listed_companies_is_understood_as_it_is() -> None:
    run = checked_run(LISTED.encode())
    assert codes(run) == [(4, "지역", "unknown_region", False)]
    assert run.preview["sheets"]["organisations"]["unknown"] == ["상장일", "결산월"]
    run = applied_run(LISTED.encode(), leave_unknown="on", kind="demand")
    assert codes(run) == [(4, "지역", "unknown_region", True)]
    electric = Organisation.objects.get(name="나상전기")
    assert (electric.industry_id, electric.region_id) == ("281", "11")
    assert electric.home_page == "http://example.co.kr"
    assert list(electric.identifiers.values_list("scheme", "code")) == [("krx", "001250")]
    assert list(electric.kinds.values_list("kind", flat=True)) == ["demand"]
    assert Organisation.objects.get(name="다상홀딩스").home_page == ""


def test_a_list_of_suppliers_is_understood_as_it_is() -> None:
    run = applied_run(SUPPLIERS.encode("utf-8-sig"), scheme="smart-factory-supplier", kind="supply")
    assert codes(run) == []
    regions = dict(Organisation.objects.values_list("name", "region_id"))
    assert regions["주식회사 라상텍"] == "30200"
    assert regions["마상"] == "11545"
    assert regions["바상 주식회사"] == "36"
    assert regions["바상"] == "52110"
    assert Organisation.objects.filter(name__contains="제이상테크").count() == 2


def test_numbers_of_an_unnamed_register_are_not_used_and_equal_rows_are_told() -> None:
    run = checked_run(SUPPLIERS.encode())
    assert codes(run) == [(2, "외부 번호", "unnamed_numbers", True), (7, "기업명", "twice", False)]
    assert "그 번호 체계를 고르고 다시 검사해" in run.bad_rows.get(code="twice").remedy


def test_a_row_is_recognised_by_its_number_before_its_name() -> None:
    known = Organisation.objects.create(name="옛이름", business_number=number(1))
    run = applied_run(csv_of([("기업명", "사업자번호"), ("새이름", number(1))]))
    known.refresh_from_db()
    assert (known.name, run.counts["changed"], Organisation.objects.count()) == ("새이름", 1, 1)


def test_a_row_that_renames_by_its_number_says_so_and_the_old_name_stays_on_record() -> None:
    known = Organisation.objects.create(name="옛이름", business_number=number(1))
    run = applied_run(csv_of([("기업명", "사업자번호"), ("새이름", number(1))]))
    assert codes(run) == [(2, "기업명", "new_name", True)]
    assert run.bad_rows.get().message == (
        "이 번호는 ‘옛이름’의 것입니다."
        " 반영하면 이름이 ‘새이름’으로 바뀌고 ‘옛이름’은 이전 이름으로 남습니다."
    )
    assert known.names.values_list("kind", "text", "valid_to").get() == ("former", "옛이름", clock.today())
    found = rows_answering("옛이름").values_list("organisation", flat=True)
    assert list(found) == [known.pk]
    services.undo_import(run=run, actor=None)
    known.refresh_from_db()
    assert (known.name, known.names.count()) == ("옛이름", 0)


def test_a_former_name_that_the_file_brings_is_kept_once() -> None:
    known = Organisation.objects.create(name="옛이름", business_number=number(1))
    sheets = {
        "기업·기관": [("기업명", "사업자등록번호"), ("새이름", number(1))],
        "다른 이름": [("기업명", "사업자등록번호", "다른 이름"), ("새이름", number(1), "(주)옛이름")],
    }
    applied_run(xlsx_of(sheets), name="목록.xlsx")
    known.refresh_from_db()
    assert (known.name, known.names.get().text) == ("새이름", "(주)옛이름")


def test_a_mark_that_turns_the_direction_is_named_where_the_refused_cell_is_shown() -> None:
    run = checked_run(csv_of([("기업명",), ("가상\u202e밀정",)]))
    assert codes(run) == [(2, "기업명", "turning", False)]
    assert run.bad_rows.get().value == "가상⟨U+202E⟩밀정"
    assert run.preview["sheets"]["organisations"]["rows"] == [[2, "가상⟨U+202E⟩밀정"]]


def test_a_row_is_recognised_by_name_whatever_the_form_of_the_company() -> None:
    Organisation.objects.create(name="주식회사 가상정밀", region_id="11")
    run = applied_run(csv_of([("기업명", "지역", "제품"), ("㈜ 가상정밀", "서울시", "볼트")]))
    known = Organisation.objects.get()
    assert (known.name, known.products, run.counts["changed"]) == ("주식회사 가상정밀", "볼트", 1)


def test_an_empty_cell_erases_nothing_and_a_wider_word_changes_nothing() -> None:
    Organisation.objects.create(
        name="가상정밀", business_number=number(1), region_id="41170", industry_id="26111", products="볼트"
    )
    rows = [("기업명", "사업자번호", "지역", "업종", "제품"), ("가상정밀", number(1), "경기", "C", "")]
    assert checked_run(csv_of(rows)).counts["unchanged"] == 1
    rows[1] = ("가상정밀", number(1), "경기", "26", "")
    assert checked_run(csv_of(rows)).counts["unchanged"] == 1


@pytest.mark.parametrize(
    ("rule", "created", "changed", "errors"), [("report", 0, 0, 1), ("same", 0, 1, 0), ("new", 1, 0, 0)]
)
def test_an_unclear_match_is_reported_unless_a_person_has_decided(
    rule: str, created: int, changed: int, errors: int
) -> None:
    Organisation.objects.create(name="가상정밀", region_id="41")
    run = checked_run(csv_of([("기업명", "지역"), ("(주)가상정밀", "경기도 안양시")]), unclear=rule)
    assert (run.counts["created"], run.counts["changed"], run.counts["errors"]) == (created, changed, errors)


def test_the_same_name_elsewhere_is_another_organisation() -> None:
    Organisation.objects.create(name="가상정밀", region_id="11")
    run = checked_run(csv_of([("기업명", "지역"), ("가상정밀", "부산")]))
    assert (run.counts["created"], run.counts["errors"]) == (1, 0)


def test_two_of_one_name_and_region_are_never_guessed_between() -> None:
    for index in (1, 2):
        Organisation.objects.create(name="가상정밀", region_id="11", business_number=number(index))
    run = checked_run(csv_of([("기업명", "지역"), ("가상정밀", "서울")]), unclear="same")
    assert codes(run) == [(2, "기업명", "unclear_match", False)]


def test_contradicting_numbers_are_told() -> None:
    first = Organisation.objects.create(
        name="가", business_number=number(1), corporate_number="1301110006246"
    )
    second = Organisation.objects.create(name="나")
    ExternalIdentifier.objects.create(organisation=second, scheme="krx", code="000001")
    rows = [
        ("기업명", "사업자번호", "법인번호", "종목코드"),
        ("가", number(1), "", "000001"),
        ("가", number(2), "130111-0006246", ""),
    ]
    assert [code for _row, _column, code, _warning in codes(checked_run(csv_of(rows)))] == [
        "numbers_of_two",
        "number_differs",
    ]
    assert first.name == "가"


def test_a_stock_code_is_one_whichever_column_it_stands_in() -> None:
    rows = [("기업명", "외부 체계", "외부 번호"), ("가", "KRX", "A005930"), ("나", "krx", "삼성")]
    run = checked_run(csv_of(rows))
    assert codes(run) == [(3, "외부 번호", "krx_code", False)]
    applied_run(csv_of(rows[:2]))
    assert ExternalIdentifier.objects.values_list("scheme", "code").get() == ("krx", "005930")


def test_unknown_industry_suggests_names() -> None:
    run = checked_run(csv_of([("기업명", "업종"), ("가상정밀", "자동차 차체나 트레일러 제조업")]))
    assert codes(run) == [(2, "업종", "unknown_industry", False)]
    assert "302" in run.bad_rows.get().remedy


def test_undo_restores_what_was_changed() -> None:
    known = Organisation.objects.create(name="가상정밀", business_number=number(1), products="너트")
    before = Organisation.objects.values().get(pk=known.pk)
    rows = [("기업명", "사업자번호", "제품", "구분", "종목코드"), ("가상", number(1), "볼트", "수요", "5930")]
    run = applied_run(csv_of(rows))
    assert known.kinds.count() == known.identifiers.count() == 1
    services.undo_import(run=run, actor=None)
    assert Organisation.objects.values().get(pk=known.pk) == before
    assert known.kinds.count() == known.identifiers.count() == 0


def test_undo_is_refused_when_somebody_has_changed_it_since() -> None:
    known = Organisation.objects.create(name="가상정밀", business_number=number(1))
    run = applied_run(csv_of([("기업명", "사업자번호", "제품"), ("가상정밀", number(1), "볼트")]))
    Organisation.objects.filter(pk=known.pk).update(products="나사")
    with pytest.raises(RefusedError, match="가상정밀"):
        services.undo_import(run=run, actor=None)
    known.refresh_from_db()
    assert known.products == "나사"


def test_undo_is_refused_when_something_depends_on_a_new_organisation() -> None:
    run = applied_run(csv_of([("기업명",), ("가상정밀",), ("나상정밀",)]))
    user = staff()
    Membership.objects.create(
        user=user,
        organisation=Organisation.objects.get(name="나상정밀"),
        role="owner",
        starts_on="2021-01-01",
    )
    with pytest.raises(RefusedError, match="담당자 1건"):
        services.undo_import(run=run, actor=None)
    assert Organisation.objects.count() == 2
    run.refresh_from_db()
    assert run.state == ImportRun.State.APPLIED


def test_undo_is_refused_when_a_new_organisation_was_edited() -> None:
    run = applied_run(csv_of([("기업명",), ("가상정밀",)]))
    organisation = Organisation.objects.get()
    organisation.products = "볼트"
    organisation.save()
    with pytest.raises(RefusedError, match="가상정밀"):
        services.undo_import(run=run, actor=None)


def test_imports_are_undone_in_turn() -> None:
    first = applied_run(csv_of([("기업명", "제품"), ("가상정밀", "볼트")]))
    second = applied_run(csv_of([("기업명", "제품"), ("가상정밀", "너트")]))
    services.undo_import(run=second, actor=None)
    services.undo_import(run=first, actor=None)
    assert Organisation.objects.count() == 0


def test_a_thousand_rows_need_few_queries(django_assert_max_num_queries) -> None:
    rows = [
        ("기업명", "사업자번호", "지역"),
        *[(f"가상{index}", number(index), "서울") for index in range(1_000)],
    ]
    applied_run(csv_of(rows))
    with django_assert_max_num_queries(60):
        assert checked_run(csv_of(rows)).counts["unchanged"] == 1_000


@pytest.mark.parametrize("line", [f"옛이름,{number(2)}", "옛이름,"])
def test_a_merged_organisation_in_a_list_leads_to_the_one_that_stands_for_it(line: str) -> None:
    survivor = Organisation.objects.create(name="새이름", business_number=number(1))
    merged = Organisation.objects.create(name="옛이름", business_number=number(2))
    merge_organisations(survivor=survivor, merged=merged, take=(), reason="상호 변경", actor=None)
    run = checked_run(f"이름,사업자등록번호\n{line}\n".encode())
    row = run.bad_rows.get(code="merged")
    assert row.message == "‘옛이름’은 ‘새이름’에 합쳐진 기록입니다."
    assert "‘새이름’의 이름과 번호로 고쳐" in row.remedy
