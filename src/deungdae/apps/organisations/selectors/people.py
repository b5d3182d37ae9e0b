"""Reading who acts for whom."""

from django.db.models import F, QuerySet

from deungdae.apps.accounts.models import User, Viewer
from deungdae.apps.organisations.models import Membership, Organisation


def organisations_of(*, user: User) -> QuerySet[Organisation]:
    """The organisations that a person acts for today, by name."""
    mine = Membership.objects.current().filter(user=user).values("organisation")
    return Organisation.objects.filter(pk__in=mine).order_by("name", "id")


def memberships_of(*, organisation: Organisation) -> QuerySet[Membership]:
    """Everybody who acts or acted for an organisation; those who do now first, by name."""
    newest_end = F("ends_on").desc(nulls_first=True)
    return organisation.memberships.select_related("user").order_by(newest_end, "user__name", "id")


def acts_for_somebody(*, user: Viewer) -> bool:
    """Whether the person acts for any organisation today; read once per request's user object."""
    if not isinstance(user, User):
        return False
    cached: bool | None = vars(user).get("_acts_for_somebody")
    if cached is None:
        cached = Membership.objects.current().filter(user=user).exists()
        vars(user)["_acts_for_somebody"] = cached
    return cached
