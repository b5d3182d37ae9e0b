"""Devices on which an account was signed in to before: a signed cookie says so, and holds no address."""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from deungdae.apps.accounts.models import User

COOKIE, SALT = "known-device", "deungdae.known-device"
KEPT = timedelta(days=180)


def mark_of(email: str) -> str:
    return hashlib.sha256(email.lower().encode()).hexdigest()[:32]


def is_known(request: HttpRequest, *, email: str) -> bool:
    """This account was signed in to on this device within half a year."""
    mark = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=KEPT)
    return bool(email) and mark == mark_of(email)


def remember(response: HttpResponse, *, user: User) -> None:
    response.set_signed_cookie(
        COOKIE,
        mark_of(user.email),
        salt=SALT,
        max_age=int(KEPT.total_seconds()),
        httponly=True,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        samesite="Lax",
    )
