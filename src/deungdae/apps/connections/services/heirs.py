"""Whoever answers for a company is told when a key in use died with the role of who made it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from deungdae.apps.accounts.models import User
from deungdae.apps.connections.models import ApiKey
from deungdae.apps.connections.services.places import acts_still
from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.core.outbox.services import message_of, post_messages
from deungdae.apps.organisations.models import Membership, Organisation

IN_USE = timedelta(days=30)
"""A key that no program has used for so long is missed by nobody."""
BETWEEN_LOOKS = timedelta(minutes=10)
_looked: list[datetime] = []


def look_after_keys() -> int:
    """A chore of the worker, now and then: it asks for the role behind each key that is in use."""
    now = clock.now()
    if _looked and timedelta() <= now - _looked[0] < BETWEEN_LOOKS:
        return 0
    _looked[:] = [now]
    return tell_heirs()


@transaction.atomic
def tell_heirs() -> int:
    """How many letters; each owner hears of a key once, as the outbox knows."""
    now = clock.now()
    used = ApiKey.objects.filter(revoked_at=None, expires_at__gt=now, last_used_at__gte=now - IN_USE)
    rows = used.exclude(organisation=None).select_related("maker", "organisation__merged_into").order_by("pk")
    dead = [key for key in rows if not acts_still(key.maker, role=key.role)]
    with translation.override(settings.LANGUAGE_CODE):
        letters = [letter_of(key, user) for key in dead for user in heirs_of(key)]
    post_messages(letters)
    return len(letters)


def heirs_of(key: ApiKey) -> list[User]:
    """Who is in charge of the company, or of the one that it has been merged into."""
    assert key.organisation is not None  # noqa: S101  # nosec - asked of keys of companies
    standing: Organisation = key.organisation.merged_into or key.organisation
    rows = Membership.objects.current().filter(organisation=standing, role=Membership.Role.OWNER)
    found = [one.user for one in rows.select_related("user").order_by("pk")]
    return [one for one in found if one.can_sign_in and one.pk != key.maker_id]


def letter_of(key: ApiKey, user: User) -> OutboxMessage:
    return message_of(
        recipient=user.email,
        occasion=f"key-died:{key.short_id}",
        template="connections/mail/key_died",
        context={"key": key, "path": reverse("connections:key", args=[key.public_id])},
        about=key.short_id,
    )
