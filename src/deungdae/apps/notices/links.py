"""Addresses that leave the house: short ones of notices, and those by which a subscription is kept."""

from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse

from deungdae.apps.core.ids import from_short
from deungdae.apps.notices.models import Notice, Subscription

SUBSCRIPTION = signing.Signer(salt="deungdae.notices.subscription")
WISH = "deungdae.notices.wish"
DAYS = 3
"""How long the link of a confirmation opens."""


def short_address(notice: Notice) -> str:
    return settings.SITE_ADDRESS + reverse("short:notice", args=[notice.code])


def wish_token(wish: dict[str, Any]) -> str:
    """What somebody wants to subscribe to, signed: the address itself is the only place where it is kept."""
    return signing.dumps(wish, salt=WISH, compress=True)


def wish_of_token(token: str) -> dict[str, Any] | None:
    """None: forged, or too old."""
    try:
        found = signing.loads(token, salt=WISH, max_age=DAYS * 24 * 60 * 60)
    except signing.BadSignature:
        return None
    return found if isinstance(found, dict) else None


def confirm_address(wish: dict[str, Any]) -> str:
    return settings.SITE_ADDRESS + reverse("notices:confirm", args=[wish_token(wish)])


def subscription_token(one: Subscription) -> str:
    return SUBSCRIPTION.sign(f"{one.short_id}-{one.link_version}")


def is_genuine(token: str) -> bool:
    """Whether the house has written this link once."""
    try:
        SUBSCRIPTION.unsign(token)
    except signing.BadSignature:
        return False
    return True


def subscription_of_token(token: str) -> Subscription | None:
    """None: forged, ended, or worthless since the links were renewed."""
    try:
        name, _dash, version = SUBSCRIPTION.unsign(token).partition("-")
        found = Subscription.objects.filter(public_id=from_short(name), link_version=int(version))
    except (signing.BadSignature, ValueError):
        return None
    return found.first()


def subscription_address(one: Subscription) -> str:
    return settings.SITE_ADDRESS + reverse("notices:subscription", args=[subscription_token(one)])


def unsubscribe_address(one: Subscription) -> str:
    return settings.SITE_ADDRESS + reverse("notices:unsubscribe", args=[subscription_token(one)])
