"""Reading what belongs to an organisation: other names, contacts, branches."""

from typing import TypeVar

from django.db.models import QuerySet

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.organisations.models import (
    Branch,
    Contact,
    FormerIndustry,
    Organisation,
    OrganisationName,
    OrganisationPart,
)

Part = TypeVar("Part", bound=OrganisationPart)


def parts_of(*, user: Viewer, organisation: Organisation, model: type[Part]) -> QuerySet[Part]:
    """Those of an organisation that the person may see and nobody has put away."""
    found: QuerySet[Part] = model._default_manager.visible_to(user).kept()  # type: ignore[attr-defined]
    return found.filter(organisation=organisation)


def names_of(*, user: Viewer, organisation: Organisation) -> QuerySet[OrganisationName]:
    return parts_of(user=user, organisation=organisation, model=OrganisationName)


def contacts_of(*, user: Viewer, organisation: Organisation) -> QuerySet[Contact]:
    return parts_of(user=user, organisation=organisation, model=Contact)


def branches_of(*, user: Viewer, organisation: Organisation) -> QuerySet[Branch]:
    found = parts_of(user=user, organisation=organisation, model=Branch)
    return found.select_related("region").order_by("closed_on", "kind", "name", "id")


def former_industries_of(*, organisation: Organisation) -> QuerySet[FormerIndustry]:
    """What the main industry was called in the 10th revision."""
    return FormerIndustry.objects.filter(industry=organisation.industry_id).order_by("code")
