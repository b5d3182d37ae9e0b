"""Companies and bodies, the tables they are described with, and who acts for them."""

from deungdae.apps.organisations.models.claim import OrganisationClaim
from deungdae.apps.organisations.models.consents import Consent, ConsentPurpose, ConsentText
from deungdae.apps.organisations.models.duplicates import DuplicateCandidate, DuplicateDecision
from deungdae.apps.organisations.models.figures import YearlyFigure, YearlyFigureQuerySet
from deungdae.apps.organisations.models.invitation import HandOver, MemberInvitation
from deungdae.apps.organisations.models.legal_status import GracePeriod, LegalStatusCheck
from deungdae.apps.organisations.models.membership import Membership, MembershipQuerySet
from deungdae.apps.organisations.models.merging import OrganisationMerge
from deungdae.apps.organisations.models.national_counts import NationalCount
from deungdae.apps.organisations.models.organisation import (
    EARLIEST_FOUNDATION,
    ExternalIdentifier,
    Organisation,
    OrganisationIndustry,
    OrganisationKind,
    OrganisationQuerySet,
    within,
)
from deungdae.apps.organisations.models.ownership import BusinessGroup, GroupMembership, OwnershipLink
from deungdae.apps.organisations.models.parts import Branch, Contact, OrganisationName, OrganisationPart
from deungdae.apps.organisations.models.places import FormerIndustry, Industry, Region
from deungdae.apps.organisations.models.references import ReferenceQuerySet, SolutionReference
from deungdae.apps.organisations.models.search import OrganisationSearch, SearchRow, SolutionSearch
from deungdae.apps.organisations.models.solutions import (
    Solution,
    SolutionCertificate,
    SolutionQuerySet,
    SolutionTerm,
)

__all__ = [
    "EARLIEST_FOUNDATION",
    "Branch",
    "BusinessGroup",
    "Consent",
    "ConsentPurpose",
    "ConsentText",
    "Contact",
    "DuplicateCandidate",
    "DuplicateDecision",
    "ExternalIdentifier",
    "FormerIndustry",
    "GracePeriod",
    "GroupMembership",
    "HandOver",
    "Industry",
    "LegalStatusCheck",
    "MemberInvitation",
    "Membership",
    "MembershipQuerySet",
    "NationalCount",
    "Organisation",
    "OrganisationClaim",
    "OrganisationIndustry",
    "OrganisationKind",
    "OrganisationMerge",
    "OrganisationName",
    "OrganisationPart",
    "OrganisationQuerySet",
    "OrganisationSearch",
    "OwnershipLink",
    "ReferenceQuerySet",
    "Region",
    "SearchRow",
    "Solution",
    "SolutionCertificate",
    "SolutionQuerySet",
    "SolutionReference",
    "SolutionSearch",
    "SolutionTerm",
    "YearlyFigure",
    "YearlyFigureQuerySet",
    "within",
]
