"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "deungdae.apps.accounts"
    label = "accounts"

    def ready(self) -> None:
        from deungdae.apps.accounts import rules  # noqa: F401, PLC0415
        from deungdae.apps.accounts.rights.roles import role_in_use  # noqa: PLC0415
        from deungdae.apps.core.audit.caller import ROLE_OF  # noqa: PLC0415

        ROLE_OF[:] = [lambda user: role_in_use(user=user).key]  # type: ignore[arg-type]
