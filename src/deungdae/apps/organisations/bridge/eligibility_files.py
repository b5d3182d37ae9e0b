"""The legal status of a company in a file, without a database: for the command line."""

import csv
import re
from datetime import date
from functools import cache
from pathlib import Path

from deungdae.apps.core.data_folder import data_folder
from deungdae.apps.core.input_files import text_of
from deungdae.engine.eligibility.formats import answer_to_json, company_from_json
from deungdae.engine.eligibility.model import Status
from deungdae.engine.eligibility.rules import Rules, rules_from_tables
from deungdae.engine.eligibility.solve import solve
from deungdae.engine.kernel.decision import Json
from deungdae.engine.kernel.errors import InputError, Issue, unreadable

MOST_MEGABYTES = 1
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV. Raises InputError when there is none."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except OSError as error:
        raise InputError([unreadable(str(path), error)]) from error


@cache
def rules_in(folder: Path) -> Rules:
    """The law's tables of a data folder. Raises InputError where one is missing or spoilt."""
    return rules_from_tables(
        sales_limits=table(folder / "eligibility" / "sales_limits.csv"),
        candidate_limits=table(folder / "eligibility" / "candidate_limits.csv"),
        excluded_industries=table(folder / "eligibility" / "excluded_industries.csv"),
        figures=table(folder / "eligibility" / "figures.csv"),
        industries=table(folder / "ksic11.csv"),
    )


def day_of(text: str) -> date:
    """The option --on as a day. Raises InputError."""
    if DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise InputError([Issue("eligibility.date", "--on", text[:40])])


def judge_file(path: Path, *, on: date) -> Status:
    """The legal status of the company in a JSON file. Raises InputError that names value, place, way out."""
    return solve(
        company_from_json(text_of(path, most_megabytes=MOST_MEGABYTES)), on=on, rules=rules_in(data_folder())
    )


def answer_of(status: Status) -> dict[str, Json]:
    """The answer as the one JSON object of the command."""
    return answer_to_json(status)
