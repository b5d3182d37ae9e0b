"""Files that hold a resident registration number are refused, and lists are not kept."""

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from weasyprint import HTML

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports.limits import Limits
from deungdae.apps.core.models import ImportRow, ImportRun
from deungdae.apps.core.resident.looking import numbers_in_file
from tests.apps.core.imports.lists import HEADER, companies, csv_of, staff, work_off, xlsx_of
from tests.support.hwp import COMPRESSED, DISTRIBUTION, PASSWORD, hwp_of

NUMBER = "801012-1234567"


def taken(name: str, content: bytes) -> str:
    """What a file field says to a file; empty when it takes it."""
    try:
        forms.FileField().clean(SimpleUploadedFile(name, content))
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def pdf_of(*pages: str) -> bytes:
    written: bytes = HTML(string='<hr style="break-after: page">'.join(pages)).write_pdf()
    return written


UNPACKED, PACKED = bytes.fromhex("00030005 00000000"), bytes.fromhex("00030005 01000000")
"""Version and flags in the header of an HWP document."""
WIDE = "abcdefg"
"""What fills the seven places after a wide control."""


def document(**parts: str) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return output.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("명단.csv", f"이름,번호\n김하늘,{NUMBER}\n".encode()),
        ("명단.csv", f"이름,번호\n김하늘,{NUMBER}\n".encode("cp949")),
        ("명단.txt", f"이름\t번호\n김하늘\t{NUMBER}\n".encode("utf-16")),
        ("명단.xlsx", xlsx_of({"목록": [("김하늘", NUMBER)]})),
        ("명단.xlsx", xlsx_of({"목록": [("김하늘", 8010121234567)]})),
        ("명단.docx", document(word__document="<w:p><w:t>801012-</w:t></w:r><w:r><w:t>1234567</w:t></w:p>")),
        ("명단.hwpx", document(Contents__section0=f"<hp:p><hp:t>{NUMBER}</hp:t></hp:p>")),
        ("동의서.pdf", pdf_of("첫 쪽", f"<p>주민등록번호 {NUMBER}</p>")),
        ("동의서.pdf", pdf_of("<table><td>김하늘</td><td>801012 - 1234567</td></table>")),
        ("신청서.hwp", hwp_of("신청서", f"주민등록번호 {NUMBER}")),
        ("신청서.hwp", hwp_of(f"주민등록번호 {NUMBER}", flags=0)),
        ("신청서.hwp", hwp_of("가" * 5000 + f" {NUMBER}")),
        ("신청서.hwp", hwp_of(f"\x0b{WIDE}801012\x09{WIDE}\x181234\x03{WIDE}567\x04{WIDE}")),
        ("배포용.hwp", hwp_of("내용", flags=COMPRESSED | DISTRIBUTION, preview=f"번호 {NUMBER}")),
        ("명단.html", f"<html><body><td>{NUMBER}</td></body></html>".encode()),
        ("긴 글.txt", b"x" * 4_194_300 + b"\n" + NUMBER.encode() + b"\n" + b"y" * 1000),
    ],
    ids=[
        "csv",
        "cp949",
        "utf-16",
        "xlsx",
        "xlsx number",
        "docx in two runs",
        "hwpx",
        "pdf",
        "pdf in a table",
        "hwp",
        "hwp not compressed",
        "hwp in a long paragraph",
        "hwp between controls",
        "hwp preview of a locked one",
        "html",
        "at a seam",
    ],
)
def test_a_file_with_the_number_in_its_text_is_refused(name: str, content: bytes) -> None:
    words = taken(name, content)
    assert "80****-*******" in words
    assert NUMBER not in words


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("명단.xlsx", xlsx_of({"목록": [("801012", "1234567"), ("한빛", "110111-9999991")]})),
        ("명단.csv", b"801012,\n12,1234567\n"),
        ("빈.zip", b"PK\x05\x06" + b"\0" * 18),
        ("그림.png", b"\x89PNG" + NUMBER.encode()),
        ("깨진.xlsx", b"PK\x03\x04 broken"),
        ("깨진.pdf", b"%PDF-1.7 broken"),
        ("동의서.pdf", pdf_of("법인등록번호 110111-9999991, 2021년 4월 14일")),
        ("신청서.hwp", hwp_of("법인등록번호 110111-9999991", "801012-", "1234567")),
        ("잠긴.hwp", hwp_of(NUMBER, flags=COMPRESSED | PASSWORD)),
        ("배포용.hwp", hwp_of(NUMBER, flags=COMPRESSED | DISTRIBUTION)),
        ("깨진.hwp", hwp_of(NUMBER)[:1000]),
        ("깨진.hwp", hwp_of(NUMBER, flags=0).replace(UNPACKED, PACKED)),
        ("깨진.hwp", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken"),
    ],
    ids=[
        "numbers in cells beside each other",
        "csv",
        "empty",
        "picture",
        "broken",
        "broken pdf",
        "pdf",
        "hwp",
        "hwp with a password",
        "hwp for distribution",
        "hwp cut off",
        "hwp not compressed though it says so",
        "hwp broken",
    ],
)
def test_other_files_pass(name: str, content: bytes) -> None:
    assert taken(name, content) == ""


def test_a_file_name_with_the_number_is_refused() -> None:
    words = taken(f"김하늘 {NUMBER}.csv", b"a,b\n")
    assert "김하늘 80****-*******.csv" in words


def test_a_file_that_would_unpack_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(document(word__document="<p>" + "가" * 200_000 + "</p>"))
    assert numbers_in_file(path) == []
    with pytest.raises(RefusedError, match="지나치게"):
        numbers_in_file(path, limits=Limits(unpacked_bytes=100_000))


def test_an_hwp_that_would_unpack_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.hwp"
    path.write_bytes(hwp_of("가" * 200_000))
    assert numbers_in_file(path) == []
    with pytest.raises(RefusedError, match="지나치게"):
        numbers_in_file(path, limits=Limits(unpacked_bytes=100_000))


def hidden_sheet() -> bytes:
    output = io.BytesIO()
    with xlsxwriter.Workbook(output) as workbook:
        first = workbook.add_worksheet("기업")
        for place, row in enumerate([HEADER, *companies(1)]):
            first.write_row(place, 0, row)
        second = workbook.add_worksheet("직원")
        second.write_row(0, 0, ("김하늘", NUMBER))
        second.hide()
    return output.getvalue()


LISTS = {
    "in a column of the list": (csv_of([HEADER, ("가상정밀", "", NUMBER)]), ["지역"]),
    "in a column that is not read": (csv_of([(*HEADER, "비고"), ("가상정밀", "", "서울", NUMBER)]), ["D"]),
    "above the header": (csv_of([("담당", NUMBER, ""), HEADER, ("가상정밀", "", "서울")]), ["B"]),
    "in a hidden sheet": (hidden_sheet(), ["B"]),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("case", LISTS)
def test_a_list_with_the_number_is_refused_by_row_and_not_kept(
    client: Client, reference_tables: None, case: str
) -> None:
    content, columns = LISTS[case]
    client.force_login(staff())
    name = "목록.xlsx" if content.startswith(b"PK") else "목록.csv"
    client.post("/imports/new/organisations/", {"file": SimpleUploadedFile(name, content)})
    run = ImportRun.objects.select_related("file").get()
    path = Path(run.file.content.path)
    assert path.exists()
    work_off()
    run.refresh_from_db()
    assert run.state == ImportRun.State.REJECTED
    rows = ImportRow.objects.filter(run=run, code="resident_number")
    assert [row.column for row in rows] == columns
    assert not path.exists()
    page = client.get(f"/imports/{run.short_id}/")
    assert page.status_code == 200
    assert "80****-*******" in page.text
    assert NUMBER not in page.text + str(run.preview) + str(
        list(ImportRow.objects.values_list("value", "message"))
    )
