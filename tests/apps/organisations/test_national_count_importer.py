"""National counts: loaded once, restated beside the first, refused when they do not add up, shown."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import translation

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports import services
from deungdae.apps.core.models import ImportRun
from deungdae.apps.organisations.models import NationalCount
from deungdae.apps.organisations.reference import load_national_counts
from tests.apps.core.imports.lists import checked_run, csv_of, staff, work_off

pytestmark = pytest.mark.django_db
HEAD = ("연도", "항목", "부분", "값", "판", "출처")


@pytest.fixture(autouse=True)
def _recorded() -> None:
    assert load_national_counts() == 42


def check(*rows: tuple) -> ImportRun:
    return checked_run(csv_of([HEAD, *rows]), importer="national_counts")


def applied(*rows: tuple) -> ImportRun:
    run = check(*rows)
    assert run.state == ImportRun.State.CHECKED, list(run.bad_rows.values())
    services.apply_import(run=run, actor=None)
    work_off()
    run.refresh_from_db()
    return run


def told(run: ImportRun) -> list[tuple[int, str, str]]:
    return [(row.row_number, row.column, row.code) for row in run.bad_rows.all()]


def counts(run: ImportRun) -> tuple[int, int, int]:
    return run.counts["created"], run.counts["changed"], run.counts["unchanged"]


def test_loading_the_table_again_changes_nothing() -> None:
    assert load_national_counts() == 0
    call_command("load_reference")
    assert NationalCount.objects.count() == 42


def test_a_restated_figure_is_the_next_vintage_and_the_first_one_stays() -> None:
    row = (2023, "매출액", "", "990.1", "", "고친 발표")
    run = applied(row)
    assert counts(run) == (0, 1, 0)
    found = NationalCount.objects.filter(year=2023, kind="sales").order_by("vintage")
    assert [(str(one.value), one.vintage) for one in found] == [("984.30", 1), ("990.10", 2)]
    assert counts(check(row, (2023, "기업 수", "", '"5,868"', "", "etoday"))) == (0, 0, 2)
    services.undo_import(run=run, actor=None)
    assert [str(one.value) for one in found.all()] == ["984.30"]


def test_a_figure_that_was_restated_since_cannot_be_taken_back() -> None:
    run = applied((2023, "매출액", "", "990.1", "", "고친 발표"))
    applied((2023, "매출액", "", "991", "", "또 고친 발표"))
    with pytest.raises(RefusedError, match="그 뒤에 다시 고쳐"):
        services.undo_import(run=run, actor=None)


def test_a_year_that_does_not_add_up_is_named_and_nothing_is_written() -> None:
    year = [(2025, "기업 수", "", "7000", "", "통계"), (2025, "이탈", "", "500", "", "통계")]
    run = check(*year, (2025, "진입", "", "1000", "", "통계"))
    assert told(run) == [(2, "값", "identity")]
    message = run.bad_rows.get().message
    assert "2025년 기업 수 7,000이 지난해 6,474에서 이탈 500을 빼고 진입 1,000을 더한 6,974와" in message
    assert run.state == ImportRun.State.REJECTED
    assert counts(applied(*year, (2025, "진입", "", "1026", "", "통계"))) == (3, 0, 0)


def test_a_restated_year_must_fit_the_year_after_it() -> None:
    run = check((2023, "기업 수", "", "5900", "", "통계"))
    assert told(run) == [(2, "값", "identity"), (2, "값", "identity")]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ((2024, "매출액", "", "1031", "1", "통계"), (2, "값", "same_vintage")),
        ((2024, "매출액", "1", "1031", "", "통계"), (2, "부분", "impossible")),
        ((1800, "매출액", "", "1", "", "통계"), (2, "연도", "impossible")),
        ((2024, "매출액", "", "-3", "", "통계"), (2, "값", "value")),
        ((2024, "매출액", "", "1.03E+03", "", "통계"), (2, "값", "value")),
    ],
)
def test_what_cannot_be_is_named(row: tuple, found: tuple) -> None:
    assert told(check(row)) == [found]


def test_staff_see_the_years_with_every_vintage_and_what_adds_up(client: Client) -> None:
    assert client.get("/organisations/national-counts/").status_code == 302
    client.force_login(staff())
    page = client.get("/organisations/national-counts/").content.decode()
    assert "2판 961.4조원" in page
    assert "1판 959조원" in page
    assert "2024년 기업 수: 지난해 5,868 − 이탈 669 + 진입 1,275 = 6,474" in page
    assert "맞지 않는 수가 있습니다" not in page


def test_an_english_page_has_no_korean_unit(client: Client) -> None:
    client.force_login(staff())
    client.cookies["django_language"] = "en"
    with translation.override("en"):
        page = client.get("/organisations/national-counts/").text
    assert "6,474<" in page
    assert "961.4 tn won" in page
    assert "조원" not in page
