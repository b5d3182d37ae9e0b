"""Writing messages in the transaction of the act they tell about, and sending each of them once."""

import logging
import threading
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.template.loader import render_to_string

from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.core.outbox.errors import DeliveryUnsureError

logger = logging.getLogger("deungdae.outbox")
LEASE = timedelta(minutes=2)
MAX_ATTEMPTS = 8
BATCH = 20
IN_ONE_INSERT = 100
State = OutboxMessage.State
FOR_A_PERSON = (State.FAILED, State.UNSURE)
"""Messages that only a person can decide about."""


def message_of(
    *,
    recipient: str,
    occasion: str,
    template: str,
    context: dict[str, Any],
    about: str = "",
    attachment: tuple[str, str, str] | None = None,
    unsubscribe: str = "",
) -> OutboxMessage:
    """A message ready to be posted.

    `template` names two templates, `<template>_subject.txt` and `<template>_body.txt`;
    `attachment` is (file name, content type, text); `unsubscribe`: the address that ends such mail when a
    mail program posts to it.
    """
    context = {"site_address": settings.SITE_ADDRESS, "centre_name": settings.CENTRE_NAME, **context}
    subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())[:200]
    name, kind, text = attachment or ("", "", "")
    return OutboxMessage(
        recipient=recipient,
        occasion=occasion,
        template=template,
        subject=subject,
        body=render_to_string(f"{template}_body.txt", context),
        attachment_name=name,
        attachment_type=kind,
        attachment=text,
        unsubscribe=unsubscribe,
        about=about,
        not_before=clock.now(),
    )


def post_messages(messages: Iterable[OutboxMessage]) -> None:
    """Put messages into the outbox in few statements; the same recipient and occasion a second time is
    left out by the database."""
    OutboxMessage.objects.bulk_create(messages, ignore_conflicts=True, batch_size=IN_ONE_INSERT)


def post_message(
    *,
    recipient: str,
    occasion: str,
    template: str,
    context: dict[str, Any],
    about: str = "",
    attachment: tuple[str, str, str] | None = None,
) -> None:
    """Put one message into the outbox."""
    message = message_of(
        recipient=recipient,
        occasion=occasion,
        template=template,
        context=context,
        about=about,
        attachment=attachment,
    )
    post_messages([message])


def send_due_messages(*, stop: threading.Event | None = None) -> int:
    """Send what waits. A message left in the middle by a dead worker is marked for a person to look at."""
    now = clock.now()
    lost = OutboxMessage.objects.filter(state=State.SENDING, lease_until__lt=now)
    lost.update(state=State.UNSURE, lease_until=None, last_error="worker died while sending")
    due = OutboxMessage.objects.filter(state=State.PENDING, not_before__lte=now).order_by("id")
    sent = 0
    for pk in list(due.values_list("pk", flat=True)[:BATCH]):
        if stop is not None and stop.is_set():
            break
        sent += send_message(pk=pk)
    if sent:
        logger.info("sent %s messages", sent)
    return sent


def send_message(*, pk: int) -> bool:
    """Claim one message and send it.

    A refused delivery waits longer each time and ends as failed; one that may have arrived is not repeated.
    """
    now = clock.now()
    claimed = OutboxMessage.objects.filter(pk=pk, state=State.PENDING).update(
        state=State.SENDING, lease_until=now + LEASE, attempts=F("attempts") + 1
    )
    if not claimed:
        return False
    message = OutboxMessage.objects.get(pk=pk)
    try:
        deliver(message)
    except DeliveryUnsureError as error:
        logger.warning("message %s attempt %s: %s", message.short_id, message.attempts, error)
        end_attempt(message, state=State.UNSURE, last_error=str(error))
        return False
    except OSError as error:
        put_back(message, error)
        return False
    except ValueError as error:
        logger.warning("message %s cannot be written: %s", message.short_id, error)
        end_attempt(message, state=State.FAILED, last_error=str(error))
        return False
    end_attempt(message, state=State.SENT, last_error="", sent_at=clock.now())
    return True


def end_attempt(message: OutboxMessage, **values: object) -> None:
    OutboxMessage.objects.filter(pk=message.pk).update(lease_until=None, **values)


def resend_message(*, message: OutboxMessage, seen_attempts: int) -> bool:
    """Have a failed or unsure message sent once more; False when somebody has decided already.

    `seen_attempts` is the number of attempts that the person saw: the same order twice is one sending.
    """
    waiting = OutboxMessage.objects.filter(pk=message.pk, state__in=FOR_A_PERSON, attempts=seen_attempts)
    return bool(waiting.update(state=State.PENDING, not_before=clock.now()))


def settle_message(*, message: OutboxMessage, seen_attempts: int) -> bool:
    """A person has seen to it by other means; False when somebody has decided already."""
    waiting = OutboxMessage.objects.filter(pk=message.pk, state__in=FOR_A_PERSON, attempts=seen_attempts)
    return bool(waiting.update(state=State.SETTLED))


def deliver(message: OutboxMessage) -> None:
    """Hand the message to the mail server; its Message-ID is the same at every attempt."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
    headers = {"Message-ID": f"<{message.public_id}@{host}>"}
    if message.unsubscribe:
        headers["List-Unsubscribe"] = f"<{message.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMessage(subject=message.subject, body=message.body, to=[message.recipient], headers=headers)
    if message.attachment_name:
        mail.attach(message.attachment_name, message.attachment, message.attachment_type)
    mail.send()


def put_back(message: OutboxMessage, error: OSError) -> None:
    is_last = message.attempts >= MAX_ATTEMPTS
    wait = timedelta(seconds=30 * 2 ** min(message.attempts, MAX_ATTEMPTS))
    logger.warning("message %s attempt %s: %s", message.short_id, message.attempts, error)
    state = State.FAILED if is_last else State.PENDING
    end_attempt(message, state=state, not_before=clock.now() + wait, last_error=str(error))
