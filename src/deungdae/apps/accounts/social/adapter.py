"""allauth's sign-in with other houses as we want it: nobody is let in or made by an address alone."""

from collections.abc import Mapping
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthError, Provider
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.module_loading import import_string

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.social.connections import CONNECTED, connect
from deungdae.apps.accounts.social.failures import Failure, failed
from deungdae.apps.accounts.social.held import Newcomer, hold
from deungdae.apps.accounts.social.providers import CLASSES, OPENID, name_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done, not_done

NOBODY = ("", "None")
"""What allauth makes of an id that is not there."""


class HouseProviders(DefaultSocialAccountAdapter):
    def list_apps(
        self, request: HttpRequest | None, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Out of the settings alone; the table of allauth stays empty."""
        wanted = OPENID.get(provider or "", provider)
        return [app_of(key) for key in settings.SIGN_IN_PROVIDERS if wanted in (None, key)]

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Provider:
        app = self.get_app(request, provider=provider)
        found: Provider = import_string(CLASSES[app.provider_id or app.provider])(request, app=app)
        return found

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: Mapping[str, Any]) -> User:
        """Of all that the other house tells, only what is used here is kept."""
        account = sociallogin.account
        if account.uid in NOBODY:
            raise ValueError("the other house names nobody")
        email = str(data.get("email") or "").lower()
        name = str(data.get("name") or data.get("username") or "")[:100]
        is_verified = says_verified(sociallogin, email=email)
        account.extra_data = {"email": email, "is_verified": is_verified, "name": name}
        return User(email=email, name=name)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Only an account that is connected already goes on; allauth asks about second factor and lock."""
        account = sociallogin.account
        newcomer = Newcomer(provider=account.provider, uid=account.uid, **account.extra_data)
        if sociallogin.state.get("process") == "connect" and isinstance(request.user, User):
            raise ImmediateHttpResponse(connected(request, newcomer))
        if not sociallogin.is_existing:
            hold(request, newcomer)
            raise ImmediateHttpResponse(redirect("socialaccount_waiting"))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Provider,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: Mapping[str, object] | None = None,
    ) -> None:
        if error == AuthError.CANCELLED:
            kind = Failure.DENIED
        elif exception is None and "state_id" in (extra_context or {}):
            kind = Failure.STATE
        else:
            kind = Failure.DOWN
        raise ImmediateHttpResponse(failed(request, kind, provider=provider.sub_id, error=exception))


def app_of(key: str) -> SocialApp:
    values = settings.SIGN_IN_PROVIDERS[key]
    app = SocialApp(provider=key, name=values["name"], client_id=values["client_id"], secret=values["secret"])
    if "server" in values:
        app.provider, app.provider_id = "openid_connect", key
        app.settings = {"server_url": values["server"].rstrip("/"), "oauth_pkce_enabled": True}
    return app


def says_verified(sociallogin: SocialLogin, *, email: str) -> bool:
    """Whether the other house vouches for the address. Naver does not say so of the address it gives."""
    account = sociallogin.account
    if account.provider == "naver" or not email:
        return False
    told = account.extra_data.get("kakao_account", {})
    if account.provider == "kakao" and told.get("is_email_valid") is not True:
        return False
    vouched = {str(one.email).lower(): one.verified for one in sociallogin.email_addresses}
    return vouched.get(email) in (True, "true")


def connected(request: HttpRequest, newcomer: Newcomer) -> HttpResponse:
    """The answer to somebody who is signed in and went to the other house to connect it."""
    assert isinstance(request.user, User)  # noqa: S101  # nosec - asked by the caller
    try:
        connect(user=request.user, newcomer=newcomer)
        done(request, str(CONNECTED), name=name_of(newcomer.provider))
    except RefusedError as error:
        not_done(request, error.message)
    return redirect("socialaccount_connections")
