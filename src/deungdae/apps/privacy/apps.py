"""The privacy app."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "deungdae.apps.privacy"
    label = "privacy"

    def ready(self) -> None:
        from deungdae.apps.caravan import retention as caravan  # noqa: F401, PLC0415
        from deungdae.apps.core.retention import kinds  # noqa: F401, PLC0415
        from deungdae.apps.organisations import retention as organisations  # noqa: F401, PLC0415
        from deungdae.apps.privacy import destruction, erasing, rules  # noqa: F401, PLC0415
