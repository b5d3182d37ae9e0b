"""Reading who acts for whom."""

from django.db.models import F, QuerySet

from deungdae.apps.organisations.models import Membership, Organisation


def memberships_of(*, organisation: Organisation) -> QuerySet[Membership]:
    """Everybody who acts or acted for an organisation; those who do now first, by name."""
    newest_end = F("ends_on").desc(nulls_first=True)
    return organisation.memberships.select_related("user").order_by(newest_end, "user__name", "id")
