"""The newest tables of the digital gap as rows; which cells are hidden was decided when they were made."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from deungdae.apps.gap.bridge.tables import SIDES
from deungdae.apps.gap.models import Edition, GapTable
from deungdae.apps.gap.views.figures import names_of


@dataclass(frozen=True, slots=True)
class GapRow:
    """In points or percent; None: hidden."""

    side: str
    code: str
    name: str
    n: int | None
    value: float | None
    low: float | None
    high: float | None


def gap_table(edition: Edition, *, wanted: str, year: int | None) -> GapTable | None:
    """Of this round and year, of the newest year where none is named."""
    found = GapTable.objects.filter(edition=edition, round=wanted).order_by("-year")
    return (found if year is None else found.filter(year=year)).first()


def rows_of_table(table: GapTable, indicator: str) -> Iterator[GapRow]:
    """The whole first, then each side's cells in their order; three queries at most."""
    figures: dict[str, Any] = table.document["figures"][indicator]
    yield row_of("whole", "", _("전체"), figures["whole"])
    for side in SIDES:
        names, cells = names_of(side), figures["sides"][side]
        for code in [*(one for one in names if one in cells), *(one for one in cells if one not in names)]:
            yield row_of(side, code, str(names.get(code, code)), cells[code])


def row_of(side: str, code: str, name: str, cell: list[int] | None) -> GapRow:
    if cell is None:
        return GapRow(side, code, name, None, None, None, None)
    n, value, low, high = cell
    return GapRow(side, code, name, n, value / 100, low / 100, high / 100)
