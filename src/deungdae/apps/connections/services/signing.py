"""Secrets of webhooks, kept encrypted, and the signature by which a call is ours (Standard Webhooks)."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes

MARK, VERSION = "whsec_", "v1"
BYTES = 32


def new_secret() -> str:
    """As people copy it: the mark and 256 random bits."""
    return MARK + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def locked(secret: str) -> str:
    return locks().encrypt(secret.encode()).decode()


def opened(text: str) -> str:
    return locks().decrypt(text.encode()).decode()


def locks() -> MultiFernet:
    """Keys made of the installation's own; one that was replaced still opens what it closed."""
    known = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(lock_of(one)) for one in known])


def lock_of(secret: str | bytes) -> bytes:
    digest = hashlib.sha256(b"deungdae webhook secrets\0" + force_bytes(secret)).digest()
    return base64.urlsafe_b64encode(digest)


def signature(*, message: str, seconds: int, body: str, secret: str) -> str:
    """Over the message's id, the moment and the body, so that none of the three can be exchanged."""
    key = base64.b64decode(secret.removeprefix(MARK))
    signed = hmac.new(key, f"{message}.{seconds}.{body}".encode(), hashlib.sha256).digest()
    return f"{VERSION},{base64.b64encode(signed).decode()}"


def signature_headers(
    *, message: str, seconds: int, body: str, secrets_in_force: Iterable[str]
) -> dict[str, str]:
    """While a secret is being changed both sign."""
    signed = [signature(message=message, seconds=seconds, body=body, secret=one) for one in secrets_in_force]
    return {
        "webhook-id": message,
        "webhook-timestamp": str(seconds),
        "webhook-signature": " ".join(signed),
    }
