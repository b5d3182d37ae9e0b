"""The test suite: either database, quick password hashes, mail in memory, no compressed static files.

SQLite does not wait for the disk: a power cut loses everything, which tests do not mind.
"""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("DEUNGDAE_STATE", tempfile.mkdtemp(prefix="deungdae-test-"))

from deungdae.project.settings.base import *  # noqa: F403
from deungdae.project.settings.base import INSTALLED_APPS, SQLITE_OPTIONS, STATE, database

SECRET_KEY = "only-for-tests-" + "x" * 50
DEBUG = False
ALLOWED_HOSTS = ["*"]
DATABASES = {
    "default": database(os.environ.get("DEUNGDAE_TEST_DATABASE_URL", f"sqlite:///{STATE / 'test.sqlite3'}"))
}
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(Path(STATE) / "test-run.sqlite3")}
    DATABASES["default"]["OPTIONS"] |= {
        "init_command": SQLITE_OPTIONS["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    }
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "deungdae.project.static_files.Plain"},
}
REQUESTS_PER_MINUTE = {"account": 10**9, "address": 10**9}
API_CALLS_WITHOUT_A_KEY = {"minute": 10**9, "day": 10**9}
INSTALLED_APPS = [*INSTALLED_APPS, "tests.support"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
"""Passkeys without TLS, on this computer only."""
