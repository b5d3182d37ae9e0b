"""The schedule as it is written in data/retention.csv."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language


class Means(StrEnum):
    """What destruction means for a kind of record."""

    DELETE = "delete"
    ANONYMISE = "anonymise"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Term:
    """One row. `keep_days` None: kept without an end."""

    kind: str
    is_personal: bool
    keep_days: int | None
    from_date: str
    means: Means
    basis: str

    def ends_before(self, today: date) -> date:
        """Records from before this day are due."""
        if self.keep_days is None:
            raise ValueError(f"{self.kind} is kept without an end")
        return today - timedelta(days=self.keep_days)


def schedule() -> dict[str, Term]:
    """Kind → its row in the reader's language, in the order of the file."""
    language = "en" if get_language() == "en" else "ko"
    with (Path(settings.DATA_DIR) / "retention.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["kind"]: Term(
                kind=row["kind"],
                is_personal=row["personal"] == "yes",
                keep_days=int(row["keep_days"]) if row["keep_days"] else None,
                from_date=row[f"from_{language}"],
                means=Means(row["means"]),
                basis=row[f"basis_{language}"],
            )
            for row in csv.DictReader(file)
        }
