"""Mail of the demo: whole messages in a file, so that hundreds of them do not flood the console."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage


class MailLog(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        with Path(settings.MAIL_LOG).open("ab") as file:
            for message in email_messages:
                file.write(message.message().as_bytes() + b"\n" + b"-" * 72 + b"\n")
        return len(email_messages)
