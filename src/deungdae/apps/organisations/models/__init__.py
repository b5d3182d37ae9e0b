"""Companies and bodies, the tables they are described with, and who acts for them."""

from deungdae.apps.organisations.models.duplicates import DuplicateCandidate, DuplicateDecision
from deungdae.apps.organisations.models.figures import YearlyFigure, YearlyFigureQuerySet
from deungdae.apps.organisations.models.legal_status import GracePeriod, LegalStatusCheck
from deungdae.apps.organisations.models.membership import Membership, MembershipQuerySet
from deungdae.apps.organisations.models.merging import OrganisationMerge
from deungdae.apps.organisations.models.organisation import (
    ExternalIdentifier,
    Organisation,
    OrganisationKind,
    OrganisationQuerySet,
    within,
)
from deungdae.apps.organisations.models.ownership import BusinessGroup, GroupMembership, OwnershipLink
from deungdae.apps.organisations.models.places import Industry, Region

__all__ = [
    "BusinessGroup",
    "DuplicateCandidate",
    "DuplicateDecision",
    "ExternalIdentifier",
    "GracePeriod",
    "GroupMembership",
    "Industry",
    "LegalStatusCheck",
    "Membership",
    "MembershipQuerySet",
    "Organisation",
    "OrganisationKind",
    "OrganisationMerge",
    "OrganisationQuerySet",
    "OwnershipLink",
    "Region",
    "YearlyFigure",
    "YearlyFigureQuerySet",
    "within",
]
