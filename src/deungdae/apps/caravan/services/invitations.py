"""What participants are told while requests are collected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from deungdae.apps.caravan.documents.words import long_date
from deungdae.apps.caravan.models import MatchingDay, MeetingRequest, Participant
from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.core.outbox.services import message_of, post_messages


@dataclass(frozen=True)
class Letter:
    """What one participant is told: occasion, template, and what the template needs beside the day."""

    participant: Participant
    occasion: str
    template: str
    facts: Mapping[str, object]


def invite_participants(*, day: MatchingDay) -> None:
    """Tell every participant, once, that requests are open."""
    participants = list(
        Participant.objects.filter(day=day).select_related("organisation").order_by("code", "id")
    )
    for participant in participants:
        participant.day = day
    post_to(invitation(participant) for participant in participants)


def invite_participant(*, participant: Participant) -> None:
    """One invitation per participant, however often the requests are opened again."""
    post_to([invitation(participant)])


def invitation(participant: Participant) -> Letter:
    return Letter(
        participant,
        f"requests_open:{participant.short_id}",
        "requests_open",
        {"link": my_day_address(participant)},
    )


def tell_receiver(*, request: MeetingRequest) -> None:
    """Somebody would like to meet: please answer."""
    post_to([question(request)])


def tell_new_list(*, participants: Iterable[Participant], requests: Iterable[MeetingRequest]) -> None:
    """Of a whole list that came while requests are open: whoever is new is invited, whoever is asked told."""
    letters = [invitation(participant) for participant in participants]
    post_to(letters + [question(request) for request in requests])


def question(request: MeetingRequest) -> Letter:
    until = request.expires_on
    facts = {
        "request": request,
        "until": long_date(until) if until is not None else "",
        "link": my_day_address(request.receiver),
    }
    return Letter(
        request.receiver, f"request:{request.short_id}:{stamp(clock.now())}", "request_received", facts
    )


def tell_sender(*, request: MeetingRequest) -> None:
    """The other side has answered."""
    tell_about(request, request.sender, occasion="answer", template="request_answered")


def tell_withdrawn(*, request: MeetingRequest) -> None:
    """The one who was asked need not answer any more, or will not meet after all."""
    tell_about(request, request.receiver, occasion="withdrawn", template="request_withdrawn")


def tell_about(request: MeetingRequest, participant: Participant, *, occasion: str, template: str) -> None:
    moment = request.answered_at or clock.now()
    facts = {"request": request, "link": my_day_address(participant)}
    post_to([Letter(participant, f"{occasion}:{request.short_id}:{stamp(moment)}", template, facts)])


def stamp(moment: datetime) -> str:
    return f"{moment:%Y%m%d%H%M%S%f}"


def my_day_address(participant: Participant) -> str:
    arguments = [participant.day.public_id, participant.public_id]
    return settings.SITE_ADDRESS + reverse("caravan:my_day", args=arguments)


def post_to(letters: Iterable[Letter]) -> None:
    """Put letters to the participants' contacts into the outbox, in the house's language."""
    with translation.override(settings.LANGUAGE_CODE):
        post_messages([written(letter) for letter in letters if letter.participant.contact_email])


def written(letter: Letter) -> OutboxMessage:
    day = letter.participant.day
    facts = {
        "day": day,
        "date": long_date(day.date),
        "requests_until": long_date(day.requests_until) if day.requests_until is not None else "",
        "participant": letter.participant,
    }
    return message_of(
        recipient=letter.participant.contact_email,
        occasion=letter.occasion,
        template=f"caravan/mail/{letter.template}",
        context={**facts, **letter.facts},
        about=day.short_id,
    )
