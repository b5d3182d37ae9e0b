"""Solutions as the rows of their importer's own sheet, in a workbook or as CSV."""

import csv
import io
from collections.abc import Iterator

from django.db.models import QuerySet

from deungdae.apps.core.exports.cells import harmless, workbook_of
from deungdae.apps.organisations import numbers
from deungdae.apps.organisations.exports.rows import header_of
from deungdae.apps.organisations.forms.solution import initial_of
from deungdae.apps.organisations.importers.solution_columns import BETWEEN, FACETS, SHEET
from deungdae.apps.organisations.models import Solution
from deungdae.apps.organisations.terms import terms_of

WIDTH, IN_ONE_READ = 24, 500


def content_of(solutions: QuerySet[Solution], *, kind: str) -> bytes:
    """The solutions (with their parts), in the order of the list."""
    if kind == "xlsx":
        return workbook_of([(SHEET.label, rows_of(solutions), [WIDTH] * len(SHEET.columns))])
    output = io.StringIO()
    writer = csv.writer(output)
    for row in rows_of(solutions):
        writer.writerow([harmless(text) for text in row])
    return output.getvalue().encode("utf-8-sig")


def rows_of(solutions: QuerySet[Solution]) -> Iterator[list[str]]:
    """The header and one row each."""
    yield header_of(SHEET)
    words = {facet: dict(terms_of(facet)) for facet in FACETS}
    for solution in solutions.iterator(chunk_size=IN_ONE_READ):
        values = values_of(solution, words)
        yield [values[column.name] for column in SHEET.columns]


def values_of(solution: Solution, words: dict[str, dict[str, str]]) -> dict[str, str]:
    """What the form would show, as cells."""
    form = initial_of(solution)
    capacity = solution.capacity_per_quarter
    return {
        **{name: str(form[name]) for name in ("title", "summary", "references", "certificates")},
        **{facet: BETWEEN.join(words[facet].get(code, code) for code in form[facet]) for facet in FACETS},
        "name": solution.organisation.name,
        "business_number": numbers.shown_business(solution.organisation.business_number),
        "corporate_number": numbers.shown_corporate(solution.organisation.corporate_number),
        "industries": BETWEEN.join(form["industries"].split("\n")),
        "regions": BETWEEN.join(form["regions"].split("\n")),
        "price_band": str(solution.get_price_band_display()),
        "capacity_per_quarter": "" if capacity is None else str(capacity),
        "state": str(solution.get_state_display()),
    }
