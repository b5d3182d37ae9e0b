"""The notice board."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "deungdae.apps.notices"
    label = "notices"

    def ready(self) -> None:
        """Rights, what the worker does by the clock, what search engines and the search may find."""
        from deungdae.apps.core.imports.frame import register_importer  # noqa: PLC0415
        from deungdae.apps.core.jobs.worker import CHORES  # noqa: PLC0415
        from deungdae.apps.notices import erasing, found, rules  # noqa: F401, PLC0415
        from deungdae.apps.notices.importers.posts import PostImporter  # noqa: PLC0415
        from deungdae.apps.notices.services.letters import tell_subscribers  # noqa: F401, PLC0415
        from deungdae.apps.notices.services.notices import move_due_notices  # noqa: PLC0415
        from deungdae.apps.notices.services.readers import forget_visitors  # noqa: PLC0415

        register_importer(PostImporter())
        for chore in (move_due_notices, forget_visitors):
            if chore not in CHORES:
                CHORES.append(chore)
