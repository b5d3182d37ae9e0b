"""The tables that organisations are described with, read from the data folder."""

import csv
from pathlib import Path

from django.conf import settings
from django.db import transaction

from deungdae.apps.organisations.models import Industry, Region


def rows_of(name: str) -> list[dict[str, str]]:
    path = Path(settings.DATA_DIR) / name
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@transaction.atomic
def load_industries() -> int:
    """Write what differs from ksic11.csv; how many rows that were. Parents come before their children."""
    fields = ("level", "parent_id", "name_ko", "name_en")
    stored = {row[0]: row[1:] for row in Industry.objects.values_list("code", *fields)}
    wanted = {
        row["code"]: (int(row["level"]), row["parent"] or None, row["name_ko"], row["name_en"])
        for row in rows_of("ksic11.csv")
    }
    changed = [
        Industry(code=code, **dict(zip(fields, values, strict=True)))
        for code, values in wanted.items()
        if stored.get(code) != values
    ]
    Industry.objects.bulk_create(
        sorted(changed, key=lambda industry: industry.level),
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["level", "parent", "name_ko", "name_en"],
    )
    return len(changed)


@transaction.atomic
def load_regions() -> int:
    """Write what differs from regions.csv; how many rows that were."""
    fields = ("level", "parent_id", "name", "full_name")
    stored = {row[0]: row[1:] for row in Region.objects.values_list("code", *fields)}
    wanted = {
        row["code"]: (int(row["level"]), row["parent"] or None, row["name"], row["full_name"])
        for row in rows_of("regions.csv")
    }
    changed = [
        Region(code=code, **dict(zip(fields, values, strict=True)))
        for code, values in wanted.items()
        if stored.get(code) != values
    ]
    Region.objects.bulk_create(
        sorted(changed, key=lambda region: region.level),
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["level", "parent", "name", "full_name"],
    )
    return len(changed)


def former_region_names() -> dict[str, str]:
    """Code → the name that the region had before; for lists that are older than the table."""
    return {row["code"]: row["former_name"] for row in rows_of("regions.csv") if row["former_name"]}
