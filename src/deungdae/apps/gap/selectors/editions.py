"""The newest edition for its pages: which tables there are, one of them, the effect. Nothing is computed."""

import json
from dataclasses import dataclass
from typing import Any

from deungdae.apps.core.decisions import document_of
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.gap.bridge.tables import INDICATORS, SIDES
from deungdae.apps.gap.models import Edition, GapTable

YEAR = "year"
"""The side that is no margin of a table: the whole of each year's own."""
Key = tuple[str, int]
"""Round and year."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page shows; `keys`: every table there is, the newest year first."""

    indicator: str
    side: str
    round: str
    year: int
    keys: tuple[Key, ...]

    @property
    def years(self) -> list[int]:
        return sorted({year for _round, year in self.keys}, reverse=True)


def newest_edition() -> Edition | None:
    return Edition.objects.select_related("decision").first()


def asked_of(edition: Edition, *, indicator: str, side: str, round_: str, year: str) -> Asked:
    """What the address asks for; what there is not gives way to what there is."""
    keys = tuple(edition.tables.values_list("round", "year"))
    rounds = sorted({one for one, _year in keys})
    mine = round_ if round_ in rounds else rounds[0]
    years = [told for one, told in keys if one == mine]
    wanted = int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else 0
    return Asked(
        indicator if indicator in INDICATORS else INDICATORS[0],
        side if side in (*SIDES, YEAR) else SIDES[0],
        mine,
        wanted if wanted in years else max(years),
        keys,
    )


def table_in(edition: Edition, asked: Asked) -> dict[str, Any]:
    found = GapTable.objects.get(edition=edition, round=asked.round, year=asked.year)
    return dict(found.document)


def wholes_in(edition: Edition, asked: Asked) -> dict[int, list[int] | None]:
    """By year: the whole of the round's table, as `table_of` writes figures."""
    tables = edition.tables.filter(round=asked.round).order_by("year")
    return dict(tables.values_list("year", f"document__figures__{asked.indicator}__whole"))


def effect_in(edition: Edition) -> dict[str, Any]:
    """The decision record of the effect: `inputs` and `result`."""
    return dict(json.loads(document_of(edition.decision)))


def rounds_of(asked: Asked) -> list[tuple[str, str]]:
    present = {one for one, _year in asked.keys}
    return [(str(value), str(label)) for value, label in Assessment.Round.choices if value in present]
