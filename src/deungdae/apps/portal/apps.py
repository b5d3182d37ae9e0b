"""The portal app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "deungdae.apps.portal"
    label = "portal"
