"""Reading files in the child process: what is understood, what is refused, and that nothing harms us."""

import time
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports import reader
from deungdae.apps.core.imports.limits import Limits
from tests.apps.core.imports.lists import (
    csv_of,
    ole_file,
    raw_xlsx,
    sheet_xml,
    stored,
    text_cell,
    with_false_sizes,
    xlsx_of,
)

ROWS = [["기업명", "지역"], ["가나정밀", "서울"]]


def read(path: Path, limits: Limits | None = None) -> list[list[list[str | int]]]:
    with reader.read_file(path, extension=path.suffix[1:], limits=limits) as reading:
        return [list(reading.rows(sheet)) for sheet in reading.sheets]


def refusal(path: Path, limits: Limits | None = None) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        read(path, limits)
    assert any("가" <= letter <= "힣" for letter in caught.value.message)
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_a_csv_is_read_in_every_encoding_people_use(tmp_path: Path, encoding: str) -> None:
    assert read(stored(tmp_path, "a.csv", csv_of(ROWS, encoding))) == [
        [[1, "기업명", "지역"], [2, "가나정밀", "서울"]]
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_a_csv_may_be_separated_by_other_characters(tmp_path: Path, mark: str) -> None:
    content = "\n".join(mark.join(row) for row in ROWS).encode()
    assert read(stored(tmp_path, "a.csv", content))[0][1] == [2, "가나정밀", "서울"]


def test_a_quoted_cell_may_hold_lines_and_quotes(tmp_path: Path) -> None:
    content = '이름,제품\n가나,"나사 ""M3""\n볼트"\n다라,6" 관'.encode()
    assert read(stored(tmp_path, "a.csv", content))[0][1:] == [
        [2, "가나", '나사 "M3"\n볼트'],
        [3, "다라", '6" 관'],
    ]


def test_decomposed_hangul_is_composed(tmp_path: Path) -> None:
    content = "이름\n가나".encode()
    assert read(stored(tmp_path, "a.csv", content))[0][1] == [2, "가나"]


def test_an_xlsx_keeps_numbers_dates_and_cached_formulas(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("목록")
        day, clock = (
            workbook.add_format({"num_format": "yyyy-mm-dd"}),
            workbook.add_format({"num_format": "hh:mm"}),
        )
        sheet.write_number("A1", 1234567890, workbook.add_format({"num_format": "0.00E+00"}))
        sheet.write_number("B1", 1301110006246)
        sheet.write_number("C1", 0.1 + 0.2)
        sheet.write_number("D1", 44300, day)
        sheet.write_number("E1", 0.625, clock)
        sheet.write_formula("F1", "=1+1", None, 2)
        sheet.write_string("G1", "2021.4.14")
        sheet.write_boolean("H1", True)
    assert read(path) == [
        [[1, "1234567890", "1301110006246", "0.3", "2021-04-14", "15:00", "2", "2021.4.14", "TRUE"]]
    ]


def test_errors_merges_and_formulas_without_value_are_marked(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("목록")
        sheet.merge_range("A2:A3", "둘")
        sheet.write_formula("B2", "=1/0", None, "#DIV/0!")
        sheet.write_formula("B3", "=1+1", None, "")
    with reader.read_file(path, extension="xlsx") as reading:
        [sheet] = reading.sheets
    assert (sheet.merged, sheet.errors, sheet.bare_formulas) == (((2, 1, 3, 1),), {"B2"}, {"B3"})


def test_hidden_sheets_are_named_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet("보임").write("A1", "x")
        workbook.add_worksheet("숨김").hide()
    with reader.read_file(path, extension="xlsx") as reading:
        assert ([sheet.title for sheet in reading.sheets], reading.hidden) == (["보임"], ("숨김",))


def test_a_million_empty_rows_are_read_quickly(tmp_path: Path) -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (row, row) for row in range(2, 1_048_577))
    head = b'<row r="1">' + text_cell("A1", "기업명") + b"</row>"
    path = stored(tmp_path, "a.xlsx", raw_xlsx(sheet_xml(head + rows)))
    started = time.monotonic()
    assert read(path) == [[[1, "기업명"]]]
    assert time.monotonic() - started < Limits().seconds


HOSTILE = {
    "empty": ("a.csv", b"", "file_empty"),
    "nothing but nul": ("a.csv", bytes(100), "file_binary"),
    "nul inside": ("a.csv", "이름,지역\n가나\x00정밀,서울\n".encode() * 9, "file_nul"),
    "lone quote": ("a.csv", '이름,지역\n"가나,서울\n다라,부산\n'.encode(), "file_quote"),
    "text after a quote": ("a.csv", '이름,지역\n"가나"정밀,서울\n'.encode(), "file_quote"),
    "no known encoding": ("a.csv", "이름\n".encode() + b"\x81\x20\xff\xff", "file_encoding"),
    "a password": ("a.xlsx", ole_file("EncryptedPackage"), "file_ole_encrypted"),
    "an old xls renamed": ("a.xlsx", ole_file("Workbook"), "file_ole_xls"),
    "a hwp renamed": ("a.xlsx", ole_file("HwpSummaryInformation"), "file_ole_hwp"),
    "another ole": ("a.xlsx", ole_file("Something"), "file_ole_other"),
    "a pdf renamed": ("a.xlsx", b"%PDF-1.7 ...", "file_pdf"),
    "a picture renamed": ("a.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(50), "file_picture"),
    "a web page as xls": ("a.csv", b"<html><table><tr><td>1</td></tr></table></html>", "file_html"),
    "xml": ("a.csv", b'<?xml version="1.0"?><Workbook/>', "file_xml"),
    "an xlsx named csv": ("a.csv", xlsx_of({"목록": ROWS}), "file_mismatch"),
    "a csv named xlsx": ("a.xlsx", csv_of(ROWS), "file_mismatch"),
    "half an archive": ("a.xlsx", xlsx_of({"목록": ROWS})[:2000], "file_damaged"),
    "an empty archive": ("a.xlsx", b"PK\x05\x06" + bytes(18), "file_not_workbook"),
    "a broken sheet": ("a.xlsx", raw_xlsx(b"<worksheet><sheetData><row"), "file_damaged"),
    "a bomb": ("a.xlsx", raw_xlsx(sheet_xml(b" " * 60_000_000)), "file_bomb"),
    "a lying directory": (
        "a.xlsx",
        with_false_sizes(raw_xlsx(sheet_xml(b" " * 60_000_000)), "xl/worksheets/sheet1.xml", 100),
        "file_bomb",
    ),
    "a small lie": (
        "a.xlsx",
        with_false_sizes(xlsx_of({"목록": ROWS}), "xl/worksheets/sheet1.xml", 9),
        "file_damaged",
    ),
    "one cell far away": (
        "a.xlsx",
        raw_xlsx(
            sheet_xml(b'<row r="1048576">' + text_cell("A1", "x") + text_cell("XFD1048576", "x") + b"</row>")
        ),
        "file_area",
    ),
    "a document type": (
        "a.xlsx",
        raw_xlsx(sheet_xml(b""), prolog="<!DOCTYPE a [<!ENTITY b 'c'>]>"),
        "file_damaged",
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_with_its_own_reason(tmp_path: Path, case: str) -> None:
    name, content, code = HOSTILE[case]
    assert refusal(stored(tmp_path, name, content)).code == code


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("word/document.xml", "Word"),
        ("ppt/presentation.xml", "PowerPoint"),
        ("Contents/header.xml", "한글"),
        ("x", "압축"),
    ],
)
def test_an_archive_that_is_another_document_is_called_by_its_name(
    tmp_path: Path, folder: str, name: str
) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(folder, "x")
    assert name in refusal(path).message


def test_too_many_cells_are_refused(tmp_path: Path) -> None:
    path = stored(tmp_path, "a.csv", csv_of([["값"] * 100] * 30))
    assert refusal(path, Limits(cells=2_000)).code == "file_cells"


def test_too_large_a_file_is_refused_unread(tmp_path: Path) -> None:
    assert refusal(stored(tmp_path, "a.csv", b"x" * 2000), Limits(file_bytes=1000)).code == "file_large"


def test_a_child_that_runs_out_of_memory_leaves_us_alive(tmp_path: Path) -> None:
    rows = b"".join(
        b'<row r="%d">' % row + text_cell(f"A{row}", f"{row} " + "가" * 300) + b"</row>"
        for row in range(1, 20_001)
    )
    path = stored(tmp_path, "a.xlsx", raw_xlsx(sheet_xml(rows)))
    found = refusal(path, Limits(memory_bytes=40 * 1024 * 1024))
    assert found.code == "file_memory"
    assert "40" in found.message


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    path = stored(tmp_path, "a.csv", csv_of([["가", "나"]] * 900_000))
    assert refusal(path, Limits(seconds=1)).code == "file_slow"
