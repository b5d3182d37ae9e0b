"""Companies and bodies, the tables they are described with, and who acts for them."""

from deungdae.apps.organisations.models.membership import Membership, MembershipQuerySet
from deungdae.apps.organisations.models.organisation import (
    EARLIEST_FOUNDATION,
    ExternalIdentifier,
    Organisation,
    OrganisationIndustry,
    OrganisationKind,
    OrganisationQuerySet,
)
from deungdae.apps.organisations.models.parts import Branch, Contact, OrganisationName, OrganisationPart
from deungdae.apps.organisations.models.places import FormerIndustry, Industry, Region

__all__ = [
    "EARLIEST_FOUNDATION",
    "Branch",
    "Contact",
    "ExternalIdentifier",
    "FormerIndustry",
    "Industry",
    "Membership",
    "MembershipQuerySet",
    "Organisation",
    "OrganisationIndustry",
    "OrganisationKind",
    "OrganisationName",
    "OrganisationPart",
    "OrganisationQuerySet",
    "Region",
]
