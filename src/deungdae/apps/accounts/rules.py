"""Who may do what: predicates and the permissions they stand behind."""

import rules

from deungdae.apps.accounts.models import RoleGrant, Viewer
from deungdae.apps.accounts.selectors import roles_of


@rules.predicate
def is_centre_staff(user: Viewer) -> bool:
    """Holds a role of the centre today."""
    return user.is_active and bool(roles_of(user=user))


@rules.predicate
def is_centre_lead(user: Viewer) -> bool:
    """Leads the centre today."""
    return user.is_active and RoleGrant.Role.CENTRE_LEAD in roles_of(user=user)


rules.add_perm("accounts.manage_people", is_centre_lead)
rules.add_perm("organisations.read_all", is_centre_staff)
rules.add_perm("organisations.import", is_centre_staff)
rules.add_perm("caravan.manage_days", is_centre_staff)
rules.add_perm("core.read_jobs", is_centre_staff)
rules.add_perm("core.see_design", is_centre_staff)
rules.add_perm("organisations.manage_people", is_centre_staff)
