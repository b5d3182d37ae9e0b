"""A first timetable at once: the tightest meetings first, each where it adds the fewest breaks."""

from __future__ import annotations

from deungdae.engine.timetable.solve.day import Day, slots_of


def first_slots(day: Day) -> tuple[int, ...]:
    """A slot for each meeting, 0 where none is free. A free slot of the current timetable is kept.

    Absence, tables and one meeting at a time are kept; order, limits and fairness are left to the search.
    """
    busy: dict[int, int] = {}
    load = [0] * (day.slots + 1)
    slots = [0] * day.meetings
    for meeting in _tightest_first(day):
        used = day.resources(meeting)
        free = day.domain[meeting]
        for resource in used:
            free &= ~busy.get(resource, 0)
        open_slots = [slot for slot in slots_of(free) if not day.shared[meeting] or load[slot] < day.capacity]
        if not open_slots:
            continue
        slot = _best_slot(day, meeting, open_slots, busy)
        slots[meeting] = slot
        load[slot] += day.shared[meeting]
        for resource in used:
            busy[resource] = busy.get(resource, 0) | 1 << slot
    return tuple(slots)


def _best_slot(day: Day, meeting: int, open_slots: list[int], busy: dict[int, int]) -> int:
    if day.home[meeting] in open_slots:
        return day.home[meeting]

    def busy_neighbours(slot: int) -> int:
        beside = 1 << slot - 1 | 1 << slot + 1
        return sum((busy.get(person, 0) & beside).bit_count() for person in day.pair[meeting])

    return max(open_slots, key=lambda slot: (busy_neighbours(slot), -slot))


def _tightest_first(day: Day) -> list[int]:
    """Those with a current slot, then those with the fewest slots to spare."""
    degree = [len(members) for members in day.of_person()]
    spare = [
        domain.bit_count() - max(degree[one] for one in pair)
        for domain, pair in zip(day.domain, day.pair, strict=True)
    ]
    return sorted(range(day.meetings), key=lambda one: (day.home[one] == 0, spare[one]))
