"""Keys that open the API for an organisation, and the addresses that are told what happens to it."""

from deungdae.apps.connections.models.keys import ApiKey, KeyUsage
from deungdae.apps.connections.models.webhooks import DeliveryAttempt, Webhook, WebhookDelivery

__all__ = ["ApiKey", "DeliveryAttempt", "KeyUsage", "Webhook", "WebhookDelivery"]
