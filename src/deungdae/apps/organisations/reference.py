"""The tables that organisations are described with, read from the data folder."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import models, transaction

from deungdae.apps.organisations.models import FormerIndustry, Industry, NationalCount, Region
from deungdae.apps.organisations.national_counts import CountRow

IN_ONE_INSERT = 1_000
DIVISION = 2
RegionValues = tuple[int, str | None, str, str, str, date | None, date | None, str | None]


def rows_of(name: str) -> list[dict[str, str]]:
    path = Path(settings.DATA_DIR) / name
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_what_differs(
    model: type[models.Model], fields: Sequence[str], wanted: Mapping[str, tuple[object, ...]]
) -> int:
    """Write the rows that are new or differ, parents before their children; how many those were."""
    stored = {row[0]: row[1:] for row in model._default_manager.values_list("code", *fields)}
    changed = [
        model(code=code, **dict(zip(fields, values, strict=True)))
        for code, values in wanted.items()
        if stored.get(code) != values
    ]
    model._default_manager.bulk_create(
        sorted(changed, key=lambda row: row.level),  # type: ignore[attr-defined]
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[name.removesuffix("_id") for name in fields],
    )
    return len(changed)


@transaction.atomic
def load_industries() -> int:
    """Write what differs from ksic11.csv; how many rows that were."""
    wanted = {
        row["code"]: (int(row["level"]), row["parent"] or None, row["name_ko"], row["name_en"])
        for row in rows_of("ksic11.csv")
    }
    return write_what_differs(Industry, ("level", "parent_id", "name_ko", "name_en"), wanted)


@transaction.atomic
def load_former_industries() -> int:
    """Write what each class of KSIC 11 was in KSIC 10, from the link table; how many rows changed."""
    former = {row["code"]: (row["name_ko"], row["name_en"]) for row in rows_of("ksic10.csv")}
    known = set(Industry.objects.values_list("code", flat=True))
    wanted = {
        (code[:length], old[:length], *former[old[:length]])
        for code, old in ((row["ksic11"], row["ksic10"]) for row in rows_of("ksic11_to_10.csv"))
        for length in range(DIVISION, len(code) + 1)
        if code[:length] in known and old[:length] in former
    }
    stored = {row[1:]: row[0] for row in FormerIndustry.objects.values_list("pk", *FORMER_FIELDS)}
    gone = [pk for row, pk in stored.items() if row not in wanted]
    new = sorted(wanted - set(stored))
    FormerIndustry.objects.filter(pk__in=gone).delete()
    rows = [FormerIndustry(**dict(zip(FORMER_FIELDS, row, strict=True))) for row in new]
    FormerIndustry.objects.bulk_create(rows, batch_size=IN_ONE_INSERT)
    return len(gone) + len(new)


FORMER_FIELDS = ("industry_id", "code", "name_ko", "name_en")


@transaction.atomic
def load_regions() -> int:
    """Write what differs from regions.csv and region_changes.csv; how many rows that were."""
    fields = (
        "level",
        "parent_id",
        "name",
        "full_name",
        "full_name_en",
        "valid_from",
        "valid_to",
        "successor_id",
    )
    current: dict[str, RegionValues] = {
        row["code"]: (
            int(row["level"]),
            row["parent"] or None,
            row["name"],
            row["full_name"],
            row["full_name_en"],
            None,
            None,
            None,
        )
        for row in rows_of("regions.csv")
    }
    begun: dict[str, date] = {}
    former: dict[str, RegionValues] = {}
    for old, new, day, values in former_regions(current):
        begun[new] = day
        former[old] = values
    for code, day in begun.items():
        current[code] = (*current[code][:5], day, None, None)
    return write_what_differs(Region, fields, {**current, **former})


def former_regions(current: dict[str, RegionValues]) -> Iterator[tuple[str, str, date, RegionValues]]:
    """(code before, code since, day, the region before): a renamed province takes all its districts along."""
    for change in rows_of("region_changes.csv"):
        day, old, new = date.fromisoformat(change["on"]), change["former_code"], change["code"]
        full_name = current[new][3]
        for code, (level, parent, name, own_full_name, *_open) in current.items():
            if not code.startswith(new):
                continue
            before = old + code[len(new) :]
            if code == new:
                above = old[:2] if len(old) > len(old[:2]) else None
                name, shown = change["former_name"], change["former_full_name"]  # noqa: PLW2901
            else:
                above = old + parent[len(new) :] if parent else None
                shown = change["former_full_name"] + own_full_name.removeprefix(full_name)
            yield before, code, day, (level, above, name, shown, "", None, day, code)


def former_region_names() -> dict[str, str]:
    """Code → the name that the region had before; for lists that are older than the table."""
    return {row["code"]: row["former_name"] for row in rows_of("regions.csv") if row["former_name"]}


@transaction.atomic
def load_national_counts() -> int:
    """Write what is missing of mid_sized_counts.csv; a vintage that is recorded stays as it is."""
    known = set(NationalCount.objects.values_list("year", "kind", "part", "vintage"))
    new = [
        NationalCount(
            year=row.year,
            kind=row.kind,
            part=row.part,
            value=row.value,
            unit=texts["unit"],
            vintage=row.vintage,
            mark=texts["mark"],
            source=texts["source"],
        )
        for texts in rows_of("mid_sized_counts.csv")
        for row in [CountRow.from_texts(texts)]
        if (row.year, row.kind, row.part, row.vintage) not in known
    ]
    NationalCount.objects.bulk_create(new)
    return len(new)


_more: dict[str, Callable[[], int]] = {}


def register_reference(name: str, load: Callable[[], int]) -> None:
    """Reference data of an app above this one: its name, and what loads it and counts the new rows."""
    _more[name] = load


def more_reference() -> Iterable[tuple[str, Callable[[], int]]]:
    return _more.items()
