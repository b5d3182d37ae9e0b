"""What an import would do, made while the rows are judged: nothing is written here."""

from dataclasses import dataclass, field

from deungdae.apps.caravan.importers.known import Known
from deungdae.apps.caravan.models import Absence, MeetingRequest, Participant
from deungdae.apps.caravan.people import Person
from deungdae.apps.core.imports.frame import Counts, ImportData, Issue, Row
from deungdae.apps.organisations.models import Organisation

Before = dict[str, object]
"""The values that a change replaces, by field; JSON values only."""


@dataclass
class PlannedParticipant:
    """before: what changes on a participant that is there; attendees: None leaves them as they are."""

    row: Row
    participant: Participant
    is_new: bool
    before: Before = field(default_factory=dict)
    attendees: tuple[Person, ...] | None = None


@dataclass
class PlannedAbsence:
    absence: Absence
    is_new: bool
    before: Before = field(default_factory=dict)


@dataclass
class PlannedRequest:
    row: Row
    request: MeetingRequest
    is_new: bool
    before: Before = field(default_factory=dict)
    has_new_order: bool = False


@dataclass
class Plan:
    """known: the day before; new_orders: pairs of request numbers, earlier and later."""

    known: Known
    data: ImportData
    issues: list[Issue] = field(default_factory=list)
    counts: dict[str, Counts] = field(default_factory=dict)
    organisations: list[Organisation] = field(default_factory=list)
    participants: dict[str, PlannedParticipant] = field(default_factory=dict)
    absences: list[PlannedAbsence] = field(default_factory=list)
    requests: dict[str, PlannedRequest] = field(default_factory=dict)
    new_orders: list[tuple[str, str]] = field(default_factory=list)

    def count(self, sheet: str, *, is_new: bool, is_changed: bool) -> None:
        counts = self.counts.setdefault(sheet, Counts())
        if is_new:
            counts.created += 1
        elif is_changed:
            counts.changed += 1
        else:
            counts.unchanged += 1

    def count_order(self, planned: PlannedRequest) -> None:
        """A row that only brings a new order was counted as unchanged."""
        if not planned.is_new and not planned.before and not planned.has_new_order:
            self.counts["requests"].unchanged -= 1
            self.counts["requests"].changed += 1
        planned.has_new_order = True

    def participant(self, code: str) -> Participant | None:
        """The participant of a number, as it will be after the import."""
        planned = self.participants.get(code)
        return planned.participant if planned is not None else self.known.participants.get(code)

    def is_spoiled(self, code: str) -> bool:
        """Whether the file has this participant in a row that is wrong itself and is reported there."""
        return any(row["code"] == code for row in self.data.partial_rows("participants")) or any(
            row["code"] == code for row in self.data.rows("participants")
        )
