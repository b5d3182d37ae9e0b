"""The gap app."""

from django.apps import AppConfig


class GapConfig(AppConfig):
    name = "deungdae.apps.gap"
    label = "gap"

    def ready(self) -> None:
        """Rights, reference data, an import, what becomes of a settled assessment, a chore of the worker."""
        from deungdae.apps.core.imports.frame import register_importer  # noqa: PLC0415
        from deungdae.apps.core.jobs.worker import CHORES  # noqa: PLC0415
        from deungdae.apps.diagnosis.hearers import register_hearer  # noqa: PLC0415
        from deungdae.apps.gap import rules  # noqa: F401, PLC0415
        from deungdae.apps.gap.importers.surveys import SurveyImporter  # noqa: PLC0415
        from deungdae.apps.gap.services.editions import ask_edition_when_due  # noqa: PLC0415
        from deungdae.apps.gap.services.observing import observe, observe_all  # noqa: PLC0415
        from deungdae.apps.gap.services.surveys import load_surveys  # noqa: PLC0415
        from deungdae.apps.organisations.reference import register_reference  # noqa: PLC0415

        register_hearer(observe)
        register_importer(SurveyImporter())
        register_reference("survey figures", load_surveys)
        register_reference("indicators of settled assessments", observe_all)
        if ask_edition_when_due not in CHORES:
            CHORES.append(ask_edition_when_due)
