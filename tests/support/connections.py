"""Keys and webhooks of a made-up company, and somebody who calls the API with one."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.rights.roles import role_in_use
from deungdae.apps.connections.events import CODES as EVENTS
from deungdae.apps.connections.models import ApiKey, Webhook, WebhookDelivery
from deungdae.apps.connections.scopes import CODES
from deungdae.apps.connections.services.keys import make_key
from deungdae.apps.connections.services.signing import locked, new_secret
from deungdae.apps.connections.services.webhooks import send_test
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Organisation

API = "/api/v1"


def a_key(maker: User, *scopes: str, days: int = 90, name: str = "인사 시스템") -> tuple[ApiKey, str]:
    """With every scope where none is named."""
    return make_key(maker=maker, name=name, scopes=scopes or CODES, days=days)


def a_webhook(
    maker: User, address: str = "https://hooks.example.com/in", *, events: tuple[str, ...] = EVENTS
) -> tuple[Webhook, str]:
    """As it stands after it was registered, without asking where the name leads."""
    held, secret = role_in_use(user=maker), new_secret()
    place = None if held.organisation is None else Organisation.objects.get(pk=held.organisation)
    webhook = Webhook.objects.create(
        organisation=place,
        maker=maker,
        role=held.key,
        address=address,
        events=list(events),
        secret=locked(secret),
        created_at=clock.now(),
    )
    return webhook, secret


def a_delivery(webhook: Webhook) -> WebhookDelivery:
    return send_test(webhook=webhook)


def connections_of(
    maker: User, *, name: str = "인사 시스템", address: str = "https://hooks.example.com/in"
) -> dict[str, str]:
    """A key, a webhook and a delivery, as they stand in addresses."""
    key, _secret = a_key(maker, name=name)
    webhook, _secret = a_webhook(maker, address)
    delivery = a_delivery(webhook)
    return {
        "api_key_id": key.short_id,
        "webhook_id": webhook.short_id,
        "delivery_id": delivery.short_id,
    }


@dataclass(frozen=True)
class Program:
    """Something that calls the API, with a key or without."""

    secret: str = ""
    language: str = "ko"

    def headers(self, **more: str) -> dict[str, str]:
        bearer = {"authorization": f"Bearer {self.secret}"} if self.secret else {}
        return {"accept-language": self.language, **bearer, **more}

    def get(self, path: str, query: dict[str, Any] | None = None, **headers: str) -> HttpResponse:
        return Client().get(f"{API}{path}", query or {}, headers=self.headers(**headers))

    def post(self, path: str, body: object, **headers: str) -> HttpResponse:
        return Client().post(
            f"{API}{path}", body, content_type="application/json", headers=self.headers(**headers)
        )
