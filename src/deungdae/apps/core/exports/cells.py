"""Cells that no spreadsheet program takes for a formula."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from deungdae.apps.core.imports.separated import FORMULA_STARTS

EXCEL_CELL_CHARACTERS = 32_767
AS_TEXT = {"num_format": "@", "quote_prefix": True}
"""The format of a text cell: the program treats it as if somebody had typed an apostrophe before it."""


def harmless(text: str) -> str:
    """Text that is taken for no formula: for CSV, where nothing else says that it is text."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def workbook_of(sheets: Iterable[tuple[str, Iterable[Sequence[str]], Sequence[int]]]) -> bytes:
    """Sheets of text: (title, rows with the header first, column widths)."""
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"constant_memory": True, "strings_to_formulas": False}) as workbook:
        head = workbook.add_format({**AS_TEXT, "bold": True, "bg_color": "#E6EEF8", "border": 1})
        plain = workbook.add_format({**AS_TEXT, "text_wrap": False})
        for title, rows, widths in sheets:
            sheet = workbook.add_worksheet(title[:31])
            sheet.freeze_panes(1, 0)
            for place, width in enumerate(widths):
                sheet.set_column(place, place, width, plain)
            for number, row in enumerate(rows):
                for place, text in enumerate(row):
                    sheet.write_string(number, place, text[:EXCEL_CELL_CHARACTERS], plain if number else head)
    return output.getvalue()
