"""Which sheet, which row, which column: guessed from real-looking lists, and every bad row told."""

from pathlib import Path

import pytest
import xlsxwriter

from deungdae.apps.core.imports import cells, checking, reader
from deungdae.apps.core.imports.checking import Checked
from deungdae.apps.core.imports.frame import Column, Counts, ImportData, Importer, Sheet, Tell, Verdict
from deungdae.apps.core.imports.mapping import SheetMapping
from tests.apps.core.imports.lists import csv_of, stored, xlsx_of


class TwoSheets(Importer):
    name, title, permission = "two", "두 표", "organisations.import"
    sheets = (
        Sheet(
            "people",
            ("참가자", "people"),
            (
                Column("code", ("참가 번호", "번호", "code"), required=True, example="D-1"),
                Column("seats", ("최대 상담 수", "max meetings"), parse=cells.whole_number(1, 9)),
                Column("phone", ("전화", "phone"), parse=cells.phone),
            ),
        ),
        Sheet(
            "absences",
            ("부재", "absences"),
            (
                Column("code", ("참가 번호", "code"), required=True),
                Column("span", ("부재 시간", "from to"), required=True, parse=cells.time_range),
            ),
            required=False,
        ),
    )

    def check(self, data: ImportData, *, tell: Tell) -> Verdict:
        return Verdict(
            counts={sheet.name: Counts(created=len(data.rows(sheet.name))) for sheet in self.sheets}
        )


def checked(path: Path, chosen: dict[str, SheetMapping] | None = None) -> Checked:
    with reader.read_file(path, extension=path.suffix[1:]) as reading:
        return checking.check_reading(
            importer=TwoSheets(),
            reading=reading,
            chosen=chosen or {},
            subject="",
            options={},
            tell=lambda *_: None,
        )


def problems(found: Checked) -> list[tuple[int, str, str]]:
    return [(issue.row, issue.column, issue.code) for issue in found.issues]


def test_sheets_are_found_by_title_and_columns_by_any_spelling(tmp_path: Path) -> None:
    content = xlsx_of(
        {
            "Absences": [["CODE", "From-To"], ["D-1", "12:00~13:00"]],
            "참가자(필수)": [["Max  Meetings", "참가번호*", "비고"], ["3", "D-1", "x"]],
        }
    )
    found = checked(stored(tmp_path, "a.xlsx", content))
    assert found.state == "checked"
    assert found.data.rows("people")[0].values == {"code": "D-1", "seats": 3}
    assert len(found.data.rows("absences")) == 1
    assert found.preview["sheets"]["people"]["unknown"] == ["비고"]


def test_the_header_may_stand_under_a_title(tmp_path: Path) -> None:
    content = csv_of([["2021년 참가자 명단"], ["작성: 센터"], [], ["번호", "전화"], ["D-1", "01012345678"]])
    found = checked(stored(tmp_path, "a.csv", content))
    assert found.mapping["people"]["header_row"] == 4
    assert found.data.rows("people")[0].number == 5
    assert found.data.rows("people")[0]["phone"] == "010-1234-5678"


def test_a_missing_required_column_asks_for_a_person(tmp_path: Path) -> None:
    path = stored(tmp_path, "a.csv", csv_of([["이름표", "전화"], ["D-1", "010-1234-5678"]]))
    found = checked(path)
    assert (found.state, found.data.sheets) == ("mapped", {})
    assert "참가 번호" in found.message
    again = checked(path, {"people": SheetMapping("", 1, {"code": 1})})
    assert again.state == "checked"
    assert again.data.rows("people")[0].values == {"code": "D-1"}


def test_every_bad_cell_is_told_with_row_column_and_remedy(tmp_path: Path) -> None:
    content = csv_of([["번호", "최대 상담 수", "전화"], ["D-1", "0", "12"], ["", "3", ""], ["D-3", "2", ""]])
    found = checked(stored(tmp_path, "a.csv", content))
    assert found.state == "rejected"
    assert problems(found) == [
        (2, "최대 상담 수", "out_of_range"),
        (2, "전화", "phone"),
        (3, "참가 번호", "required"),
    ]
    assert all(issue.message and issue.remedy for issue in found.issues)
    assert found.issues[0].value == "0"
    assert found.counts["sheets"]["people"] == {
        "rows": 3,
        "created": 1,
        "changed": 0,
        "unchanged": 0,
        "bad": 2,
    }
    assert [row["code"] for row in found.data.partial_rows("people")] == ["D-1", None]


def test_a_second_header_row_is_told(tmp_path: Path) -> None:
    content = csv_of([["번호", "전화"], ["참가 번호", "phone"], ["D-1", ""]])
    found = checked(stored(tmp_path, "a.csv", content))
    assert [code for _row, _column, code in problems(found)] == ["second_header"]


def test_two_columns_of_one_name_are_told_and_the_first_is_read(tmp_path: Path) -> None:
    found = checked(stored(tmp_path, "a.csv", csv_of([["번호", "번호"], ["D-1", "D-2"]])))
    assert found.data.rows("people")[0]["code"] == "D-1"
    assert found.preview["sheets"]["people"]["twice"] == ["번호"]


def test_a_header_without_rows_is_an_error(tmp_path: Path) -> None:
    assert problems(checked(stored(tmp_path, "a.csv", csv_of([["번호", "전화"]])))) == [(1, "", "no_rows")]


def test_a_file_without_any_header_asks_for_a_person(tmp_path: Path) -> None:
    assert checked(stored(tmp_path, "a.csv", b"1,2\n3,4\n")).state == "mapped"


def test_control_characters_are_refused(tmp_path: Path) -> None:
    found = checked(stored(tmp_path, "a.csv", "번호\nD\x07-1".encode()))
    assert [code for _row, _column, code in problems(found)] == ["control"]


@pytest.mark.parametrize(("kind", "row"), [("merged", 3), ("formula_error", 2), ("formula_empty", 3)])
def test_cells_that_cannot_be_trusted_are_told(tmp_path: Path, kind: str, row: int) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("참가자")
        sheet.write_row(0, 0, ["번호", "전화"])
        sheet.write_row(1, 0, ["D-1", "010-1234-5678"])
        sheet.write_row(2, 0, ["D-2", "010-1234-5678"])
        if kind == "merged":
            sheet.merge_range("B2:B3", "010-1234-5678")
        elif kind == "formula_error":
            sheet.write_formula("B2", "=1/0", None, "#DIV/0!")
        else:
            sheet.write_formula("B3", "=A1", None, "")
    found = checked(path)
    assert problems(found) == [(row, "전화", kind)]


@pytest.mark.parametrize(("kind", "value"), [("formula_error", "#N/A"), ("formula_empty", "")])
def test_a_row_of_nothing_but_formulas_that_cannot_be_read_is_told(
    tmp_path: Path, kind: str, value: str
) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("참가자")
        sheet.write_row(0, 0, ["번호", "전화"])
        for row in (2, 4):
            sheet.write_formula(row, 0, "=Z1", None, value)
            sheet.write_formula(row, 1, "=Z2", None, value)
        sheet.write_row(3, 0, ["D-1", "010-1234-5678"])
        sheet.write_formula("D7", "=Z3", None, value)
    found = checked(path)
    assert problems(found) == [(row, column, kind) for row in (3, 5) for column in ("참가 번호", "전화")]
    assert (found.row_counts["people"], found.bad_counts["people"]) == (3, 2)
    assert found.state == "rejected"


def test_merged_cells_over_the_header_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("참가자")
        sheet.merge_range("A1:B1", "참가자 명단")
        sheet.write_row(1, 0, ["번호", "전화"])
        sheet.write_row(2, 0, ["D-1", "010-1234-5678"])
    assert checked(path).issues == []
