"""Files that go out: the template with examples, and the list of what is wrong. No cell can be a formula."""

import csv
import io
from collections.abc import Iterable, Iterator

import xlsxwriter
from django.utils.translation import gettext as _

from deungdae.apps.core.imports.frame import Importer, Sheet
from deungdae.apps.core.models import ImportRun

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
EXCEL_CELL_CHARACTERS = 32_767
IN_ONE_READ = 2_000


def harmless(text: str) -> str:
    """Text that no spreadsheet program takes for a formula: for CSV, where nothing else says it is text."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def error_columns() -> list[str]:
    return [_("시트"), _("행"), _("구분"), _("열"), _("값"), _("문제"), _("고치는 방법")]


def error_lines(run: ImportRun) -> Iterator[list[str]]:
    for row in run.bad_rows.order_by("id").iterator(chunk_size=IN_ONE_READ):
        kind = _("확인") if row.is_warning else _("오류")
        yield [row.sheet, str(row.row_number), kind, row.column, row.value, row.message, row.remedy]


def errors_workbook(run: ImportRun) -> bytes:
    """Everything that is wrong, as XLSX; every cell is written as text."""
    return workbook_of([(_("오류"), [error_columns(), *error_lines(run)], [16, 8, 8, 18, 30, 60, 60])])


def errors_csv(run: ImportRun) -> bytes:
    """The same as CSV with a byte order mark, so that Excel reads the Korean."""
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow(error_columns())
    for line in error_lines(run):
        writer.writerow([harmless(text) for text in line])
    return output.getvalue().encode("utf-8-sig")


def template_workbook(importer: Importer) -> bytes:
    """The empty form of the list, with example rows and a page that says what goes where."""
    sheets = [(sheet.label, template_rows(sheet), [20] * len(sheet.columns)) for sheet in importer.sheets]
    guide = [[_("시트"), _("열"), _("필수"), _("예"), _("설명")]]
    for sheet in importer.sheets:
        for column in sheet.columns:
            needed = _("필수") if column.required else _("선택")
            guide.append([sheet.label, column.label, needed, column.example, str(column.help)])
    return workbook_of([*sheets, (_("작성 안내"), guide, [16, 22, 8, 28, 70])])


def template_rows(sheet: Sheet) -> list[list[str]]:
    head = [f"{column.label}*" if column.required else column.label for column in sheet.columns]
    examples = sheet.examples or ({column.name: column.example for column in sheet.columns},)
    return [head, *([example.get(column.name, "") for column in sheet.columns] for example in examples)]


def workbook_of(sheets: Iterable[tuple[str, Iterable[list[str]], list[int]]]) -> bytes:
    """Sheets of text: (title, rows with the header first, column widths)."""
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"constant_memory": True, "strings_to_formulas": False}) as workbook:
        head = workbook.add_format({"bold": True, "bg_color": "#E6EEF8", "border": 1, "num_format": "@"})
        plain = workbook.add_format({"num_format": "@", "text_wrap": False})
        for title, rows, widths in sheets:
            sheet = workbook.add_worksheet(title[:31])
            sheet.freeze_panes(1, 0)
            for place, width in enumerate(widths):
                sheet.set_column(place, place, width, plain)
            for number, row in enumerate(rows):
                for place, text in enumerate(row):
                    sheet.write_string(number, place, text[:EXCEL_CELL_CHARACTERS], plain if number else head)
    return output.getvalue()
