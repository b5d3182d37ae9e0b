"""What participants are told while requests are collected."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from deungdae.apps.caravan.models import MatchingDay, MeetingRequest, Participant
from deungdae.apps.core import clock
from deungdae.apps.core.outbox.services import post_message


def invite_participants(*, day: MatchingDay) -> None:
    """Tell every participant, once, that requests are open."""
    for participant in Participant.objects.filter(day=day).select_related("organisation").order_by("code"):
        participant.day = day
        invite_participant(participant=participant)


def invite_participant(*, participant: Participant) -> None:
    """One invitation per participant, however often the requests are opened again."""
    post(
        participant,
        occasion=f"requests_open:{participant.short_id}",
        template="requests_open",
        context={"link": my_day_address(participant)},
    )


def tell_receiver(*, request: MeetingRequest) -> None:
    """Somebody would like to meet: please answer."""
    moment = f"{clock.now():%Y%m%d%H%M%S%f}"
    post(
        request.receiver,
        occasion=f"request:{request.short_id}:{moment}",
        template="request_received",
        context={"request": request, "link": my_day_address(request.receiver)},
    )


def tell_sender(*, request: MeetingRequest) -> None:
    """The other side has answered."""
    moment = f"{request.answered_at:%Y%m%d%H%M%S%f}"
    post(
        request.sender,
        occasion=f"answer:{request.short_id}:{moment}",
        template="request_answered",
        context={"request": request, "link": my_day_address(request.sender)},
    )


def my_day_address(participant: Participant) -> str:
    arguments = [participant.day.public_id, participant.public_id]
    return settings.SITE_ADDRESS + reverse("caravan:my_day", args=arguments)


def post(participant: Participant, *, occasion: str, template: str, context: dict[str, object]) -> None:
    """Put a message to a participant's contact into the outbox, in the house's language."""
    if not participant.contact_email:
        return
    with translation.override(settings.LANGUAGE_CODE):
        post_message(
            recipient=participant.contact_email,
            occasion=occasion,
            template=f"caravan/mail/{template}",
            context={"day": participant.day, "participant": participant, **context},
            about=participant.day.short_id,
        )
