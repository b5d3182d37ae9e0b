"""The portal app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "deungdae.apps.portal"
    label = "portal"

    def ready(self) -> None:
        from deungdae.apps.portal.demo import years  # noqa: F401, PLC0415 - registers its job
