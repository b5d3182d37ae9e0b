"""The organisations app."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "deungdae.apps.organisations"
    label = "organisations"

    def ready(self) -> None:
        from deungdae.apps.core.imports.frame import register_importer  # noqa: PLC0415
        from deungdae.apps.core.jobs.worker import CHORES  # noqa: PLC0415
        from deungdae.apps.organisations import rules  # noqa: F401, PLC0415
        from deungdae.apps.organisations.exports import jobs, ownership, people  # noqa: F401, PLC0415
        from deungdae.apps.organisations.importers.figures import FigureImporter  # noqa: PLC0415
        from deungdae.apps.organisations.importers.national_counts import (  # noqa: PLC0415
            NationalCountImporter,
        )
        from deungdae.apps.organisations.importers.organisations import OrganisationImporter  # noqa: PLC0415
        from deungdae.apps.organisations.importers.ownership import OwnershipImporter  # noqa: PLC0415
        from deungdae.apps.organisations.importers.solutions import SolutionImporter  # noqa: PLC0415
        from deungdae.apps.organisations.services import (  # noqa: PLC0415
            duplicates,  # noqa: F401
            erasing,  # noqa: F401
            newcomers,  # noqa: F401
        )
        from deungdae.apps.organisations.services.invitations import (  # noqa: PLC0415
            clear_expired_invitations,
        )

        if clear_expired_invitations not in CHORES:
            CHORES.append(clear_expired_invitations)
        register_importer(OrganisationImporter())
        register_importer(FigureImporter())
        register_importer(OwnershipImporter())
        register_importer(NationalCountImporter())
        register_importer(SolutionImporter())
