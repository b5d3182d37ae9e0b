"""The test settings on a test database that another process has made."""

import os

from deungdae.project.settings.test import *  # noqa: F403
from deungdae.project.settings.test import DATABASES

DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE_NAME"]
if os.environ.get("TEST_MAIL_LOG"):
    EMAIL_BACKEND = "deungdae.apps.core.outbox.backends.MailLog"
    MAIL_LOG = os.environ["TEST_MAIL_LOG"]
