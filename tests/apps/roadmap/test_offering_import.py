"""The list of offerings: lands whole or not at all, twice changes nothing, and can be taken back."""

import pytest

from deungdae.apps.core.imports import services
from deungdae.apps.core.models import ImportRun
from deungdae.apps.roadmap.models import Offering
from tests.apps.core.imports.lists import checked_run, csv_of, work_off
from tests.support.diagnosis import SME, a_version
from tests.support.refusals import code_of
from tests.support.roadmap import a_diagnosed, a_roadmap, an_offering

pytestmark = pytest.mark.django_db
HEAD = ("코드", "종류", "단계", "이름", "진단 체계", "도움이 되는 영역", "먼저 할 항목", "비용", "지원금")
FIRST = ("P-1", "지원 사업", "실행 지원", "고도화", SME, "D4 25~90 +20", "P-2", "8000만원", "4000만원")
SECOND = ("P-2", "멘토링", "역량 강화", "현장 멘토", SME, "D4 0~60 +10; D1 0~60 +10", "", "0", "0")


@pytest.fixture(autouse=True)
def _frameworks() -> None:
    a_version()


def check(*rows: tuple[str, ...]) -> ImportRun:
    return checked_run(csv_of([HEAD, *rows]), importer="offerings")


def applied(*rows: tuple[str, ...]) -> ImportRun:
    run = check(*rows)
    assert run.state == ImportRun.State.CHECKED, [one.message for one in run.bad_rows.all()]
    services.apply_import(run=run, actor=None)
    work_off()
    run.refresh_from_db()
    return run


def counts(run: ImportRun) -> tuple[int, int, int]:
    return run.counts["created"], run.counts["changed"], run.counts["unchanged"]


def test_a_list_names_what_comes_first_in_any_order_and_twice_changes_nothing() -> None:
    assert counts(applied(FIRST, SECOND)) == (2, 0, 0)
    first = Offering.objects.get(code="P-1")
    assert [one.code for one in first.needs.all()] == ["P-2"]
    assert (first.cost_krw, first.subsidy_krw) == (80_000_000, 40_000_000)
    assert counts(check(FIRST, SECOND)) == (0, 0, 2)


def test_a_change_can_be_taken_back_and_a_used_offering_cannot() -> None:
    made = applied(SECOND)
    changed = applied(("P-2", "", "", "새 이름", SME, "D4 0~60 +30", "", "", ""))
    one = Offering.objects.get()
    assert (one.title, one.kind, one.serves.count()) == ("새 이름", "mentor", 1)
    services.undo_import(run=changed, actor=None)
    one.refresh_from_db()
    assert (one.title, one.serves.count()) == ("현장 멘토", 2)
    _company, _somebody, assessment = a_diagnosed()
    a_roadmap(assessment)
    assert code_of(lambda: services.undo_import(run=made, actor=None)) == "import_undo_used"
    assert Offering.objects.count() == 1


def test_an_offering_with_a_deadline_can_be_changed_and_taken_back() -> None:
    applied(SECOND)
    Offering.objects.update(last_day="2027-03-31")
    changed = applied(("P-2", "", "", "새 이름", SME, "", "", "", ""))
    services.undo_import(run=changed, actor=None)
    one = Offering.objects.get()
    assert (one.title, f"{one.last_day}") == ("현장 멘토", "2027-03-31")


def test_what_was_changed_or_is_needed_since_is_not_taken_back() -> None:
    made = applied(SECOND)
    other = an_offering("Z-1", ("D4", 0, 50, 5), needs=("P-2",))
    assert code_of(lambda: services.undo_import(run=made, actor=None)) == "import_undo_used"
    other.needs.clear()
    Offering.objects.filter(code="P-2").update(title="손으로 고침")
    assert code_of(lambda: services.undo_import(run=made, actor=None)) == "import_undo_changed"
    assert Offering.objects.get(code="P-2").title == "손으로 고침"


def test_a_row_for_another_framework_adds_to_it_and_is_taken_back_alone() -> None:
    applied(SECOND)
    added = applied(("P-2", "", "", "", "five-minute", "D1 0~60 +10", "", "", ""))
    one = Offering.objects.get()
    assert {row.family for row in one.serves.all()} == {SME, "five-minute"}
    blank = check(("P-2", "", "", "", "industry-band", "", "", "", ""))
    assert [row.column for row in blank.bad_rows.all()] == ["도움이 되는 영역"]
    services.undo_import(run=added, actor=None)
    assert {row.family for row in one.serves.all()} == {SME}


def test_an_unused_list_is_taken_back_whole() -> None:
    run = applied(FIRST, SECOND)
    services.undo_import(run=run, actor=None)
    assert Offering.objects.count() == 0


def test_every_bad_row_is_told_and_nothing_lands() -> None:
    run = check(
        ("P-1", "무엇", "실행 지원", "고도화", SME, "D4 25~90 +20", "", "", ""),
        ("P-2", "멘토링", "역량 강화", "멘토", SME, "D9 0~60 +10", "", "", ""),
        ("P-3", "멘토링", "역량 강화", "멘토", SME, "D4 0~60 +10", "X-1", "", ""),
        ("P-3", "멘토링", "역량 강화", "멘토", SME, "D4 0~60 +10", "", "", ""),
        ("P-4", "멘토링", "역량 강화", "멘토", SME, "D4 0~60 +10", "", "1만원", "2만원"),
        ("P-5", "멘토링", "역량 강화", "", SME, "D4 0~60 +10", "", "", ""),
    )
    told = {(one.row_number, one.column) for one in run.bad_rows.all()}
    assert told == {
        (2, "종류"),
        (3, "도움이 되는 영역"),
        (4, "먼저 할 항목"),
        (5, "코드"),
        (6, "지원금(원)"),
        (7, "이름"),
    }
    assert run.state != ImportRun.State.CHECKED
    assert Offering.objects.count() == 0
