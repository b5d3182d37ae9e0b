"""The calendar app."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "deungdae.apps.calendar"
    label = "calendar"

    def ready(self) -> None:
        from deungdae.apps.calendar import erasing, rules  # noqa: F401, PLC0415
        from deungdae.apps.calendar.importers.resources import ResourceImporter  # noqa: PLC0415
        from deungdae.apps.calendar.public_holidays import holidays_of  # noqa: PLC0415
        from deungdae.apps.core.audit.review import register_holidays  # noqa: PLC0415
        from deungdae.apps.core.imports.frame import register_importer  # noqa: PLC0415

        register_importer(ResourceImporter())
        register_holidays(lambda year: holidays_of(year, "ko"))
