"""What is left of the day after the changes: who can meet when, what is closed, and by which change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from deungdae.engine.timetable.model import (
    Meeting,
    Participant,
    Placement,
    Problem,
    session_slots,
)
from deungdae.engine.timetable.replan.model import (
    Away,
    Cell,
    Dropped,
    Overrun,
    Question,
    Requested,
    TableLost,
)


@dataclass(frozen=True)
class Setting:
    """known: every meeting by id; open: those that are still to come; home: their places; over: places in
    slots that have begun; options: the slots each may take; taken: (participant, slot) → the change that
    takes it; shut: cell → the change that shuts it (None: shut before); displaced: meeting → the change that
    takes its place, or that asks for it; dropped: meeting → the change that drops it.
    """

    problem: Problem
    now: int
    people: Mapping[str, Participant]
    known: Mapping[str, Meeting]
    open: Mapping[str, Meeting]
    home: Mapping[str, Placement]
    over: Mapping[str, Placement]
    locked: frozenset[str]
    options: Mapping[str, frozenset[int]]
    taken: Mapping[tuple[str, int], int]
    shut: Mapping[Cell, int | None]
    displaced: Mapping[str, int]
    dropped: Mapping[str, int]

    @property
    def rest(self) -> range:
        """The slots to come."""
        return range(self.now, self.problem.slots + 1)

    def table_for(self, meeting: Meeting, slot: int) -> int | None:
        """The only table it may have there (None: any shared one). A table that is shut binds nobody."""
        sides = (self.people[meeting.second].own_table, self.people[meeting.first].own_table)
        for bound in (meeting.fixed_table, *sides):
            if bound is not None and (slot, bound) not in self.shut:
                return bound
        return None

    def shared_at(self, slot: int) -> list[int]:
        """The shared tables that can be used in a slot."""
        return [table for table in self.problem.tables if (slot, table) not in self.shut]

    def uses_shared(self, meeting: Meeting, slot: int) -> bool:
        """Whether it takes one of the shared tables there."""
        bound = self.table_for(meeting, slot)
        return bound is None or bound in self.problem.tables


def setting_of(question: Question) -> Setting:
    """Read the changes in their order; of two that take the same place the earlier one is named."""
    problem, now = question.problem, max(1, question.now)
    taken, shut = _taken(question, now), _shut(question, now)
    dropped = {
        change.meeting: index for index, change in enumerate(question.changes) if isinstance(change, Dropped)
    }
    asked = {
        change.meeting.id: (change.meeting, index)
        for index, change in enumerate(question.changes)
        if isinstance(change, Requested)
    }
    known = [*problem.meetings, *(meeting for meeting, _index in asked.values())]
    over = {name: place for name, place in question.current.items() if place.slot < now}
    still = {one.id: one for one in known if one.id not in over and one.id not in dropped}
    home = {name: place for name, place in question.current.items() if name in still}
    people = {person.id: person for person in problem.participants}
    locked = question.locked & home.keys()
    displaced = {name: index for name, (_meeting, index) in asked.items() if name in still}
    displaced |= dict(_losers(still, home, taken, shut))
    return Setting(
        problem=problem,
        now=now,
        people=people,
        known={one.id: one for one in known},
        open=still,
        home=home,
        over=over,
        locked=locked,
        options={name: _options(one, question, people, home, taken) for name, one in still.items()},
        taken=taken,
        shut=shut,
        displaced=displaced,
        dropped=dropped,
    )


def _taken(question: Question, now: int) -> dict[tuple[str, int], int]:
    found: dict[tuple[str, int], int] = {}
    people = {one.id: (one.first, one.second) for one in question.problem.meetings}
    for index, change in enumerate(question.changes):
        if isinstance(change, Away):
            end = question.problem.slots + 1 if change.until is None else change.until
            for slot in range(now, end):
                found.setdefault((change.who, slot), index)
        elif isinstance(change, Overrun):
            after = question.current[change.meeting].slot + 1
            for person in people[change.meeting]:
                found.setdefault((person, after), index)
    return found


def _shut(question: Question, now: int) -> dict[Cell, int | None]:
    found: dict[Cell, int | None] = dict.fromkeys(question.closed)
    for index, change in enumerate(question.changes):
        if isinstance(change, TableLost):
            for slot in range(max(now, change.since), question.problem.slots + 1):
                found.setdefault((slot, change.table), index)
        elif isinstance(change, Overrun):
            place = question.current[change.meeting]
            found.setdefault((place.slot + 1, place.table), index)
    return found


def _losers(
    still: Mapping[str, Meeting],
    home: Mapping[str, Placement],
    taken: Mapping[tuple[str, int], int],
    shut: Mapping[Cell, int | None],
) -> Iterator[tuple[str, int]]:
    """Meetings whose place a change takes, with the change: a participant's before the table's."""
    for name, place in home.items():
        meeting = still[name]
        table = shut.get((place.slot, place.table))
        behind = [taken.get((person, place.slot)) for person in (meeting.first, meeting.second)]
        change = next((one for one in (*behind, table) if one is not None), None)
        if change is not None:
            yield name, change


def _options(
    meeting: Meeting,
    question: Question,
    people: Mapping[str, Participant],
    home: Mapping[str, Placement],
    taken: Mapping[tuple[str, int], int],
) -> frozenset[int]:
    """Slots to come that the rules allow; the one it has is allowed, too, unless a change takes it."""
    slots = set(session_slots(question.problem, meeting.session))
    if meeting.fixed_slot is not None:
        slots &= {meeting.fixed_slot}
    for person in (meeting.first, meeting.second):
        slots -= people[person].forbidden
    if meeting.id in home:
        slots.add(home[meeting.id].slot)
    both = (meeting.first, meeting.second)
    return frozenset(
        slot
        for slot in slots
        if slot >= max(1, question.now) and not any((person, slot) in taken for person in both)
    )
