"""Addresses of keys, webhooks and the guide to the API."""

from django.urls import path

from deungdae.apps.connections.views import guide, keys, logs, webhooks

app_name = "connections"
KEY, WEBHOOK = "keys/<public_id:api_key_id>/", "webhooks/<public_id:webhook_id>/"
DELIVERY = f"{WEBHOOK}deliveries/<public_id:delivery_id>/"

urlpatterns = [
    path("", keys.home, name="home"),
    path("guide/", guide.guide, name="guide"),
    path("keys/new/", keys.key_create, name="key_create"),
    path(KEY, keys.key, name="key"),
    path(f"{KEY}rotate/", keys.key_rotate, name="key_rotate"),
    path(f"{KEY}revoke/", keys.key_revoke, name="key_revoke"),
    path("webhooks/new/", webhooks.webhook_create, name="webhook_create"),
    path(WEBHOOK, webhooks.webhook, name="webhook"),
    path(f"{WEBHOOK}edit/", webhooks.webhook_edit, name="webhook_edit"),
    path(f"{WEBHOOK}secret/", webhooks.webhook_rotate, name="webhook_rotate"),
    path(f"{WEBHOOK}switch/", webhooks.webhook_switch, name="webhook_switch"),
    path(f"{WEBHOOK}delete/", webhooks.webhook_delete, name="webhook_delete"),
    path(f"{WEBHOOK}test/", logs.webhook_test, name="webhook_test"),
    path(DELIVERY, logs.delivery, name="delivery"),
    path(f"{DELIVERY}resend/", logs.delivery_resend, name="delivery_resend"),
]
