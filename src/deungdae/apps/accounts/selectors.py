"""What is known about people and their rights."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest

from deungdae.apps.accounts.models import RoleGrant, User, Viewer
from deungdae.apps.core import clock


def user_of(request: HttpRequest) -> User:
    """Who is signed in; refused for anybody else."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def roles_of(*, user: Viewer) -> frozenset[str]:
    """The centre roles in force today; read once per request's user object."""
    if not isinstance(user, User):
        return frozenset()
    cached: frozenset[str] | None = getattr(user, "_roles_in_force", None)
    if cached is None:
        today = clock.today()
        grants = RoleGrant.objects.filter(user=user, starts_on__lte=today)
        cached = frozenset(
            grants.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today)).values_list("role", flat=True)
        )
        vars(user)["_roles_in_force"] = cached
    return cached
