"""The core app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "deungdae.apps.core"
    label = "core"

    def ready(self) -> None:
        from deungdae.apps.core.form_words import speak_our_words  # noqa: PLC0415
        from deungdae.apps.core.imports import jobs  # noqa: F401, PLC0415

        speak_our_words()
