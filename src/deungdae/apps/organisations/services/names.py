"""A name that an organisation had."""

from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Organisation, OrganisationName
from deungdae.apps.organisations.services.history import Act, save


def keep_as_former_name(*, organisation: Organisation, text: str, act: Act) -> None:
    """The name stays findable, in use until today."""
    kind = OrganisationName.Kind.FORMER
    known = organisation.names.filter(kind=kind, text=text, archived_at__isnull=True)
    if not known.exists():
        save(OrganisationName(organisation=organisation, kind=kind, text=text, valid_to=clock.today()), act)
