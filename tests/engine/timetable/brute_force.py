"""The optimum of tiny days by trying everything, written from the definition and not from the solver."""

from collections.abc import Iterator, Mapping
from itertools import product

from deungdae.engine.timetable.check import breaks, check
from deungdae.engine.timetable.model import Placement, Problem

Best = tuple[int, int, int, int, int]
"""Settled meetings left out, weight left out, number left out, moved to another slot, breaks."""

NOWHERE: Mapping[str, Placement] = {}


def tables_of(
    problem: Problem, chosen: dict[str, int], kept: Mapping[str, Placement]
) -> tuple[Placement, ...] | None:
    """Seat the chosen meetings by hand: kept, fixed and own tables, then any free one; None: no room."""
    own = {person.id: person.own_table for person in problem.participants}
    meetings = [meeting for meeting in problem.meetings if chosen.get(meeting.id)]
    placed: dict[str, Placement] = {}
    taken: set[tuple[int, int]] = set()
    for meeting in meetings:
        table = meeting.fixed_table or own[meeting.second] or own[meeting.first]
        table = kept[meeting.id].table if meeting.id in kept else table
        place = Placement(meeting.id, chosen[meeting.id], table or 0)
        if table is not None:
            if (place.slot, place.table) in taken or kept.get(meeting.id, place) != place:
                return None
            taken.add((place.slot, place.table))
            placed[meeting.id] = place
    for meeting in meetings:
        if meeting.id not in placed:
            slot = chosen[meeting.id]
            free = [table for table in problem.tables if (slot, table) not in taken]
            if not free:
                return None
            taken.add((slot, free[0]))
            placed[meeting.id] = Placement(meeting.id, slot, free[0])
    return tuple(placed.values())


def timetables(problem: Problem, kept: set[Placement]) -> Iterator[tuple[Placement, ...]]:
    """Every timetable that keeps every rule, up to the choice of free tables."""
    names = [meeting.id for meeting in problem.meetings]
    places = {place.meeting: place for place in kept}
    first = 1 if problem.all_required else 0
    for slots in product(range(first, problem.slots + 1), repeat=len(names)):
        placed = tables_of(problem, dict(zip(names, slots, strict=True)), places)
        if placed is not None and not check(problem, placed):
            yield placed


def value_of(
    problem: Problem,
    placements: tuple[Placement, ...],
    current: Mapping[str, Placement] = NOWHERE,
    locked: frozenset[str] = frozenset(),
) -> Best:
    """What the goals make of a timetable: smaller is better."""
    held = {placement.meeting for placement in placements}
    left = [meeting for meeting in problem.meetings if meeting.id not in held]
    settled = sum(1 for meeting in left if meeting.fixed_slot is not None or meeting.id in locked)
    moved = sum(1 for place in placements if current.get(place.meeting, place).slot != place.slot)
    return settled, sum(meeting.weight for meeting in left), len(left), moved, breaks(problem, placements)


def best_by_hand(
    problem: Problem, current: Mapping[str, Placement] = NOWHERE, locked: frozenset[str] = frozenset()
) -> Best | None:
    """The value of the best timetable in which locked meetings stay where they are, None: there is none."""
    kept = {place for name, place in current.items() if name in locked}
    return min(
        (value_of(problem, placements, current, locked) for placements in timetables(problem, kept)),
        default=None,
    )
