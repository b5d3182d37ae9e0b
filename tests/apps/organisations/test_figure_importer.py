"""Lists of yearly figures: whose they are, what they restate, what is a slip, and the way back."""

import io

import openpyxl
import pytest
from django.test import Client

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports import services
from deungdae.apps.core.models import ImportRun
from deungdae.apps.organisations.models import Organisation, YearlyFigure
from deungdae.apps.organisations.numbers import shown_business
from deungdae.apps.organisations.selectors.figures import counting_values
from deungdae.apps.organisations.services.organisations import create_organisation
from tests.apps.core.imports.lists import checked_run, csv_of, number, staff, work_off, xlsx_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
EOK = 10**8
LONG = ("기업 번호", "연도", "항목", "값", "출처", "기준일")


@pytest.fixture
def company() -> Organisation:
    return create_organisation(name="가상정밀", kinds=[], business_number=number(1), actor=None)


def check(rows: list[tuple], **options: str) -> ImportRun:
    content = csv_of([tuple(f'"{cell}"' for cell in row) for row in rows])
    return checked_run(content, importer="figures", **options)


def applied(rows: list[tuple], **options: str) -> ImportRun:
    run = check(rows, **options)
    services.apply_import(run=run, actor=None)
    work_off()
    run.refresh_from_db()
    assert run.state == ImportRun.State.APPLIED
    return run


def codes(run: ImportRun) -> list[tuple[int, str, str, bool]]:
    return [(row.row_number, row.column, row.code, row.is_warning) for row in run.bad_rows.all()]


def test_one_figure_in_a_row_is_understood(company: Organisation) -> None:
    run = applied(
        [
            LONG,
            (number(1), "2023년", "매출", "1,700억", "감사보고서", "2024-03-31"),
            (number(1), "2023", "종업원수", "350명", "기업 제출(전화)", ""),
        ]
    )
    assert codes(run) == []
    sales, employees = YearlyFigure.objects.order_by("-kind")
    assert (sales.value, sales.source_kind, sales.as_of.isoformat()) == (1_700 * EOK, 1, "2024-03-31")
    assert (employees.value, employees.source_kind, employees.source) == (350, 4, "전화")


def test_one_year_in_a_row_is_understood(company: Organisation) -> None:
    rows = [
        ("회사명", "회계연도", "매출액(백만원)", "자산총계", "직원 수", "R&D", "수출"),
        ("(주)가상정밀", "2023", "170,000", "210000", "350", "5,000", ""),
    ]
    applied(rows, unit="million", source="3")
    assert counting_values(organisation=company) == {
        (2023, "sales"): 1_700 * EOK,
        (2023, "assets"): 2_100 * EOK,
        (2023, "employees"): 350,
        (2023, "research"): 50 * EOK,
    }
    assert set(YearlyFigure.objects.values_list("source_kind", flat=True)) == {3}


def test_the_same_list_again_changes_nothing_and_a_changed_value_restates(company: Organisation) -> None:
    rows = [LONG, (number(1), "2022", "매출액", "9590억", "기본통계", "2023-12-01")]
    applied(rows)
    again = check(rows, unit="million")
    assert (again.counts["created"], again.counts["changed"], again.counts["unchanged"]) == (0, 0, 1)
    rows[1] = (number(1), "2022", "매출액", "9614억", "기본통계", "")
    run = applied(rows)
    assert (run.counts["created"], run.counts["changed"]) == (0, 1)
    old, new = YearlyFigure.objects.order_by("pk")
    assert (new.supersedes_id, new.value, old.ended_at is None) == (old.pk, 9_614 * EOK, False)


def test_undo_brings_back_what_was_current(company: Organisation) -> None:
    applied([LONG, (number(1), "2022", "매출액", "9590억", "", "")])
    before = list(YearlyFigure.objects.values())
    run = applied(
        [
            LONG,
            (number(1), "2022", "매출액", "9614억", "", ""),
            (number(1), "2023", "매출액", "9843억", "", ""),
        ]
    )
    services.undo_import(run=run, actor=None)
    assert list(YearlyFigure.objects.values()) == before


def test_undo_is_refused_when_a_figure_was_restated_since(company: Organisation) -> None:
    run = applied([LONG, (number(1), "2022", "매출액", "9590억", "", "")])
    applied([LONG, (number(1), "2022", "매출액", "9614억", "", "")])
    with pytest.raises(RefusedError, match="되돌릴 수 없습니다"):
        services.undo_import(run=run, actor=None)


def test_a_slip_of_the_unit_is_a_warning_at_its_row(company: Organisation) -> None:
    run = check(
        [
            LONG,
            (number(1), "2022", "매출액", "1,650억", "", ""),
            (number(1), "2023", "매출액", "170000000", "", ""),
            (number(1), "2023", "직원 수", "350", "", ""),
        ]
    )
    assert sorted(codes(run)) == [
        (2, "값", "jump", True),
        (3, "값", "jump", True),
        (3, "값", "per_head", True),
    ]
    assert run.state == ImportRun.State.CHECKED


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("1.23E+09", "2023", "매출액", "1억", "", ""), "lost_digits"),
        ((number(1)[:-1] + "x", "2023", "매출액", "1억", "", ""), "not_digits"),
        ((number(2), "2023", "매출액", "1억", "", ""), "unknown_company"),
        (("", "2023", "매출액", "1억", "", ""), "no_company"),
        ((number(1), "2999", "매출액", "1억", "", ""), "date"),
        ((number(1), "23", "매출액", "1억", "", ""), "year"),
        ((number(1), "2023", "이익", "1억", "", ""), "choice"),
        ((number(1), "2023", "매출액", "-1억", "", ""), "negative"),
        ((number(1), "2023", "매출액", "1.2E+11", "", ""), "lost_digits"),
        ((number(1), "2023", "매출액", "", "", ""), "no_figure"),
        ((number(1), "2023", "매출액", "99999조", "", ""), "too_large"),
        ((number(1), "2023", "직원 수", "3억", "", ""), "too_large"),
        ((number(1), "2023", "매출액", "1억", "", "2999-01-01"), "date"),
        ((number(1), "2023", "매출액", "1억", "가" * 201, ""), "too_long"),
    ],
)
def test_each_bad_row_is_told(company: Organisation, row: tuple, code: str) -> None:
    assert [found[2] for found in codes(check([LONG, row]))] == [code]


def test_full_width_digits_are_digits(company: Organisation) -> None:
    wide = number(1).translate({ord(str(digit)): ord("０") + digit for digit in range(10)})
    assert codes(check([LONG, (wide, "２０２３", "매출액", "１억", "", "")])) == []


def test_a_figure_that_comes_twice_is_told(company: Organisation) -> None:
    row = (number(1), "2023", "매출액", "1억", "", "")
    assert codes(check([LONG, row, row])) == [(3, "값", "twice", False)]


def test_what_goes_out_comes_in_unchanged(company: Organisation, client: Client) -> None:
    create_organisation(name="=1+1", kinds=[], business_number=number(2), actor=None)
    applied(
        [
            LONG,
            (number(1), "2023", "매출액", "170,012,345,678", "감사보고서(12쪽 (가))", "2024-03-31"),
            (number(1), "2022", "직원 수", "350", "", ""),
            (number(2), "2023", "자산총계", "5천억", "기업 제출", "2024-01-02"),
        ]
    )
    client.force_login(staff())
    table = client.get("/organisations/figures/export/")
    sheet = openpyxl.load_workbook(io.BytesIO(table.content)).active
    assert sheet.max_row == 4
    run = checked_run(table.content, name="figures.xlsx", importer="figures")
    assert (run.counts["unchanged"], run.counts["created"], run.counts["changed"]) == (3, 0, 0)
    text = client.get("/organisations/figures/export/", {"format": "csv", "q": "가상"}).getvalue()
    assert text.count(b"\r\n") == 3
    run = checked_run(text, importer="figures")
    assert (run.counts["unchanged"], run.counts["errors"]) == (2, 0)
    text = client.get("/organisations/figures/export/", {"format": "csv"}).getvalue().decode()
    assert "'=1+1" in text
    assert f",{shown_business(number(1))}," in text, "a spreadsheet makes 1.23E+09 of bare digits"
    assert (
        client.get("/organisations/figures/export/", {"year": "2022", "format": "csv"})
        .getvalue()
        .count(b"\r\n")
        == 2
    )


def test_a_workbook_with_numbers_is_read(company: Organisation) -> None:
    content = xlsx_of({"재무": [LONG[:4], (number(1), 2023, "매출액", 170_000_000_000)]})
    run = checked_run(content, name="목록.xlsx", importer="figures")
    assert (run.counts["created"], run.counts["errors"]) == (1, 0)
