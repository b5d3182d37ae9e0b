"""A forum's talks, rooms, slots and wishes to the engine's question, and its answer back."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from deungdae.apps.calendar.spans import SEOUL, day_of
from deungdae.apps.forum.models import Chair, Forum, ForumRoom, ForumSlot, Talk, TalkWish
from deungdae.engine.kernel.decision import Decision
from deungdae.engine.programme.decision import record_of
from deungdae.engine.programme.model import Costs, Placed, Programme, Room, Slot
from deungdae.engine.programme.model import Talk as Asked
from deungdae.engine.programme.rules import costs_of, joint_wishes
from deungdae.engine.programme.solve import solve

SEED = 20_211


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and who is behind each code; `now`: what stands in the programme."""

    problem: Programme
    talks: Mapping[str, Talk]
    slots: Mapping[str, ForumSlot]
    rooms: Mapping[str, ForumRoom]
    now: tuple[Placed, ...]
    joint: Mapping[frozenset[str], int]


def talk_code(talk: Talk) -> str:
    return talk.code


def slot_code(slot: ForumSlot) -> str:
    """12-10 10:50: those of a forum never overlap."""
    return f"{slot.starts_at.astimezone(SEOUL):%m-%d %H:%M}"


def room_code(room: ForumRoom) -> str:
    return f"{room.number}. {room.resource.name}"


def question_of(forum: Forum) -> Question:
    """Every talk that is held, by codes that people can read; speakers by numbers, since the record of the
    answer is kept for ever. Who leads a room at a time is somebody who cannot speak elsewhere then."""
    talks = {talk_code(talk): talk for talk in held_talks(forum)}
    slots = {slot_code(slot): slot for slot in ForumSlot.objects.filter(forum=forum).exclude(kind="pause")}
    found = ForumRoom.objects.filter(forum=forum).select_related("resource", "track")
    rooms = {room_code(room): room for room in found}
    emails = sorted({one.email for talk in talks.values() for one in talk.speakers.all()})
    people = {email: f"S{number:03}" for number, email in enumerate(emails, start=1)}
    leads = chairs_of(forum)
    problem = Programme(
        talks=tuple(asked_of(talk, slots, people, leads) for talk in talks.values()),
        rooms=tuple(
            Room(code, room.seats, room.track.name if room.track else None) for code, room in rooms.items()
        ),
        slots=tuple(slot_of(forum, code, slot) for code, slot in slots.items()),
        wishes=wishes_of(forum, talks),
    )
    now = tuple(
        Placed(code, slot_code(talk.slot), room_code(talk.room))
        for code, talk in talks.items()
        if talk.slot is not None and talk.room is not None
    )
    joint = joint_wishes(problem) if problem.talks and problem.slots else {}
    return Question(problem, talks, slots, rooms, now, joint)


def held_talks(forum: Forum) -> list[Talk]:
    found = Talk.objects.filter(forum=forum).announced().select_related("track", "slot", "room__resource")
    return list(found.prefetch_related("speakers"))


def chairs_of(forum: Forum) -> dict[str, set[int]]:
    """Address → the slots in which somebody leads a room."""
    leads: dict[str, set[int]] = defaultdict(set)
    for email, slot in Chair.objects.filter(slot__forum=forum).values_list("email", "slot"):
        leads[email].add(slot)
    return leads


def asked_of(
    talk: Talk, slots: Mapping[str, ForumSlot], people: Mapping[str, str], leads: Mapping[str, set[int]]
) -> Asked:
    """Where it cannot be: the slots of the other kind, its absent days, and when a speaker leads a room."""
    emails = [one.email for one in talk.speakers.all()]
    busy = {slot for email in emails for slot in leads.get(email, ())}
    is_pinned = talk.is_pinned and talk.slot is not None and talk.room is not None
    closed = {
        code
        for code, slot in slots.items()
        if (slot.kind == ForumSlot.Kind.PLENARY) != talk.is_keynote
        or day_of(slot.starts_at).isoformat() in talk.absent_days
        or (slot.pk in busy and not (is_pinned and talk.slot_id == slot.pk))
    }
    pinned = (slot_code(talk.slot), room_code(talk.room)) if is_pinned else None  # type: ignore[arg-type]
    return Asked(
        code=talk_code(talk),
        speakers=tuple(sorted(people[email] for email in emails)),
        expected=talk.expected,
        topic=talk.track.name,
        unavailable=frozenset(closed - {pinned[0]} if pinned else closed),
        pinned=pinned,
        is_plenary=talk.is_keynote,
    )


def slot_of(forum: Forum, code: str, slot: ForumSlot) -> Slot:
    start = slot.starts_at.astimezone(SEOUL)
    first, minutes = (
        start.hour * 60 + start.minute,
        int((slot.ends_at - slot.starts_at).total_seconds()) // 60,
    )
    return Slot(code, first, first + minutes, (day_of(start) - forum.first_day).days + 1)


def wishes_of(forum: Forum, talks: Mapping[str, Talk]) -> dict[str, frozenset[str]]:
    """Person by number → talks. Without anybody the engine goes by what talks expect."""
    codes = {talk.pk: code for code, talk in talks.items()}
    found: dict[str, set[str]] = defaultdict(set)
    rows = TalkWish.objects.filter(registration__forum=forum, talk__in=codes)
    rows = rows.filter(registration__state__in=("waiting", "offered", "seated"))
    for number, talk in rows.values_list("registration__number", "talk"):
        found[str(number)].add(codes[talk])
    return {person: frozenset(wanted) for person, wanted in found.items()}


def answer_to(question: Question, *, tell: Callable[[int], None]) -> Decision:
    """The sealed record of the computed programme."""
    problem = question.problem
    return record_of(problem, solve(problem, seed=SEED, on_progress=tell))


@dataclass(frozen=True, slots=True)
class Answer:
    """A computed programme as its record tells it: talk → (slot, room) by their codes, and its costs."""

    places: Mapping[str, tuple[str, str]]
    status: str
    cost: int | None
    bound: int | None
    blame: tuple[str, ...]


def costs_now(question: Question, placed: Iterable[Placed]) -> tuple[int, Costs]:
    """What a programme costs: one number, and how often each soft rule is hurt."""
    costs = costs_of(question.problem, placed, question.joint)
    return costs.total(question.problem.weights), costs


def moved(question: Question, talk: str, slot: str, room: str) -> tuple[Placed, ...]:
    """The programme after a move; whoever stands there already takes the talk's place."""
    before = next((one for one in question.now if one.talk == talk), None)
    found = []
    for one in question.now:
        if one.talk == talk:
            continue
        if (one.slot, one.room) == (slot, room) and before is not None:
            found.append(replace(one, slot=before.slot, room=before.room))
        elif (one.slot, one.room) != (slot, room):
            found.append(one)
    return (*found, Placed(talk, slot, room))


def answer_of(record: Decision) -> Answer:
    """The answer that a record holds."""
    result: dict[str, Any] = record.result  # type: ignore[assignment]
    return Answer(
        places={one["talk"]: (one["slot"], one["room"]) for one in result["placed"]},
        status=str(result["status"]),
        cost=result["cost"],
        bound=result["bound"],
        blame=() if result["placed"] else tuple(result["explanation"]),
    )
