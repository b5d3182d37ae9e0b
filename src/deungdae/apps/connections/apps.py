"""The connections app."""

from django.apps import AppConfig


class ConnectionsConfig(AppConfig):
    name = "deungdae.apps.connections"
    label = "connections"

    def ready(self) -> None:
        """Rights, acts, what becomes of keys in a merge, how long logs are kept, who listens, a chore."""
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from deungdae.apps.connections import acts, retention, rules  # noqa: F401, PLC0415
        from deungdae.apps.connections.services.heirs import look_after_keys  # noqa: PLC0415
        from deungdae.apps.connections.services.telling import hear  # noqa: PLC0415
        from deungdae.apps.core.happenings import register_hearer  # noqa: PLC0415
        from deungdae.apps.core.jobs.worker import CHORES  # noqa: PLC0415
        from deungdae.apps.organisations.merge_rules import MergeRule, register_merge_rule  # noqa: PLC0415

        register_hearer(hear)
        if look_after_keys not in CHORES:
            CHORES.append(look_after_keys)
        register_merge_rule("connections.ApiKey.organisation", MergeRule(_("API 키"), moves=False))
        register_merge_rule("connections.Webhook.organisation", MergeRule(_("웹훅"), moves=False))
