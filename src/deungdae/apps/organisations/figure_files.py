"""Yearly figures as a list that goes out, in the columns in which it can come in again."""

import csv
import io
from collections.abc import Iterator

import xlsxwriter
from django.db.models import QuerySet

from deungdae.apps.core.exports.cells import EXCEL_CELL_CHARACTERS, harmless
from deungdae.apps.organisations import numbers
from deungdae.apps.organisations.figure_kinds import KINDS
from deungdae.apps.organisations.importers.figure_columns import COLUMNS
from deungdae.apps.organisations.models import Organisation, YearlyFigure

SENT = (
    "name",
    "business_number",
    "corporate_number",
    "year",
    "kind",
    "value",
    "source",
    "as_of",
    "months",
    "ends_on",
)
WIDTHS = (30, 16, 18, 8, 12, 20, 30, 12, 8, 12)
IN_ONE_READ = 2_000


def figures_to_send(organisations: QuerySet[Organisation], *, year: int | None) -> QuerySet[YearlyFigure]:
    """The current figures of these organisations, company by company."""
    figures = YearlyFigure.objects.current().filter(organisation__in=organisations.order_by().values("pk"))
    if year is not None:
        figures = figures.filter(year=year)
    return figures.order_by("organisation_id", "year", "kind", "source_kind")


def header() -> list[str]:
    labels = {column.name: column.label for column in COLUMNS}
    return [labels[name] for name in SENT]


def lines_of(figures: QuerySet[YearlyFigure]) -> Iterator[list[str]]:
    """One line for each figure; amounts in won."""
    kinds = {kind.name: str(kind.label) for kind in KINDS.values()}
    sources = {source.value: str(source.label) for source in YearlyFigure.Source}
    rows = figures.values_list(
        "organisation__name",
        "organisation__business_number",
        "organisation__corporate_number",
        "year",
        "kind",
        "value",
        "source_kind",
        "source",
        "as_of",
        "months",
        "ends_on",
    )
    for (
        name,
        business,
        corporate,
        year,
        kind,
        value,
        source_kind,
        source,
        as_of,
        months,
        ends_on,
    ) in rows.iterator(chunk_size=IN_ONE_READ):
        where = f"{sources[source_kind]}({source})" if source else sources[source_kind]
        yield [
            name,
            numbers.shown_business(business),
            numbers.shown_corporate(corporate),
            str(year),
            kinds.get(kind, kind),
            str(value),
            where,
            as_of.isoformat(),
            str(months),
            ends_on.isoformat(),
        ]


def csv_parts(figures: QuerySet[YearlyFigure]) -> Iterator[bytes]:
    """The list as CSV with a byte order mark, some thousand lines at a time."""
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow(header())
    yield b"\xef\xbb\xbf"
    for number, line in enumerate(lines_of(figures), 1):
        writer.writerow([harmless(text) for text in line])
        if number % IN_ONE_READ == 0:
            yield output.getvalue().encode()
            output.seek(0)
            output.truncate()
    yield output.getvalue().encode()


def workbook(figures: QuerySet[YearlyFigure], *, title: str) -> bytes:
    """The list as XLSX; every cell is text, so that nothing is a formula and no number loses digits."""
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(title)
        head = book.add_format({"bold": True, "num_format": "@"})
        plain = book.add_format({"num_format": "@"})
        sheet.freeze_panes(1, 0)
        for place, width in enumerate(WIDTHS):
            sheet.set_column(place, place, width, plain)
        for place, text in enumerate(header()):
            sheet.write_string(0, place, text, head)
        for number, line in enumerate(lines_of(figures), 1):
            for place, text in enumerate(line):
                sheet.write_string(number, place, text[:EXCEL_CELL_CHARACTERS], plain)
    return output.getvalue()
