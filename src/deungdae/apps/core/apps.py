"""The core app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "deungdae.apps.core"
    label = "core"
