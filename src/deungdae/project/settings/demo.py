"""The demo on this computer: SQLite, mail on the console, a key made once and kept beside the data."""

import os
import secrets

from deungdae.apps.portal.demo.people import DEMO_PASSWORD, SIGN_INS
from deungdae.project.settings import DEMO_KEY
from deungdae.project.settings.base import *  # noqa: F403
from deungdae.project.settings.base import STATE


def kept_secret() -> str:
    """The signing key of this demo, made at the first start; readable only by its owner."""
    path = STATE / DEMO_KEY
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()


DEBUG = False
SECRET_KEY = os.environ.get("DEUNGDAE_SECRET_KEY") or kept_secret()
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
DEMO_SIGN_INS = [{"role": one.role, "email": one.email, "password": DEMO_PASSWORD} for one in SIGN_INS]
DESIGN_IS_PUBLIC = True
EMAIL_BACKEND = "deungdae.apps.core.outbox.backends.MailLog"
SECOND_FACTOR_REQUIRED = False
"""Everybody may look around with the printed passwords; the sign-in page says what a real centre asks."""
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
"""Passkeys without TLS, on this computer only."""
