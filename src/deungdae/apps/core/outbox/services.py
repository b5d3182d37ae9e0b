"""Writing messages in the transaction of the act they tell about, and sending each of them once."""

import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.template.loader import render_to_string

from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage

logger = logging.getLogger("deungdae.outbox")
LEASE = timedelta(minutes=2)
MAX_ATTEMPTS = 8
BATCH = 20


def post_message(
    *,
    recipient: str,
    occasion: str,
    template: str,
    context: dict[str, Any],
    about: str = "",
    attachment: tuple[str, str, str] | None = None,
) -> None:
    """Put a message into the outbox; the same recipient and occasion a second time changes nothing.

    `template` names two templates, `<template>_subject.txt` and `<template>_body.txt`;
    `attachment` is (file name, content type, text).
    """
    context = {"site_address": settings.SITE_ADDRESS, "centre_name": settings.CENTRE_NAME, **context}
    subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())[:200]
    name, kind, text = attachment or ("", "", "")
    message = OutboxMessage(
        recipient=recipient,
        occasion=occasion,
        template=template,
        subject=subject,
        body=render_to_string(f"{template}_body.txt", context),
        attachment_name=name,
        attachment_type=kind,
        attachment=text,
        about=about,
        not_before=clock.now(),
    )
    OutboxMessage.objects.bulk_create([message], ignore_conflicts=True)


def send_due_messages() -> int:
    """Send what waits. A message left in the middle by a dead worker is marked for a person to look at."""
    now = clock.now()
    lost = OutboxMessage.objects.filter(state=OutboxMessage.State.SENDING, lease_until__lt=now)
    lost.update(state=OutboxMessage.State.UNSURE, lease_until=None, last_error="worker died while sending")
    due = OutboxMessage.objects.filter(state=OutboxMessage.State.PENDING, not_before__lte=now).order_by("id")
    sent = sum(send_message(pk=pk) for pk in due.values_list("pk", flat=True)[:BATCH])
    if sent:
        logger.info("sent %s messages", sent)
    return sent


def send_message(*, pk: int) -> bool:
    """Claim one message and send it. A refused delivery waits longer each time, and ends as failed."""
    now = clock.now()
    claimed = OutboxMessage.objects.filter(pk=pk, state=OutboxMessage.State.PENDING).update(
        state=OutboxMessage.State.SENDING, lease_until=now + LEASE, attempts=F("attempts") + 1
    )
    if not claimed:
        return False
    message = OutboxMessage.objects.get(pk=pk)
    try:
        deliver(message)
    except OSError as error:
        put_back(message, error)
        return False
    OutboxMessage.objects.filter(pk=pk).update(
        state=OutboxMessage.State.SENT, sent_at=clock.now(), lease_until=None, last_error=""
    )
    return True


def deliver(message: OutboxMessage) -> None:
    """Hand the message to the mail server; its Message-ID is the same at every attempt."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
    mail = EmailMessage(
        subject=message.subject,
        body=message.body,
        to=[message.recipient],
        headers={"Message-ID": f"<{message.public_id}@{host}>"},
    )
    if message.attachment_name:
        mail.attach(message.attachment_name, message.attachment, message.attachment_type)
    mail.send()


def put_back(message: OutboxMessage, error: OSError) -> None:
    is_last = message.attempts >= MAX_ATTEMPTS
    state = OutboxMessage.State.FAILED if is_last else OutboxMessage.State.PENDING
    wait = timedelta(seconds=30 * 2**message.attempts)
    logger.warning("message %s attempt %s: %s", message.short_id, message.attempts, error)
    OutboxMessage.objects.filter(pk=message.pk).update(
        state=state, not_before=clock.now() + wait, lease_until=None, last_error=str(error)
    )
