"""The way to another house and back."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.account.decorators import reauthentication_required
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from jwt import PyJWTError
from requests import RequestException

from deungdae.apps.accounts.social.failures import Failure, failed
from deungdae.apps.accounts.social.providers import ADAPTERS, OPENID, name_of

P = ParamSpec("P")
UNREADABLE = (
    RequestException,
    OAuth2Error,
    PyJWTError,
    ImproperlyConfigured,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
)
"""What allauth lets through when the other house is down or answers something else than it should."""


def where_configured(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """There is no such page while the house it belongs to (or any house at all) is not configured."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        wanted = kwargs.get("provider_id")
        found = settings.SIGN_IN_PROVIDERS
        if not (wanted in found if wanted else found):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@where_configured
@require_POST
@never_cache
def leave(request: HttpRequest, provider_id: str) -> HttpResponse:
    """A page that leads on by itself: the rules for forms would not let a form end in another house."""
    if request.user.is_authenticated:
        return to_connect(request, provider_id)
    return led_on(request, provider_id, process="login")


@reauthentication_required
def to_connect(request: HttpRequest, provider_id: str) -> HttpResponse:
    return led_on(request, provider_id, process="connect")


def led_on(request: HttpRequest, provider_id: str, *, process: str) -> HttpResponse:
    try:
        provider = get_adapter().get_provider(request, provider_id)
        onward = provider.redirect(request, process, next_url=get_next_redirect_url(request))["Location"]
    except UNREADABLE as error:
        return failed(request, Failure.DOWN, provider=provider_id, error=error)
    context = {"provider_name": name_of(provider_id), "address": onward}
    answer = render(request, "socialaccount/onward.html", context)
    answer["Refresh"] = f"0; url={onward}"
    return answer


@where_configured
@require_GET
@never_cache
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    adapter = import_string(ADAPTERS[provider_id])
    made = adapter(request, provider_id) if provider_id in OPENID.values() else adapter(request)
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(made)(request)
    except UNREADABLE as error:
        return failed(request, Failure.DOWN, provider=provider_id, error=error)
    return answer
