"""The ministries and the strategy that come with the product."""

import csv
from datetime import date
from pathlib import Path

from django.db import transaction

from deungdae.apps.core.data_folder import data_folder
from deungdae.apps.policy.models import Ministry, MinistryName, Strategy, StrategyField

Line = dict[str, str]


def lines_of(name: str) -> list[Line]:
    with Path(data_folder(), "policy", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@transaction.atomic
def load_policy() -> int:
    """Write what is missing of data/policy; how many rows that were. What the centre changed stays."""
    return sum(map(load_name, lines_of("ministries.csv"))) + sum(
        load_field(line, place) for place, line in enumerate(lines_of("fields.csv"), start=1)
    )


def load_name(line: Line) -> bool:
    ministry, _is_new = Ministry.objects.get_or_create(code=line["code"])
    facts = {name: line[name] for name in ("name", "short_name", "short_english", "source")}
    starts = date.fromisoformat(line["starts_on"])
    return MinistryName.objects.get_or_create(ministry=ministry, starts_on=starts, defaults=facts)[1]


def load_field(line: Line, place: int) -> bool:
    days = {name: date.fromisoformat(line[name]) for name in ("starts_on", "ends_on")}
    facts = {"title": line["title"], "source": line["source"], **days}
    strategy, _is_new = Strategy.objects.get_or_create(code=line["strategy"], defaults=facts)
    told = {"title": line["field_title"], "title_english": line["field_english"]}
    counts = {"place": place, "expected": int(line["expected"])}
    return StrategyField.objects.get_or_create(
        strategy=strategy, code=line["field"], defaults={**told, **counts}
    )[1]
