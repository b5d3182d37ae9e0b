"""The way of an import: sent in, checked, applied once and whole, taken back."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports import services
from deungdae.apps.core.imports.files import errors_csv, errors_workbook, template_workbook
from deungdae.apps.core.imports.frame import IMPORTERS
from deungdae.apps.core.models import ImportRun, Job, StoredFile
from deungdae.apps.organisations.models import Organisation
from tests.apps.core.imports.lists import (
    HEADER,
    applied_run,
    checked_run,
    companies,
    csv_of,
    number,
    ole_file,
    staff,
    work_off,
    xlsx_of,
)

pytestmark = pytest.mark.django_db
GOOD = csv_of([HEADER, *companies(3)])


@pytest.fixture(autouse=True)
def _regions(reference_tables: None) -> None:
    """Lists name regions."""


def state_of_all() -> list[tuple[object, ...]]:
    return list(Organisation.objects.order_by("pk").values_list())


def test_the_file_is_kept_under_our_own_name() -> None:
    run = checked_run(GOOD, name="../../비밀/목록\x07.csv")
    assert run.file.shown_name == "목록.csv"
    assert run.file.content.name.endswith(f"{run.file.short_id}.csv")
    assert (run.file.size, run.file.content_type) == (len(GOOD), "text/csv")
    assert len(run.file.sha256) == 64
    assert run.file.scan_state == StoredFile.Scan.CLEAN


def test_a_check_counts_and_writes_nothing() -> None:
    run = checked_run(GOOD)
    assert (run.state, run.counts["created"], run.counts["errors"]) == ("checked", 3, 0)
    assert Organisation.objects.count() == 0


def test_an_apply_writes_all_and_ends_its_job() -> None:
    user = staff()
    run = applied_run(GOOD, user=user)
    assert run.state == ImportRun.State.APPLIED
    assert Organisation.objects.count() == 3
    assert run.job.state == Job.State.DONE
    assert run.job.owner == user
    assert run.job.result_url.endswith(f"/imports/{run.short_id}/")


def test_one_bad_row_and_nothing_is_applied() -> None:
    run = checked_run(csv_of([HEADER, *companies(3), ("나쁜상사", "123-45-67890", "서울")]))
    assert run.state == ImportRun.State.REJECTED
    with pytest.raises(RefusedError):
        services.apply_import(run=run, actor=None)
    [bad] = run.bad_rows.all()
    assert (bad.row_number, bad.column, bad.value, bad.code) == (
        5,
        "사업자등록번호",
        "123-45-67890",
        "check_digit",
    )
    assert bad.remedy


def test_the_same_file_twice_changes_nothing() -> None:
    applied_run(GOOD)
    before = state_of_all()
    again = checked_run(GOOD)
    assert (again.counts["created"], again.counts["changed"], again.counts["unchanged"]) == (0, 0, 3)
    with pytest.raises(RefusedError, match="이미 반영"):
        services.apply_import(run=again, actor=None)
    assert state_of_all() == before


def test_the_same_rows_with_other_options_touch_no_row() -> None:
    applied_run(GOOD)
    before = state_of_all()
    again = checked_run(GOOD, leave_unknown="on")
    assert (again.state, again.counts["unchanged"]) == ("checked", 3)
    with pytest.raises(RefusedError, match="반영할 것이 없습니다"):
        services.apply_import(run=again, actor=None)
    assert state_of_all() == before


def test_two_runs_of_one_file_are_applied_once() -> None:
    first, second = checked_run(GOOD), checked_run(GOOD)
    services.apply_import(run=first, actor=None)
    services.apply_import(run=second, actor=None)
    states = [job.state for job in work_off()]
    assert states == [Job.State.DONE, Job.State.FAILED]
    assert Organisation.objects.count() == 3


def test_rows_that_became_impossible_since_the_check_are_refused_whole() -> None:
    run = checked_run(
        csv_of([("기업명", "법인등록번호", "사업자등록번호"), ("가상정밀", "130111-0006246", number(1))])
    )
    services.apply_import(run=run, actor=None)
    Organisation.objects.create(name="다른상사", corporate_number="1301110006246", business_number=number(7))
    [job] = work_off()
    assert job.state == Job.State.FAILED
    assert "2행" in job.message
    assert list(Organisation.objects.values_list("name", flat=True)) == ["다른상사"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("목록.xls", ole_file("Workbook"), "file_ole_xls"),
        ("목록.hwp", b"x", "file_extension"),
        ("목록", b"x", "file_extension"),
        ("목록.csv", b"", "file_empty"),
        ("목록.xlsx", b"%PDF-1.4", "file_pdf"),
        ("목록.xlsx", GOOD, "file_mismatch"),
    ],
)
def test_what_is_no_list_is_refused_at_once(name: str, content: bytes, code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        services.start_import(
            importer="organisations", subject="", file=ContentFile(content, name=name), actor=None
        )
    assert caught.value.code == code
    assert not StoredFile.objects.exists()


def test_a_file_that_cannot_be_read_fails_with_its_reason() -> None:
    run = checked_run(ole_file("EncryptedPackage"), name="목록.xlsx")
    assert run.state == ImportRun.State.FAILED
    assert "암호" in run.message
    assert run.job.state == Job.State.FAILED
    assert StoredFile.objects.get().scan_state == StoredFile.Scan.REFUSED


def test_a_cancelled_check_leaves_the_run_to_be_checked_again() -> None:
    run = services.start_import(
        importer="organisations", subject="", file=ContentFile(GOOD, name="a.csv"), actor=None
    )
    Job.objects.filter(pk=run.job.pk).update(cancel_requested=True)
    assert [job.state for job in work_off()] == [Job.State.CANCELLED]
    services.check_again(run=run, chosen={}, options={}, actor=None)
    assert [job.state for job in work_off()] == [Job.State.DONE]


def test_undo_takes_back_what_was_created() -> None:
    run = applied_run(GOOD)
    services.undo_import(run=run, actor=None)
    run.refresh_from_db()
    assert (run.state, Organisation.objects.count()) == ("undone", 0)
    with pytest.raises(RefusedError):
        services.undo_import(run=run, actor=None)


def test_an_undo_that_is_refused_ends_as_failed_and_says_why() -> None:
    run = applied_run(GOOD)
    edited = Organisation.objects.latest("pk")
    edited.products = "볼트"
    edited.save()
    services.start_undo(run=run, actor=None)
    (job,) = work_off()
    assert job.state == Job.State.FAILED
    assert edited.name in job.message
    run.refresh_from_db()
    assert (run.state, Organisation.objects.count()) == ("applied", 3)


def test_an_undo_asked_for_twice_is_one_job() -> None:
    run = applied_run(GOOD)
    assert services.start_undo(run=run, actor=None) == services.start_undo(run=run, actor=None)


def test_an_undone_file_can_be_applied_again() -> None:
    services.undo_import(run=applied_run(GOOD), actor=None)
    assert applied_run(GOOD).state == ImportRun.State.APPLIED
    assert Organisation.objects.count() == 3


def test_messages_are_written_in_the_language_of_the_person() -> None:
    run = checked_run(GOOD)
    job = Job.objects.get(pk=run.job.pk)
    assert job.arguments["language"] == "ko"


def test_bad_rows_go_out_as_files_without_formulas() -> None:
    row = ('=HYPERLINK("x")', "+1", "-2")
    run = checked_run(xlsx_of({"목록": [HEADER, row]}), name="a.xlsx")
    lines = errors_csv(run).decode("utf-8-sig").splitlines()
    assert "'+1" in lines[1]
    assert ",+1," not in lines[1]
    with zipfile.ZipFile(io.BytesIO(errors_workbook(run))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"+1" in sheet


def test_the_template_is_read_back_without_a_complaint() -> None:
    importer = IMPORTERS["organisations"]
    run = checked_run(template_workbook(importer), name="template.xlsx")
    assert set(run.mapping["organisations"]["columns"]) == {
        column.name for column in importer.sheets[0].columns
    }
    assert run.preview["sheets"]["organisations"]["unknown"] == []


def test_all_hundred_bad_rows_are_kept() -> None:
    run = checked_run(csv_of([HEADER, *[(f"상사{index}", "1", "서울") for index in range(100)]]))
    assert run.bad_rows.count() == run.counts["bad"] == 100
