"""Settings shared by every environment; what differs stands in demo, test and production."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONCE, NONE, SELF

from deungdae.apps.core.data_folder import data_folder
from deungdae.project.settings.providers import configured

PACKAGE = Path(__file__).resolve().parents[2]
STATE = Path(os.environ.get("DEUNGDAE_STATE", "var")).resolve()
"""What this installation keeps beside its database (and the database itself when it is SQLite)."""
STATE.mkdir(mode=0o700, parents=True, exist_ok=True)

INSTALLED_APPS = [
    "deungdae.apps.core",
    "deungdae.apps.accounts",
    "deungdae.apps.organisations",
    "deungdae.apps.calendar",
    "deungdae.apps.evidence",
    "deungdae.apps.notices",
    "deungdae.apps.academy",
    "deungdae.apps.forum",
    "deungdae.apps.caravan",
    "deungdae.apps.diagnosis",
    "deungdae.apps.roadmap",
    "deungdae.apps.gap",
    "deungdae.apps.policy",
    "deungdae.apps.programme",
    "deungdae.apps.reports",
    "deungdae.apps.privacy",
    "deungdae.apps.connections",
    "deungdae.apps.portal",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "rules",
    "simple_history",
    "csp",
    "django_cotton",
    "django_htmx",
]

# The history is read by organisation, never by time alone.
SIMPLE_HISTORY_DATE_INDEX = False

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "deungdae.apps.core.middleware.SharedMiddleware",
    "deungdae.apps.core.middleware.CompressionMiddleware",
    "deungdae.apps.core.middleware.DatabaseDownMiddleware",
    "deungdae.apps.accounts.gates.CookieMiddleware",
    "deungdae.apps.accounts.gates.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "deungdae.apps.accounts.gates.RequestLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "deungdae.apps.accounts.middleware.RoleInUseMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "deungdae.apps.accounts.gates.SecondFactorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "deungdae.apps.core.middleware.WrongMethodMiddleware",
]

ROOT_URLCONF = "deungdae.project.urls"
WSGI_APPLICATION = "deungdae.project.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "deungdae.apps.core.context.frame",
                "deungdae.apps.accounts.context.roles",
                "deungdae.apps.accounts.context.ways_in",
            ],
        },
    }
]

SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}
POSTGRESQL_OPTIONS: dict[str, Any] = {"options": "-c statement_timeout=30000 -c lock_timeout=10000"}


def database(url: str) -> dict[str, Any]:
    """The connection for a database address, with the options that our promises rest on."""
    settings: dict[str, Any] = dict(dj_database_url.parse(url))
    settings["CONN_HEALTH_CHECKS"] = True
    settings["CONN_MAX_AGE"] = 60
    is_sqlite = urlsplit(url).scheme == "sqlite"
    own = SQLITE_OPTIONS if is_sqlite else POSTGRESQL_OPTIONS
    settings["OPTIONS"] = {**settings.get("OPTIONS", {}), **own}
    return settings


DATABASES = {"default": database(os.environ.get("DATABASE_URL", f"sqlite:///{STATE / 'deungdae.sqlite3'}"))}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "deungdae.apps.accounts.backends.SignIn",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "deungdae.apps.accounts.passwords.NotLikeThePerson"},
    {"NAME": "deungdae.apps.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "deungdae.apps.accounts.passwords.NotCommon"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/today/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "deungdae.apps.accounts.adapter.HouseAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
"""How long after signing in or confirming it again the pages of tokens and second factors open."""
SECOND_FACTOR_REQUIRED = True
"""Whether centre staff, reviewers, officials and auditors see nothing before a second factor was shown."""
MFA_ADAPTER = "deungdae.apps.accounts.factor_adapter.HouseFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "deungdae.apps.accounts.factor_forms.CodeForm",
    "reauthenticate": "deungdae.apps.accounts.factor_forms.CodeAgainForm",
    "activate_totp": "deungdae.apps.accounts.factor_forms.FirstCodeForm",
    "add_webauthn": "deungdae.apps.accounts.factor_forms.PasskeyForm",
}
SOCIALACCOUNT_ADAPTER = "deungdae.apps.accounts.social.adapter.HouseProviders"
SIGN_IN_PROVIDERS = configured(os.environ)
"""Other houses that people may sign in with (Naver, Kakao, one of OpenID Connect); none unless set."""
CSRF_FAILURE_VIEW = "deungdae.apps.core.errors.form_too_old"
SESSION_ENGINE = "deungdae.apps.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_ABSOLUTE, SESSION_IDLE = timedelta(hours=12), timedelta(hours=3)
"""How long a sign-in lasts at most, and how long without use."""
REQUESTS_PER_MINUTE = {"account": 600, "address": 1_200}
"""Beyond these a page answers 429; the API has its own limit per token."""
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
"""In the memory of the one web process: holds nothing but counts of attempts and requests."""
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "deungdae.apps.accounts.links.PasswordLinks"  # noqa: S105
ACCOUNT_FORMS = {"reset_password_from_key": "deungdae.apps.accounts.first_password.LinkPasswordForm"}
ACCOUNT_RATE_LIMITS = {
    "login": "200/m/ip",
    "login_failed": "100/5m/ip,10/5m/key",
    "signup": "20/m/ip",
    "signup_mail": "3/h/key",
    "login_account": "100/h/key",
    "check_in": "20/5m/key",
    "forum_form": "300/h/ip",
    "forum_mail": "5/h/key",
    "forum_ask": "10/5m/key",
    "notice_subscribe": "30/h/ip",
    "notice_mail": "3/h/key",
    "notice_recommend": "60/h/ip",
}
"""Attempts to sign in: by network address, and by account and network address together (key). Sign-ups: by
network address; beyond so many mails to one address no more are sent. Attempts at one account from devices
on which it was never used (login_account) do not count against a device on which it was. Digits of a screen
typed for one seat (check_in). Forms of a forum that were sent without an account: by network address
(forum_form); beyond so many mails to one address no more are sent (forum_mail). Likewise subscriptions to the
board (notice_subscribe, notice_mail), recommendations without an account (notice_recommend)."""
PASSWORD_RESET_TIMEOUT = 7 * 24 * 60 * 60
"""How long an invitation opens; a forgotten password is set anew within an hour (accounts/links.py)."""

LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", "한국어"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Seoul"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["deungdae.project.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = STATE / "static"
MEDIA_ROOT = STATE / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "deungdae.project.static_files.Compressed"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
UPLOAD_MAX_BYTES = 30 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "deungdae.apps.core.uploads.BoundedUploadHandler",
]

MAIL_LOG = STATE / "mail.log"
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = "no-reply@deungdae.example"
SITE_ADDRESS = os.environ.get("DEUNGDAE_SITE_ADDRESS", "http://127.0.0.1:8000")
DEMO_SIGN_INS: list[dict[str, Any]] = []
DESIGN_IS_PUBLIC = False
"""Whether everybody may look at the page with all components, not only the centre's staff."""
CENTRE_NAME = os.environ.get("DEUNGDAE_CENTRE_NAME", "디지털 혁신센터")

CENTRE_EMAIL = os.environ.get("DEUNGDAE_CENTRE_EMAIL", "").strip()
"""Where the public writes to; empty: the pages name no address."""
OPEN_DATA_LICENCE = os.environ.get("DEUNGDAE_OPEN_DATA_LICENCE", "CC BY 4.0").strip()
"""Under which everybody may use the statistics; the source has to be named."""

LRS_ADDRESS = os.environ.get("DEUNGDAE_LRS_ADDRESS", "").strip()
"""The xAPI endpoint of a learning record store, without /statements; empty: nobody is told anything."""
LRS_KEY = os.environ.get("DEUNGDAE_LRS_KEY", "")
LRS_SECRET = os.environ.get("DEUNGDAE_LRS_SECRET", "")

API_CALLS = {"minute": 300, "day": 20_000}
"""How often a key may call the API; counted in the database."""
API_CALLS_WITHOUT_A_KEY = {"minute": 60, "day": 2_000}
"""How often the public part answers one network address; counted in the memory of the one web process."""
OUTGOING_INSIDE = os.environ.get("DEUNGDAE_OUTGOING_INSIDE", "").replace(",", " ").split()
"""Networks (CIDR) that webhooks may reach although they are inside, also without TLS: for trying them out."""
OUTGOING_AUTHORITIES = os.environ.get("DEUNGDAE_OUTGOING_AUTHORITIES", "")
"""A file of certificate authorities (PEM) that webhooks trust beside the system's."""

AUDIT_ANCHORS = Path(os.environ.get("DEUNGDAE_AUDIT_ANCHORS", STATE / "audit-anchors.log"))
"""Where the heads of the audit log's days are put down outside the database; best on a disk of its own."""
AUDITOR_ADDRESSES = os.environ.get("DEUNGDAE_AUDITORS", "").replace(",", " ").split()
"""Who gets the same heads by mail."""
HOME_NETWORKS = os.environ.get("DEUNGDAE_HOME_NETWORKS", "").replace(",", " ").split()
"""Networks (CIDR) that the centre's people work from; the monthly review lists looks from elsewhere."""

MASKED_FIELDS = os.environ.get("DEUNGDAE_MASKED_FIELDS", "email phone").replace(",", " ").split()
"""Personal fields that the centre's staff see masked until they say why: of name, email and phone."""
AUDIT_BULK = {"hour": 30, "day": 100}
"""Looks at the data of more people than this by one person in an hour or a day are listed by the review."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"deungdae": {"level": "INFO"}},
}

DATA_DIR = data_folder()
"""Facts as files (classifications, regions, law thresholds), each with its source beside it."""
