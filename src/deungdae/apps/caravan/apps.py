"""The caravan app."""

from django.apps import AppConfig


class CaravanConfig(AppConfig):
    name = "deungdae.apps.caravan"
    label = "caravan"

    def ready(self) -> None:
        """Tell the house which kinds of work, chores, imports and evidence a matching day brings."""
        from deungdae.apps.caravan.importers import DayImporter  # noqa: PLC0415
        from deungdae.apps.caravan.services import compute, outcomes, papers  # noqa: F401, PLC0415
        from deungdae.apps.caravan.services.hand_over import move_contacts  # noqa: PLC0415
        from deungdae.apps.caravan.services.requests import expire_requests  # noqa: PLC0415
        from deungdae.apps.core.imports.frame import register_importer  # noqa: PLC0415
        from deungdae.apps.core.jobs.worker import CHORES  # noqa: PLC0415
        from deungdae.apps.organisations.services.people import register_mover  # noqa: PLC0415

        register_importer(DayImporter())
        register_mover(move_contacts)
        if expire_requests not in CHORES:
            CHORES.append(expire_requests)
