"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "deungdae.apps.accounts"
    label = "accounts"

    def ready(self) -> None:
        from deungdae.apps.accounts import rules  # noqa: F401, PLC0415
        from deungdae.apps.accounts.chores import clear_sessions, clear_sign_ups  # noqa: PLC0415
        from deungdae.apps.accounts.rights.roles import role_in_use  # noqa: PLC0415
        from deungdae.apps.core.audit.caller import ROLE_OF  # noqa: PLC0415
        from deungdae.apps.core.jobs.worker import CHORES  # noqa: PLC0415

        ROLE_OF[:] = [lambda user: role_in_use(user=user).key]  # type: ignore[arg-type]
        CHORES.extend(chore for chore in (clear_sessions, clear_sign_ups) if chore not in CHORES)
