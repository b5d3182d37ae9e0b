"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "deungdae.apps.accounts"
    label = "accounts"

    def ready(self) -> None:
        from allauth.mfa.signals import authentication_failed  # noqa: PLC0415

        from deungdae.apps.accounts import rules  # noqa: F401, PLC0415
        from deungdae.apps.accounts.chores import clear_sessions, clear_sign_ups  # noqa: PLC0415
        from deungdae.apps.accounts.rights.roles import label_of_role, role_in_use  # noqa: PLC0415
        from deungdae.apps.accounts.sign_in_log import note_refused_factor  # noqa: PLC0415
        from deungdae.apps.core.audit.caller import LABEL_OF_ROLE, ROLE_OF  # noqa: PLC0415
        from deungdae.apps.core.jobs.worker import CHORES  # noqa: PLC0415

        ROLE_OF[:] = [lambda user: role_in_use(user=user).key]  # type: ignore[arg-type]
        LABEL_OF_ROLE[:] = [label_of_role]
        CHORES.extend(chore for chore in (clear_sessions, clear_sign_ups) if chore not in CHORES)
        authentication_failed.connect(note_refused_factor)
