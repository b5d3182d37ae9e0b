"""Unguessable addresses for people without an account: of a talk, a registration, a room's screen."""

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from deungdae.apps.core.ids import from_short
from deungdae.apps.forum.models import Registration, Talk

TALK = Signer(salt="deungdae.forum.talk")
REGISTRATION = Signer(salt="deungdae.forum.registration")
DESK = Signer(salt="deungdae.forum.desk")


def talk_token(talk: Talk) -> str:
    return TALK.sign(f"{talk.short_id}-{talk.link_version}")


def desk_token(talk: Talk) -> str:
    """For the chair: the questions and polls of the talk."""
    return DESK.sign(f"{talk.short_id}-{talk.link_version}")


def talk_of_desk(token: str) -> Talk | None:
    return talk_of(DESK, token)


def talk_of_token(token: str) -> Talk | None:
    """None: forged, or made worthless since."""
    return talk_of(TALK, token)


def talk_of(signer: Signer, token: str) -> Talk | None:
    found = signed(signer, token)
    if found is None:
        return None
    talks = Talk.objects.select_related("forum", "track", "slot", "room__resource")
    return talks.filter(public_id=found[0], link_version=found[1]).first()


def registration_token(registration: Registration) -> str:
    return REGISTRATION.sign(f"{registration.short_id}-{registration.link_version}")


def registration_of_token(token: str) -> Registration | None:
    found = signed(REGISTRATION, token)
    if found is None:
        return None
    people = Registration.objects.select_related("forum", "organisation")
    return people.filter(public_id=found[0], link_version=found[1]).first()


def signed(signer: Signer, token: str) -> tuple[UUID, int] | None:
    """The public id and the version that were signed."""
    try:
        name, _dash, version = signer.unsign(token).partition("-")
        return from_short(name), int(version)
    except (BadSignature, ValueError):
        return None


def talk_address(talk: Talk) -> str:
    return settings.SITE_ADDRESS + reverse("forum:talk_link", args=[talk_token(talk)])


def desk_address(talk: Talk) -> str:
    return settings.SITE_ADDRESS + reverse("forum:desk", args=[desk_token(talk)])


def registration_address(registration: Registration) -> str:
    return settings.SITE_ADDRESS + reverse("forum:seat", args=[registration_token(registration)])
