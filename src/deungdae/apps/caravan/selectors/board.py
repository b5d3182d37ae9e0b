"""A whole day in memory: eight queries, then every question about places is answered without another."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count

from deungdae.apps.caravan.models import (
    Absence,
    Attendee,
    MatchingDay,
    Meeting,
    Outage,
    Participant,
    Precedence,
    Slot,
    Table,
)
from deungdae.apps.caravan.slots import numbers_in

Cell = tuple[int, int]
"""Slot number, table number."""


@dataclass(frozen=True)
class Board:
    """The day's slots and tables by number, its meetings that are not cancelled by key, and what binds them.

    absent: participant key → numbers of the slots of absence; before, after: meeting key → meetings that
    must be earlier, later; owners: table number → the participant whose own table it is; attending:
    participant key → people who come for it; closed: cells of tables that cannot be used.
    """

    day: MatchingDay
    slots: Mapping[int, Slot]
    tables: Mapping[int, Table]
    participants: Mapping[int, Participant]
    meetings: Mapping[int, Meeting]
    absent: Mapping[int, frozenset[int]]
    before: Mapping[int, tuple[int, ...]]
    after: Mapping[int, tuple[int, ...]]
    owners: Mapping[int, Participant]
    attending: Mapping[int, int]
    closed: frozenset[Cell] = frozenset()

    def placed(self) -> Iterable[Meeting]:
        return (meeting for meeting in self.meetings.values() if meeting.slot is not None)

    def unplaced(self) -> list[Meeting]:
        return [meeting for meeting in self.meetings.values() if meeting.slot is None]

    @cached_property
    def by_cell(self) -> dict[Cell | None, Meeting]:
        """The meeting at each taken slot and table."""
        return {place_of(meeting): meeting for meeting in self.placed()}

    @cached_property
    def by_participant(self) -> dict[int, list[Meeting]]:
        """The placed meetings of each participant by time."""
        found: dict[int, list[Meeting]] = defaultdict(list)
        for meeting in sorted(self.placed(), key=lambda meeting: place_of(meeting) or (0, 0)):
            found[meeting.first_id].append(meeting)
            found[meeting.second_id].append(meeting)
        return dict(found)

    @cached_property
    def unplaced_by_participant(self) -> dict[int, list[Meeting]]:
        """The meetings without a place of each participant."""
        found: dict[int, list[Meeting]] = defaultdict(list)
        for meeting in self.unplaced():
            found[meeting.first_id].append(meeting)
            found[meeting.second_id].append(meeting)
        return dict(found)

    def of_participant(self, participant_id: int) -> list[Meeting]:
        """The placed meetings of a participant by time."""
        return self.by_participant.get(participant_id, [])

    def shared_tables(self) -> list[int]:
        """The numbers of the tables that are nobody's own."""
        return [number for number in self.tables if number not in self.owners]


def place_of(meeting: Meeting) -> Cell | None:
    """Slot and table number of a meeting, or None."""
    if meeting.slot is None or meeting.table is None:
        return None
    return meeting.slot.number, meeting.table.number


def partner_of(meeting: Meeting, participant_id: int) -> Participant:
    """The other one in a meeting."""
    return meeting.second if meeting.first_id == participant_id else meeting.first


def board_of(*, day: MatchingDay) -> Board:
    """The day as it is now; a participant, slot or table is the same object wherever it appears."""
    slots = {slot.pk: slot for slot in Slot.objects.filter(day=day).order_by("number")}
    tables = {table.pk: table for table in Table.objects.filter(day=day).order_by("number")}
    people = Participant.objects.filter(day=day).select_related("organisation").order_by("code", "id")
    participants = {participant.pk: participant for participant in people}
    for participant in participants.values():
        participant.day = day
        participant.own_table = tables.get(participant.own_table_id or 0)
    found = Meeting.objects.filter(day=day).exclude(state=Meeting.State.CANCELLED)
    meetings: dict[int, Meeting] = {}
    for meeting in found.select_related("request").order_by("request__code", "id"):
        meeting.day = day
        meeting.first, meeting.second = participants[meeting.first_id], participants[meeting.second_id]
        meeting.slot = slots.get(meeting.slot_id or 0)
        meeting.table = tables.get(meeting.table_id or 0)
        meeting.request.fixed_slot = slots.get(meeting.request.fixed_slot_id or 0)
        meeting.request.fixed_table = tables.get(meeting.request.fixed_table_id or 0)
        meetings[meeting.pk] = meeting
    before, after = orders_of(day=day, meetings=meetings)
    return Board(
        day=day,
        slots={slot.number: slot for slot in slots.values()},
        tables={table.number: table for table in tables.values()},
        participants=participants,
        meetings=meetings,
        absent=absences_of(day=day, slots=list(slots.values())),
        before=before,
        after=after,
        owners={p.own_table.number: p for p in participants.values() if p.own_table is not None},
        attending=attending_of(day=day),
        closed=closed_on(day=day),
    )


def closed_on(*, day: MatchingDay) -> frozenset[Cell]:
    """Slot and table number of every cell that something put out of use during the day."""
    rows = Outage.objects.filter(table__day=day).values_list("table__number", "first_slot", "last_slot")
    return frozenset((slot, table) for table, first, last in rows for slot in range(first, last + 1))


def attending_of(*, day: MatchingDay) -> dict[int, int]:
    """How many people come for each participant that has named some."""
    people = Attendee.objects.filter(participant__day=day).values_list("participant")
    return dict(people.annotate(count=Count("pk")))


def absences_of(*, day: MatchingDay, slots: list[Slot]) -> dict[int, frozenset[int]]:
    """The numbers of the slots in which each participant cannot meet."""
    found: dict[int, frozenset[int]] = defaultdict(frozenset)
    for absence in Absence.objects.filter(participant__day=day):
        numbers = numbers_in(slots=slots, starts_at=absence.starts_at, ends_at=absence.ends_at)
        found[absence.participant_id] |= numbers
    return dict(found)


def orders_of(
    *, day: MatchingDay, meetings: Mapping[int, Meeting]
) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[int, ...]]]:
    """The day's "A before B" between meetings that are there: meetings earlier, meetings later."""
    of_request = {meeting.request_id: meeting.pk for meeting in meetings.values()}
    before: dict[int, tuple[int, ...]] = defaultdict(tuple)
    after: dict[int, tuple[int, ...]] = defaultdict(tuple)
    for order in Precedence.objects.filter(day=day).order_by("earlier__code", "later__code"):
        earlier, later = of_request.get(order.earlier_id), of_request.get(order.later_id)
        if earlier is not None and later is not None:
            before[later] += (earlier,)
            after[earlier] += (later,)
    return dict(before), dict(after)
