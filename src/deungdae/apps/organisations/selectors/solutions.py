"""Reading solutions: the list with its filters, and one with the fields that a person may see."""

from dataclasses import asdict, dataclass

from django.db.models import Q, QuerySet

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.accounts.rights.matrix import levels, open_levels
from deungdae.apps.accounts.rights.scopes import Level, Scope
from deungdae.apps.organisations.models import Membership, Solution, SolutionTerm
from deungdae.apps.organisations.selectors.organisations import industries_within, regions_within

PAGE_SIZE = 50
PUBLISHED_LEVELS = frozenset({Level.PUBLIC, Level.MEMBER})


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
    for word in filters.q.split()[:8]:
        found = found.filter(Q(title__icontains=word) | Q(organisation__name__icontains=word))
    for facet in SolutionTerm.Facet.values:
        code = getattr(filters, facet)
        if code:
            found = found.filter(
                pk__in=SolutionTerm.objects.filter(facet=facet, code=code).values("solution")
            )
    if filters.price and "price_band" in readable_fields(user=user, reach=Scope.PUBLISHED):
        found = found.filter(price_band=filters.price)
    if filters.industry:
        found = found.filter(industries__in=list(industries_within(code=filters.industry))).distinct()
    if filters.region:
        found = found.filter(regions__in=list(regions_within(code=filters.region))).distinct()
    parts = found.select_related("organisation").prefetch_related("terms")
    return parts.order_by("title", "pk")


def solution_with_parts(*, user: Viewer) -> QuerySet[Solution]:
    visible = Solution.objects.visible_to(user).select_related("organisation")
    return visible.prefetch_related("terms", "industries", "regions", "references", "certificates")


def reach_of(*, user: Viewer, solution: Solution) -> Scope:
    """How far the solution lies from the person: own, published, or any other."""
    if Membership.objects.in_use_by(user).filter(organisation=solution.organisation_id).exists():
        return Scope.OWN
    return Scope.PUBLISHED if solution.state == Solution.State.PUBLISHED else Scope.ALL


def readable_fields(*, user: Viewer, reach: Scope) -> frozenset[str]:
    """The fields of a solution that far away that the person may read; publishing opens two levels only."""
    open_to = open_levels(user, thing="solution", reach=reach)
    if reach is Scope.PUBLISHED:
        open_to = (open_to & PUBLISHED_LEVELS) | open_levels(user, thing="solution", reach=Scope.ALL)
    found = (name for (thing, name), level in levels().items() if thing == "solution" and level in open_to)
    return frozenset(found)


def may_write(*, user: Viewer, organisation_pk: int) -> bool:
    """Staff write every solution; a supply company's people their own."""
    if user.has_perm("organisations.write_all_solutions"):
        return True
    own = Membership.objects.in_use_by(user).filter(organisation=organisation_pk)
    return user.has_perm("organisations.write_solutions") and own.exists()
