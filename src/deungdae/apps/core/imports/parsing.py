"""From the rows of a file to the rows of an import: every cell understood, or an issue that says why not."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from heapq import merge
from itertools import groupby, product

from django.utils.translation import gettext as _

from deungdae.apps.core.imports import mapping as mappings
from deungdae.apps.core.imports.cells import CellError, squeezed
from deungdae.apps.core.imports.frame import Column, Issue, Row, Sheet
from deungdae.apps.core.imports.mapping import SheetMapping
from deungdae.apps.core.imports.reader import RawRow, Reading, ReadSheet
from deungdae.apps.core.resident.refusing import CODE as RESIDENT_NUMBER
from deungdae.apps.core.resident.refusing import refusal_of

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
CACHE_SIZE = 5_000
MERGED_ROWS = 10_000
PREVIEW_ROWS = 10
FORMULAS = ("formula_error", "formula_empty")


@dataclass(slots=True)
class ParsedSheet:
    """The rows of one sheet, what is wrong in them, and how many rows there were."""

    rows: list[Row] = field(default_factory=list)
    partial: list[Row] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    row_count: int = 0
    first_rows: list[RawRow] = field(default_factory=list)


class CellReader:
    """Parses the cells of one column and remembers the texts it has seen."""

    def __init__(self, column: Column, place: int) -> None:
        self.column, self.place, self.name = column, place, column.name
        self.seen: dict[str, object] = {}

    def read(self, text: str) -> object:
        """The value, or the CellError itself: the same text is refused only once."""
        value = self.seen.get(text)
        if value is not None:
            return value
        value = self.parsed(text)
        if len(self.seen) < CACHE_SIZE:
            self.seen[text] = value
        return value

    def parsed(self, text: str) -> object:
        if not text.isprintable() and CONTROL.search(text):
            return CellError(
                "control",
                _("보이지 않는 제어 문자가 들어 있습니다."),
                _("셀의 내용을 지우고 직접 다시 적어 주십시오."),
            )
        refusal = refusal_of(text)
        number = CellError(RESIDENT_NUMBER, refusal, remedy_of_number()) if refusal else None
        if number is not None and not self.column.is_register_number:
            return number
        try:
            return self.column.parse(text)
        except CellError as error:
            return number or error


def remedy_of_number() -> str:
    return _("셀에서 그 번호를 지우고 다시 올려 주십시오. 이 파일은 보관하지 않습니다.")


def parse_sheet(*, reading: Reading, file_sheet: ReadSheet, sheet: Sheet, found: SheetMapping) -> ParsedSheet:
    """Understand every row under the header."""
    result = ParsedSheet()
    title = file_sheet.title or sheet.label
    readers = [
        CellReader(column, found.columns[column.name])
        for column in sheet.columns
        if column.name in found.columns
    ]
    required = [column for column in sheet.columns if column.required]
    spoiled = spoiled_cells(file_sheet, set(found.columns.values()))
    header_keys = set(mappings.column_keys(sheet))
    bare = {number for number, cells in spoiled.items() if cells.has_formula}
    for raw in data_rows(reading, file_sheet, found.header_row, bare):
        row = Row(sheet, title, int(raw[0]), {}, raw, found.columns)
        if is_header_again(raw, readers, header_keys):
            result.issues.append(header_again(row))
            result.row_count += 1
            continue
        is_empty = not any(reader.place < len(raw) and raw[reader.place] for reader in readers)
        if is_empty and row.number not in bare:
            continue
        result.row_count += 1
        if len(result.first_rows) < PREVIEW_ROWS:
            result.first_rows.append(raw)
        before = len(result.issues)
        if not is_empty:
            fill(row, readers, required, result.issues)
        if row.number in spoiled:
            result.issues += spoiled_issues(row, spoiled[row.number])
        (result.rows if len(result.issues) == before else result.partial).append(row)
    return result


def data_rows(
    reading: Reading, file_sheet: ReadSheet, header_row: int, bare: Collection[int]
) -> Iterator[RawRow]:
    """The rows under the header that hold a value; an empty one for each of `bare` that holds none."""
    empty: Iterator[RawRow] = ([number] for number in sorted(bare))
    for number, same in groupby(merge(reading.rows(file_sheet), empty, key=row_number), row_number):
        if number > header_row:
            yield next(same)


def row_number(raw: RawRow) -> int:
    return int(raw[0])


def fill(row: Row, readers: list[CellReader], required: list[Column], issues: list[Issue]) -> None:
    """Put what is understood into the row, and an issue for what is not."""
    size = len(row.texts)
    for reader in readers:
        text = row.texts[reader.place] if reader.place < size else ""
        if not text:
            continue
        value = reader.read(str(text))
        if isinstance(value, CellError):
            issues.append(row.issue(reader.name, code=value.code, message=value.message, remedy=value.remedy))
        else:
            row.values[reader.name] = value
    for column in required:
        if column.name not in row.values and not row.text_of(column.name):
            issues.append(
                row.issue(
                    column.name,
                    code="required",
                    message=_("반드시 있어야 하는 값이 비어 있습니다."),
                    remedy=_("‘%(column)s’ 값을 적어 주십시오.") % {"column": column.label},
                )
            )


def is_header_again(raw: RawRow, readers: list[CellReader], header_keys: set[str]) -> bool:
    """Whether a data row is a second header: at least two cells, and most of them, are column names."""
    if not readers:
        return False
    first = str(raw[readers[0].place]) if readers[0].place < len(raw) else ""
    if first and first.casefold().replace(" ", "").rstrip("*") not in header_keys:
        return False
    texts = [str(raw[reader.place]) for reader in readers if reader.place < len(raw) and raw[reader.place]]
    known = sum(squeezed(text) in header_keys or mappings.header_key(text) in header_keys for text in texts)
    return known >= 2 and known * 2 > len(texts)


def header_again(row: Row) -> Issue:
    return row.issue(
        "",
        code="second_header",
        message=_("머리글 행이 또 있습니다."),
        remedy=_("머리글은 한 행만 남기고 이 행을 지워 주십시오."),
    )


@dataclass(slots=True)
class Spoiled:
    """Cells of a row whose value cannot be trusted: (place, code)."""

    cells: list[tuple[int, str]] = field(default_factory=list)

    @property
    def has_formula(self) -> bool:
        """Whether somebody has written into the row, though nothing of it can be read."""
        return any(code in FORMULAS for _place, code in self.cells)


def spoiled_cells(file_sheet: ReadSheet, places: set[int]) -> dict[int, Spoiled]:
    """Row number → cells of mapped columns that are merged, show an error or hold an uncalculated formula."""
    found: dict[int, Spoiled] = {}

    def add(row: int, place: int, code: str) -> None:
        if place in places:
            found.setdefault(row, Spoiled()).cells.append((place, code))

    for addresses, code in (
        (file_sheet.errors, "formula_error"),
        (file_sheet.bare_formulas, "formula_empty"),
    ):
        for row, place in map(position_of, addresses):
            add(row, place, code)
    for top, left, bottom, right in file_sheet.merged:
        inside = sorted(places & set(range(left, right + 1)))
        for row, place in product(range(top, min(bottom, top + MERGED_ROWS) + 1), inside):
            if (row, place) != (top, left):
                add(row, place, "merged")
    return found


def position_of(address: str) -> tuple[int, int]:
    """B12 → (12, 2)."""
    letters = address.rstrip("0123456789")
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return int(address[len(letters) :]), place


def spoiled_issues(row: Row, spoiled: Spoiled) -> Iterator[Issue]:
    words = {
        "formula_error": (
            _("수식의 결과가 오류(#N/A, #REF! 등)입니다."),
            _("수식을 고치거나 값을 직접 적어 주십시오."),
        ),
        "formula_empty": (
            _("수식은 있으나 계산된 값이 저장되어 있지 않습니다."),
            _("Excel에서 열어 저장하거나 값으로 붙여 넣어 주십시오."),
        ),
        "merged": (
            _("병합된 셀입니다. 값은 병합의 첫 셀에만 있어 이 셀은 빈 것으로 읽힙니다."),
            _("셀 병합을 풀고 행마다 값을 적어 주십시오."),
        ),
    }
    names = {place: name for name, place in row.places.items()}
    for place, code in sorted(spoiled.cells):
        message, remedy = words[code]
        yield row.issue(names[place], code=code, message=message, remedy=remedy)


def no_rows(sheet: Sheet, title: str, header_row: int) -> Issue:
    return Issue(
        sheet=title or sheet.label,
        row=header_row,
        column="",
        value="",
        code="no_rows",
        message=_("머리글 아래에 자료 행이 없습니다."),
        remedy=_("머리글 다음 행부터 자료를 적어 주십시오."),
    )
