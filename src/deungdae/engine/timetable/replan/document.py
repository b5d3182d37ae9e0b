"""The JSON documents of a replan: a day under way with what happened, and what is moved."""

from __future__ import annotations

import json
from collections.abc import Mapping

from deungdae.engine.kernel.decision import Json, canonical
from deungdae.engine.kernel.errors import InputError, Issue
from deungdae.engine.kernel.reading import Reading
from deungdae.engine.timetable.formats import Request, request_from_json, request_to_json
from deungdae.engine.timetable.model import Meeting, Placement, Session
from deungdae.engine.timetable.replan.model import (
    Away,
    Change,
    Dropped,
    Overrun,
    Question,
    Replan,
    Requested,
    TableLost,
)

FORMAT = "deungdae.replan/1"
KINDS = ("away", "table_lost", "overrun", "requested", "dropped")


def question_to_json(question: Question) -> dict[str, Json]:
    """Every field written out; the order of the changes is kept."""
    return {
        "format": FORMAT,
        "day": request_to_json(Request(question.problem, question.current, question.locked)),
        "now": question.now,
        "closed": [{"slot": slot, "table": table} for slot, table in sorted(question.closed)],
        "changes": [_change_json(change) for change in question.changes],
    }


def _change_json(change: Change) -> dict[str, Json]:
    if isinstance(change, Away):
        return {"kind": "away", "who": change.who, "until": change.until}
    if isinstance(change, TableLost):
        return {"kind": "table_lost", "table": change.table, "since": change.since}
    if isinstance(change, Requested):
        one = change.meeting
        return {
            "kind": "requested",
            "meeting": one.id,
            "first": one.first,
            "second": one.second,
            "session": one.session.value,
            "weight": one.weight,
        }
    return {"kind": "overrun" if isinstance(change, Overrun) else "dropped", "meeting": change.meeting}


def question_from_json(text: str) -> Question:
    """Read a question; raises InputError that names every wrong field."""
    reading = Reading()
    document = reading.mapping(json.loads(text), "$")
    if document.get("format") != FORMAT:
        raise InputError([Issue("json.format", "format", str(document.get("format")), {"expected": FORMAT})])
    reading.only(document, "$", "format day now closed changes")
    request = request_from_json(canonical(document.get("day")))  # type: ignore[arg-type]
    closed = frozenset(
        (reading.whole(item, "slot", where), reading.whole(item, "table", where))
        for item, where in reading.objects(document, "closed", "$", [])
    )
    changes = tuple(
        _change(reading, item, where) for item, where in reading.objects(document, "changes", "$", [])
    )
    now = reading.whole(document, "now", "$")
    if reading.issues:
        raise InputError(reading.issues)
    return Question(request.problem, request.current, now, changes, request.locked, closed)


def _change(reading: Reading, item: Mapping[str, object], where: str) -> Change:
    reading.only(item, where, "kind who until table since meeting first second session weight")
    kind = reading.one_of(item, "kind", where, KINDS, "")
    if kind == "away":
        return Away(reading.word(item, "who", where), reading.whole_or_none(item, "until", where))
    if kind == "table_lost":
        return TableLost(reading.whole(item, "table", where), reading.whole(item, "since", where, default=0))
    name = reading.word(item, "meeting", where)
    if kind == "requested":
        return Requested(
            Meeting(
                id=name,
                first=reading.word(item, "first", where),
                second=reading.word(item, "second", where),
                session=Session(reading.one_of(item, "session", where, tuple(Session), Session.ANY)),
                weight=reading.whole(item, "weight", where, default=1),
            )
        )
    return Overrun(name) if kind == "overrun" else Dropped(name)


def replan_to_json(answer: Replan) -> dict[str, Json]:
    """The part of an answer that a second run must give again: everything but the seconds."""
    return {
        "meetings": [_place(place) for place in answer.placements],
        "moves": [
            {
                "id": move.meeting,
                "before": _cell(move.before),
                "after": _cell(move.after),
                "code": move.why.code,
                "change": move.change,
                "via": move.via,
            }
            for move in answer.moves
        ],
        "fallen": [
            {"id": one.meeting, "before": _cell(one.before), "code": one.why.code, "change": one.change}
            for one in answer.fallen
        ],
        "all_held": answer.all_held,
        "fewest": answer.fewest,
        "bound": answer.bound,
        "breaks": answer.breaks,
        "breaks_before": answer.breaks_before,
        "calm": answer.calm,
        "seed": answer.seed,
    }


def _place(place: Placement) -> dict[str, Json]:
    return {"id": place.meeting, "slot": place.slot, "table": place.table}


def _cell(place: Placement | None) -> Json:
    return None if place is None else [place.slot, place.table]
