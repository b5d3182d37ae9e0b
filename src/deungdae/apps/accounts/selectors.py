"""What is known about people and their rights."""

from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import HttpRequest

from deungdae.apps.accounts.models import RoleGrant, User, Viewer


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
        cached = frozenset(RoleGrant.objects.current().filter(user=user).values_list("role", flat=True))
        vars(user)["_roles_in_force"] = cached
    return cached


def roles_of_the_centre() -> QuerySet[RoleGrant]:
    """Every role there is or was, with its person; those in force first, by name."""
    return RoleGrant.objects.select_related("user").order_by(
        F("ends_on").desc(nulls_first=True), "user__name", "id"
    )
