"""The caravan app."""

from django.apps import AppConfig


class CaravanConfig(AppConfig):
    name = "deungdae.apps.caravan"
    label = "caravan"

    def ready(self) -> None:
        """Tell the house which kinds of work, chores, imports and evidence a matching day brings."""
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from deungdae.apps.caravan.importers import DayImporter  # noqa: PLC0415
        from deungdae.apps.caravan.services import compute, outcomes, papers  # noqa: F401, PLC0415
        from deungdae.apps.caravan.services.asking import remind_follow_ups  # noqa: PLC0415
        from deungdae.apps.caravan.services.hand_over import close_links, move_contacts  # noqa: PLC0415
        from deungdae.apps.caravan.services.requests import expire_requests  # noqa: PLC0415
        from deungdae.apps.core.imports.frame import register_importer  # noqa: PLC0415
        from deungdae.apps.core.jobs.worker import CHORES  # noqa: PLC0415
        from deungdae.apps.organisations.merge_rules import MergeRule, register_merge_rule  # noqa: PLC0415
        from deungdae.apps.organisations.services.people import (  # noqa: PLC0415
            register_mover,
            register_on_leaving,
        )

        register_importer(DayImporter())
        register_merge_rule(
            "caravan.Participant.organisation",
            MergeRule(_("상담일 참가"), words=lambda row: f"{row.day.title} {row.code}"),
        )
        register_mover(move_contacts)
        register_on_leaving(close_links)
        CHORES.extend(chore for chore in (expire_requests, remind_follow_ups) if chore not in CHORES)
