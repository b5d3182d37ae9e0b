"""Reading references: those that wait for somebody's word, and who the customer may be."""

from django.db.models import QuerySet

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.organisations.models import (
    Membership,
    Organisation,
    OrganisationQuerySet,
    ReferenceQuerySet,
    Solution,
    SolutionReference,
)
from deungdae.apps.organisations.selectors.profiles import published_profiles
from deungdae.apps.organisations.selectors.search import organisations_found

READ_ALL = "organisations.read_all"
CHOICES = 20


def references_decided_by(*, user: Viewer) -> ReferenceQuerySet:
    """What the person may read and say something about, each with its solution and companies."""
    found = SolutionReference.objects.decided_by(user)
    return found.select_related("solution__organisation", "company", "decided_by")


def references_waiting(*, user: Viewer) -> ReferenceQuerySet:
    """What waits for the word of the company that the person acts for now, the oldest work first."""
    mine = Membership.objects.in_use_by(user).values("organisation")
    waiting = references_decided_by(user=user).filter(company__in=mine, state=SolutionReference.State.CLAIMED)
    return waiting.exclude(solution__state=Solution.State.ARCHIVED).order_by("month", "pk")


def references_naming(*, user: Viewer, organisation: Organisation) -> ReferenceQuerySet:
    """The references in which this organisation is the customer."""
    return references_decided_by(user=user).filter(company=organisation)


def possible_customers(*, user: Viewer, solution: Solution) -> OrganisationQuerySet:
    """Whom the person may name as the customer: staff everyone, a supplier those that show themselves."""
    scope = Organisation.objects.standing() if user.has_perm(READ_ALL) else published_profiles(user=user)
    return scope.exclude(pk=solution.organisation_id)


def customers_found(*, user: Viewer, solution: Solution, text: str) -> list[Organisation]:
    """The closest answers to a typed name; numbers are looked at for staff alone."""
    if not text:
        return []
    scope = possible_customers(user=user, solution=solution)
    answers = organisations_found(scope=scope, text=text, size=CHOICES, by_numbers=user.has_perm(READ_ALL))
    return [one.record for one in answers.found]


def companies_shown(*, user: Viewer, references: QuerySet[SolutionReference]) -> set[int]:
    """The keys of the linked customers whose name in the register this person may know."""
    linked = references.values("company")
    inside = Organisation.objects.visible_to(user).filter(pk__in=linked)
    shown = published_profiles(user=user).filter(pk__in=linked)
    return {*inside.values_list("pk", flat=True), *shown.values_list("pk", flat=True)}
