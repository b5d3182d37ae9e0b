"""Companies and bodies, the tables they are described with, and who acts for them."""

from deungdae.apps.organisations.models.claim import OrganisationClaim
from deungdae.apps.organisations.models.invitation import HandOver, MemberInvitation
from deungdae.apps.organisations.models.membership import Membership, MembershipQuerySet
from deungdae.apps.organisations.models.organisation import (
    ExternalIdentifier,
    Organisation,
    OrganisationKind,
    OrganisationQuerySet,
)
from deungdae.apps.organisations.models.places import Industry, Region

__all__ = [
    "ExternalIdentifier",
    "HandOver",
    "Industry",
    "MemberInvitation",
    "Membership",
    "MembershipQuerySet",
    "Organisation",
    "OrganisationClaim",
    "OrganisationKind",
    "OrganisationQuerySet",
    "Region",
]
