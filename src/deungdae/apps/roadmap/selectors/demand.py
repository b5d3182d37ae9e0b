"""What companies want and what lacks places: for those who plan what the centre offers next."""

from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet

from deungdae.apps.diagnosis.bridge.frameworks import framework_of, said, title_of
from deungdae.apps.diagnosis.models import FrameworkVersion
from deungdae.apps.roadmap.models import Offering, Roadmap, RoadmapGap, RoadmapStep, StepAct
from deungdae.apps.roadmap.selectors.terms import Terms, terms_of

Act = StepAct.Act


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many companies have an offering in the plan they follow, and what they decided on it."""

    offering: Offering
    terms: Terms
    planned: int
    accepted: int
    postponed: int
    left_out: int

    @property
    def waiting(self) -> int:
        return max(self.planned, self.accepted)

    @property
    def missing(self) -> int:
        """Places that are missing; 0 where there is no limit."""
        return 0 if self.terms.seats is None else max(0, self.waiting - self.terms.seats)


def in_demand() -> list[Wanted]:
    """Most missing first, then most wanted; a constant number of queries."""
    planned = dict(
        followed_steps().values_list("offering").annotate(count=Count("roadmap__organisation", distinct=True))
    )
    acts = last_acts()
    offerings = list(Offering.objects.filter(Q(pk__in=planned) | Q(pk__in={pk for pk, _act in acts})))
    terms = terms_of(offerings)
    found = [
        Wanted(
            one,
            terms[one.pk],
            planned=planned.get(one.pk, 0),
            accepted=acts.get((one.pk, Act.ACCEPT), 0),
            postponed=acts.get((one.pk, Act.POSTPONE), 0),
            left_out=acts.get((one.pk, Act.REPLACE), 0),
        )
        for one in offerings
    ]
    return sorted(found, key=lambda one: (-one.missing, -one.waiting, one.offering.code))


def followed_steps() -> QuerySet[RoadmapStep]:
    """Of the plans that companies follow; each roadmap has one choice."""
    chosen = Q()
    for choice in Roadmap.Choice:
        chosen |= Q(choice=choice, roadmap__choice=choice)
    return RoadmapStep.objects.filter(chosen, roadmap__state=Roadmap.State.READY).order_by()


def last_acts() -> dict[tuple[int, str], int]:
    """(offering, act) → how many companies decided that last."""
    newest = (
        StepAct.objects.order_by().values("organisation", "offering").annotate(last=Max("pk")).values("last")
    )
    rows = StepAct.objects.filter(pk__in=newest).order_by().values_list("offering", "act")
    return {(offering, act): count for offering, act, count in rows.annotate(count=Count("pk"))}


@dataclass(frozen=True, slots=True)
class Open:
    """A dimension in which goals are left open by the plans: of how many companies, and how many points."""

    family: str
    dimension: str
    name: str
    framework: str
    companies: int
    open_companies: int
    points: int
    open_points: int

    @property
    def percent(self) -> int:
        return 100 * (self.points - self.open_points) // self.points if self.points else 100


def left_open() -> list[Open]:
    """The widest first. Goals that a company does not want to work on do not count."""
    gaps = RoadmapGap.objects.filter(roadmap__state=Roadmap.State.READY, weight__gt=0)
    sums: dict[tuple[str, str], list[int]] = {}
    for family, dimension, level, target, filled in gaps.order_by().values_list(
        "roadmap__family", "dimension", "level", "target", "filled"
    ):
        wanted, left = target - level, target - level - filled // 4
        told = sums.setdefault((family, dimension), [0, 0, 0, 0])
        told[0] += wanted > 0
        told[1] += left > 0
        told[2] += wanted
        told[3] += left
    names = dimension_names({family for family, _dimension in sums})
    found = [Open(*key, *names.get(key, (key[1], key[0])), *told) for key, told in sums.items() if told[2]]
    return sorted(found, key=lambda one: (-one.open_points, one.family, one.dimension))


def dimension_names(families: set[str]) -> dict[tuple[str, str], tuple[str, str]]:
    """With the framework, as its newest version calls them."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for version in FrameworkVersion.objects.filter(code__in=families).order_by("loaded_at", "pk"):
        for one in framework_of(version).dimensions:
            found[version.code, one.code] = f"{one.code} {said(one.text)}", title_of(version)
    return found
