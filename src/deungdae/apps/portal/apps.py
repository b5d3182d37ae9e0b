"""The portal app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "deungdae.apps.portal"
    label = "portal"

    def ready(self) -> None:
        """Its job, its places for search engines, and what the search finds of it."""
        from deungdae.apps.portal import found  # noqa: F401, PLC0415
        from deungdae.apps.portal.demo import years  # noqa: F401, PLC0415
