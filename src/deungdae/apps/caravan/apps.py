"""The caravan app."""

from django.apps import AppConfig


class CaravanConfig(AppConfig):
    name = "deungdae.apps.caravan"
    label = "caravan"

    def ready(self) -> None:
        """Tell the house which kinds of work, chores, imports and evidence a matching day brings."""
        from deungdae.apps.caravan.services import outcomes  # noqa: F401, PLC0415
        from deungdae.apps.caravan.services.requests import expire_requests  # noqa: PLC0415
        from deungdae.apps.core.jobs.worker import CHORES  # noqa: PLC0415

        if expire_requests not in CHORES:
            CHORES.append(expire_requests)
