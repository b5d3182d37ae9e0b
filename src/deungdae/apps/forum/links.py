"""Unguessable addresses for people without an account: of a talk, a registration, a room's screen."""

from hashlib import sha256
from hmac import compare_digest
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from deungdae.apps.core.ids import from_short
from deungdae.apps.forum.models import Chair, Registration, Talk

TALK = Signer(salt="deungdae.forum.talk")
REGISTRATION = Signer(salt="deungdae.forum.registration")
DESK = Signer(salt="deungdae.forum.desk")
TALKS = Talk.objects.select_related("forum", "track", "slot", "room__resource")


def talk_token(talk: Talk) -> str:
    return TALK.sign(f"{talk.short_id}-{talk.link_version}")


def desk_token(talk: Talk) -> str:
    """For the chair: the questions and polls of the talk, while it stays there and has this chair."""
    return DESK.sign(f"{talk.short_id}-{desk_mark(talk)}")


def desk_mark(talk: Talk) -> str:
    """Where the talk is held and who leads there: another place or chair is another address."""
    chair = Chair.objects.filter(slot=talk.slot_id, room=talk.room_id).first() if talk.slot_id else None
    place = f"{talk.slot_id}:{talk.room_id}:{chair.email if chair else ''}"
    return sha256(place.encode()).hexdigest()[:16]


def talk_of_desk(token: str) -> Talk | None:
    try:
        name, _dash, mark = DESK.unsign(token).partition("-")
        talk = TALKS.filter(public_id=from_short(name)).first()
    except (BadSignature, ValueError):
        return None
    return talk if talk is not None and compare_digest(mark, desk_mark(talk)) else None


def talk_of_token(token: str) -> Talk | None:
    """None: forged, or made worthless since."""
    found = signed(TALK, token)
    return TALKS.filter(public_id=found[0], link_version=found[1]).first() if found else None


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
