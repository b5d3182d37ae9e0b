"""What a programme must satisfy before anything is calculated, and what a good one is, in whole numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from deungdae.engine.kernel.errors import InputError, Issue
from deungdae.engine.kernel.korean import Param
from deungdae.engine.programme.model import Costs, Placed, Programme, Slot, Talk

MOST_TALKS = 300
MOST_PLACES = 1_000
MOST_PEOPLE = 100_000
MINUTES_OF_A_DAY = 24 * 60
Pairs = Mapping[frozenset[str], int]


def validate(problem: Programme) -> list[Issue]:
    """Every fault of `problem`, each with its place and the way out. What merely does not fit is no fault."""
    return [
        *_twice("talk", "talks", [talk.code for talk in problem.talks]),
        *_twice("room", "rooms", [room.code for room in problem.rooms]),
        *_twice("slot", "slots", [slot.code for slot in problem.slots]),
        *_sizes(problem),
        *_slots_and_rooms(problem),
        *_talks(problem),
        *_names(problem),
    ]


def require_valid(problem: Programme) -> None:
    """Raise InputError with all faults when there are any."""
    issues = validate(problem)
    if issues:
        raise InputError(issues)


def _issue(name: str, where: str, value: object, /, **params: Param) -> Issue:
    return Issue(f"programme.{name}", where, str(value), params)


def _twice(name: str, where: str, codes: Sequence[str]) -> Iterator[Issue]:
    seen: set[str] = set()
    for index, code in enumerate(codes):
        if code in seen:
            yield _issue(f"{name}_twice", f"{where}[{index}].code", code)
        seen.add(code)


def _sizes(problem: Programme) -> Iterator[Issue]:
    places = len(problem.slots) * len(problem.rooms)
    for name, count, most in (
        ("talks", len(problem.talks), MOST_TALKS),
        ("places", places, MOST_PLACES),
        ("people", len(problem.wishes), MOST_PEOPLE),
    ):
        if count > most:
            yield _issue(f"too_many_{name}", name, count, most=most)
    for name, members in (("talks", problem.talks), ("rooms", problem.rooms), ("slots", problem.slots)):
        if not members:
            yield _issue(f"no_{name}", name, 0)
    if problem.change_minutes < 0:
        yield _issue("change_minutes", "change_minutes", problem.change_minutes)
    for name in problem.weights.__slots__:
        value = getattr(problem.weights, name)
        if not 0 <= value <= 10_000:
            yield _issue("weight", f"weights.{name}", value, most=10_000)


def _slots_and_rooms(problem: Programme) -> Iterator[Issue]:
    for index, slot in enumerate(problem.slots):
        if not 0 <= slot.start < slot.end <= MINUTES_OF_A_DAY:
            yield _issue("times", f"slots[{index}]", slot.code, start=slot.start, end=slot.end)
    for index, room in enumerate(problem.rooms):
        if room.capacity < 1:
            yield _issue("capacity", f"rooms[{index}].capacity", room.capacity, room=room.code)


def _talks(problem: Programme) -> Iterator[Issue]:
    slots = {slot.code for slot in problem.slots}
    rooms = {room.code for room in problem.rooms}
    for index, talk in enumerate(problem.talks):
        where = f"talks[{index}]"
        if not 0 <= talk.expected <= MOST_PEOPLE:
            yield _issue("expected", f"{where}.expected", talk.expected, talk=talk.code, most=MOST_PEOPLE)
        for slot in sorted(talk.unavailable - slots):
            yield _issue("unknown_slot", f"{where}.unavailable", slot, talk=talk.code)
        if talk.pinned is not None:
            if talk.pinned[0] not in slots:
                yield _issue("unknown_slot", f"{where}.pinned", talk.pinned[0], talk=talk.code)
            if talk.pinned[1] not in rooms:
                yield _issue("unknown_room", f"{where}.pinned", talk.pinned[1], talk=talk.code)


def _names(problem: Programme) -> Iterator[Issue]:
    known = {talk.code for talk in problem.talks}
    for index, pair in enumerate(problem.before):
        for code in pair:
            if code not in known:
                yield _issue("unknown_talk", f"before[{index}]", code)
        if pair[0] == pair[1]:
            yield _issue("before_itself", f"before[{index}]", pair[0])
    for person, wanted in sorted(problem.wishes.items()):
        for code in sorted(wanted - known):
            yield _issue("unknown_talk", f"wishes.{person}", code)


def joint_wishes(problem: Programme) -> dict[frozenset[str], int]:
    """Pair of talks -> people who want both; pairs without anybody are left out.

    Without any wishes: the people who would want both if talks were chosen independently, that is the product
    of the two expected numbers over the number of people at the forum, which is taken to be what all talks
    expect spread over all slots, or the largest talk where that is more.
    """
    if problem.wishes:
        together: Counter[frozenset[str]] = Counter()
        for wanted in problem.wishes.values():
            together.update(frozenset(pair) for pair in combinations(sorted(wanted), 2))
        return dict(together)
    all_expected = sum(talk.expected for talk in problem.talks)
    crowd = max(1, all_expected // len(problem.slots), *(talk.expected for talk in problem.talks))
    pairs = (
        (frozenset((one.code, other.code)), one.expected * other.expected // crowd)
        for one, other in combinations(problem.talks, 2)
    )
    return {pair: people for pair, people in pairs if people}


def last_slots(problem: Programme) -> frozenset[str]:
    """The slots in which a day ends; none where a day has one slot only."""
    days: dict[int, list[Slot]] = defaultdict(list)
    for slot in problem.slots:
        days[slot.day].append(slot)
    ends = {day: max(slot.end for slot in slots) for day, slots in days.items() if len(slots) > 1}
    return frozenset(slot.code for slot in problem.slots if slot.end == ends.get(slot.day))


def costs_of(problem: Programme, placed: Iterable[Placed], joint: Pairs) -> Costs:
    """What every soft rule counts; joint: what `joint_wishes` gives."""
    plan = list(placed)
    talks = {talk.code: talk for talk in problem.talks}
    rooms = {room.code: room for room in problem.rooms}
    slots = {slot.code: slot for slot in problem.slots}
    ends = last_slots(problem)
    plenaries = [slots[one.slot] for one in plan if talks[one.talk].is_plenary]
    tracks: dict[str, list[Placed]] = defaultdict(list)
    for one in plan:
        topic = track_of(talks[one.talk])
        if topic is not None:
            tracks[topic].append(one)
    return Costs(
        wish=_wishes(plan, slots, joint),
        capacity=sum(max(0, talks[one.talk].expected - rooms[one.room].capacity) for one in plan),
        rooms=sum(len({one.room for one in track}) - 1 for track in tracks.values()),
        holes=sum(
            _holes(problem, [slots[one.slot] for one in track], plenaries) for track in tracks.values()
        ),
        foreign=sum(is_foreign(talks[one.talk], rooms[one.room].topic) for one in plan),
        last=sum(talks[one.talk].expected for one in plan if one.slot in ends),
    )


def _wishes(plan: list[Placed], slots: Mapping[str, Slot], joint: Pairs) -> int:
    return sum(
        joint.get(frozenset((one.talk, other.talk)), 0)
        for one, other in combinations(plan, 2)
        if slots[one.slot].meets(slots[other.slot])
    )


def _holes(problem: Programme, used: list[Slot], plenaries: list[Slot]) -> int:
    """Slots wholly between two talks of a track on a day while neither it nor a plenary has a talk."""
    holes = 0
    for day in {slot.day for slot in used}:
        of_day = [slot for slot in used if slot.day == day]
        first, last = min(slot.end for slot in of_day), max(slot.start for slot in of_day)
        holes += sum(
            slot.day == day
            and slot.start >= first
            and slot.end <= last
            and not any(slot.meets(other) for other in (*of_day, *plenaries))
            for slot in problem.slots
        )
    return holes


def track_of(talk: Talk) -> str | None:
    """The topic whose track a talk is part of; a plenary talk stands outside of all tracks."""
    return None if talk.is_plenary else talk.topic


def is_foreign(talk: Talk, topic: str | None) -> bool:
    """Whether a talk in a room that is meant for `topic` is of another one."""
    return topic is not None and not talk.is_plenary and talk.topic != topic
