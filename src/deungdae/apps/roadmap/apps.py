"""The roadmap app."""

from django.apps import AppConfig


class RoadmapConfig(AppConfig):
    name = "deungdae.apps.roadmap"
    label = "roadmap"

    def ready(self) -> None:
        """Tell the house what roadmaps bring: rights, a list to upload, kinds of evidence, a panel."""
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from deungdae.apps.core.imports.frame import register_importer  # noqa: PLC0415
        from deungdae.apps.diagnosis.panels import register_result_panel  # noqa: PLC0415
        from deungdae.apps.organisations.merge_rules import MergeRule, register_merge_rule  # noqa: PLC0415
        from deungdae.apps.roadmap import kinds, rules  # noqa: F401, PLC0415
        from deungdae.apps.roadmap.importers.offerings import OfferingImporter  # noqa: PLC0415
        from deungdae.apps.roadmap.selectors.recommended import next_for  # noqa: PLC0415
        from deungdae.apps.roadmap.services import roadmaps  # noqa: F401, PLC0415

        register_importer(OfferingImporter())
        register_result_panel("roadmap/parts/recommended.html", next_for)
        register_merge_rule("roadmap.Roadmap.organisation", MergeRule(_("맞춤형 로드맵"), moves=False))
        register_merge_rule("roadmap.StepAct.organisation", MergeRule(_("로드맵의 결정"), moves=False))
