"""The second factor of a sign-in: who needs one, who has one, and whether this session showed it.

allauth keeps the factors and asks for them; here is what the house wants of them.
"""

import hashlib
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.notices import Notice, post_notice
from deungdae.apps.accounts.rights.roles import held_roles

Type = Authenticator.Type
REQUIRED_ROLES = ("centre_lead", "centre_staff", "reviewer", "ministry_official", "auditor")
"""Roles of which nobody is let in by a password alone."""
FACTORS = (Type.TOTP, Type.WEBAUTHN)
"""What counts as a second factor; recovery codes only stand in for one."""


def needs_second_factor(*, user: User) -> bool:
    """Holds a role today that asks for one, whichever role is in use."""
    return settings.SECOND_FACTOR_REQUIRED and any(
        held.key in REQUIRED_ROLES for held in held_roles(user=user)
    )


def factors_of(*, user: User) -> QuerySet[Authenticator]:
    return Authenticator.objects.filter(user=user, type__in=FACTORS)


def has_second_factor(*, user: User) -> bool:
    return factors_of(user=user).exists()


def was_shown(request: HttpRequest, *, user: User) -> bool:
    """This session was opened with a second factor, or set one up itself."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


def is_due(request: HttpRequest, *, user: User) -> bool:
    """A second factor is asked for and was not shown in this session."""
    return not was_shown(request, user=user) and needs_second_factor(user=user)


def remember_shown(request: HttpRequest, *, user: User, kind: str) -> None:
    """Whoever sets up a factor has just shown it."""
    record_authentication(request, user, "mfa", type=kind)


def say_when_used_up(*, factor: Authenticator) -> None:
    """After a recovery code was used: a mail when it was the last."""
    if factor.type != Type.RECOVERY_CODES:
        return
    kept = Authenticator.objects.get(pk=factor.pk)
    if not kept.wrap().get_unused_codes():
        post_notice(user=factor.user, notice=Notice.CODES_USED_UP)


def key_id(key: Authenticator) -> UUID:
    """How an address names a passkey: made of its public credential, so that no number of ours leaves."""
    credential = key.data["credential"]["rawId"]
    return UUID(bytes=hashlib.sha256(str(credential).encode()).digest()[:16])


def passkeys_of(*, user: User) -> list[Authenticator]:
    return list(Authenticator.objects.filter(user=user, type=Type.WEBAUTHN).order_by("id"))
