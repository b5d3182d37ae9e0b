"""The JSON documents of this product: a day with its request, and a timetable. Schema: docs/engine."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from deungdae.engine.kernel.decision import Json
from deungdae.engine.kernel.errors import InputError, Issue
from deungdae.engine.kernel.reading import Reading
from deungdae.engine.timetable.model import Meeting, Participant, Placement, Problem, Session, Solution

DAY_FORMAT = "deungdae.timetable/1"
DEFAULT_FAIRNESS = 2


@dataclass(frozen=True, slots=True)
class Request:
    """A day to be solved: the problem, and for a new plan the current timetable and what is locked in it."""

    problem: Problem
    current: Mapping[str, Placement] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"{error.lineno}"
        here = " ".join(error.doc[error.pos : error.pos + 20].split())
        raise InputError([Issue("json.syntax", where, here, {"column": error.colno})]) from error
    except RecursionError as error:
        raise InputError([Issue("json.syntax", "1", "nesting", {"column": 1})]) from error


def request_from_json(text: str) -> Request:
    """Read a day; raises InputError that names every wrong field (syntax errors: the line)."""
    reading = Reading()
    document = reading.mapping(_parsed(text), "$")
    if reading.issues:
        raise InputError(reading.issues)
    if document.get("format") != DAY_FORMAT:
        raise InputError(
            [Issue("json.format", "format", str(document.get("format")), {"expected": DAY_FORMAT})]
        )
    reading.only(
        document,
        "$",
        "format slots morning_slots tables seats fairness all_required participants meetings current locked",
    )
    problem = Problem(
        slots=reading.whole(document, "slots", "$"),
        morning_slots=reading.whole(document, "morning_slots", "$", default=0),
        tables=reading.wholes(document, "tables", "$"),
        seats=_seats(reading, document),
        participants=tuple(
            _participant(reading, item, where)
            for item, where in reading.objects(document, "participants", "$")
        ),
        meetings=tuple(
            _meeting(reading, item, where) for item, where in reading.objects(document, "meetings", "$")
        ),
        fairness=reading.whole_or_none(document, "fairness", "$", default=DEFAULT_FAIRNESS),
        all_required=reading.truth(document, "all_required", "$"),
    )
    listed = reading.objects(document, "current", "$", [])
    places = [_placement(reading, item, where) for item, where in listed]
    locked = frozenset(reading.words(document, "locked", "$"))
    if reading.issues:
        raise InputError(reading.issues)
    return Request(problem, {place.meeting: place for place in places}, locked)


def _seats(reading: Reading, document: Mapping[str, object]) -> dict[int, int]:
    """A list of objects with table and seats; tables that are not named have seats for everybody."""
    return {
        reading.whole(item, "table", where): reading.whole(item, "seats", where)
        for item, where in reading.objects(document, "seats", "$", [])
    }


def _participant(reading: Reading, item: Mapping[str, object], where: str) -> Participant:
    reading.only(item, where, "id forbidden max_meetings own_table wish attending")
    return Participant(
        id=reading.word(item, "id", where),
        forbidden=frozenset(reading.wholes(item, "forbidden", where, [])),
        max_meetings=reading.whole_or_none(item, "max_meetings", where),
        own_table=reading.whole_or_none(item, "own_table", where),
        wish=Session(reading.one_of(item, "wish", where, tuple(Session), Session.ANY)),
        attending=reading.whole(item, "attending", where, default=0),
    )


def _meeting(reading: Reading, item: Mapping[str, object], where: str) -> Meeting:
    reading.only(item, where, "id first second session fixed_slot fixed_table after weight")
    return Meeting(
        id=reading.word(item, "id", where),
        first=reading.word(item, "first", where),
        second=reading.word(item, "second", where),
        session=Session(reading.one_of(item, "session", where, tuple(Session), Session.ANY)),
        fixed_slot=reading.whole_or_none(item, "fixed_slot", where),
        fixed_table=reading.whole_or_none(item, "fixed_table", where),
        after=reading.words(item, "after", where),
        weight=reading.whole(item, "weight", where, default=1),
    )


def _placement(reading: Reading, item: Mapping[str, object], where: str) -> Placement:
    return Placement(
        meeting=reading.word(item, "id", where),
        slot=reading.whole(item, "slot", where),
        table=reading.whole(item, "table", where),
    )


def _place(placement: Placement) -> dict[str, Json]:
    return {"id": placement.meeting, "slot": placement.slot, "table": placement.table}


def request_to_json(request: Request) -> dict[str, Json]:
    """The document of a request, every field written out. Order of people and meetings is kept."""
    problem = request.problem
    return {
        "format": DAY_FORMAT,
        "slots": problem.slots,
        "morning_slots": problem.morning_slots,
        "tables": list(problem.tables),
        "seats": [{"table": table, "seats": problem.seats[table]} for table in sorted(problem.seats)],
        "fairness": problem.fairness,
        "all_required": problem.all_required,
        "participants": [_participant_json(participant) for participant in problem.participants],
        "meetings": [_meeting_json(meeting) for meeting in problem.meetings],
        "current": [_place(request.current[name]) for name in sorted(request.current)],
        "locked": sorted(request.locked),
    }


def _participant_json(participant: Participant) -> dict[str, Json]:
    return {
        "id": participant.id,
        "forbidden": sorted(participant.forbidden),
        "max_meetings": participant.max_meetings,
        "own_table": participant.own_table,
        "wish": participant.wish.value,
        "attending": participant.attending,
    }


def _meeting_json(meeting: Meeting) -> dict[str, Json]:
    return {
        "id": meeting.id,
        "first": meeting.first,
        "second": meeting.second,
        "session": meeting.session.value,
        "fixed_slot": meeting.fixed_slot,
        "fixed_table": meeting.fixed_table,
        "after": list(meeting.after),
        "weight": meeting.weight,
    }


def solution_to_json(solution: Solution, *, whole_ids: bool = False) -> dict[str, Json]:
    """The answer of a run. whole_ids: meeting ids that are numbers (``.dzn``) are written as numbers."""

    def name(meeting: str) -> Json:
        return int(meeting) if whole_ids else meeting

    return {
        "status": solution.status.value,
        "breaks": solution.breaks,
        "bound": solution.bound,
        "meetings": [{**_place(place), "id": name(place.meeting)} for place in solution.placements],
        "unscheduled": [
            {"id": name(left.meeting), "code": left.reason.code, "reason": left.reason.text}
            for left in solution.unscheduled
        ],
        "explanation": [explanation.text for explanation in solution.explanation],
        "seconds": round(solution.seconds, 3),
        "seed": solution.seed,
    }


def solution_from_json(text: str) -> tuple[Placement, ...]:
    """The placements of a timetable: an object with ``meetings``, or the bare list. Raises InputError."""
    reading = Reading()
    value = _parsed(text)
    document = {"meetings": value} if isinstance(value, Sequence) else reading.mapping(value, "$")
    places = tuple(
        Placement(
            meeting=reading.word_or_whole(item, "id", where),
            slot=reading.whole(item, "slot", where),
            table=reading.whole(item, "table", where),
        )
        for item, where in reading.objects(document, "meetings", "$")
    )
    if reading.issues:
        raise InputError(reading.issues)
    return places
