"""The core app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "deungdae.apps.core"
    label = "core"

    def ready(self) -> None:
        from deungdae.apps.core.audit.anchors import anchor_ended_days  # noqa: PLC0415
        from deungdae.apps.core.exports.services import delete_old_files  # noqa: PLC0415
        from deungdae.apps.core.form_words import speak_our_words  # noqa: PLC0415
        from deungdae.apps.core.imports import jobs  # noqa: F401, PLC0415
        from deungdae.apps.core.jobs.worker import CHORES  # noqa: PLC0415
        from deungdae.apps.core.reading_direction import refuse_turning_everywhere  # noqa: PLC0415
        from deungdae.apps.core.resident.refusing import refuse_everywhere  # noqa: PLC0415

        speak_our_words()
        refuse_everywhere()
        refuse_turning_everywhere()
        CHORES.extend([anchor_ended_days, delete_old_files])
