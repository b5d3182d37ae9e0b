"""Figures of surveys: each with its birth certificate, corrected beside the first, told by row when wrong."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.test import Client

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports import services
from deungdae.apps.core.models import ImportRun
from deungdae.apps.gap.models import SurveyFigure
from deungdae.apps.gap.services.surveys import load_surveys
from tests.apps.core.imports.lists import checked_run, csv_of, staff, work_off, xlsx_of

pytestmark = pytest.mark.django_db
HEAD = ("조사", "연도", "규모", "지표", "값", "단위", "응답 수", "발표일", "출처")
ROW = ("디지털 격차 실태", 2025, "중견기업", "데이터·AI 활용률", "7.5", "", 412, "2025-10-22", "보도자료 5쪽")


@pytest.fixture(autouse=True)
def _recorded() -> None:
    assert load_surveys() == 39


def changed(**values: object) -> tuple[object, ...]:
    names = ("survey", "year", "size", "indicator", "value", "unit", "n", "published", "source")
    return tuple(values.get(name, cell) for name, cell in zip(names, ROW, strict=True))


def check(*rows: tuple[object, ...]) -> ImportRun:
    return checked_run(csv_of([HEAD, *rows]), importer="surveys")


def applied(run: ImportRun) -> ImportRun:
    assert run.state == ImportRun.State.CHECKED, [(one.column, one.message) for one in run.bad_rows.all()]
    services.apply_import(run=run, actor=None)
    work_off()
    run.refresh_from_db()
    return run


def counts(run: ImportRun) -> tuple[int, int, int]:
    return run.counts["created"], run.counts["changed"], run.counts["unchanged"]


def test_the_shipped_figures_are_loaded_once_with_source_and_mark() -> None:
    assert load_surveys() == 0
    call_command("load_reference")
    found = {one.size: one for one in SurveyFigure.objects.filter(indicator="data_ai_use")}
    assert {size: f"{one.value:f}" for size, one in found.items()} == {
        "large": "22.40",
        "mid_sized": "2.00",
        "small": "1.90",
    }
    assert str(found["large"].published_on) == "2022-06-15"
    assert (found["small"].mark, found["small"].published_on) == ("M", None)


def test_a_figure_is_known_by_its_korean_name_and_keeps_its_birth_certificate() -> None:
    run = applied(check(ROW))
    assert counts(run) == (1, 0, 0)
    mine = SurveyFigure.objects.get(run=run)
    assert (mine.indicator, mine.unit, mine.n, mine.source) == ("data_ai_use", "%", 412, "보도자료 5쪽")
    assert str(mine.published_on) == "2025-10-22"
    assert mine.recorded_at is not None
    assert counts(check(ROW)) == (0, 0, 1)


def test_a_workbook_is_read_as_well() -> None:
    assert counts(
        applied(checked_run(xlsx_of({"조사": [HEAD, ROW]}), name="조사.xlsx", importer="surveys"))
    ) == (1, 0, 0)


def test_a_corrected_figure_is_the_next_vintage_and_can_be_taken_back_while_it_is_the_last() -> None:
    first = applied(check(ROW))
    second = applied(check(changed(value="7.8")))
    assert counts(second) == (0, 1, 0)
    found = SurveyFigure.objects.filter(survey=ROW[0]).order_by("vintage")
    assert [(f"{one.value:f}", one.vintage) for one in found] == [("7.50", 1), ("7.80", 2)]
    with pytest.raises(RefusedError, match="그 뒤에 다시 고쳐"):
        services.undo_import(run=first, actor=None)
    services.undo_import(run=second, actor=None)
    assert [one.vintage for one in found.all()] == [1]


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (changed(value="107.5"), "값", "over_hundred"),
        (changed(value="많음"), "값", "value"),
        (changed(year=1980), "연도", "year"),
        (changed(year=2999), "연도", "year"),
        (changed(published="2999-01-01"), "발표일", "to_come"),
        (changed(published=""), "발표일", "required"),
        (changed(source=""), "출처", "required"),
        (changed(n=0), "응답 수", "out_of_range"),
        (changed(size="초대기업"), "규모", "choice"),
    ],
)
def test_what_cannot_be_is_named_by_its_row_and_nothing_is_written(
    row: tuple, column: str, code: str
) -> None:
    run = check(row)
    assert run.state == ImportRun.State.REJECTED
    assert [(one.row_number, one.column, one.code) for one in run.bad_rows.all()] == [(2, column, code)]
    assert SurveyFigure.objects.count() == 39


def test_two_rows_about_one_figure_are_an_error_that_names_the_other_row() -> None:
    run = check(ROW, changed(value="8"))
    [fault] = run.bad_rows.all()
    assert (fault.row_number, fault.column) == (3, "지표")
    assert "2행에도 있습니다" in fault.message


def test_a_figure_is_never_changed_and_a_shipped_one_never_goes() -> None:
    for act in (
        lambda: SurveyFigure.objects.update(value=3),
        lambda: SurveyFigure.objects.filter(run=None).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_the_page_shows_every_figure_and_staff_may_import(client: Client) -> None:
    applied(check(ROW, changed(indicator="새 지표", unit="억원", value='"1,234.5"', n="")))
    text = client.get("/gap/surveys/").content.decode()
    assert "중견기업 디지털 전환 실태조사" in text
    assert "1,234.5억원" in text
    assert "밝히지 않음" in text
    assert "조사 결과 가져오기" not in text
    client.force_login(staff())
    assert "조사 결과 가져오기" in client.get("/gap/surveys/").content.decode()
