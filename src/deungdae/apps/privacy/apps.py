"""The privacy app."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "deungdae.apps.privacy"
    label = "privacy"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from deungdae.apps.caravan import retention as caravan  # noqa: F401, PLC0415
        from deungdae.apps.core.retention import kinds  # noqa: F401, PLC0415
        from deungdae.apps.organisations import retention as organisations  # noqa: F401, PLC0415
        from deungdae.apps.organisations.merge_rules import MergeRule, register_merge_rule  # noqa: PLC0415
        from deungdae.apps.privacy import destruction, erasing, rules  # noqa: F401, PLC0415

        register_merge_rule(
            "privacy.RetentionHold.organisation", MergeRule(_("파기 보류"), words=lambda row: row.reason)
        )
