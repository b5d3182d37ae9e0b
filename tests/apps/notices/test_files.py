"""Files are taken by what they are, and what they say is kept as text."""

import io
import zipfile
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings as django_settings

from deungdae.apps.core.documents.hwpx.model import Paper, Table, Text
from deungdae.apps.core.documents.hwpx.write import written
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import StoredFile
from deungdae.apps.core.uploads import MOST_KEPT_BYTES, BoundedUploadHandler, OverlongFile
from deungdae.apps.notices.files.child import FaultError, judge_archive, look_into
from deungdae.apps.notices.files.looking import LIMITS
from deungdae.apps.notices.files.scripts import is_more_than_hollow
from deungdae.apps.notices.models import Attachment
from deungdae.apps.notices.services.attachments import attach, detach
from tests.support.hwp import hwp_of
from tests.support.notices import a_file, a_notice, a_png, an_archive

WORD = {"word/document.xml": "<w:document><w:p><w:t>안녕</w:t></w:p></w:document>"}
HOLLOW = "function OnDocument_New()\n{\n\t//todo : \n}\n\nfunction OnDocument_Open()\n{\n\t//todo : \n}\n"


def looked(tmp_path: Path, name: str, content: bytes) -> str:
    """The text of the file, or why it is not taken: in this process, which spares a start of Python."""
    path = tmp_path / name
    path.write_bytes(content)
    try:
        return str(look_into(path, name.rpartition(".")[2], LIMITS)["text"])
    except FaultError as fault:
        return f"! {fault.code}"


def a_paper() -> bytes:
    rows = (("접수", "12월 1일"),)
    return written(
        Paper("모집 안내", (Text("첫 문단"), Table(rows=rows, widths=(1, 1), head=("구분", "때"))))
    )


@pytest.mark.one_database
def test_a_document_of_hangul_is_read_with_the_words_of_its_tables(tmp_path: Path) -> None:
    words = " ".join(looked(tmp_path, "a.hwpx", a_paper()).split())
    assert words == "모집 안내 첫 문단 구분 때 접수 12월 1일"
    assert looked(tmp_path, "a.hwp", hwp_of("안녕하세요", "둘째 문단")) == "안녕하세요\n둘째 문단"


@pytest.mark.one_database
def test_office_documents_texts_and_pictures_are_read_as_far_as_they_say_anything(tmp_path: Path) -> None:
    assert looked(tmp_path, "a.docx", an_archive(WORD)) == "안녕"
    assert looked(tmp_path, "a.txt", "한글".encode("cp949")) == "한글"
    assert looked(tmp_path, "a.png", a_png()) == ""
    assert looked(tmp_path, "a.zip", an_archive({"가.txt": "나"})) == ""


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.pdf", b"MZ program", "mismatch"),
        ("a.hwpx", an_archive(WORD), "mismatch"),
        ("a.docx", an_archive({"x": "y"}), "mismatch"),
        ("a.txt", b"\x00\x01\x02", "mismatch"),
        ("a.png", b"<svg onload=alert(1)>", "mismatch"),
        ("a.docx", an_archive({**WORD, "word/vbaProject.bin": "x"}), "macro"),
        ("a.docx", an_archive({**WORD, "word/activeX/activeX1.xml": "x"}), "macro"),
        ("a.xlsx", an_archive({"xl/workbook.xml": "x", "xl/macrosheets/s1.xml": "x"}), "macro"),
        ("a.hwpx", an_archive({"Contents/content.hpf": "x", "Scripts/sourceScripts": "run('x')"}), "macro"),
        ("a.zip", an_archive({"가/청구서.exe": "MZ"}), "program"),
        ("a.zip", an_archive({"가.docm": "x"}), "program"),
        ("a.zip", an_archive({"안.zip": an_archive({"x.js": "1"})}), "program"),
        ("a.zip", an_archive({"0.txt": b"0" * 30_000_000}), "bomb"),
    ],
)
def test_what_is_something_else_or_could_act_is_not_taken(
    tmp_path: Path, name: str, content: bytes, fault: str
) -> None:
    assert looked(tmp_path, name, content) == f"! {fault}"


@pytest.mark.one_database
def test_archives_within_archives_are_opened_so_far_and_no_further() -> None:
    inner = an_archive({"a.txt": "x"})
    for depth in range(4):
        inner = an_archive({f"{depth}.zip": inner})
    with pytest.raises(FaultError, match="bomb"):
        judge_archive(zipfile.ZipFile(io.BytesIO(inner)), len(inner), LIMITS)


@pytest.mark.one_database
def test_the_hollow_functions_of_every_document_are_no_script() -> None:
    assert not is_more_than_hollow(["var Documents = XHwpDocuments;\n", HOLLOW, ""])
    assert is_more_than_hollow([HOLLOW.replace("//todo : ", "Shell('calc');", 1)])


@pytest.mark.django_db
def test_a_file_is_attached_once_with_what_it_says_and_goes_with_its_bytes(
    django_capture_on_commit_callbacks,
) -> None:
    notice, key = a_notice(), uuid4()
    paper = a_file(notice, "모집 안내.hwpx", a_paper(), key=key)
    assert a_file(notice, "모집 안내.hwpx", a_paper(), key=key) == paper
    assert "첫 문단" in paper.text
    assert (paper.reading, paper.file.content_type) == ("read", "application/hwp+zip")
    with pytest.raises(RefusedError, match="이미 붙어 있습니다"):
        a_file(notice, "다른 이름.hwpx", a_paper())
    path = Path(django_settings.MEDIA_ROOT) / paper.file.content.name
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        detach(attachment=paper)
    assert not path.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("악성.exe", b"MZ", "올릴 수 없는 형식"),
        ("빈.pdf", b"", "빈 파일"),
        ("그림.png", a_png(), "‘설명’에"),
        ("잠김.pdf", b"%PDF-1.7 broken", "손상되었거나"),
        ("매크로.docx", an_archive({**WORD, "word/vbaProject.bin": "x"}), "매크로나 스크립트"),
    ],
)
def test_a_refused_file_leaves_nothing_and_the_sentence_names_it(
    name: str, content: bytes, words: str
) -> None:
    with pytest.raises(RefusedError, match=words) as refusal:
        a_file(a_notice(), name, content)
    assert name in refusal.value.message
    assert not Attachment.objects.exists()
    assert not StoredFile.objects.exists()
    assert [path for path in Path(django_settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []


@pytest.mark.django_db
def test_a_file_of_more_than_fifty_megabytes_is_refused_with_its_size() -> None:
    large = OverlongFile(io.BytesIO(), "영상.zip", "application/zip", 80 * 1024 * 1024)
    with pytest.raises(RefusedError, match=r"80 MB입니다\. 파일 하나는 50 MB까지"):
        attach(notice=a_notice(), file=large, description="", key=uuid4(), actor=None)


@pytest.mark.one_database
def test_what_is_too_large_is_counted_and_not_kept() -> None:
    handler = BoundedUploadHandler()
    handler.new_file("file", "큰.zip", "application/zip", None)
    piece = 1024 * 1024
    for place in range(MOST_KEPT_BYTES // piece + 2):
        handler.receive_data_chunk(b"x" * piece, place * piece)
    size = MOST_KEPT_BYTES + 2 * piece
    found = handler.file_complete(size)
    assert isinstance(found, OverlongFile)
    assert (found.size, found.name) == (size, "큰.zip")
    assert found.file.read() == b""
    found.close()
    small = BoundedUploadHandler()
    small.new_file("file", "작은.zip", "application/zip", None)
    small.receive_data_chunk(b"abc", 0)
    kept = small.file_complete(3)
    assert kept is not None
    assert kept.read() == b"abc"
