"""Who calls: a bearer token that carries its owner's rights, and how often it may."""

import time

from django.core.cache import cache
from django.http import HttpRequest
from ninja.security import HttpBearer

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import digest_of, user_of_token
from deungdae.apps.core.api.problems import TooManyCallsError

CALLS_PER_MINUTE = 360
MINUTE = 60


class BearerToken(HttpBearer):
    """`Authorization: Bearer dd_…`; a withdrawn token opens nothing from the next call on."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        user = user_of_token(secret=token)
        if user is not None:
            count_call(secret=token)
            request.user = user
        return user


def count_call(*, secret: str) -> None:
    """One more call in this minute; beyond the limit the caller is told how long to wait."""
    minute, second = divmod(int(time.time()), MINUTE)
    key = f"api-calls:{digest_of(secret=secret)}:{minute}"
    cache.add(key, 0, timeout=2 * MINUTE)
    if cache.incr(key) > CALLS_PER_MINUTE:
        raise TooManyCallsError(wait=MINUTE - second)
