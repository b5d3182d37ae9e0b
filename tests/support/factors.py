"""Second factors of made-up people, and a quick sign-in that leaves the marks which allauth leaves."""

import time
from typing import Any

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY as WHOSE,
)
from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY as METHODS,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from deungdae.apps.accounts.factors import has_second_factor, needs_second_factor
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.sessions import FACTS
from deungdae.apps.core.ids import new_public_id

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
force_login_of_django = Client.force_login


def with_factor(user: User) -> User:
    """An authenticator app and recovery codes, as the page of second factors makes them."""
    if not has_second_factor(user=user):
        TOTP.activate(user, SECRET)
        RecoveryCodes.activate(user)
    return user


def code_now(secret: str = SECRET) -> str:
    """What the app shows."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def recovery_code_of(user: User) -> str:
    """One that was not used yet."""
    kept = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    return str(kept.wrap().get_unused_codes()[0])


def force_login(client: Client, user: User, backend: str | None = None) -> None:
    """Signed in a moment ago with a password, and with a second factor where the role asks for one."""
    force_login_of_django(client, user, backend)
    user = User.objects.get(pk=user.pk)
    records: list[dict[str, Any]] = [{"method": "password", "at": time.time()}]
    if needs_second_factor(user=user):
        with_factor(user)
        records.append({"method": "mfa", "at": time.time(), "type": "totp"})
    session = client.session
    session[METHODS], session[WHOSE] = records, str(user.pk)
    now = time.time()
    facts = {"id": str(new_public_id()), "since": now, "seen": now}
    session[FACTS] = {**facts, "address": "127.0.0.1", "device": ""}
    session.save()


def sign_in_as_allauth_does() -> None:
    """Every test's `force_login` from now on."""
    Client.force_login = force_login
