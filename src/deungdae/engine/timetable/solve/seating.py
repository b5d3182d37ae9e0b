"""Tables for a timetable whose slots are set: current tables stay, and participants change little."""

from __future__ import annotations

from collections.abc import Sequence

from deungdae.engine.timetable.model import Current, Placement, table_of_own
from deungdae.engine.timetable.solve.day import Day


def seat_meetings(day: Day, slots: Sequence[int], current: Current) -> tuple[Placement, ...]:
    """Placements of the held meetings (slot > 0). At most `capacity` shared ones per slot must be given."""
    people = {participant.id: participant for participant in day.problem.participants}
    seated: dict[int, int] = {}
    for meeting, slot in enumerate(slots):
        own = table_of_own(day.problem, day.problem.meetings[meeting], people)
        if slot and own is not None:
            seated[meeting] = own
    last: dict[int, int] = {}
    for slot in range(1, day.slots + 1):
        here = [meeting for meeting, when in enumerate(slots) if when == slot and meeting not in seated]
        seated.update(_seat_slot(day, here, slot, current, last))
        for meeting in here:
            for person in day.pair[meeting]:
                last[person] = seated[meeting]
    return tuple(
        Placement(day.problem.meetings[meeting].id, slot, seated[meeting])
        for meeting, slot in enumerate(slots)
        if slot
    )


def _seat_slot(
    day: Day, here: list[int], slot: int, current: Current, last: dict[int, int]
) -> dict[int, int]:
    """Seats of one slot: fixed ones, then unmoved ones, then the others, the largest companies first.

    What a larger company can sit at, a smaller one can too; so the largest first seats as many as possible.
    """
    seated = {meeting: day.seat[meeting] for meeting in here if day.seat[meeting]}
    free = set(day.problem.tables) - set(seated.values())
    for meeting in here:
        place = current.get(day.problem.meetings[meeting].id)
        if meeting not in seated and place is not None and place.slot == slot and place.table in free:
            seated[meeting] = place.table
            free.discard(place.table)
    waiting = [meeting for meeting in here if meeting not in seated]
    for size in sorted({_people(day, meeting) for meeting in waiting}, reverse=True):
        group = [meeting for meeting in waiting if _people(day, meeting) == size]
        _seat_group(day, group, last, free, seated)
    return seated


def _seat_group(
    day: Day, group: list[int], last: dict[int, int], free: set[int], seated: dict[int, int]
) -> None:
    """Meetings of one size: at the table one of them sat at last, else at the smallest that holds them."""
    size = _people(day, group[0])
    for side in (1, 0):
        for meeting in group:
            table = last.get(day.pair[meeting][side], 0)
            if meeting not in seated and table in free and _holds(day, table, size):
                seated[meeting] = table
                free.discard(table)
    for meeting in group:
        if meeting not in seated:
            seated[meeting] = min(free, key=lambda table: _misfit(day, table, size))
            free.discard(seated[meeting])


def _people(day: Day, meeting: int) -> int:
    """People of both sides."""
    return sum(day.problem.participants[person].attending for person in day.pair[meeting])


def _holds(day: Day, table: int, size: int) -> bool:
    return day.problem.seats.get(table, size) >= size


def _misfit(day: Day, table: int, size: int) -> tuple[bool, int, int]:
    """Tables that hold the company first, the smallest of them; then the largest of the others."""
    seats = day.problem.seats.get(table, size)
    return seats < size, abs(seats - size), table
