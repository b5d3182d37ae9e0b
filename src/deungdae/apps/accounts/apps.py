"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "deungdae.apps.accounts"
    label = "accounts"

    def ready(self) -> None:
        from deungdae.apps.accounts import rules  # noqa: F401, PLC0415
