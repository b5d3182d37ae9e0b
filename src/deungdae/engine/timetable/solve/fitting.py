"""Certificates that a day cannot hold all meetings, found without search: Hall sets and order windows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from deungdae.engine.timetable.solve.day import Day, slots_of


@dataclass(frozen=True, slots=True)
class Jam:
    """More meetings than places for them. person: the participant who cannot do them all (None: the tables);
    places: how many of `meetings` fit into `slots`.
    """

    person: int | None
    meetings: tuple[int, ...]
    slots: tuple[int, ...]
    places: int


def hall_jam(
    domains: Sequence[int] | Mapping[int, int], members: Sequence[int], room: int
) -> tuple[list[int], int] | None:
    """Meetings (and their slots as a mask) that cannot be matched to slots of `room` places each, or None.

    Augmenting paths (Kuhn); a failed one shows a Hall set: more meetings than places in all their slots.
    """
    inside: dict[int, list[int]] = {}
    for meeting in members:
        parent: dict[int, int] = {}
        seen, reached = {meeting}, 0
        queue = [meeting]
        goal = 0
        for one in queue:
            for slot in slots_of(domains[one] & ~reached):
                reached |= 1 << slot
                parent[slot] = one
                guests = inside.setdefault(slot, [])
                if len(guests) < room:
                    goal = slot
                    break
                fresh = [guest for guest in guests if guest not in seen]
                seen.update(fresh)
                queue.extend(fresh)
            if goal:
                break
        if not goal:
            return sorted(seen), reached
        _shift(inside, parent, goal)
    return None


def _shift(inside: dict[int, list[int]], parent: dict[int, int], goal: int) -> None:
    """Move along the augmenting path that ends at slot `goal`."""
    slot = goal
    while slot:
        one = parent[slot]
        source = next((where for where, guests in inside.items() if one in guests), 0)
        if source:
            inside[source].remove(one)
        inside[slot].append(one)
        slot = source


def windows(day: Day) -> tuple[int, ...]:
    """Domains cut by the order of meetings (all of them held): nothing before the earliest possible slot."""
    domains = list(day.domain)
    after: list[list[int]] = [[] for _ in domains]
    for meeting, earlier in enumerate(day.before):
        for other in earlier:
            after[other].append(meeting)
    pending = [meeting for meeting, earlier in enumerate(day.before) if earlier or after[meeting]]
    while pending:
        meeting = pending.pop()
        mask = domains[meeting]
        if not mask:
            continue
        first, last = (mask & -mask).bit_length() - 1, mask.bit_length() - 1
        cuts = [(other, domains[other] >> first + 1 << first + 1) for other in after[meeting]]
        cuts += [(other, domains[other] & (1 << last) - 1) for other in day.before[meeting]]
        for other, cut in cuts:
            if cut != domains[other]:
                domains[other] = cut
                pending.append(other)
    return tuple(domains)


def cut_day(day: Day) -> Day:
    """The day with the domains cut by order, which is right only when every meeting is held."""
    return replace(day, domain=windows(day))


def find_jams(day: Day) -> list[Jam]:
    """Reasons why not all meetings fit; an empty list proves nothing. Domains as they are in `day`."""
    jams = []
    for person, members in enumerate(day.of_person()):
        if len(members) > day.limit[person]:
            jams.append(Jam(person, members, (), day.limit[person]))
            continue
        jam = hall_jam(day.domain, members, 1)
        if jam is not None:
            slots = slots_of(jam[1])
            jams.append(Jam(person, tuple(jam[0]), slots, len(slots)))
    if not jams:
        members = tuple(meeting for meeting in range(day.meetings) if day.shared[meeting])
        jam = hall_jam(day.domain, members, day.capacity)
        if jam is not None:
            slots = slots_of(jam[1])
            jams.append(Jam(None, tuple(jam[0]), slots, len(slots) * day.capacity))
    return jams
