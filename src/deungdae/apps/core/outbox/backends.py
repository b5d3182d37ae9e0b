"""Where mail goes: to a mail server, watched while it takes a message; or, in the demo, into a file."""

import logging
import smtplib
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import EmailMessage

from deungdae.apps.core.outbox.errors import DeliveryUnsureError

logger = logging.getLogger("deungdae.outbox")


class WatchedSMTP(smtplib.SMTP):
    """Tells a refusal from a silence: once the content is on its way, only the server's answer counts."""

    def data(self, msg: object) -> tuple[int, bytes]:
        try:
            return super().data(msg)  # type: ignore[arg-type]
        except smtplib.SMTPDataError:
            raise
        except OSError as error:
            raise DeliveryUnsureError(f"no answer after DATA: {error}") from error


class WatchedSMTPOverSSL(smtplib.SMTP_SSL):
    """The same over a connection that is encrypted from the start."""

    data = WatchedSMTP.data


class WatchedEmailBackend(EmailBackend):
    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return WatchedSMTPOverSSL if self.use_ssl else WatchedSMTP

    def close(self) -> None:
        """A server that does not say good-bye has still taken what it said it took."""
        try:
            super().close()
        except OSError as error:
            logger.info("mail server left without a word: %s", error)


class MailLog(BaseEmailBackend):
    """Whole messages in a file, so that hundreds of them do not flood the console."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        with Path(settings.MAIL_LOG).open("ab") as file:
            for message in email_messages:
                file.write(message.message().as_bytes() + b"\n" + b"-" * 72 + b"\n")
        return len(email_messages)
