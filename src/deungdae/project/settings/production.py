"""Production: every secret and address comes from the environment; a missing one stops the start."""

import os

from django.core.exceptions import ImproperlyConfigured

from deungdae.project.settings.base import *  # noqa: F403


def needed(name: str) -> str:
    """A value without which nothing starts."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"환경 변수 {name}의 값이 없습니다. README의 ‘In production’을 보십시오.")
    return value


SECRET_KEY = needed("DEUNGDAE_SECRET_KEY")
DEBUG = False
ALLOWED_HOSTS = needed("DEUNGDAE_ALLOWED_HOSTS").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"

ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("DEUNGDAE_PROXIES", "1"))
"""How many proxies stand before the web server: failed sign-ins are counted by the address behind them."""

EMAIL_BACKEND = "deungdae.apps.core.outbox.backends.WatchedEmailBackend"
EMAIL_HOST = os.environ.get("DEUNGDAE_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("DEUNGDAE_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("DEUNGDAE_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("DEUNGDAE_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("DEUNGDAE_EMAIL_TLS", "") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("DEUNGDAE_FROM_EMAIL", "no-reply@deungdae.example")
