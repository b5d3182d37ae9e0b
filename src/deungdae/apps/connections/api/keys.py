"""Who calls: with a key, within its scopes and its quota; or without one, where everybody may."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.security import HttpBearer

from deungdae.apps.connections.models import ApiKey
from deungdae.apps.connections.scopes import NEEDED, Scope
from deungdae.apps.connections.services.keys import MARK, key_of
from deungdae.apps.connections.services.quotas import Quota, count_address, count_call
from deungdae.apps.core.api.problems import problem
from deungdae.apps.core.audit.caller import address_of
from deungdae.engine.kernel.korean import sentence

HELD = "api_key"
"""Under these words the request keeps the key, what is left of a quota, and the operation's id."""
QUOTA, OPERATION = "api_quota", "api_operation"


class OverQuotaError(Exception):
    def __init__(self, quota: Quota) -> None:
        super().__init__(str(quota.wait))
        self.quota = quota


class ScopeError(Exception):
    """The key opens other things; `scope` None: no key opens this operation."""

    def __init__(self, scope: Scope | None) -> None:
        super().__init__(scope.code if scope else "")
        self.scope = scope


class KeyBearer(HttpBearer):
    """`Authorization: Bearer dk_…`; a revoked or expired key opens nothing from the next call on."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiKey | None:
        key = key_of(token) if token.startswith(MARK) else None
        if key is None:
            return None
        require_quota(request, count_call(key))
        scope = NEEDED.get(getattr(request, OPERATION, ""))
        if scope is None or scope.code not in key.scopes:
            raise ScopeError(scope)
        request.user = key.maker
        setattr(request, HELD, key)
        return key


def without_a_key(request: HttpRequest) -> str | None:
    """Everybody, from this network address; who sends a key that opens nothing is told so."""
    if "Authorization" in request.headers:
        return None
    address = address_of(request)
    require_quota(request, count_address(address))
    return "everybody"


def require_quota(request: HttpRequest, quota: Quota) -> None:
    setattr(request, QUOTA, quota)
    if quota.wait:
        raise OverQuotaError(quota)


def key_in(request: HttpRequest) -> ApiKey | None:
    return getattr(request, HELD, None)


def over_quota(request: HttpRequest, error: OverQuotaError) -> HttpResponse:
    spent = next((one for one in error.quota.windows if one.seconds == error.quota.wait), None)
    template = _("요청 한도({limit}번)를 다 썼습니다. {wait}초 뒤에 다시 보내 주십시오.")
    words = sentence(template, {"limit": spent.limit if spent else "", "wait": error.quota.wait})
    return problem(429, "over_quota", words, headers={"Retry-After": str(error.quota.wait)})


def wrong_scope(request: HttpRequest, error: ScopeError) -> HttpResponse:
    if error.scope is None:
        words = _("키로는 열 수 없는 일입니다. 개인 토큰으로 부르거나 API 안내에서 범위를 확인해 주십시오.")
        return problem(403, "not_for_keys", words)
    template = _("이 키에는 ‘{scope}’ 범위가 없습니다({label}). 그 범위를 넣은 키를 새로 만들어 주십시오.")
    words = sentence(template, {"scope": error.scope.code, "label": str(error.scope.label)})
    return problem(403, "scope", words)


def answer_key_problems(api: NinjaAPI) -> None:
    handlers: dict[type[Exception], Any] = {OverQuotaError: over_quota, ScopeError: wrong_scope}
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)
