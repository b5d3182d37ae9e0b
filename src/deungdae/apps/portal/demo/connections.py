"""What the made-up company's programs do: a key in use, one that was replaced, a webhook with its log."""

from datetime import timedelta

from deungdae.apps.accounts.models import User
from deungdae.apps.connections.events import Told
from deungdae.apps.connections.models import ApiKey, DeliveryAttempt, KeyUsage, Webhook, WebhookDelivery
from deungdae.apps.connections.services.keys import make_key, rotate_key
from deungdae.apps.connections.services.places import place_of
from deungdae.apps.connections.services.signing import locked, new_secret
from deungdae.apps.connections.services.telling import tell
from deungdae.apps.core import clock

ADDRESS = "https://hooks.company.example/deungdae"
DAYS = 28
EVENTS = ("certificate.issued", "enrolment.seated", "request.accepted", "diagnosis.finished")
ANSWERS = ((204, ""), (204, ""), (503, ""), (None, "timeout"))
"""Of the last attempt at each event, the oldest first."""


def make_connections(owner: User) -> int:
    """How many keys. The webhook is switched off: nobody listens at the made-up address."""
    place = place_of(owner)
    used, _secret = make_key(maker=owner, name="인사 시스템", scopes=["learning", "case"], days=365)
    old, _secret = make_key(maker=owner, name="재고 시스템", scopes=["public", "matching"], days=90)
    rotate_key(key=old, actor=owner, overlap_days=7)
    use(used)
    webhook = Webhook.objects.create(
        organisation=place.organisation,
        maker=owner,
        role=place.role,
        address=ADDRESS,
        events=list(EVENTS),
        secret=locked(new_secret()),
        created_at=clock.now() - timedelta(days=DAYS),
    )
    make_log(webhook)
    Webhook.objects.filter(pk=webhook.pk).update(state=Webhook.State.OFF)
    return ApiKey.objects.filter(organisation=place.organisation).count()


def use(key: ApiKey) -> None:
    """More on working days, as a personnel system does."""
    today = clock.today()
    days = [today - timedelta(days=number) for number in range(DAYS)]
    rows = [(day, 90 + 37 * (day.day % 7) if day.weekday() < 5 else 12) for day in days]
    KeyUsage.objects.bulk_create(
        KeyUsage(key=key, day=day, calls=calls, minute=8 * 60, in_minute=3) for day, calls in rows
    )
    ApiKey.objects.filter(pk=key.pk).update(last_used_at=clock.now() - timedelta(minutes=25))


def make_log(webhook: Webhook) -> None:
    """Four events of the last days: two that were received, two that were given up."""
    for number, event in enumerate(EVENTS):
        with clock.turned_to(clock.now() - timedelta(days=9 - 2 * number)):
            data: dict[str, object] = {"id": webhook.short_id}
            tell([webhook], [Told(event, f"demo:{number}", webhook.organisation_id, data)])
    rows = list(WebhookDelivery.objects.filter(webhook=webhook).order_by("pk"))
    for row, (status, fault) in zip(rows, ANSWERS, strict=True):
        at = row.created_at + timedelta(seconds=2)
        DeliveryAttempt.objects.create(
            delivery=row, number=1, at=at, milliseconds=184 if status else 10_003, status=status, fault=fault
        )
        is_received = status is not None and status < 300
        state = WebhookDelivery.State.DELIVERED if is_received else WebhookDelivery.State.FAILED
        WebhookDelivery.objects.filter(pk=row.pk).update(state=state, attempts=1, since_asked=1, ended_at=at)
