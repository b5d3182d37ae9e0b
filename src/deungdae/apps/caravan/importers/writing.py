"""Carrying out a plan in few statements, and what it takes to undo it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from django.db.models import Model

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.importers.plan import Before, Plan, PlannedParticipant
from deungdae.apps.caravan.models import (
    Absence,
    Attendee,
    MatchingDay,
    MeetingRequest,
    Participant,
    Precedence,
)
from deungdae.apps.caravan.services.invitations import tell_new_list
from deungdae.apps.caravan.services.meetings import make_meetings
from deungdae.apps.caravan.services.turns import note_changed_inputs
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Organisation, OrganisationKind

BATCH = 200
UndoLog = dict[str, object]
Record = TypeVar("Record", bound=Model)
KINDS = {
    Participant.Side.DEMAND: OrganisationKind.Kind.DEMAND,
    Participant.Side.SUPPLY: OrganisationKind.Kind.SUPPLY,
}


def carry_out(plan: Plan, *, actor: User | None) -> UndoLog:
    """Write everything that is new or different. The caller holds the day's row."""
    day, moment = plan.known.day, clock.now()
    write_organisations(plan)
    people = write_participants(plan)
    absences = write_absences(plan)
    requests = write_requests(plan, actor=actor, moment=moment)
    orders = write_orders(plan)
    log: UndoLog = {
        "organisations": keys(plan.organisations),
        "participants": {
            "created": keys(people),
            "changed": changes(plan.participants.values(), "participant"),
        },
        "attendees": {
            str(one.participant.pk): list(plan.known.attendees.get(one.participant.pk, ()))
            for one in plan.participants.values()
            if not one.is_new and one.attendees is not None
        },
        "absences": {"created": keys(absences), "changed": changes(plan.absences, "absence")},
        "requests": {"created": keys(requests), "changed": changes(plan.requests.values(), "request")},
        "orders": keys(orders),
        "at": moment.isoformat(),
    }
    if any(counts.created or counts.changed for counts in plan.counts.values()) or orders:
        if day.state == MatchingDay.State.REQUESTS_CLOSED:
            make_meetings(day=day)
        note_changed_inputs(day=day)
    if day.state == MatchingDay.State.REQUESTS_OPEN:
        tell(people, requests)
    return log


def keys(records: Iterable[Model]) -> list[int]:
    return [record.pk for record in records]


def changes(planned: Iterable[object], name: str) -> list[dict[str, object]]:
    """Key and earlier values of every record that the import changes."""
    found = []
    for one in planned:
        before: Before = getattr(one, "before")  # noqa: B009
        if before:
            found.append({"pk": getattr(one, name).pk, **before})
    return found


def write_changes(model: type[Record], planned: Sequence[tuple[Record, Before]]) -> None:
    """One statement per batch, over the fields that differ anywhere."""
    changed = [(record, before) for record, before in planned if before]
    fields = sorted({name.removesuffix("_id") for _record, before in changed for name in before})
    if fields:
        model._default_manager.bulk_update([record for record, _before in changed], fields, batch_size=BATCH)


def write_organisations(plan: Plan) -> None:
    Organisation.objects.bulk_create(plan.organisations, batch_size=BATCH)
    new = {id(organisation) for organisation in plan.organisations}
    participants = [one.participant for one in plan.participants.values()]
    kinds = [
        OrganisationKind(organisation=one.organisation, kind=KINDS[Participant.Side(one.side)])
        for one in participants
        if id(one.organisation) in new and one.side in KINDS
    ]
    OrganisationKind.objects.bulk_create(kinds, batch_size=BATCH)


def write_participants(plan: Plan) -> list[Participant]:
    """The new participants, with a key from now on."""
    planned = list(plan.participants.values())
    new = [one.participant for one in planned if one.is_new]
    for participant in new:
        participant.organisation_id = participant.organisation.pk
    Participant.objects.bulk_create(new, batch_size=BATCH)
    write_changes(Participant, [(one.participant, one.before) for one in planned if not one.is_new])
    write_attendees([one for one in planned if one.attendees is not None])
    return new


def write_attendees(planned: Sequence[PlannedParticipant]) -> None:
    old = [one.participant.pk for one in planned if not one.is_new]
    Attendee.objects.filter(participant__in=old).delete()
    rows = [
        Attendee(participant=one.participant, name=name, job_title=title)
        for one in planned
        for name, title in one.attendees or ()
    ]
    Attendee.objects.bulk_create(rows, batch_size=BATCH)


def write_absences(plan: Plan) -> list[Absence]:
    new = [one.absence for one in plan.absences if one.is_new]
    for absence in new:
        absence.participant_id = absence.participant.pk
    Absence.objects.bulk_create(new, batch_size=BATCH)
    write_changes(Absence, [(one.absence, one.before) for one in plan.absences if not one.is_new])
    return new


def write_requests(plan: Plan, *, actor: User | None, moment: datetime) -> list[MeetingRequest]:
    planned = list(plan.requests.values())
    for one in planned:
        is_answered_now = one.is_new or "state" in one.before
        if one.request.state != MeetingRequest.State.PENDING and is_answered_now:
            if not one.is_new:
                one.before["answered_at"] = None
            one.request.answered_at = moment
    new = [one.request for one in planned if one.is_new]
    for request in new:
        request.created_by = actor
        request.sender_id, request.receiver_id = request.sender.pk, request.receiver.pk
    MeetingRequest.objects.bulk_create(new, batch_size=BATCH)
    write_changes(MeetingRequest, [(one.request, one.before) for one in planned if not one.is_new])
    return new


def write_orders(plan: Plan) -> list[Precedence]:
    requests = {**plan.known.requests, **{code: one.request for code, one in plan.requests.items()}}
    day = plan.known.day
    orders = [
        Precedence(day=day, earlier=requests[earlier], later=requests[later])
        for earlier, later in plan.new_orders
    ]
    return Precedence.objects.bulk_create(orders, batch_size=BATCH)


def tell(participants: Iterable[Participant], requests: Iterable[MeetingRequest]) -> None:
    """While requests are open, whoever is new is invited, and whoever is asked is told."""
    pending = [request for request in requests if request.state == MeetingRequest.State.PENDING]
    tell_new_list(participants=participants, requests=pending)
