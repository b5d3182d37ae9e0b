"""The policy app."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "deungdae.apps.policy"
    label = "policy"

    def ready(self) -> None:
        """Rights, reference data, imports, what becomes of a ministry whose body is merged, a chore."""
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from deungdae.apps.core.imports.frame import register_importer  # noqa: PLC0415
        from deungdae.apps.core.jobs.worker import CHORES  # noqa: PLC0415
        from deungdae.apps.organisations.merge_rules import MergeRule, register_merge_rule  # noqa: PLC0415
        from deungdae.apps.organisations.reference import register_reference  # noqa: PLC0415
        from deungdae.apps.policy import rules  # noqa: F401, PLC0415
        from deungdae.apps.policy.importers.register import OwnImporter, RegisterImporter  # noqa: PLC0415
        from deungdae.apps.policy.services.reference import load_policy  # noqa: PLC0415
        from deungdae.apps.policy.services.reminders import remind_when_due  # noqa: PLC0415

        register_importer(RegisterImporter())
        register_importer(OwnImporter())
        register_merge_rule("policy.Ministry.organisation", MergeRule(_("부처")))
        register_reference("ministries and strategies", load_policy)
        if remind_when_due not in CHORES:
            CHORES.append(remind_when_due)
