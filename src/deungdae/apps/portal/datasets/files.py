"""A dataset as files: the same bytes for every reader, whatever the language of the page."""

import csv
import hashlib
import io
import json
from typing import Any

from django.conf import settings
from django.urls import reverse

from deungdae.apps.core.exports.cells import harmless
from deungdae.apps.portal.datasets.model import Cell, Dataset, Table, in_both

BOM = "\ufeff"
"""Without it the usual spreadsheet program takes Hangul for another encoding."""


def as_csv(dataset: Dataset, table: Table) -> bytes:
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow([one.code for one in dataset.columns])
    writer.writerows([written(cell) for cell in row] for row in table.rows)
    return (BOM + output.getvalue()).encode()


def written(cell: Cell) -> str:
    if cell is None:
        return ""
    return harmless(cell) if isinstance(cell, str) else str(cell)


def as_json(dataset: Dataset, table: Table) -> bytes:
    codes = [one.code for one in dataset.columns]
    columns = [
        {"code": one.code, "label": both(one.label), "meaning": both(one.meaning)} for one in dataset.columns
    ]
    rows = [dict(zip(codes, row, strict=True)) for row in table.rows]
    return dumped({**head_of(dataset, table), "columns": columns, "rows": rows})


def head_of(dataset: Dataset, table: Table) -> dict[str, Any]:
    return {
        "dataset": dataset.code,
        "title": both(dataset.title),
        "definition": both(dataset.definition),
        "unit": both(dataset.unit),
        "source": both(dataset.source),
        "period": {
            "from": table.begins.isoformat() if table.begins else None,
            "to": table.until.isoformat(),
        },
        "updated_on": table.made_on.isoformat(),
        "licence": settings.OPEN_DATA_LICENCE,
        "page": settings.SITE_ADDRESS + reverse("portal:dataset", args=[dataset.code]),
    }


def catalogue_of(tables: list[tuple[Dataset, Table]]) -> bytes:
    """What there is, each with the addresses of its files."""
    found = [
        {
            **head_of(dataset, table),
            "files": {
                kind: settings.SITE_ADDRESS + reverse(f"portal:dataset_{kind}", args=[dataset.code])
                for kind in ("csv", "json")
            },
        }
        for dataset, table in tables
    ]
    return dumped({"datasets": found})


def both(words: Any) -> dict[str, str]:
    korean, english = in_both(words)
    return {"ko": korean, "en": english}


def dumped(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def tag_of(content: bytes) -> str:
    """Another one when the file says something else."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'
