"""The diagnosis app."""

from django.apps import AppConfig


class DiagnosisConfig(AppConfig):
    name = "deungdae.apps.diagnosis"
    label = "diagnosis"

    def ready(self) -> None:
        """Tell the house what the diagnosis brings: rights, reference data, a kind of evidence, a chore."""
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from deungdae.apps.core.imports.frame import register_importer  # noqa: PLC0415
        from deungdae.apps.core.jobs.worker import CHORES  # noqa: PLC0415
        from deungdae.apps.diagnosis import kinds, retention, rules  # noqa: F401, PLC0415
        from deungdae.apps.diagnosis.importers.smart_factory import SmartFactoryImporter  # noqa: PLC0415
        from deungdae.apps.diagnosis.panels import register_result_panel  # noqa: PLC0415
        from deungdae.apps.diagnosis.services.frameworks import load_frameworks  # noqa: PLC0415
        from deungdae.apps.diagnosis.services.reminders import remind_due  # noqa: PLC0415
        from deungdae.apps.diagnosis.smart_factory import confirmed_panel  # noqa: PLC0415
        from deungdae.apps.organisations.merge_rules import MergeRule, register_merge_rule  # noqa: PLC0415
        from deungdae.apps.organisations.reference import register_reference  # noqa: PLC0415

        register_importer(SmartFactoryImporter())
        register_result_panel("diagnosis/parts/factories.html", confirmed_panel)
        register_reference("frameworks", load_frameworks)
        register_merge_rule("diagnosis.Assessment.organisation", MergeRule(_("진단"), moves=False))
        if remind_due not in CHORES:
            CHORES.append(remind_due)
