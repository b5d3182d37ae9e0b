"""The reports app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "deungdae.apps.reports"
    label = "reports"

    def ready(self) -> None:
        """Rights, jobs, the sections of the apps below, the templates that come with the product."""
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from deungdae.apps.organisations.merge_rules import MergeRule, register_merge_rule  # noqa: PLC0415
        from deungdae.apps.organisations.reference import register_reference  # noqa: PLC0415
        from deungdae.apps.reports import rules  # noqa: F401, PLC0415
        from deungdae.apps.reports.sections import (  # noqa: F401, PLC0415
            audit_file,
            centre,
            company,
            entries,
            forum_counts,
            forum_event,
            policy_tasks,
            programme_targets,
            yearly,
        )
        from deungdae.apps.reports.services import files, making  # noqa: F401, PLC0415
        from deungdae.apps.reports.services.templates import load_report_templates  # noqa: PLC0415

        register_reference("report templates", load_report_templates)
        register_merge_rule("reports.Report.organisation", MergeRule(_("보고서"), moves=False))
