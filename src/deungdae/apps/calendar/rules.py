"""Who may see and keep the calendar, as the rights matrix says."""

import rules
from django.db import connection

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.accounts.rights.matrix import may, scope_for
from deungdae.apps.accounts.rights.scopes import Scope

READ_ALL, READ_OWN, WRITE = "calendar.read_all", "calendar.read_own", "calendar.write"
MEMORY = "_is_a_resource"
KEPT = "SELECT 1 FROM calendar_resource WHERE account_id = %s AND archived_at IS NULL"
"""`Resource.objects.kept()` of one person, in the words of the database: every page asks this."""


@rules.predicate
def is_a_resource(user: Viewer) -> bool:
    """Somebody who is in the calendar and may see his or her own part of it; looked up once per request."""
    if scope_for(user, thing="calendar", action="read") is not Scope.OWN:
        return False
    if not hasattr(user, MEMORY):
        setattr(user, MEMORY, has_a_resource(user.pk))
    return bool(getattr(user, MEMORY))


def has_a_resource(account: int | None) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(KEPT, [account])
        return cursor.fetchone() is not None


rules.add_perm(READ_ALL, may("calendar", "read"))
rules.add_perm(READ_OWN, is_a_resource)
rules.add_perm(WRITE, may("calendar", "write"))
