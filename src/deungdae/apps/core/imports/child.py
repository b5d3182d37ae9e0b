"""The process that reads a file which somebody sent: no Django, no database, and hard limits.

`python -m deungdae.apps.core.imports.child PATH EXTENSION LIMITS` writes one JSON list per row that holds
anything, then one object that describes the sheets (or says why the file cannot be read), then the byte
offset of that object in twenty digits.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from python_calamine import CalamineError, CalamineSheet, SheetTypeEnum, SheetVisibleEnum, load_workbook

from deungdae.apps.core.imports import kinds, separated, workbook
from deungdae.apps.core.imports.limits import Limits, UnreadableError, bind_process

Cells = list[str]


class Writer:
    """Counts what it writes: bytes for the offsets, filled cells for the limit."""

    def __init__(self, output: BinaryIO, limits: Limits) -> None:
        self.output, self.limits = output, limits
        self.offset = self.cells = 0

    def line(self, value: object) -> None:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"
        self.output.write(text)
        self.offset += len(text)

    def rows(self, rows: Iterator[tuple[int, Cells]]) -> int:
        """Write the rows that hold anything; how many they are."""
        count = 0
        for number, cells in rows:
            filled = len(cells) - cells.count("")
            if not filled:
                continue
            self.cells += filled
            if self.cells > self.limits.cells:
                raise UnreadableError("cells", limit=self.limits.cells)
            self.line([number, *cells])
            count += 1
        return count

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
        count = writer.rows(separated.rows_of(path))
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


def read_sheet(sheet: CalamineSheet, mark: workbook.SheetMarks, writer: Writer) -> dict[str, object]:
    start = writer.offset
    rows = (
        (number, [workbook.shown(cell) for cell in row]) for number, row in enumerate(sheet.iter_rows(), 1)
    )
    count = writer.rows(rows) if sheet.end is not None else 0
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
        summary = read(Path(path), extension, limits, writer)
    except UnreadableError as error:
        summary = {"error": error.code, "detail": error.detail}
    except MemoryError:
        summary = {"error": "memory", "detail": {}}
    writer.finish(summary)


if __name__ == "__main__":
    main(*sys.argv[1:4])
