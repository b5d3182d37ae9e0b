"""Small days that can be checked by hand."""

import json
from pathlib import Path

from deungdae.engine.timetable.formats import Request, request_from_json
from deungdae.engine.timetable.model import Meeting, Participant, Problem

INSTANCES = Path(__file__).parent / "instances"


def day(
    *pairs: str,
    slots: int = 3,
    tables: int = 3,
    fairness: int | None = None,
    all_required: bool = False,
    people: str = "",
) -> Problem:
    """A day with one meeting per pair of letters: day("ab", "ac") has meetings "ab" and "ac"."""
    names = sorted({letter for pair in pairs for letter in pair} | set(people))
    return Problem(
        slots=slots,
        morning_slots=slots // 2,
        tables=tuple(range(1, tables + 1)),
        participants=tuple(Participant(name) for name in names),
        meetings=tuple(Meeting(pair, pair[0], pair[1]) for pair in pairs),
        fairness=fairness,
        all_required=all_required,
    )


def instance(name: str) -> tuple[Request, dict[str, object]]:
    """A named instance and what is expected of it."""
    document = json.loads((INSTANCES / f"{name}.json").read_text(encoding="utf-8"))
    return request_from_json(json.dumps(document["day"])), document["expected"]
