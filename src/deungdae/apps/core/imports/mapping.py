"""Which sheet is which, which row is the header, which column means what: guessed, then shown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from deungdae.apps.core.imports.cells import spellings, squeezed
from deungdae.apps.core.imports.frame import Importer, Sheet
from deungdae.apps.core.imports.reader import RawRow, Reading, ReadSheet

HEAD_ROWS = 20
MAX_SHOWN_COLUMNS = 200
NOTE_IN_LABEL = re.compile(r"[(（\[].*?[)）\]]")


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """Where the columns of one sheet stand: sheet of the file, row of the header, place (from 1) of each."""

    file_sheet: str | None
    header_row: int = 0
    columns: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        return {"file_sheet": self.file_sheet, "header_row": self.header_row, "columns": self.columns}


FileMapping = dict[str, SheetMapping]


def from_json(document: dict) -> FileMapping:
    return {
        name: SheetMapping(found["file_sheet"], found["header_row"], dict(found["columns"]))
        for name, found in document.items()
    }


def as_json(mapping: FileMapping) -> dict[str, object]:
    return {name: found.as_json() for name, found in mapping.items()}


def head_of(reading: Reading, sheet: ReadSheet) -> list[RawRow]:
    """The first rows of a sheet that hold anything."""
    return list(islice(reading.rows(sheet), HEAD_ROWS))


def column_keys(sheet: Sheet) -> dict[str, str]:
    """What a header cell may say → column name; an earlier column keeps a word that two claim."""
    keys: dict[str, str] = {}
    for column in sheet.columns:
        for key in spellings((*column.labels, column.name)):
            keys.setdefault(key, column.name)
    return keys


def header_key(text: object) -> str:
    """A header cell as it is compared: `사업자 등록번호(필수)*` is `사업자등록번호`."""
    return squeezed(NOTE_IN_LABEL.sub("", str(text))) or squeezed(str(text))


def columns_in(sheet: Sheet, row: RawRow) -> dict[str, int]:
    """The columns that a header row names: column name → place. Of two equal ones the first counts."""
    keys = column_keys(sheet)
    found: dict[str, int] = {}
    for place, text in enumerate(row[1:], 1):
        name = keys.get(squeezed(str(text))) or keys.get(header_key(text))
        if name is not None:
            found.setdefault(name, place)
    return found


def best_header(sheet: Sheet, head: Sequence[RawRow]) -> tuple[int, dict[str, int]]:
    """The row that names most columns, and which; the first filled row when none names any."""
    best_row = int(head[0][0]) if head else 0
    best_columns: dict[str, int] = {}
    for row in head:
        columns = columns_in(sheet, row)
        if len(columns) > len(best_columns):
            best_row, best_columns = int(row[0]), columns
    return best_row, best_columns


def guess(importer: Importer, reading: Reading, chosen: FileMapping | None = None) -> FileMapping:
    """The mapping that fits best. What a person has chosen (sheet, header row) is kept."""
    heads = {sheet.title: head_of(reading, sheet) for sheet in reading.sheets}
    named = named_sheets(importer, heads) or only_sheet(importer, heads)
    result: FileMapping = {}
    taken = set(named.values())
    for sheet in importer.sheets:
        wish = (chosen or {}).get(sheet.name)
        title = named.get(sheet.name)
        if wish is not None:
            title = wish.file_sheet if wish.file_sheet in heads else None
        elif title is None and not (len(heads) == 1 and taken):
            title = best_sheet(sheet, heads, taken)
        if title is None:
            result[sheet.name] = SheetMapping(None)
            continue
        taken.add(title)
        header_row, columns = best_header(sheet, heads[title])
        if wish is not None and wish.header_row:
            header_row = wish.header_row
            empty: RawRow = [header_row]
            columns = columns_in(sheet, next((r for r in heads[title] if r[0] == header_row), empty))
        result[sheet.name] = SheetMapping(title, header_row, columns)
    return result


def named_sheets(importer: Importer, heads: dict[str, list[RawRow]]) -> dict[str, str]:
    """Sheets whose title says what they are."""
    found: dict[str, str] = {}
    for sheet in importer.sheets:
        keys = spellings((*sheet.labels, sheet.name))
        title = next(
            (title for title in heads if header_key(title) in keys and title not in found.values()), None
        )
        if title is not None:
            found[sheet.name] = title
    return found


def only_sheet(importer: Importer, heads: dict[str, list[RawRow]]) -> dict[str, str]:
    """A file of one sheet (every CSV) is the table of which it names all that is required, and most."""
    if len(heads) != 1 or len(importer.sheets) == 1:
        return {}
    [(title, head)] = heads.items()
    best: tuple[int, str] = (0, "")
    for sheet in importer.sheets:
        _row, columns = best_header(sheet, head)
        if {column.name for column in sheet.columns if column.required} <= set(columns):
            best = max(best, (len(columns), sheet.name), key=lambda pair: pair[0])
    return {best[1]: title} if best[0] else {}


def best_sheet(sheet: Sheet, heads: dict[str, list[RawRow]], taken: set[str]) -> str | None:
    """The sheet not yet taken that names most columns; an optional one must name every required column."""
    best, best_count = None, 0
    needed = {column.name for column in sheet.columns if column.required}
    for title, head in heads.items():
        _row, columns = best_header(sheet, head)
        is_fit = sheet.required or needed <= set(columns)
        if title not in taken and is_fit and len(columns) > best_count:
            best, best_count = title, len(columns)
    if best is None and sheet.required and len(heads) == 1 and not taken:
        return next(iter(heads))
    return best


def missing_columns(importer: Importer, mapping: FileMapping) -> list[tuple[Sheet, str]]:
    """Required columns without a place: (sheet, column label).

    A sheet that is not in the file misses nothing, unless it is required and the file has no other.
    """
    missing = []
    is_empty = all(found.file_sheet is None for found in mapping.values())
    for sheet in importer.sheets:
        if mapping[sheet.name].file_sheet is None and not (sheet.required and is_empty):
            continue
        found = mapping[sheet.name]
        missing += [
            (sheet, column.label)
            for column in sheet.columns
            if column.required and column.name not in found.columns
        ]
    return missing


def header_cells(head: Sequence[RawRow], header_row: int) -> list[str]:
    """The texts of the header row, by place from 1 (index 0 is place 1)."""
    row = next((row for row in head if row[0] == header_row), [header_row])
    return [str(text) for text in row[1 : MAX_SHOWN_COLUMNS + 1]]


def column_letters(place: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
