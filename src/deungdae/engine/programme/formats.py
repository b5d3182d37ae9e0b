"""The JSON documents of a programme. Schema: docs/engine/programme.schema.json."""

from __future__ import annotations

import json
from collections.abc import Mapping

from deungdae.engine.kernel.decision import Json
from deungdae.engine.kernel.errors import InputError, Issue
from deungdae.engine.kernel.reading import Reading
from deungdae.engine.programme.explain import summary
from deungdae.engine.programme.model import Plan, Programme, Room, Slot, Talk, Weights

FORMAT = "deungdae.programme/1"


def problem_from_json(text: str) -> Programme:
    """Read a forum; raises InputError that names every wrong field (syntax errors: the line)."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        here = " ".join(error.doc[error.pos : error.pos + 20].split())
        raise InputError([Issue("json.syntax", f"{error.lineno}", here, {"column": error.colno})]) from error
    except RecursionError as error:
        raise InputError([Issue("json.syntax", "1", "nesting", {"column": 1})]) from error
    reading = Reading()
    document = reading.mapping(value, "$")
    if not reading.issues and document.get("format") != FORMAT:
        told = str(document.get("format"))
        raise InputError([Issue("json.format", "format", told, {"expected": FORMAT})])
    reading.only(document, "$", "format talks rooms slots wishes before change_minutes weights")
    problem = Programme(
        talks=tuple(_talk(reading, *one) for one in reading.objects(document, "talks", "$")),
        rooms=tuple(_room(reading, *one) for one in reading.objects(document, "rooms", "$")),
        slots=tuple(_slot(reading, *one) for one in reading.objects(document, "slots", "$")),
        wishes=_wishes(reading, document),
        before=tuple(_before(reading, *one) for one in reading.objects(document, "before", "$", [])),
        change_minutes=reading.whole(document, "change_minutes", "$", default=0),
        weights=_weights(reading, reading.mapping(document.get("weights", {}), "weights")),
    )
    if reading.issues:
        raise InputError(reading.issues)
    return problem


def _word_or_none(reading: Reading, item: Mapping[str, object], name: str, where: str) -> str | None:
    return None if item.get(name) is None else reading.word(item, name, where)


def _talk(reading: Reading, item: Mapping[str, object], where: str) -> Talk:
    reading.only(item, where, "code speakers expected topic unavailable pinned is_plenary")
    pinned = None
    if item.get("pinned") is not None:
        place = reading.mapping(item["pinned"], f"{where}.pinned")
        reading.only(place, f"{where}.pinned", "slot room")
        pinned = tuple(reading.word(place, name, f"{where}.pinned") for name in ("slot", "room"))
    return Talk(
        code=reading.word(item, "code", where),
        speakers=reading.words(item, "speakers", where),
        expected=reading.whole(item, "expected", where, default=0),
        topic=_word_or_none(reading, item, "topic", where),
        unavailable=frozenset(reading.words(item, "unavailable", where)),
        pinned=None if pinned is None else (pinned[0], pinned[1]),
        is_plenary=reading.truth(item, "is_plenary", where),
    )


def _room(reading: Reading, item: Mapping[str, object], where: str) -> Room:
    reading.only(item, where, "code capacity topic")
    topic = _word_or_none(reading, item, "topic", where)
    return Room(reading.word(item, "code", where), reading.whole(item, "capacity", where), topic)


def _slot(reading: Reading, item: Mapping[str, object], where: str) -> Slot:
    reading.only(item, where, "code start end day")
    return Slot(
        code=reading.word(item, "code", where),
        start=reading.whole(item, "start", where),
        end=reading.whole(item, "end", where),
        day=reading.whole(item, "day", where, default=1),
    )


def _wishes(reading: Reading, document: Mapping[str, object]) -> dict[str, frozenset[str]]:
    given = reading.mapping(document.get("wishes", {}), "wishes")
    return {str(person): frozenset(reading.words(given, person, "wishes")) for person in given}


def _before(reading: Reading, item: Mapping[str, object], where: str) -> tuple[str, str]:
    reading.only(item, where, "earlier later")
    return reading.word(item, "earlier", where), reading.word(item, "later", where)


def _weights(reading: Reading, item: Mapping[str, object]) -> Weights:
    names = Weights.__slots__
    reading.only(item, "weights", " ".join(names))
    usual = Weights()
    told = {name: reading.whole(item, name, "weights", getattr(usual, name)) for name in names}
    return Weights(**told)


def problem_to_json(problem: Programme) -> dict[str, Json]:
    """The document of a forum, every field written out."""
    return {
        "format": FORMAT,
        "talks": [_talk_json(talk) for talk in problem.talks],
        "rooms": [
            {"code": room.code, "capacity": room.capacity, "topic": room.topic} for room in problem.rooms
        ],
        "slots": [
            {"code": slot.code, "start": slot.start, "end": slot.end, "day": slot.day}
            for slot in problem.slots
        ],
        "wishes": {person: sorted(problem.wishes[person]) for person in sorted(problem.wishes)},
        "before": [{"earlier": earlier, "later": later} for earlier, later in problem.before],
        "change_minutes": problem.change_minutes,
        "weights": {name: getattr(problem.weights, name) for name in problem.weights.__slots__},
    }


def _talk_json(talk: Talk) -> dict[str, Json]:
    return {
        "code": talk.code,
        "speakers": list(talk.speakers),
        "expected": talk.expected,
        "topic": talk.topic,
        "unavailable": sorted(talk.unavailable),
        "pinned": None if talk.pinned is None else {"slot": talk.pinned[0], "room": talk.pinned[1]},
        "is_plenary": talk.is_plenary,
    }


def plan_to_json(problem: Programme, plan: Plan) -> dict[str, Json]:
    """The answer of a run."""
    costs = plan.costs
    return {
        "status": plan.status.value,
        "placed": [{"talk": one.talk, "slot": one.slot, "room": one.room} for one in plan.placed],
        "costs": None if costs is None else {name: getattr(costs, name) for name in costs.__slots__},
        "cost": plan.cost,
        "bound": plan.bound,
        "explanation": [said.text for said in summary(problem, plan)],
        "seed": plan.seed,
        "steps": plan.steps,
    }
