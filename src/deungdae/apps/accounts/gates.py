"""What stands between a sign-in and the pages."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from deungdae.apps.accounts.factors import has_second_factor, is_due
from deungdae.apps.accounts.models import User

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
