"""What stands around every operation: no keys in addresses, what is left of a quota, answers known already,
and pages of other houses that may read what everybody may."""

import hashlib
from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _

from deungdae.apps.accounts.services import TOKEN_PREFIX
from deungdae.apps.connections.api.keys import OPERATION, QUOTA
from deungdae.apps.connections.scopes import EVERYBODY
from deungdae.apps.connections.services.keys import MARK
from deungdae.apps.core.api.problems import problem

View = Callable[..., HttpResponseBase]
SECRET_NAMES = frozenset({"api_key", "apikey", "access_token", "authorization"})
FRESH_SECONDS = 60
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, RateLimit, RateLimit-Policy, Retry-After",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET",
    "Access-Control-Allow-Headers": "Accept-Language, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
"""Not `Authorization`: a key has no business in a page that others can read."""


def with_front(view: View, *, operations: Callable[[], Mapping[str, str]]) -> View:
    """`operations`: method → id of the operation behind this address."""

    @wraps(view)
    def answer(request: HttpRequest, **parts: str) -> HttpResponseBase:
        known = operations()
        is_open = known.get("GET", "") in EVERYBODY
        if names_a_secret(request):
            return secret_in_address(request)
        if request.method == "OPTIONS" and is_open:
            return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={**CORS, **PREFLIGHT})
        setattr(request, OPERATION, known.get(request.method or "", ""))
        return dressed(request, view(request, **parts), is_open=is_open)

    return answer


def names_a_secret(request: HttpRequest) -> bool:
    values = (value for _name, several in request.GET.lists() for value in several)
    is_named = any(name.lower() in SECRET_NAMES for name in request.GET)
    return is_named or any(value.startswith((MARK, TOKEN_PREFIX)) for value in values)


def secret_in_address(request: HttpRequest) -> HttpResponse:
    words = _(
        "키를 주소에 넣지 마십시오. 주소는 여러 곳의 기록에 남습니다. Authorization 머리글에 넣고,"
        " 주소에 넣었던 키는 폐기해 주십시오."
    )
    return problem(400, "key_in_address", words)


def dressed(request: HttpRequest, response: HttpResponseBase, *, is_open: bool) -> HttpResponseBase:
    quota = getattr(request, QUOTA, None)
    if isinstance(response, HttpResponse) and response.status_code == 200 and request.method == "GET":
        response = as_known(request, response)
    for name, value in (quota.headers() if quota is not None else {}).items():
        response[name] = value
    patch_vary_headers(response, ["Accept-Language", "Authorization"])
    has_key = "Authorization" in request.headers
    if is_open and not has_key and response.status_code in (200, 304):
        patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    elif not response.has_header("Cache-Control"):
        patch_cache_control(response, private=True, no_cache=True)
    if is_open and not has_key:
        for name, value in CORS.items():
            response[name] = value
    return response


def as_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """304 where the caller has this very answer."""
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    found = get_conditional_response(request, etag=etag, response=response)
    return found if isinstance(found, HttpResponse) else response
