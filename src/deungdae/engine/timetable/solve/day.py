"""A problem as numbers: meetings and participants by index, the slots each meeting may take as bit masks.

Bit t of a mask stands for slot t (slots count from 1). Resources are what one meeting at a time can use: the
participants, and after them the tables that meetings are fixed to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from deungdae.engine.timetable.model import (
    Current,
    Meeting,
    Participant,
    Placement,
    Problem,
    Session,
    session_slots,
    table_of_own,
)

NO_LIMIT = 1 << 30


@dataclass(frozen=True, slots=True)
class Day:
    """pair: the two participants of each meeting; domain: mask of allowed slots; seat: shared table it is
    fixed to (0: any); shared: it uses up a shared table; before: meetings strictly earlier; worth: weight and
    the number of meetings as tie-break; home: slot in the current timetable (0: none); settled: fixed or
    locked; limit: most meetings per participant; wish: per meeting and slot, how many wishes it misses.
    """

    problem: Problem
    slots: int
    people: int
    capacity: int
    pair: tuple[tuple[int, int], ...]
    domain: tuple[int, ...]
    seat: tuple[int, ...]
    shared: tuple[bool, ...]
    before: tuple[tuple[int, ...], ...]
    worth: tuple[int, ...]
    home: tuple[int, ...]
    settled: tuple[bool, ...]
    limit: tuple[int, ...]
    wish: tuple[tuple[int, int], ...]

    @property
    def meetings(self) -> int:
        """Number of meetings."""
        return len(self.pair)

    def resources(self, meeting: int) -> tuple[int, ...]:
        """The participants of a meeting and, after all participants, the table it is fixed to."""
        seat = self.seat[meeting]
        return (*self.pair[meeting], self.people + seat) if seat else self.pair[meeting]

    def of_person(self) -> tuple[tuple[int, ...], ...]:
        """The meetings of each participant."""
        lists: list[list[int]] = [[] for _ in range(self.people)]
        for meeting, pair in enumerate(self.pair):
            for person in pair:
                lists[person].append(meeting)
        return tuple(tuple(members) for members in lists)

    def missed_wishes(self, meeting: int, slot: int) -> int:
        """How many of the two participants wished for the other half of the day."""
        morning, afternoon = self.wish[meeting]
        return afternoon if slot <= self.problem.morning_slots else morning


def mask_of(slots: range | frozenset[int]) -> int:
    """The bit mask of some slots."""
    mask = 0
    for slot in slots:
        mask |= 1 << slot
    return mask


def slots_of(mask: int) -> tuple[int, ...]:
    """The slots of a bit mask, ascending."""
    return tuple(bit for bit in range(mask.bit_length()) if mask >> bit & 1)


def index_day(problem: Problem, current: Current, locked: frozenset[str]) -> Day:
    """Turn a valid problem into numbers. A locked meeting may take its current slot and table only."""
    people = {participant.id: participant for participant in problem.participants}
    number = {participant.id: index for index, participant in enumerate(problem.participants)}
    order = {meeting.id: index for index, meeting in enumerate(problem.meetings)}
    own = [table_of_own(problem, meeting, people) for meeting in problem.meetings]
    held = [meeting.id in locked for meeting in problem.meetings]
    settled = tuple(
        stays or meeting.fixed_slot is not None for stays, meeting in zip(held, problem.meetings, strict=True)
    )
    return Day(
        problem=problem,
        slots=problem.slots,
        people=len(people),
        capacity=len(problem.tables),
        pair=tuple((number[meeting.first], number[meeting.second]) for meeting in problem.meetings),
        domain=tuple(
            _domain(problem, meeting, people, current if stays else {}, table)
            for meeting, stays, table in zip(problem.meetings, held, own, strict=True)
        ),
        seat=tuple(
            _seat(problem, meeting, current if stays else {})
            for meeting, stays in zip(problem.meetings, held, strict=True)
        ),
        shared=tuple(table is None for table in own),
        before=tuple(tuple(order[name] for name in meeting.after) for meeting in problem.meetings),
        worth=_worth(problem, settled),
        home=tuple(_home(problem, current.get(meeting.id)) for meeting in problem.meetings),
        settled=settled,
        limit=tuple(
            NO_LIMIT if participant.max_meetings is None else participant.max_meetings
            for participant in problem.participants
        ),
        wish=tuple(_wish(meeting, people) for meeting in problem.meetings),
    )


def _domain(
    problem: Problem,
    meeting: Meeting,
    people: Mapping[str, Participant],
    kept: Current,
    own_table: int | None,
) -> int:
    mask = mask_of(session_slots(problem, meeting.session))
    for person in (meeting.first, meeting.second):
        mask &= ~mask_of(people[person].forbidden)
    if meeting.fixed_slot is not None:
        mask &= 1 << meeting.fixed_slot
    if meeting.id in kept:
        place = kept[meeting.id]
        fits = place.table == own_table if own_table is not None else place.table in problem.tables
        fits = fits and meeting.fixed_table in (None, place.table)
        mask &= 1 << place.slot if fits and place.slot > 0 else 0
    return mask


def _seat(problem: Problem, meeting: Meeting, kept: Current) -> int:
    if meeting.fixed_table in problem.tables:
        return meeting.fixed_table or 0
    table = kept[meeting.id].table if meeting.id in kept else 0
    return table if table in problem.tables else 0


def _home(problem: Problem, place: Placement | None) -> int:
    """The slot of the current timetable, 0 when there is none within the day."""
    return place.slot if place is not None and 1 <= place.slot <= problem.slots else 0


def _worth(problem: Problem, settled: tuple[bool, ...]) -> tuple[int, ...]:
    """Weights made so that more meetings win between equal weights, and settled ones win over all others."""
    count = len(problem.meetings) + 1
    plain = [meeting.weight * count + 1 for meeting in problem.meetings]
    above = sum(plain) + 1
    return tuple(worth + above if stays else worth for worth, stays in zip(plain, settled, strict=True))


def _wish(meeting: Meeting, people: Mapping[str, Participant]) -> tuple[int, int]:
    wishes = [people[meeting.first].wish, people[meeting.second].wish]
    return wishes.count(Session.MORNING), wishes.count(Session.AFTERNOON)
