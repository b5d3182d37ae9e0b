"""The rows of a workbook's sheets, understood cell by cell; what is not understood is told with its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from deungdae.apps.caravan.bridge.workbook_columns import REQUIRED_SHEETS, SHEETS, Field
from deungdae.apps.caravan.documents.template import DAY_SHEET
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports import cells
from deungdae.apps.core.imports.reader import RawRow, Reading, ReadSheet, read_file
from deungdae.engine.kernel.errors import InputError, Issue, unreadable
from deungdae.engine.kernel.korean import sentence

HEADING_WITHIN = 10


@dataclass(frozen=True, slots=True)
class CellIssue(Issue):
    """Something wrong in a workbook; its words come from whoever read the cell."""

    message: str = ""

    @property
    def text(self) -> str:
        value = f" ‘{self.value}’" if self.value else ""
        return f"{self.where}:{value} {self.message}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what was understood, by column name, and what stands there."""

    sheet: str
    number: int
    values: Mapping[str, object]
    texts: Mapping[str, str]

    def __getitem__(self, name: str) -> object:
        return self.values.get(name)

    def issue(self, name: str, message: str) -> CellIssue:
        label = next(each.label for each in SHEETS[self.sheet] if each.name == name)
        return cell_issue(self.sheet, self.number, label, self.texts.get(name, ""), message)


@dataclass(slots=True)
class Sheets:
    """The rows of each sheet, and everything that is wrong with them."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)

    def of(self, sheet: str) -> list[Row]:
        return self.rows.get(sheet, [])


def cell_issue(sheet: str, row: int, label: str, value: str, message: str) -> CellIssue:
    where = f"시트 ‘{sheet}’ {row}행 ‘{label}’ 열" if row else f"시트 ‘{sheet}’"
    return CellIssue("workbook.cell", where, value, message=message)


def read_sheets(path: Path) -> Sheets:
    """Every known sheet of the file; InputError when it is no workbook that can be read."""
    try:
        with path.open("rb"):
            pass
        with read_file(path, extension="xlsx") as reading:
            return sheets_of(reading)
    except OSError as error:
        raise InputError([unreadable(str(path), error)]) from error
    except RefusedError as error:
        raise InputError([CellIssue(error.code, str(path.name), "", message=error.message)]) from error


def sheets_of(reading: Reading) -> Sheets:
    found = Sheets()
    known = {cells.squeezed(name): name for name in SHEETS}
    for sheet in reading.sheets:
        name = known.get(cells.squeezed(sheet.title))
        if name is not None:
            read_sheet(found, name, sheet, list(reading.rows(sheet)))
    for name in REQUIRED_SHEETS:
        if name not in found.rows:
            found.issues.append(cell_issue(name, 0, "", "", missing_sheet(name)))
    return found


def missing_sheet(name: str) -> str:
    """A sheet that is not in the file, and how to get it there."""
    labels = ", ".join(each.label for each in SHEETS[name] if each.required)
    why = "날짜와 시각과 테이블 수를 이 시트에서 읽습니다. " if name == DAY_SHEET else ""
    template = (
        "시트가 없습니다. {why}‘{name}’(이라는/라는) 이름의 시트를 더하고 첫 행에 열 이름({labels})을,"
        " 다음 행부터 값을 적으십시오."
        " 화면의 ‘빈 양식 내려받기’와 ‘전체 자료’로 받은 파일에는 이 시트가 들어 있습니다."
    )
    return sentence(template, {"why": why, "name": name, "labels": labels})


def read_sheet(found: Sheets, name: str, sheet: ReadSheet, raw: Sequence[RawRow]) -> None:
    rows = found.rows[name] = []
    place, columns = heading_of(name, raw)
    missing = [each.label for each in SHEETS[name] if each.required and each.name not in columns]
    if missing:
        message = f"열이 없습니다: {', '.join(missing)}. 양식의 열 이름을 첫 행에 쓰십시오."
        found.issues.append(cell_issue(name, 0, "", "", message))
        return
    for cell in sorted(sheet.errors | sheet.bare_formulas):
        message = f"{cell} 셀의 수식에 쓸 수 있는 값이 없습니다. 값으로 바꾸어 저장해 주십시오."
        found.issues.append(cell_issue(name, 0, "", "", message))
    for each in raw[place + 1 :]:
        row = row_of(found, name, each, columns)
        if row is not None:
            rows.append(row)


def heading_of(name: str, raw: Sequence[RawRow]) -> tuple[int, dict[str, int]]:
    """The row that names the most columns within the first ten, and where each column stands in it."""
    labels = {cells.squeezed(each.label): each.name for each in SHEETS[name]}
    best: tuple[int, dict[str, int]] = (0, {})
    for place, row in enumerate(raw[:HEADING_WITHIN]):
        named: dict[str, int] = {}
        for column, text in enumerate(row[1:], start=1):
            known = labels.get(cells.squeezed(str(text)))
            if known is not None:
                named.setdefault(known, column)
        if len(named) > len(best[1]):
            best = (place, named)
    return best


def row_of(found: Sheets, sheet: str, raw: RawRow, columns: Mapping[str, int]) -> Row | None:
    """The row, or None when it holds nothing in a known column or something is wrong with it."""
    texts = {
        name: str(raw[column]) for name, column in columns.items() if column < len(raw) and raw[column] != ""
    }
    if not texts:
        return None
    values: dict[str, object] = {}
    row = Row(sheet, int(raw[0]), values, texts)
    before = len(found.issues)
    for each in SHEETS[sheet]:
        read_cell(found, row, each, values)
    return row if len(found.issues) == before else None


def read_cell(found: Sheets, row: Row, each: Field, values: dict[str, object]) -> None:
    text = row.texts.get(each.name, "")
    if not text:
        if each.required:
            found.issues.append(row.issue(each.name, "비어 있습니다. 값을 적어 주십시오."))
        return
    try:
        values[each.name] = each.parse(text)
    except cells.CellError as error:
        found.issues.append(row.issue(each.name, f"{error.message} {error.remedy}".strip()))
