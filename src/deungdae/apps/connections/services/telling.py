"""What happened, written down for each webhook that wants it: in the transaction of the act, told once."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from deungdae.apps.connections.events import OF_EVIDENCE, Event, Told
from deungdae.apps.connections.models import Webhook, WebhookDelivery
from deungdae.apps.core import clock
from deungdae.apps.core.happenings import Happening
from deungdae.apps.core.ids import short
from deungdae.apps.organisations.models import Organisation

GIVE_UP_AFTER = timedelta(days=3)
IN_ONE_INSERT = 200


def hear(happened: Sequence[Happening]) -> None:
    """A hearer of the house: one query where nobody listens."""
    listening = list(Webhook.objects.filter(state=Webhook.State.ON).order_by("pk"))
    if not listening:
        return
    tell(listening, [told for one in happened for told in told_of(one)])


def told_of(one: Happening) -> Iterator[Told]:
    """The events of a happening: an entry of a case may be two."""
    data = {"id": one.record, **one.facts}
    if one.kind == Event.CASE.code:
        special = OF_EVIDENCE.get(str(one.facts.get("kind", "")))
        if special is not None:
            yield Told(special.code, f"{one.source}:{special.code}", one.organisation, data)
    yield Told(one.kind, one.source, one.organisation, data)


def tell(listening: Iterable[Webhook], told: Sequence[Told]) -> None:
    """A row for each webhook and event that it wants; the same source a second time is left out."""
    places = places_of({one.organisation for one in told if one.organisation is not None})
    now = clock.now()
    rows = [
        delivery_of(webhook, one, places.get(one.organisation or 0), now)
        for webhook in listening
        for one in told
        if one.event in webhook.events and concerns(webhook, one, places)
    ]
    WebhookDelivery.objects.bulk_create(rows, ignore_conflicts=True, batch_size=IN_ONE_INSERT)


@dataclass(frozen=True, slots=True)
class ToldPlace:
    """An organisation as it is told of; `key`: of the one that stands for it today."""

    short_id: str
    key: int


def places_of(keys: set[int]) -> dict[int, ToldPlace]:
    """In one query."""
    rows = Organisation.objects.filter(pk__in=keys) if keys else Organisation.objects.none()
    columns = ("pk", "public_id", "merged_into")
    return {
        pk: ToldPlace(short(public), survivor or pk) for pk, public, survivor in rows.values_list(*columns)
    }


def concerns(webhook: Webhook, one: Told, places: dict[int, ToldPlace]) -> bool:
    """The centre hears of all, a company of what is its own and of what is everybody's."""
    if webhook.organisation_id is None or one.organisation is None:
        return True
    return one.organisation in places and webhook.organisation_id == places[one.organisation].key


def delivery_of(webhook: Webhook, one: Told, place: ToldPlace | None, now: datetime) -> WebhookDelivery:
    moment = timezone.localtime(now).isoformat(timespec="seconds")
    data = one.data if place is None else {**one.data, "organisation": place.short_id}
    body = json.dumps({"type": one.event, "timestamp": moment, "data": data}, ensure_ascii=False)
    return WebhookDelivery(
        webhook=webhook,
        event=one.event,
        source=one.source[:100],
        body=body,
        not_before=now,
        give_up_at=now + GIVE_UP_AFTER,
        created_at=now,
    )
