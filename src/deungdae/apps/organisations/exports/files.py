"""The files of an export: a workbook with the importer's sheets, or its first sheet as CSV.

No cell can be a formula: a workbook's cells are written as text, and CSV marks what would be one.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from deungdae.apps.core.imports.files import harmless, workbook_of
from deungdae.apps.organisations.exports import rows
from deungdae.apps.organisations.importers.organisations import OrganisationImporter
from deungdae.apps.organisations.importers.part_columns import BRANCHES, NAMES
from deungdae.apps.organisations.models import Organisation

WIDTH = 20


@dataclass(frozen=True, slots=True)
class FileKind:
    extension: str
    content_type: str


KINDS = {
    "xlsx": FileKind("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": FileKind("csv", "text/csv; charset=utf-8"),
}


def content_of(organisations: QuerySet[Organisation], *, kind: str) -> bytes:
    """The organisations, in the order of the list."""
    return workbook(organisations) if kind == "xlsx" else table(organisations)


def workbook(organisations: QuerySet[Organisation]) -> bytes:
    sheet = OrganisationImporter.sheets[0]
    seen: list[int] = []

    def sheets() -> Iterator[tuple[str, Iterator[list[str]], list[int]]]:
        yield (
            sheet.label,
            with_head(sheet, rows.organisation_rows(organisations, sheet, seen=seen)),
            widths(sheet),
        )
        yield NAMES.label, with_head(NAMES, rows.name_rows(seen, NAMES)), widths(NAMES)
        yield BRANCHES.label, with_head(BRANCHES, rows.branch_rows(seen, BRANCHES)), widths(BRANCHES)

    return workbook_of(sheets())


def with_head(sheet: rows.Sheet, lines: Iterator[list[str]]) -> Iterator[list[str]]:
    yield rows.header_of(sheet)
    yield from lines


def widths(sheet: rows.Sheet) -> list[int]:
    return [WIDTH] * len(sheet.columns)


def table(organisations: QuerySet[Organisation]) -> bytes:
    """With a byte order mark, so that Excel reads the Korean."""
    sheet, output = OrganisationImporter.sheets[0], io.StringIO()
    writer = csv.writer(output)
    writer.writerow(rows.header_of(sheet))
    for line in rows.organisation_rows(organisations, sheet, seen=[]):
        writer.writerow([harmless(text) for text in line])
    return output.getvalue().encode("utf-8-sig")
