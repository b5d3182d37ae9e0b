"""Who may see and keep the calendar, as the rights matrix says."""

import rules

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.accounts.rights.matrix import may, scope_for
from deungdae.apps.accounts.rights.scopes import Scope
from deungdae.apps.calendar.models import Resource

READ_ALL, READ_OWN, WRITE = "calendar.read_all", "calendar.read_own", "calendar.write"
MEMORY = "_is_a_resource"


@rules.predicate
def is_a_resource(user: Viewer) -> bool:
    """Somebody who is in the calendar and may see his or her own part of it; looked up once per request."""
    if scope_for(user, thing="calendar", action="read") is not Scope.OWN:
        return False
    if not hasattr(user, MEMORY):
        setattr(user, MEMORY, Resource.objects.kept().filter(account=user.pk).exists())
    return bool(getattr(user, MEMORY))


rules.add_perm(READ_ALL, may("calendar", "read"))
rules.add_perm(READ_OWN, is_a_resource)
rules.add_perm(WRITE, may("calendar", "write"))
