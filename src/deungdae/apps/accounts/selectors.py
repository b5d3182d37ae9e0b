"""What is known about people and their rights."""

from django.db.models import Q

from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.core import clock


def roles_of(*, user: User) -> frozenset[str]:
    """The centre roles in force today; read once per request's user object."""
    cached: frozenset[str] | None = getattr(user, "_roles_in_force", None)
    if cached is None:
        today = clock.today()
        grants = RoleGrant.objects.filter(user=user, starts_on__lte=today)
        cached = frozenset(
            grants.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today)).values_list("role", flat=True)
        )
        user._roles_in_force = cached  # type: ignore[attr-defined]
    return cached
