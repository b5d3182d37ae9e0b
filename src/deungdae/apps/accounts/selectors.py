"""What is known about people and their rights."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import HttpRequest

from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.core.models import OutboxMessage

INVITATION = "accounts/mail/invitation"
NOT_SENT = (OutboxMessage.State.FAILED, OutboxMessage.State.UNSURE)


def user_of(request: HttpRequest) -> User:
    """Who is signed in; refused for anybody else."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def roles_of_the_centre() -> QuerySet[RoleGrant]:
    """Every role there is or was, with its person; those in force first, by name."""
    return RoleGrant.objects.select_related("user", "granted_by", "ended_by").order_by(
        F("ends_on").desc(nulls_first=True), "user__name", "id"
    )


def people_not_reached(*, people: Iterable[User]) -> frozenset[int]:
    """The keys of those whose latest invitation could not be sent."""
    keys = {user.short_id: user.pk for user in people if user.is_waiting}
    mails = OutboxMessage.objects.filter(template=INVITATION, about__in=keys).order_by("id")
    latest = dict(mails.values_list("about", "state"))
    return frozenset(keys[about] for about, state in latest.items() if state in NOT_SENT)
