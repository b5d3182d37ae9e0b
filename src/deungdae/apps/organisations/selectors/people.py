"""Reading who acts for whom, who was invited, and who claims what."""

from django.db.models import F, QuerySet

from deungdae.apps.accounts.models import User, Viewer
from deungdae.apps.accounts.rights.matrix import scope_for
from deungdae.apps.accounts.rights.roles import role_in_use
from deungdae.apps.accounts.rights.scopes import Level, Scope
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import (
    MemberInvitation,
    Membership,
    Organisation,
    OrganisationClaim,
)

DECIDE = "organisations.decide_claims"


def memberships_of(*, organisation: Organisation) -> QuerySet[Membership]:
    """Everybody who acts or acted for an organisation; those who do now first, by name."""
    newest_end = F("ends_on").desc(nulls_first=True)
    return organisation.memberships.select_related("user").order_by(newest_end, "user__name", "id")


def keeps_people(*, user: Viewer, organisation: Organisation) -> bool:
    """May invite and end people there: the centre's staff everywhere, an owner in the own company."""
    reach = scope_for(user, thing="membership", action="write", level=Level.PERSONAL)
    is_own = role_in_use(user=user).organisation == organisation.pk
    return reach >= Scope.ALL or (reach >= Scope.OWN and is_own)


def open_invitations_of(*, organisation: Organisation) -> QuerySet[MemberInvitation]:
    waiting = organisation.invitations.filter(state=MemberInvitation.State.OPEN)
    return waiting.select_related("user").order_by("user__name", "id")


def invitations_for(*, user: User) -> QuerySet[MemberInvitation]:
    """What a person was invited to and may still answer."""
    waiting = MemberInvitation.objects.filter(
        user=user, state=MemberInvitation.State.OPEN, expires_at__gt=clock.now()
    )
    return waiting.select_related("organisation", "invited_by")


def claims_of(*, user: User) -> QuerySet[OrganisationClaim]:
    return OrganisationClaim.objects.filter(user=user).select_related("organisation")


def claims_to_decide(*, user: User) -> QuerySet[OrganisationClaim]:
    """Every claim, for those who decide; the waiting ones first, oldest first."""
    if not user.has_perm(DECIDE):
        return OrganisationClaim.objects.none()
    claims = OrganisationClaim.objects.select_related("user", "organisation", "decided_by", "document")
    return claims.order_by(F("decided_at").desc(nulls_first=True), "created_at", "id")
