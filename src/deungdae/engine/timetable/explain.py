"""What an answer says in words. The word 최적 (optimal) stands only where there is a proof."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from deungdae.engine.kernel.explanation import Explanation, explain
from deungdae.engine.timetable.check import breaks_by_participant
from deungdae.engine.timetable.model import (
    Current,
    Meeting,
    Participant,
    Placement,
    Problem,
    session_slots,
    table_of_own,
)

__all__ = ["Explanation", "Given", "given_of", "left_out", "nothing_found", "summary"]


def nothing_found() -> Explanation:
    """Neither a timetable nor a proof that there is none."""
    return explain("timetable.nothing_found")


class Given(StrEnum):
    """What the proof of a timetable takes for granted besides the rules of the day."""

    NOTHING = ""
    LOCKED = "_locked"
    NEAR = "_near"


def given_of(current: Current, locked: frozenset[str]) -> Given:
    """NEAR: as few meetings as possible move; LOCKED: some meetings must not move."""
    if current.keys() - locked:
        return Given.NEAR
    return Given.LOCKED if locked else Given.NOTHING


def summary(
    problem: Problem,
    placements: Sequence[Placement],
    *,
    bound: int,
    optimal: bool,
    moved: Sequence[str],
    given: Given,
) -> tuple[Explanation, ...]:
    """The sentences of a timetable: held, breaks and their bound, the longest waiter, moves, proof."""
    told = [*_held_and_breaks(problem, placements, bound, given)]
    if moved:
        told.append(explain("timetable.moved", count=len(moved)))
    if optimal:
        told.append(explain(f"timetable.optimal{given}"))
    return tuple(told)


def _held_and_breaks(
    problem: Problem, placements: Sequence[Placement], bound: int, given: Given
) -> Iterator[Explanation]:
    total, held = len(problem.meetings), len(placements)
    if held == total:
        yield explain("timetable.all_held", total=total)
    else:
        yield explain("timetable.some_held", total=total, held=held, left=total - held)
    counts = breaks_by_participant(problem, placements)
    breaks = sum(counts.values())
    if breaks == 0:
        yield explain("timetable.no_breaks")
    elif bound > 0:
        yield explain(f"timetable.breaks_bounded{given}", breaks=breaks, bound=bound)
    else:
        yield explain("timetable.breaks", breaks=breaks)
    most = max(counts.values(), default=0)
    if most:
        who = tuple(person for person, count in counts.items() if count == most)
        yield explain("timetable.most_breaks", most=most, count=len(who), who=who)
        yield explain("timetable.nobody_more", most=most)


def left_out(problem: Problem, placements: Sequence[Placement]) -> dict[str, Explanation]:
    """For each meeting that is not held, why it has no place in this timetable."""
    people = {participant.id: participant for participant in problem.participants}
    held = {placement.meeting: placement for placement in placements}
    busy: dict[str, set[int]] = {person: set() for person in people}
    load = [0] * (problem.slots + 1)
    for meeting in problem.meetings:
        if meeting.id in held:
            slot = held[meeting.id].slot
            busy[meeting.first].add(slot)
            busy[meeting.second].add(slot)
            load[slot] += table_of_own(problem, meeting, people) is None
    return {
        meeting.id: _reason(problem, meeting, people, busy, load)
        for meeting in problem.meetings
        if meeting.id not in held
    }


def _reason(
    problem: Problem,
    meeting: Meeting,
    people: dict[str, Participant],
    busy: dict[str, set[int]],
    load: list[int],
) -> Explanation:
    sides = (meeting.first, meeting.second)
    for person in sides:
        most = people[person].max_meetings
        if most is not None and len(busy[person]) >= most:
            return explain("timetable.left.limit", who=person, most=most)
    allowed = set(session_slots(problem, meeting.session))
    if meeting.fixed_slot is not None:
        allowed &= {meeting.fixed_slot}
    open_slots = allowed - people[sides[0]].forbidden - people[sides[1]].forbidden
    if not open_slots:
        return explain("timetable.left.never", first=sides[0], second=sides[1])
    for person in sides:
        if open_slots <= busy[person]:
            return explain("timetable.left.full", who=person, count=len(open_slots))
    free = open_slots - busy[sides[0]] - busy[sides[1]]
    if not free:
        return explain("timetable.left.apart", first=sides[0], second=sides[1])
    if table_of_own(problem, meeting, people) is None and all(
        load[slot] >= len(problem.tables) for slot in free
    ):
        return explain("timetable.left.tables", slots=tuple(sorted(free)), tables=len(problem.tables))
    return explain("timetable.left.other", slots=tuple(sorted(free)))
