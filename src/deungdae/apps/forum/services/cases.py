"""What a forum tells the cases of companies, and how it is put right."""

from datetime import date

from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.spans import day_of
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.services import correct_evidence, record_evidence
from deungdae.apps.forum.kinds import ATTENDED, SPOKE
from deungdae.apps.forum.models import Arrival, Forum, Registration, Speaker, Talk


def payload_of(forum: Forum) -> dict[str, object]:
    return {"forum": forum.short_id, "title": forum.title, "host": forum.host}


def write_attended(arrival: Arrival, *, actor: User | None) -> None:
    """Somebody from a company came; somebody without a company has no case."""
    one = arrival.registration
    if one.organisation is None:
        return
    record_evidence(
        organisation=one.organisation,
        kind=ATTENDED,
        happened_on=day_of(arrival.at),
        actor=actor,
        source=source_of_arrival(arrival),
        payload={**payload_of(one.forum), "number": one.number},
        person=one.account,
    )


def write_spoke(talk: Talk, speaker: Speaker, *, actor: User | None) -> None:
    if speaker.organisation is None:
        return
    record_evidence(
        organisation=speaker.organisation,
        kind=SPOKE,
        happened_on=day_of_talk(talk),
        actor=actor,
        source=f"forum.speaker:{speaker.short_id}",
        payload={**payload_of(talk.forum), "talk": talk.short_id, "talk_title": talk.title},
    )


def day_of_talk(talk: Talk) -> date:
    return day_of(talk.slot.starts_at) if talk.slot is not None else talk.forum.first_day


def source_of_arrival(arrival: Arrival) -> str:
    return f"forum.arrival:{arrival.short_id}"


def correct(source: str, *, reason: str, actor: User | None) -> None:
    """What the cases say of it does not count any more. A reason that may name somebody stays out."""
    for entry in EvidenceEntry.objects.filter(source=source).standing():
        correct_evidence(entry=entry, reason=reason, actor=actor)


def correct_attended(arrival: Arrival, *, actor: User | None) -> None:
    correct(source_of_arrival(arrival), reason=_("참석이 잘못 적혀 바로잡음"), actor=actor)


def correct_spoke(speaker: Speaker, *, reason: str, actor: User | None) -> None:
    correct(f"forum.speaker:{speaker.short_id}", reason=reason, actor=actor)


def is_held(registration: Registration) -> bool:
    return registration.forum.state == Forum.State.HELD
