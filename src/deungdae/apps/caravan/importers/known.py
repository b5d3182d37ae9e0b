"""The day as it is before an import, read with a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time

from deungdae.apps.caravan.models import (
    Absence,
    Attendee,
    MatchingDay,
    Meeting,
    MeetingRequest,
    Participant,
    Precedence,
    Slot,
    Table,
)
from deungdae.apps.core.imports.frame import ImportData
from deungdae.apps.organisations.models import Organisation

BATCH = 900
AbsenceKey = tuple[int, time, time]


@dataclass
class Known:
    """participants, requests: by their number; organisations: by business number and by exact name."""

    day: MatchingDay
    slots: Mapping[int, Slot]
    tables: Mapping[int, Table]
    participants: dict[str, Participant]
    attendees: Mapping[int, tuple[tuple[str, str], ...]]
    absences: Mapping[AbsenceKey, Absence]
    requests: dict[str, MeetingRequest]
    orders: frozenset[tuple[str, str]]
    has_places: bool
    by_number: Mapping[str, Organisation] = field(default_factory=dict)
    by_name: Mapping[str, Sequence[Organisation]] = field(default_factory=dict)

    def participant_of(self, organisation: Organisation) -> Participant | None:
        """Who the organisation is on this day already."""
        return self.of_organisation.get(organisation.pk) if organisation.pk else None

    def __post_init__(self) -> None:
        self.of_organisation = {p.organisation_id: p for p in self.participants.values()}


def known_of(*, day: MatchingDay, data: ImportData) -> Known:
    """What is there already, and the organisations that the file may mean."""
    people = Participant.objects.filter(day=day).select_related("organisation", "own_table")
    requests = MeetingRequest.objects.filter(day=day).select_related("fixed_slot", "fixed_table")
    participants = {participant.code: participant for participant in people}
    by_key = {participant.pk: participant for participant in participants.values()}
    known_requests = {request.code: request for request in requests}
    for request in known_requests.values():
        request.sender, request.receiver = by_key[request.sender_id], by_key[request.receiver_id]
    orders = Precedence.objects.filter(day=day).values_list("earlier__code", "later__code")
    by_number, by_name = organisations_in(data)
    return Known(
        day=day,
        slots={slot.number: slot for slot in Slot.objects.filter(day=day).order_by("number")},
        tables={table.number: table for table in Table.objects.filter(day=day)},
        participants=participants,
        attendees=attendees_of(day),
        absences={
            (absence.participant_id, absence.starts_at, absence.ends_at): absence
            for absence in Absence.objects.filter(participant__day=day)
        },
        requests=known_requests,
        orders=frozenset(orders),
        has_places=Meeting.objects.filter(day=day, slot__isnull=False).exists(),
        by_number=by_number,
        by_name=by_name,
    )


def attendees_of(day: MatchingDay) -> dict[int, tuple[tuple[str, str], ...]]:
    found: dict[int, tuple[tuple[str, str], ...]] = defaultdict(tuple)
    for person in Attendee.objects.filter(participant__day=day).order_by("id"):
        found[person.participant_id] += ((person.name, person.job_title),)
    return found


def organisations_in(data: ImportData) -> tuple[dict[str, Organisation], dict[str, list[Organisation]]]:
    """The registered organisations that the participants' sheet names."""
    rows = data.rows("participants")
    numbers = sorted({str(row["business_number"]) for row in rows if row["business_number"]})
    names = sorted({str(row["name"]) for row in rows if row["name"]})
    by_number = {
        str(found.business_number): found.merged_into or found
        for part in parts(numbers)
        for found in Organisation.objects.filter(business_number__in=part).select_related("merged_into")
    }
    by_name: dict[str, list[Organisation]] = defaultdict(list)
    for part in parts(names):
        for found in Organisation.objects.standing().filter(name__in=part).order_by("pk"):
            by_name[found.name].append(found)
    return by_number, by_name


def parts(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """The words in pieces that fit into one query of any database."""
    for start in range(0, len(words), BATCH):
        yield words[start : start + BATCH]
