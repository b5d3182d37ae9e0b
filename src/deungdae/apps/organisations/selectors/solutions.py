"""Reading solutions: the list with its filters, and one with the fields that a person may see."""

from dataclasses import asdict, dataclass

from django.db.models import QuerySet

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.accounts.rights.matrix import open_fields
from deungdae.apps.accounts.rights.roles import role_in_use
from deungdae.apps.organisations.models import Membership, Solution, SolutionTerm
from deungdae.apps.organisations.selectors.places import industries_within, regions_within
from deungdae.apps.organisations.selectors.search import solution_rows_answering

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class SolutionFilters:
    """What the list is narrowed to; empty means all."""

    q: str = ""
    area: str = ""
    technology: str = ""
    language: str = ""
    price: str = ""
    industry: str = ""
    region: str = ""

    @property
    def count(self) -> int:
        return sum(map(bool, asdict(self).values()))


def solutions_matching(*, user: Viewer, filters: SolutionFilters) -> QuerySet[Solution]:
    """The visible solutions that the filters leave; those not public last."""
    found = Solution.objects.visible_to(user)
    if filters.q:
        found = found.filter(search_row__in=solution_rows_answering(filters.q))
    for facet in SolutionTerm.Facet.values:
        code = getattr(filters, facet)
        if code:
            found = found.filter(
                pk__in=SolutionTerm.objects.filter(facet=facet, code=code).values("solution")
            )
    if filters.price and "price_band" in published_fields(user=user):
        found = found.filter(price_band=filters.price)
    if filters.industry:
        found = found.filter(industries__in=list(industries_within(code=filters.industry))).distinct()
    if filters.region:
        found = found.filter(regions__in=list(regions_within(code=filters.region))).distinct()
    parts = found.select_related("organisation").prefetch_related("terms")
    return parts.order_by("title", "pk")


def solution_with_parts(*, user: Viewer) -> QuerySet[Solution]:
    return with_parts(Solution.objects.visible_to(user))


def with_parts(solutions: QuerySet[Solution]) -> QuerySet[Solution]:
    found = solutions.select_related("organisation")
    return found.prefetch_related("terms", "industries", "regions", "references", "certificates")


def fields_of(*, user: Viewer, solution: Solution) -> frozenset[str]:
    """The fields of a solution that the person may read."""
    role = role_in_use(user=user)
    return open_fields(
        role,
        thing="solution",
        is_own=role.organisation == solution.organisation_id,
        is_published=solution.state == Solution.State.PUBLISHED,
    )


def published_fields(*, user: Viewer) -> frozenset[str]:
    """The fields of everybody's published solutions that the person may read."""
    return open_fields(role_in_use(user=user), thing="solution", is_own=False, is_published=True)


def may_write(*, user: Viewer, organisation_pk: int) -> bool:
    """Staff write every solution; a supply company's people their own."""
    if user.has_perm("organisations.write_all_solutions"):
        return True
    own = Membership.objects.in_use_by(user).filter(organisation=organisation_pk)
    return user.has_perm("organisations.write_solutions") and own.exists()
