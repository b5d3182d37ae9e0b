"""Companies and bodies, the tables they are described with, and who acts for them."""

from deungdae.apps.organisations.models.duplicates import DuplicateCandidate, DuplicateDecision
from deungdae.apps.organisations.models.membership import Membership, MembershipQuerySet
from deungdae.apps.organisations.models.merging import OrganisationMerge
from deungdae.apps.organisations.models.organisation import (
    ExternalIdentifier,
    Organisation,
    OrganisationKind,
    OrganisationQuerySet,
    within,
)
from deungdae.apps.organisations.models.places import Industry, Region

__all__ = [
    "DuplicateCandidate",
    "DuplicateDecision",
    "ExternalIdentifier",
    "Industry",
    "Membership",
    "MembershipQuerySet",
    "Organisation",
    "OrganisationKind",
    "OrganisationMerge",
    "OrganisationQuerySet",
    "Region",
    "within",
]
