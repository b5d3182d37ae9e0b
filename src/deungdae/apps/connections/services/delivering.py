"""Sending what waits: claimed, signed, called within limits, tried again with growing pauses."""

import json
import logging
import threading
import time
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import translation

from deungdae.apps.accounts.models import User
from deungdae.apps.connections.events import may_hear
from deungdae.apps.connections.models import DeliveryAttempt, Webhook, WebhookDelivery
from deungdae.apps.connections.services.places import acts_still
from deungdae.apps.connections.services.signing import opened, signature_headers
from deungdae.apps.connections.services.webhooks import end_waiting
from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.core.outbox.services import message_of, post_messages
from deungdae.apps.core.outgoing.addresses import ForbiddenAddressError, target_of
from deungdae.apps.core.outgoing.calls import Answer, CallFailedError, post
from deungdae.apps.organisations.models import Membership

logger = logging.getLogger("deungdae.webhooks")
LEASE = timedelta(minutes=2)
BATCH = 20
PAUSES = (5, 5 * 60, 30 * 60, 2 * 3_600, 5 * 3_600, 10 * 3_600, 14 * 3_600, 20 * 3_600, 24 * 3_600)
"""Seconds after each attempt that failed: three days and a quarter in all."""
OTHERS_WAIT, SILENT_FOR = timedelta(minutes=5), timedelta(days=2)
GONE = 410
"""The other side says that it never wants to hear of anything again (RFC 9110)."""
NO_RIGHT, NOT_THIS = "no_right", "not_this"
"""The right of who registered it is over; or it does not reach to what this event tells of."""
Sent = WebhookDelivery.State
AGENT = "deungdae-webhooks/1"


def deliver_due(stop: threading.Event | None = None) -> int:
    """A round of the worker's thread; how many were tried. An address that fails waits with all it has, so
    that it holds up nobody else for long."""
    done = 0
    for _turn in range(BATCH):
        pk = due().values_list("pk", flat=True).first()
        if pk is None or (stop is not None and stop.is_set()):
            break
        done += deliver(pk=pk)
    return done


def due() -> QuerySet[WebhookDelivery]:
    waiting = WebhookDelivery.objects.filter(state=Sent.WAITING, not_before__lte=clock.now())
    return waiting.order_by("not_before", "pk")


def deliver(*, pk: int) -> bool:
    """Claim one and try it. Whoever dies in between leaves it waiting: its id is the same when it comes
    again, by which the other side knows it."""
    now = clock.now()
    mine = WebhookDelivery.objects.filter(pk=pk, state=Sent.WAITING, not_before__lte=now)
    claim = {"not_before": now + LEASE, "attempts": F("attempts") + 1, "since_asked": F("since_asked") + 1}
    if not mine.update(**claim):
        return False
    delivery = WebhookDelivery.objects.select_related("webhook__maker").get(pk=pk)
    started = time.monotonic()
    answer, fault = tried(delivery)
    milliseconds = int((time.monotonic() - started) * 1_000)
    keep(delivery, answer, fault, milliseconds)
    return True


def tried(delivery: WebhookDelivery) -> tuple[Answer | None, str]:
    """The answer, or the code of why there is none."""
    webhook = delivery.webhook
    if not acts_still(webhook.maker, role=webhook.role):
        return None, NO_RIGHT
    if not may_hear(webhook.maker, delivery.event, of_the_centre=webhook.organisation_id is None):
        return None, NOT_THIS
    seconds = int(clock.now().timestamp())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": AGENT,
        **signature_headers(
            message=delivery.short_id,
            seconds=seconds,
            body=delivery.body,
            secrets_in_force=secrets_of(webhook),
        ),
    }
    try:
        return post(target_of(webhook.address), body=delivery.body.encode(), headers=headers), ""
    except ForbiddenAddressError as error:
        return None, error.code
    except CallFailedError as error:
        return None, error.code


def secrets_of(webhook: Webhook) -> list[str]:
    """The one in force, and the one before while it still signs."""
    found = [opened(webhook.secret)]
    if webhook.former_until is not None and webhook.former_until > clock.now():
        found.append(opened(webhook.former_secret))
    return found


@transaction.atomic
def keep(delivery: WebhookDelivery, answer: Answer | None, fault: str, milliseconds: int) -> None:
    """The attempt in the log, and what follows from it; nothing where the webhook was deleted meanwhile."""
    webhook = Webhook.objects.select_for_update(of=("self",), no_key=True).filter(pk=delivery.webhook_id)
    held = webhook.select_related("maker", "organisation").first()
    if held is None:
        return
    now = clock.now()
    DeliveryAttempt.objects.create(
        delivery_id=delivery.pk,
        number=delivery.attempts,
        at=now,
        milliseconds=milliseconds,
        status=answer.status if answer is not None else None,
        fault=fault,
        said=answer.text[:300] if answer is not None else "",
    )
    mine = WebhookDelivery.objects.filter(pk=delivery.pk, state=Sent.WAITING, attempts=delivery.attempts)
    if answer is not None and 200 <= answer.status < 300:
        mine.update(state=Sent.DELIVERED, ended_at=now)
        Webhook.objects.filter(pk=held.pk).update(failing_since=None)
        return
    logger.warning("webhook %s attempt %s: %s", held.short_id, delivery.attempts, fault or answer)
    if fault == NO_RIGHT:
        mine.update(state=Sent.FAILED, ended_at=now)
        switch_off(held, now, is_right=True)
        return
    if fault == NOT_THIS:
        mine.update(state=Sent.FAILED, ended_at=now)
        return
    postpone(delivery, mine, held, now, is_gone=is_gone(answer))


def is_gone(answer: Answer | None) -> bool:
    return answer is not None and answer.status == GONE


def postpone(
    delivery: WebhookDelivery, mine: QuerySet[WebhookDelivery], held: Webhook, now: datetime, *, is_gone: bool
) -> None:
    """A pause that grows, up to a last attempt after three days; with it the delivery, and an address that
    has not answered at all in that time, are given up."""
    pause = timedelta(seconds=PAUSES[min(delivery.since_asked, len(PAUSES)) - 1])
    since = held.failing_since or now
    Webhook.objects.filter(pk=held.pk, failing_since=None).update(failing_since=now)
    if not is_gone and now < delivery.give_up_at:
        mine.update(not_before=min(now + pause, delivery.give_up_at))
        others = WebhookDelivery.objects.filter(webhook=held, state=Sent.WAITING, not_before__lt=now + pause)
        others.exclude(pk=delivery.pk).update(not_before=now + min(pause, OTHERS_WAIT))
        return
    mine.update(state=Sent.FAILED, ended_at=now)
    if is_gone or since <= now - SILENT_FOR:
        switch_off(held, since)


def switch_off(webhook: Webhook, since: datetime, *, is_right: bool = False) -> None:
    """No more calls, and a letter to who answers for it: once, as it is on only once. `is_right`: not the
    address failed, the right of who registered it is over."""
    on = Webhook.objects.filter(pk=webhook.pk, state=Webhook.State.ON)
    if not on.update(state=Webhook.State.FAILED):
        return
    end_waiting(webhook)
    with translation.override(settings.LANGUAGE_CODE):
        post_messages([letter_of(webhook, user, since, is_right=is_right) for user in answering(webhook)])


def answering(webhook: Webhook) -> list[User]:
    """Who is in charge of the organisation; of the centre's, who registered it."""
    owners = [webhook.maker]
    if webhook.organisation is not None:
        rows = Membership.objects.current().filter(
            organisation=webhook.organisation, role=Membership.Role.OWNER
        )
        owners = [one.user for one in rows.select_related("user").order_by("pk")]
    return [one for one in owners if one.can_sign_in]


def letter_of(webhook: Webhook, user: User, since: datetime, *, is_right: bool) -> OutboxMessage:
    path = reverse("connections:webhook", args=[webhook.public_id])
    return message_of(
        recipient=user.email,
        occasion=f"webhook-off:{webhook.short_id}:{int(since.timestamp())}",
        template="connections/mail/switched_off",
        context={"webhook": webhook, "is_right": is_right, "path": path},
        about=webhook.short_id,
    )


def body_of(delivery: WebhookDelivery) -> str:
    """The body as people read it."""
    return json.dumps(json.loads(delivery.body), ensure_ascii=False, indent=2)
