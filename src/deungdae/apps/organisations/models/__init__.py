"""Companies and bodies, the tables they are described with, and who acts for them."""

from deungdae.apps.organisations.models.membership import Membership, MembershipQuerySet
from deungdae.apps.organisations.models.organisation import (
    ExternalIdentifier,
    Organisation,
    OrganisationKind,
    OrganisationQuerySet,
)
from deungdae.apps.organisations.models.places import Industry, Region
from deungdae.apps.organisations.models.search import OrganisationSearch, SearchRow
from deungdae.apps.organisations.models.solutions import (
    Solution,
    SolutionCertificate,
    SolutionQuerySet,
    SolutionReference,
    SolutionTerm,
)

__all__ = [
    "ExternalIdentifier",
    "Industry",
    "Membership",
    "MembershipQuerySet",
    "Organisation",
    "OrganisationKind",
    "OrganisationQuerySet",
    "OrganisationSearch",
    "Region",
    "SearchRow",
    "Solution",
    "SolutionCertificate",
    "SolutionQuerySet",
    "SolutionReference",
    "SolutionTerm",
]
