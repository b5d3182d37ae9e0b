"""Which other houses are configured. Code of a house that is not is never imported."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CLASSES = {
    "naver": "allauth.socialaccount.providers.naver.provider.NaverProvider",
    "kakao": "allauth.socialaccount.providers.kakao.provider.KakaoProvider",
    "oidc": "allauth.socialaccount.providers.openid_connect.provider.OpenIDConnectProvider",
}
ADAPTERS = {
    "naver": "allauth.socialaccount.providers.naver.views.NaverOAuth2Adapter",
    "kakao": "allauth.socialaccount.providers.kakao.views.KakaoOAuth2Adapter",
    "oidc": "allauth.socialaccount.providers.openid_connect.views.OpenIDConnectOAuth2Adapter",
}
NAMES = {"naver": _("네이버"), "kakao": _("카카오")}
OPENID = {"openid_connect": "oidc"}
"""allauth's word for the kind → our word for the one house of this kind."""


@dataclass(frozen=True, slots=True)
class Provider:
    """`key` stands in addresses and beside the accounts of this house."""

    key: str
    name: str | Promise


def providers() -> list[Provider]:
    """Those that are configured, in the order in which they are shown."""
    found = settings.SIGN_IN_PROVIDERS
    return [Provider(key, NAMES.get(key, found[key]["name"])) for key in CLASSES if key in found]


def name_of(key: str) -> str:
    return str(NAMES.get(key) or settings.SIGN_IN_PROVIDERS.get(key, {}).get("name", key))
