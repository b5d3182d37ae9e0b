"""A report as a workbook: a sheet for each part, figures as numbers, charts that can be gone on with."""

import io
import re
from collections.abc import Iterator
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from deungdae.apps.core.documents.content.model import (
    Block,
    Cell,
    Chart,
    Heading,
    Items,
    Number,
    Paragraph,
    Table,
)
from deungdae.apps.reports.documents.paper import Document

FONT = "맑은 고딕"
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
LONGEST_NAME = 31
WIDEST, ROOM = 60, 110
CHART_ROWS = 16
Formats = dict[str, Any]


def report_xlsx(document: Document) -> bytes:
    """The same bytes for the same report."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties(
        {"title": document.title, "author": document.centre, "created": document.made_at.replace(tzinfo=None)}
    )
    formats = formats_of(book)
    sheet = Sheet(book, book.add_worksheet(_("표지")), formats, document.mark)
    sheet.cover(document)
    names = {_("표지").lower()}
    for name, blocks in parts_of(document):
        if name:
            sheet = Sheet(book, book.add_worksheet(free_name(name, names)), formats, document.mark)
            sheet.line(name, "title")
        for block in blocks:
            sheet.put(block)
    book.close()
    return file.getvalue()


def formats_of(book: Workbook) -> Formats:
    plain = {"font_name": FONT, "font_size": 10, "valign": "top"}
    boxed = {**plain, "border": 1, "border_color": "#B1B8BE", "text_wrap": True}
    return {
        "title": book.add_format({**plain, "bold": True, "font_size": 14, "font_color": "#052B57"}),
        "strong": book.add_format({**plain, "bold": True}),
        "text": book.add_format(plain),
        "head": book.add_format({**boxed, "bold": True, "bg_color": "#F2F4F7"}),
        "cell": book.add_format(boxed),
        "number": book.add_format({**boxed, "num_format": "#,##0", "align": "right"}),
    }


def parts_of(document: Document) -> Iterator[tuple[str, list[Block]]]:
    """What stands before the first heading, then each part under its own."""
    name, blocks = "", list[Block]()
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            yield name, blocks
            name, blocks = block.text, []
        else:
            blocks.append(block)
    yield name, blocks


def free_name(text: str, names: set[str]) -> str:
    """At most 31 letters that a sheet may bear, unlike every other."""
    base = FORBIDDEN.sub(" ", text).strip()[:LONGEST_NAME] or "-"
    name, count = base, 1
    while name.lower() in names:
        count += 1
        name = f"{base[: LONGEST_NAME - 4]} {count}"
    names.add(name.lower())
    return name


class Sheet:
    """One sheet, written from the top down."""

    def __init__(self, book: Workbook, sheet: Worksheet, formats: Formats, mark: str) -> None:
        self.book, self.sheet, self.formats, self.row = book, sheet, formats, 0
        self.heads: list[int] = []
        self.widths: dict[int, float] = {}
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L&8{mark.replace('&', '&&')}&R&8&P / &N")

    def cover(self, document: Document) -> None:
        self.line(document.title, "title")
        self.line(f"{document.centre} · {document.kind}", "text")
        self.row += 1
        self.widen((22, 78))
        for name, value in document.facts:
            self.sheet.write_string(self.row, 0, name, self.formats["head"])
            self.sheet.write_string(self.row, 1, value, self.formats["cell"])
            self.row += 1
        self.row += 1

    def line(self, text: str, look: str) -> None:
        self.sheet.write_string(self.row, 0, text, self.formats[look])
        self.row += 1

    def put(self, block: Block) -> None:
        match block:
            case Heading(text):
                self.row += 1
                self.line(text, "strong")
            case Paragraph(text, strong):
                self.line(text, "strong" if strong else "text")
            case Items(texts):
                for text in texts:
                    self.line(f"· {text}", "text")
            case Table():
                self.table(block)
            case Chart():
                self.chart(block)

    def widen(self, widths: tuple[int, ...]) -> None:
        """A column is as wide as the widest table wants it."""
        for column, width in enumerate(widths):
            wide = min(WIDEST, ROOM * width / sum(widths))
            if wide > self.widths.get(column, 0):
                self.widths[column] = wide
                self.sheet.set_column(column, column, wide)

    def table(self, block: Table) -> None:
        self.line(block.caption, "strong")
        self.widen(block.widths)
        self.heads.append(self.row)
        for column, text in enumerate(block.head):
            self.sheet.write_string(self.row, column, text, self.formats["head"])
        for row in block.rows:
            self.row += 1
            for column, cell in enumerate(row):
                self.cell(column, cell)
        self.row += 2
        if len(self.heads) == 1:
            self.sheet.repeat_rows(self.heads[0])

    def cell(self, column: int, cell: Cell) -> None:
        if not isinstance(cell, Number):
            self.sheet.write_string(self.row, column, cell, self.formats["cell"])
        elif cell.value is None:
            self.sheet.write_string(self.row, column, cell.text, self.formats["number"])
        else:
            self.sheet.write_number(self.row, column, float(cell.value), self.formats["number"])

    def chart(self, block: Chart) -> None:
        """Its figures, and beneath them a chart of the workbook's own that draws them."""
        head = (block.caption, *(one.name for one in block.series))
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (name, *(Number(one.values[place]) for one in block.series))
            for place, name in enumerate(block.categories)
        )
        first = self.row + 2
        self.table(Table(block.caption, head, rows, (40, *(20 for _one in block.series))))
        last = first + len(rows) - 1
        made = self.book.add_chart({"type": "bar" if block.kind == "bars" else "column"})
        name = self.sheet.get_name()
        for column, one in enumerate(block.series, start=1):
            made.add_series(
                {
                    "name": one.name,
                    "categories": [name, first, 0, last, 0],
                    "values": [name, first, column, last, column],
                }
            )
        made.set_title({"name": block.caption, "name_font": {"size": 11, "name": FONT}})
        if block.kind == "bars":
            made.set_y_axis({"reverse": True})
        if len(block.series) == 1:
            made.set_legend({"none": True})
        made.set_size({"width": 640, "height": CHART_ROWS * 20})
        self.sheet.insert_chart(self.row, 0, made, {"description": block.caption})
        self.row += CHART_ROWS + 1
