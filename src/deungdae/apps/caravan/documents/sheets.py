"""Sheets of a workbook: whatever people wrote stays text, never a formula."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from deungdae.apps.core.exports.cells import AS_TEXT

LONGEST_CELL = 32_000
A3, A4 = 8, 9
Cell = str | int | None


@dataclass(frozen=True)
class Sheet:
    """A table with a heading row; widths in characters, `frozen`: columns that stay in sight."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[float]
    frozen: int = 0
    paper: int = A4
    landscape: bool = False
    row_height: float | None = None


@dataclass(frozen=True)
class Look:
    """The formats of a workbook."""

    head: Format
    text: Format
    number: Format


def workbook(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """The same sheets always give the same bytes."""
    file = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(file, {"in_memory": True, **options})
    book.set_properties({"title": title[:255], "created": datetime(2021, 4, 14)})  # noqa: DTZ001
    look = look_of(book)
    for sheet in sheets:
        write_sheet(book.add_worksheet(sheet.name), sheet, look)
    book.close()
    return file.getvalue()


def look_of(book: Workbook) -> Look:
    edge = {"border": 1, "border_color": "#CDD1D5", "valign": "vcenter", "font_name": "맑은 고딕"}
    head = {"bold": True, "bg_color": "#EEF2F7", "align": "center", "text_wrap": True}
    return Look(
        head=book.add_format({**edge, **head, "font_size": 10}),
        text=book.add_format({**edge, **AS_TEXT, "text_wrap": True, "font_size": 10}),
        number=book.add_format({**edge, "align": "right", "font_size": 10}),
    )


def write_sheet(page: Worksheet, sheet: Sheet, look: Look) -> None:
    for column, head in enumerate(sheet.heads):
        page.write_string(0, column, head, look.head)
        page.set_column(column, column, sheet.widths[column])
    if any("\n" in head for head in sheet.heads):
        page.set_row(0, 32)
    last = 0
    for last, row in enumerate(sheet.rows, start=1):
        if sheet.row_height is not None:
            page.set_row(last, sheet.row_height)
        for column, cell in enumerate(row):
            write_cell(page, last, column, cell, look)
    page.freeze_panes(1, sheet.frozen)
    if last:
        page.autofilter(0, 0, last, len(sheet.heads) - 1)
    set_up_print(page, sheet)


def write_cell(page: Worksheet, row: int, column: int, cell: Cell, look: Look) -> None:
    if cell is None or cell == "":
        page.write_blank(row, column, None, look.text)
    elif isinstance(cell, int):
        page.write_number(row, column, cell, look.number)
    else:
        page.write_string(row, column, cell[:LONGEST_CELL], look.text)


def set_up_print(page: Worksheet, sheet: Sheet) -> None:
    page.set_paper(sheet.paper)
    if sheet.landscape:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer("&L&A&R&P / &N")
