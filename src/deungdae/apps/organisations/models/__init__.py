"""Companies and bodies, the tables they are described with, and who acts for them."""

from deungdae.apps.organisations.models.figures import YearlyFigure, YearlyFigureQuerySet
from deungdae.apps.organisations.models.legal_status import GracePeriod, LegalStatusCheck
from deungdae.apps.organisations.models.membership import Membership, MembershipQuerySet
from deungdae.apps.organisations.models.organisation import (
    ExternalIdentifier,
    Organisation,
    OrganisationKind,
    OrganisationQuerySet,
)
from deungdae.apps.organisations.models.ownership import BusinessGroup, GroupMembership, OwnershipLink
from deungdae.apps.organisations.models.places import Industry, Region

__all__ = [
    "BusinessGroup",
    "ExternalIdentifier",
    "GracePeriod",
    "GroupMembership",
    "Industry",
    "LegalStatusCheck",
    "Membership",
    "MembershipQuerySet",
    "Organisation",
    "OrganisationKind",
    "OrganisationQuerySet",
    "OwnershipLink",
    "Region",
    "YearlyFigure",
    "YearlyFigureQuerySet",
]
