"""What stands between a sign-in and the pages."""

import time
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.middleware import SessionMiddleware as DjangoSessions
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from deungdae.apps.accounts.factors import has_second_factor, is_due
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.sessions import FACTS, begin, touch
from deungdae.apps.core.api.problems import TooManyCallsError, too_many_calls
from deungdae.apps.core.errors import too_many_requests

MINUTE, API = 60, "/api/"
Answer = Callable[[HttpRequest], HttpResponse]
WAY_TO_A_FACTOR = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_logout",
        "set_language",
        "core:alive",
        "core:ready",
    }
)
"""What opens before a factor that is due has been set up."""


class CookieMiddleware(DjangoSessions):
    """An answer to a call that a page made by itself takes no session's cookie away.

    It may have been asked with a session that has ended, and come after somebody signed in anew.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response = super().process_response(request, response)
        name = settings.SESSION_COOKIE_NAME
        is_call = request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"
        if is_call and name in response.cookies and not response.cookies[name].value:
            del response.cookies[name]
        return response


class SessionMiddleware:
    """A session begins with the sign-in and is kept alive by its use, within its limits."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if FACTS in request.session:
            touch(request)
        response = self.get_response(request)
        if SESSION_KEY in request.session and FACTS not in request.session:
            begin(request)
        return response


class RequestLimitMiddleware:
    """So many requests a minute per account, or per network address of those who are not signed in.

    Counted in the memory of the one web process; several would each count for themselves.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        account = request.session.get(SESSION_KEY)
        limits = settings.REQUESTS_PER_MINUTE
        if account:
            wait = seconds_to_wait(f"account:{account}", limits["account"])
        else:
            wait = seconds_to_wait(f"address:{get_adapter().get_client_ip(request)}", limits["address"])
        if not wait:
            return self.get_response(request)
        if request.path.startswith(API):
            return too_many_calls(request, TooManyCallsError(wait=wait))
        return too_many_requests(request, wait=wait)


def seconds_to_wait(who: str, limit: int) -> int:
    """One more request in this minute; 0 while there are not too many."""
    minute, second = divmod(int(time.time()), MINUTE)
    key = f"requests:{who}:{minute}"
    cache.add(key, 0, timeout=2 * MINUTE)
    return MINUTE - second if cache.incr(key) > limit else 0


class SecondFactorMiddleware:
    """Whose role asks for a second factor sees nothing before it was shown: who has none is led to set it up,
    who has one signs in with it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Answer, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        user = request.user
        if not isinstance(user, User) or not is_due(request, user=user):
            return None
        if has_second_factor(user=user):
            logout(request)
            return redirect("account_login")
        match = request.resolver_match
        on_the_way = match is not None and match.view_name in WAY_TO_A_FACTOR
        return None if on_the_way else redirect("mfa_index")
