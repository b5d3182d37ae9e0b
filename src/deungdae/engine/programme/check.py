"""The judge of programmes. It shares nothing with the solver but the model, and trusts nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from deungdae.engine.kernel.korean import Param, sentence
from deungdae.engine.kernel.messages import MESSAGES
from deungdae.engine.programme.model import Placed, Programme, Slot, Talk

Row = tuple[Talk, Slot, str]


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule: a stable code, the talks in it, and a Korean sentence."""

    code: str
    talks: tuple[str, ...]
    text: str


def _broken(name: str, *talks: str, **params: Param) -> Violation:
    code = f"programme.broken.{name}"
    named = {**dict(zip(("talk", "other"), talks, strict=False)), **params}
    return Violation(code, talks, sentence(MESSAGES[code], named))


def check(problem: Programme, placed: Sequence[Placed]) -> list[Violation]:
    """Every broken rule of a programme; an empty list means that it may be held as it is."""
    talks = {talk.code: talk for talk in problem.talks}
    slots = {slot.code: slot for slot in problem.slots}
    rooms = {room.code for room in problem.rooms}
    found, rows = [], list[Row]()
    for one in placed:
        if one.talk in talks and one.slot in slots and one.room in rooms:
            rows.append((talks[one.talk], slots[one.slot], one.room))
        else:
            found.append(_broken("unknown", one.talk, slot=one.slot, room=one.room))
    for code in talks:
        times = sum(talk.code == code for talk, _, _ in rows)
        if times != 1:
            found.append(_broken("placed_twice" if times else "missing", code))
    for row in rows:
        found.extend(_alone(*row))
    for one_row, other_row in combinations(rows, 2):
        found.extend(_together(problem, one_row, other_row))
    return found


def check_of(problem: Programme, placed: Sequence[Placed], names: frozenset[str]) -> list[Violation]:
    """The broken rules that these talks have a part in; every name in `placed` must be known."""
    talks = {talk.code: talk for talk in problem.talks}
    slots = {slot.code: slot for slot in problem.slots}
    rows = [(talks[one.talk], slots[one.slot], one.room) for one in placed]
    asked = [row for row in rows if row[0].code in names]
    rest = [row for row in rows if row[0].code not in names]
    pairs = [*combinations(asked, 2), *((one, other) for one in asked for other in rest)]
    found = [fault for row in asked for fault in _alone(*row)]
    return found + [fault for one, other in pairs for fault in _together(problem, one, other)]


def _alone(talk: Talk, slot: Slot, room: str) -> Iterator[Violation]:
    if slot.code in talk.unavailable:
        yield _broken("unavailable", talk.code, slot=slot.code)
    if talk.pinned is not None and talk.pinned != (slot.code, room):
        yield _broken("pinned", talk.code, slot=talk.pinned[0], room=talk.pinned[1])


def _together(problem: Programme, one: Row, other: Row) -> Iterator[Violation]:
    (talk, slot, room), (second, later, there) = sorted((one, other), key=lambda row: _moment(row[1]))
    is_at_once = slot.day == later.day and later.start < slot.end
    if is_at_once and room == there:
        yield _broken("room", talk.code, second.code, room=room)
    for who in sorted(set(talk.speakers) & set(second.speakers)):
        if is_at_once:
            yield _broken("speaker", talk.code, second.code, who=who)
        elif slot.day == later.day and room != there and later.start - slot.end < problem.change_minutes:
            minutes = problem.change_minutes
            yield _broken("change", talk.code, second.code, who=who, minutes=minutes)
    for main, beside in ((talk, second), (second, talk)):
        if is_at_once and main.is_plenary:
            yield _broken("plenary", main.code, beside.code)
    if (second.code, talk.code) in problem.before:
        yield _broken("order", second.code, talk.code)
    elif is_at_once and (talk.code, second.code) in problem.before:
        yield _broken("order", talk.code, second.code)


def _moment(slot: Slot) -> tuple[int, int]:
    return slot.day, slot.start


def missed_wishes(problem: Programme, placed: Sequence[Placed]) -> int:
    """Pairs of wishes of one person at one time, counted person by person."""
    slots = {slot.code: slot for slot in problem.slots}
    at = {one.talk: slots[one.slot] for one in placed}
    missed = 0
    for wanted in problem.wishes.values():
        times = sorted((at[code] for code in wanted), key=_moment)
        for one, other in combinations(times, 2):
            missed += one.day == other.day and other.start < one.end
    return missed
