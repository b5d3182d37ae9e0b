"""The register from one workbook: whole or not at all, twice changes nothing, and can be taken back."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from deungdae.apps.core.imports import services
from deungdae.apps.core.models import ImportRun
from deungdae.apps.policy.exports import names_today, register_workbook
from deungdae.apps.policy.importers.register import OwnImporter, RegisterImporter
from deungdae.apps.policy.models import BudgetLine, Ministry, Task, TaskIndicator, TaskMinistry
from deungdae.apps.policy.selectors.ministries import ministries_with_names
from deungdae.apps.policy.services.content import TaskContent, content_from, contents_of, document_of
from deungdae.apps.policy.services.lights import override_light
from deungdae.apps.policy.services.register import edit_task
from deungdae.apps.portal.demo.policy_world import made_up_tasks
from tests.apps.core.imports.lists import checked_run, work_off, xlsx_of
from tests.support.policy import a_content, a_strategy, an_official, registered
from tests.support.refusals import code_of

pytestmark = pytest.mark.django_db
REGISTER, OWN = RegisterImporter.name, OwnImporter.name
ANY = {"other_counts": "on"}
HEAD = ("과제 번호", "분야", "과제명", "주관 부처", "협조 부처", "시작일", "종료일", "선행 과제", "관련 주소")
ROW = ("A-1", "R&D", "공동 연구", "산업부", "중기부", "2021-01-01", "2024-12-31", "", "")
INDICATORS = ("과제 번호", "지표 이름", "단위", "기준값", "기간 시작", "기간 마지막 날", "목표값")
BUDGETS = ("과제 번호", "연도", "재원", "계획", "집행")


@pytest.fixture(autouse=True)
def _strategy() -> None:
    a_strategy()


def book(**sheets: list[tuple[object, ...]]) -> bytes:
    titles = {"tasks": "과제", "indicators": "지표", "budgets": "예산", "totals": "예산 합계"}
    return xlsx_of({titles[name]: rows for name, rows in sheets.items()})


def check(content: bytes, *, importer: str = REGISTER, subject: str = "", **options: str) -> ImportRun:
    return checked_run(content, name="과제.xlsx", importer=importer, subject=subject, **options)


def applied(run: ImportRun) -> ImportRun:
    assert run.state == ImportRun.State.CHECKED, [(one.column, one.message) for one in run.bad_rows.all()]
    services.apply_import(run=run, actor=None)
    work_off()
    run.refresh_from_db()
    assert run.state == ImportRun.State.APPLIED
    return run


def counts(run: ImportRun) -> tuple[int, int, int]:
    return run.counts["created"], run.counts["changed"], run.counts["unchanged"]


def codes(run: ImportRun, *, warnings: bool = False) -> list[str]:
    return [one.code for one in run.bad_rows.order_by("pk") if one.is_warning == warnings]


def workbook(contents: list[TaskContent], *, totals: bool = True) -> bytes:
    strategy = a_strategy()
    return register_workbook(strategy, contents, names_today(ministries_with_names()), totals=totals)


def test_seventy_one_tasks_go_in_and_come_out_and_go_in_again_unchanged() -> None:
    tasks = made_up_tasks(last_year=2024)
    first = applied(check(workbook(tasks)))
    assert counts(first) == (71, 0, 0)
    found = contents_of(a_strategy().tasks.select_related("field"))
    assert list(found.values()) == sorted(tasks, key=lambda one: list(found).index(one.code))
    assert (
        sum(BudgetLine.objects.filter(year=2021).values_list("planned_krw", flat=True)) == 5_300_000_000_000
    )
    assert Ministry.objects.filter(parts__role="lead").distinct().count() == 14
    again = check(workbook(list(found.values())), importer=REGISTER)
    assert (again.state, counts(again)) == (ImportRun.State.CHECKED, (0, 0, 71))


def test_counts_by_field_are_those_of_the_strategy_unless_somebody_says_so() -> None:
    run = check(book(tasks=[HEAD, ROW]))
    assert run.state == ImportRun.State.REJECTED
    found = [one.message for one in run.bad_rows.filter(code="field_count")]
    assert len(found) == 6
    assert "‘R&D’ 분야의 과제가 1건입니다. 전략에는 22건입니다." in found
    assert check(book(tasks=[HEAD, ROW]), **ANY).state == ImportRun.State.CHECKED


WRONG: dict[str, tuple[tuple[object, ...], str]] = {
    "no_lead": (("A-1", "R&D", "연구", "", "", "2021-01-01", "2024-12-31", "", ""), "lead"),
    "ministry": (("A-1", "R&D", "연구", "우주부", "", "2021-01-01", "2024-12-31", "", ""), "lead"),
    "field": (("A-1", "우주", "연구", "산업부", "", "2021-01-01", "2024-12-31", "", ""), "field"),
    "period": (("A-1", "R&D", "연구", "산업부", "", "2024-12-31", "2021-01-01", "", ""), "ends_on"),
    "need": (("A-1", "R&D", "연구", "산업부", "", "2021-01-01", "2024-12-31", "Z-9", ""), "needs"),
    "web_address": (("A-1", "R&D", "연구", "산업부", "", "2021-01-01", "2024-12-31", "", "안내"), "links"),
}


@pytest.mark.parametrize("code", WRONG)
def test_a_wrong_row_is_named_with_a_way_out_and_nothing_lands(code: str) -> None:
    row, _column = WRONG[code]
    run = check(book(tasks=[HEAD, row]), **ANY)
    assert codes(run) == [code]
    [issue] = run.bad_rows.filter(is_warning=False)
    assert (issue.row_number, bool(issue.message), bool(issue.remedy)) == (2, True, True)
    assert not Task.objects.exists()


def test_tasks_that_wait_for_each_other_are_named_in_their_order() -> None:
    second = ("A-2", *ROW[1:7], "A-1", "")
    run = check(book(tasks=[HEAD, (*ROW[:7], "A-2", ""), second]), **ANY)
    assert codes(run) == ["circle"]
    assert "→" in run.bad_rows.get(code="circle").message


def test_a_number_twice_and_a_row_about_no_task_are_errors() -> None:
    run = check(book(tasks=[HEAD, ROW, ROW], budgets=[BUDGETS, ("B-7", 2021, "국비", "20억원", "")]), **ANY)
    assert sorted(codes(run)) == ["twice", "unknown_task"]


def test_periods_of_an_indicator_do_not_overlap() -> None:
    rows = [
        INDICATORS,
        ("A-1", "기업", "개사", 0, "2021-01-01", "2021-12-31", 50),
        ("A-1", "기업", "개사", 0, "2021-12-31", "2022-12-31", 100),
    ]
    run = check(book(tasks=[HEAD, ROW], indicators=rows), **ANY)
    assert codes(run) == ["overlap"]
    assert "2021-01-01 ~ 2021-12-31" in run.bad_rows.get(code="overlap").message


def test_a_budget_in_thousand_won_is_asked_about_and_then_read_as_it_is_meant() -> None:
    rows = [BUDGETS, ("A-1", 2021, "국비", "2,000,000", "1,800,000"), ("A-1", 2022, "국비", "20억원", "")]
    content = book(tasks=[HEAD, ROW], budgets=rows)
    run = check(content, **ANY)
    assert codes(run) == ["thousand_won"]
    assert "2,000,000원" in run.bad_rows.get(code="thousand_won").message
    applied(check(content, unit="thousand", **ANY))
    told = BudgetLine.objects.values_list("year", "planned_krw", "executed_krw")
    assert list(told) == [(2021, 2_000_000_000, 1_800_000_000), (2022, 2_000_000_000, None)]


def test_lines_of_money_add_up_to_the_total_of_the_year() -> None:
    budgets = [BUDGETS, ("A-1", 2021, "국비", "20억원", "")]
    totals = [("연도", "계획 합계"), (2021, "30억원")]
    run = check(book(tasks=[HEAD, ROW], budgets=budgets, totals=totals), **ANY)
    assert codes(run) == ["budget_sum"]
    assert "2,000,000,000원인데 합계는 3,000,000,000원" in run.bad_rows.get(code="budget_sum").message


def test_a_former_name_of_a_ministry_is_understood() -> None:
    applied(check(book(tasks=[HEAD, (*ROW[:3], "특허청", "지식재산처, 중기부", *ROW[5:])]), **ANY))
    parts = TaskMinistry.objects.values_list("role", "ministry__code")
    assert sorted(parts) == [("lead", "kipo"), ("partner", "mss")]


def test_a_file_without_a_registered_task_is_not_the_whole_register() -> None:
    registered(a_content("B-1"))
    run = check(book(tasks=[HEAD, ROW]))
    assert "missing_task" in codes(run)
    assert "B-1" in run.bad_rows.get(code="missing_task").message


def test_a_change_keeps_what_was_reported_and_can_be_taken_back() -> None:
    [task] = registered(a_content("A-1"))
    TaskIndicator.objects.filter(task=task).update(value=Decimal(7), value_on=date(2021, 5, 1))
    before = contents_of([task])["A-1"]
    changed = check(workbook([content_from({**document_of(before), "title": "새 이름"})]), **ANY)
    run = applied(changed)
    assert counts(run) == (0, 1, 0)
    task.refresh_from_db()
    assert (task.title, task.version, task.indicators.get().value) == ("새 이름", 2, 7)
    services.undo_import(run=run, actor=None)
    task.refresh_from_db()
    assert contents_of([task])["A-1"] == before
    assert task.indicators.get().value == 7


def test_what_was_changed_or_used_since_cannot_be_taken_back() -> None:
    run = applied(check(book(tasks=[HEAD, ROW]), **ANY))
    task = Task.objects.get()
    override_light(task=task, light="red", reason="시험", actor=None)
    assert code_of(lambda: services.undo_import(run=run, actor=None)) == "import_undo_used"
    facts = {"title": "고침", "contents": "", "starts_on": task.starts_on, "ends_on": task.ends_on}
    edit_task(task=task, seen=1, **facts)
    assert code_of(lambda: services.undo_import(run=run, actor=None)) == "import_undo_changed"


def test_a_new_register_can_be_taken_back() -> None:
    run = applied(check(book(tasks=[HEAD, ROW]), **ANY))
    services.undo_import(run=run, actor=None)
    assert not Task.objects.exists()


def own_run(change: Callable[[TaskContent], TaskContent], *wanted: str) -> ImportRun:
    """What the ministry of A-1 sends in of these tasks."""
    registered(a_content("A-1", "motie"), a_content("B-1", "mss"))
    user = an_official("motie")
    contents = contents_of(Task.objects.select_related("field"))
    content = workbook([change(contents[one]) for one in wanted], totals=False)
    ministry = Ministry.objects.get(code="motie")
    return checked_run(content, name="과제.xlsx", importer=OWN, subject=ministry.short_id, user=user)


def with_title(content: TaskContent) -> TaskContent:
    return content_from({**document_of(content), "title": "우리가 고침"})


def test_a_ministry_changes_its_own_tasks_from_its_own_sheet() -> None:
    assert counts(applied(own_run(with_title, "A-1"))) == (0, 1, 0)
    assert Task.objects.get(code="A-1").title == "우리가 고침"


def test_an_own_sheet_holds_only_own_tasks() -> None:
    run = own_run(with_title, "A-1", "B-1")
    assert codes(run) == ["not_own"]
    assert "B-1" in run.bad_rows.get(code="not_own").message
    assert not Task.objects.filter(title="우리가 고침").exists()


def test_a_ministry_cannot_hand_a_task_to_another_one() -> None:
    run = own_run(lambda one: content_from({**document_of(one), "lead": "mss"}), "A-1")
    assert codes(run) == ["fixed"]
    assert "주관 부처를 바꿀 수 없습니다" in run.bad_rows.get(code="fixed").message
