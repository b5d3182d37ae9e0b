"""Who acts for an organisation."""

import rules

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.organisations.selectors.people import acts_for_somebody


@rules.predicate
def acts_for_an_organisation(user: Viewer) -> bool:
    """Is in charge of an organisation today."""
    return user.is_active and acts_for_somebody(user=user)


rules.add_perm("organisations.read_own", acts_for_an_organisation)
