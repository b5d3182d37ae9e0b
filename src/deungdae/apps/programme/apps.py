"""The programme app."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "deungdae.apps.programme"
    label = "programme"

    def ready(self) -> None:
        """Rights, the kinds it writes, the reference programme."""
        from deungdae.apps.organisations.reference import register_reference  # noqa: PLC0415
        from deungdae.apps.programme import kinds, rules  # noqa: F401, PLC0415
        from deungdae.apps.programme.services.reference import load_programmes  # noqa: PLC0415

        register_reference("programmes with their indicators and targets", load_programmes)
