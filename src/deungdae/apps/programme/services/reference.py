"""The reference programme comes with the product; what people changed since is left as they made it."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from deungdae.apps.core.data_folder import data_folder
from deungdae.apps.programme.definition import Definition
from deungdae.apps.programme.models import Goal, Indicator, Programme
from deungdae.apps.programme.services.definitions import IndicatorFacts, create_indicator
from deungdae.apps.programme.services.figures import record_figure
from deungdae.apps.programme.services.targets import Wanted, set_targets

Row = Mapping[str, Any]


@transaction.atomic
def load_programmes() -> int:
    """Write what is missing of the files in data/programme; how many programmes, indicators and figures."""
    files = sorted((data_folder() / "programme").glob("*.json"))
    return sum(load_programme(json.loads(path.read_text(encoding="utf-8"))) for path in files)


def load_programme(row: Row) -> int:
    programme, is_new = Programme.objects.get_or_create(
        code=row["code"],
        defaults={
            "title": row["title"],
            "title_english": row["title_english"],
            "starts_on": date.fromisoformat(row["starts_on"]),
            "ends_on": date.fromisoformat(row["ends_on"]),
            "source": row["source"],
        },
    )
    new = int(is_new)
    for place, told in enumerate(row["goals"], start=1):
        names = {name: told[name] for name in ("title", "title_english", "stage")}
        goal, _is_new = Goal.objects.get_or_create(
            programme=programme, code=told["code"], defaults={**names, "place": place}
        )
        new += sum(load_indicator(goal, one) for one in told["indicators"])
    return new


def load_indicator(goal: Goal, row: Row) -> int:
    """How many new rows: the indicator, and figures of others that are not there."""
    indicator, new = Indicator.objects.filter(code=row["code"]).first(), 0
    if indicator is None:
        indicator, new = new_indicator(goal, row), 1
    for one in row.get("imported", ()):
        on, part = date.fromisoformat(one["on"]), one.get("part", "")
        if not indicator.imported.filter(on=on, part=part).exists():
            value, source, mark = 100 * one["value"], one["source"], one["mark"]
            record_figure(
                indicator=indicator, on=on, part=part, value=value, source=source, mark=mark, actor=None
            )
            new += 1
    return new


def new_indicator(goal: Goal, row: Row) -> Indicator:
    whole = Indicator.objects.get(code=row["part_of"]) if "part_of" in row else None
    facts = IndicatorFacts(
        code=row["code"],
        title=row["title"],
        title_english=row["title_english"],
        place=row.get("place"),
        part_of=whole,
    )
    made = create_indicator(goal=goal, facts=facts, definition=definition_in(row["definition"]), actor=None)
    wanted = [
        Wanted(date(one["year"], 1, 1), date(one["year"] + 1, 1, 1), 100 * one["value"])
        for one in row.get("targets", ())
    ]
    if wanted:
        set_targets(indicator=made, wanted=wanted, reason=row["targets_source"], actor=None)
    return made


def definition_in(row: Row) -> Definition:
    return Definition(
        source=row["source"],
        unit=row["unit"],
        kinds=tuple(row.get("kinds", ())),
        conditions=tuple(
            (field, tuple(values)) for field, values in sorted(row.get("conditions", {}).items())
        ),
        counted=row.get("counted", ""),
        figure=row.get("figure", ""),
        survey=row.get("survey", ""),
        size=row.get("size", ""),
    )
