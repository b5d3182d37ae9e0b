"""The process that reads a file which somebody sent: no Django, no database, and hard limits.

`python -m deungdae.apps.core.imports.child PATH EXTENSION LIMITS` writes one JSON list per row that holds
anything, then one object that describes the sheets (or says why the file cannot be read), then the byte
offset of that object in twenty digits.
"""

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from python_calamine import CalamineError, CalamineSheet, SheetTypeEnum, SheetVisibleEnum, load_workbook

from deungdae.apps.core.imports import kinds, separated, workbook
from deungdae.apps.core.imports.limits import Limits, UnreadableError, bind_process
from deungdae.engine.kernel.resident_number import PATTERN, resident_numbers

Cells = list[str]
MOST_NUMBERS = 20_000


class Writer:
    """Counts what it writes: bytes for the offsets, filled cells for the limit."""

    def __init__(self, output: BinaryIO, limits: Limits) -> None:
        self.output, self.limits = output, limits
        self.offset = self.cells = 0
        self.numbers: list[tuple[str, int, int, str]] = []

    def line(self, value: object) -> None:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"
        self.output.write(text)
        self.offset += len(text)

    def rows(self, rows: Iterator[tuple[int, Cells]], *, title: str) -> int:
        """Write the rows that hold anything; how many they are."""
        count = 0
        for number, cells in rows:
            filled = len(cells) - cells.count("")
            if not filled:
                continue
            self.cells += filled
            if self.cells > self.limits.cells:
                raise UnreadableError("cells", limit=self.limits.cells)
            self.look_for_numbers(title, number, cells)
            self.line([number, *cells])
            count += 1
        return count

    def look_for_numbers(self, title: str, row: int, cells: Cells) -> None:
        """Remember the cells that hold a resident registration number."""
        if len(self.numbers) >= MOST_NUMBERS or not PATTERN.search("\n".join(cells)):
            return
        for place, cell in enumerate(cells, 1):
            for found in resident_numbers(cell, today=date.today()):  # noqa: DTZ011
                self.numbers.append((title, row, place, found.masked))

    def finish(self, summary: dict[str, object]) -> None:
        start = self.offset
        self.line(summary)
        self.output.write(f"{start:020d}\n".encode())
        self.output.flush()


def read(path: Path, extension: str, limits: Limits, writer: Writer) -> dict[str, object]:
    """Write the rows of every sheet; what is known about the sheets."""
    with path.open("rb") as file:
        head = file.read(kinds.HEAD_BYTES)
    kind = kinds.kind_of(head)
    if kind == kinds.OLE:
        raise UnreadableError("ole_" + kinds.ole_kind(path.read_bytes()))
    if kind not in (kinds.ZIP, kinds.TEXT):
        raise UnreadableError(kind)
    if kinds.EXTENSIONS.get(extension) != kind:
        raise UnreadableError("mismatch", extension=extension, found="xlsx" if kind == kinds.ZIP else "csv")
    if kind == kinds.TEXT:
        count = writer.rows(separated.rows_of(path), title="")
        return {"kind": "csv", "sheets": [{"title": "", "offset": 0, "rows": count}], "hidden": []}
    return read_workbook(path, limits, writer)


def read_workbook(path: Path, limits: Limits, writer: Writer) -> dict[str, object]:
    with workbook.open_archive(path, limits) as archive:
        marks = workbook.judge_archive(archive, limits)
    with workbook.open_archive(path, limits) as archive:
        paths = workbook.sheet_paths(archive)

    sheets: list[dict[str, object]] = []
    hidden: list[str] = []
    try:
        book = load_workbook(str(path))
        for index, about in enumerate(book.sheets_metadata):
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            if about.visible != SheetVisibleEnum.Visible:
                hidden.append(about.name)
                look_into_hidden(book.get_sheet_by_index(index), about.name, writer)
                continue
            mark = marks.get(paths.get(about.name, ""), workbook.SheetMarks())
            if mark.last_row * mark.last_column > limits.area:
                raise UnreadableError("area", sheet=about.name, rows=mark.last_row, columns=mark.last_column)
            sheets.append(read_sheet(book.get_sheet_by_index(index), mark, writer))
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableError("damaged") from error
    if not sheets:
        raise UnreadableError("no_sheet")
    return {"kind": "xlsx", "sheets": sheets, "hidden": hidden}


def look_into_hidden(sheet: CalamineSheet, title: str, writer: Writer) -> None:
    """A hidden sheet is not read as a list, but what it may not hold is found."""
    for number, row in enumerate(sheet.iter_rows() if sheet.end is not None else (), 1):
        writer.look_for_numbers(title, number, [workbook.shown(cell) for cell in row])


def read_sheet(sheet: CalamineSheet, mark: workbook.SheetMarks, writer: Writer) -> dict[str, object]:
    start = writer.offset
    rows = (
        (number, [workbook.shown(cell) for cell in row]) for number, row in enumerate(sheet.iter_rows(), 1)
    )
    count = writer.rows(rows, title=sheet.name) if sheet.end is not None else 0
    merged = [
        [first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1]
        for first, last in (sheet.merged_cell_ranges or [])[:10_000]
    ]
    return {
        "title": sheet.name,
        "offset": start,
        "rows": count,
        "merged": merged,
        "errors": sorted(mark.errors),
        "bare_formulas": sorted(mark.bare_formulas),
    }


def main(path: str, extension: str, limits_text: str) -> None:
    limits = Limits.from_json(limits_text)
    bind_process(limits)
    writer = Writer(sys.stdout.buffer, limits)
    try:
        summary = read(Path(path), extension, limits, writer) | {"resident_numbers": writer.numbers}
    except UnreadableError as error:
        summary = {"error": error.code, "detail": error.detail}
    except MemoryError:
        summary = {"error": "memory", "detail": {}}
    writer.finish(summary)


if __name__ == "__main__":
    main(*sys.argv[1:4])
