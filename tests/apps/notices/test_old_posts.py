"""Posts of an old board come with their dates, counts and files, whole or not at all, and go again."""

from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings as django_settings

from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.spans import day_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports.services import apply_import, start_import, start_undo
from deungdae.apps.core.jobs.worker import work_off_one
from deungdae.apps.core.models import ImportRun, StoredFile
from deungdae.apps.notices.models import Attachment, Notice, NoticeVersion, OldFiles
from deungdae.apps.notices.services.notices import update_notice
from deungdae.apps.notices.services.old_files import keep_old_files
from tests.support.notices import a_keeper, a_png, an_archive, notice_facts, upload

pytestmark = pytest.mark.django_db
HEAD = "분류,제목,내용,날짜,조회 수,담당 부서,담당자,꼬리표,붙임\n"
GOOD = (
    "보도자료,첫 글,<p>본문 하나</p>,2022-03-04,1284,홍보팀,김도윤,카라반,성과.txt; 사진.png\n"
    "공지,둘째 글,본문 둘,2021. 5. 6.,,기획팀,,,\n"
)


def an_old_archive() -> OldFiles:
    parts: dict[str, bytes | str] = {
        "2022/성과.txt": "상담 52건",
        "2022/사진.png": a_png(),
        "나쁜.exe": b"MZ",
        "명단.txt": "900101-1234568",
    }
    return keep_old_files(file=upload("옛 글.zip", an_archive(parts)), key=uuid4(), actor=None)


def sent(rows: str, actor: User, subject: str = "") -> ImportRun:
    file = upload("글.csv", (HEAD + rows).encode())
    run = start_import(importer="notices", subject=subject, file=file, actor=actor)
    work_off_one(worker="시험")
    return ImportRun.objects.get(pk=run.pk)


def applied(run: ImportRun, actor: User) -> ImportRun:
    apply_import(run=run, actor=actor)
    work_off_one(worker="시험")
    return ImportRun.objects.get(pk=run.pk)


def test_posts_come_whole_with_dates_counts_and_files_and_go_again() -> None:
    keeper = a_keeper()
    run = sent(GOOD, keeper, an_old_archive().short_id)
    assert run.state == "checked", (run.message, list(run.bad_rows.values_list("message", flat=True)))
    run = applied(run, keeper)
    assert run.state == "applied", run.message
    first, second = Notice.objects.order_by("-published_at")
    assert (first.title, first.imported_views, first.views, first.person) == ("첫 글", 1284, 0, "김도윤")
    assert first.published_at is not None
    assert day_of(first.published_at) == date(2022, 3, 4)
    assert second.text == "본문 둘"
    names = list(Attachment.objects.values_list("file__shown_name", "text", "description"))
    assert names == [("성과.txt", "상담 52건", ""), ("사진.png", "", "사진")]
    again = sent(GOOD, keeper)
    assert again.state == "rejected", "without the archive its files cannot be taken"
    start_undo(run=run, actor=keeper)
    work_off_one(worker="시험")
    assert ImportRun.objects.get(pk=run.pk).state == "undone"
    assert not Notice.objects.exists()
    assert not NoticeVersion.objects.exists()
    assert StoredFile.objects.filter(shown_name="성과.txt").count() == 0


def test_what_was_gone_on_with_is_not_taken_back() -> None:
    keeper = a_keeper()
    run = applied(sent(GOOD.partition("\n")[2], keeper), keeper)
    notice = Notice.objects.get()
    update_notice(notice=notice, facts=notice_facts(title="고침"), seen=1, actor=keeper)
    start_undo(run=run, actor=keeper)
    work_off_one(worker="시험")
    assert Notice.objects.get().title == "고침"


@pytest.mark.one_database
def test_every_bad_row_is_named_and_nothing_is_half_written() -> None:
    rows = (
        "공지,가,글,2022-01-01,,팀,,,없는 파일.pdf\n"
        "공지,나,글,2022-01-01,,팀,,,나쁜.exe\n"
        "공지,자,글,2022-01-02,,팀,,,명단.txt\n"
        "공지,다,<img src=x>,2022-01-01,,팀,,,\n"
        "공지,라,글,2999-01-01,,팀,,,\n"
        "공지,마,글,2022-01-01,,팀,,,\n"
        "공지,마,글,2022-01-01,,팀,,,\n"
        "없는 분류,바,글,2022-01-01,,팀,,,\n"
        "공지,사,글,2022-01-01,많음,팀,,,\n"
        "공지,아,글,2022-01-01,,,,,\n"
    )
    run = sent(rows, a_keeper(), an_old_archive().short_id)
    assert run.state == "rejected"
    told = {row.row_number: row.message for row in run.bad_rows.all()}
    assert set(told) == {2, 3, 4, 5, 6, 8, 9, 10, 11}
    assert "압축 파일 안에 없습니다" in told[2]
    assert "올릴 수 없는 형식" in told[3]
    assert "주민등록번호나" in told[4]
    assert "그림뿐" in told[5]
    assert not Notice.objects.exists()


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("글.rar", b"Rar!", "올릴 수 없는 형식"),
        ("글.pdf", b"%PDF-1.7", "ZIP이 아닙니다"),
        ("글.zip", b"PK\x03\x04broken", "손상되었거나"),
        ("글.zip", an_archive({}), "파일이 없습니다"),
    ],
)
def test_an_archive_that_is_none_is_refused(name: str, content: bytes, words: str) -> None:
    with pytest.raises(RefusedError, match=words):
        keep_old_files(file=upload(name, content), key=uuid4(), actor=None)
    assert not OldFiles.objects.exists()
    assert [path for path in Path(django_settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []
