"""What companies want and what lacks places: for those who plan what the centre offers next."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from deungdae.apps.academy.models import Cohort, Enrolment
from deungdae.apps.diagnosis.bridge.frameworks import framework_of, said, title_of
from deungdae.apps.diagnosis.models import FrameworkVersion
from deungdae.apps.forum.models import Registration
from deungdae.apps.roadmap.models import Offering, Roadmap, RoadmapGap, RoadmapStep, StepAct
from deungdae.apps.roadmap.selectors.terms import Terms, terms_of

Act = StepAct.Act


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many companies have an offering in the plan they follow, and what they decided on it last.

    waiting: those that accepted it, or have it in their plan and neither left it out nor finished it, and
    hold no place of it yet.
    """

    offering: Offering
    terms: Terms
    planned: int
    accepted: int
    postponed: int
    left_out: int
    waiting: int

    @property
    def missing(self) -> int:
        """Places that are missing; 0 where there is no limit."""
        return 0 if self.terms.seats is None else max(0, self.waiting - self.terms.seats)


Companies = dict[int, set[int]]
"""By offering the companies, each by the one that stands for it."""
Decided = dict[tuple[int, str], set[int]]
"""By offering and act the companies that decided so last."""
STANDS_FOR = Coalesce("organisation__merged_into", "organisation")


def in_demand() -> list[Wanted]:
    """Most missing first, then most wanted; a constant number of queries."""
    planned: Companies = defaultdict(set)
    company = Coalesce("roadmap__organisation__merged_into", "roadmap__organisation")
    for offering, one in followed_steps().annotate(company=company).values_list("offering", "company"):
        planned[offering].add(one)
    decided = last_decided()
    offerings = Offering.objects.filter(pk__in={*planned, *(offering for offering, _act in decided)})
    terms, placed = terms_of(offerings), with_a_place(offerings)
    found = [wanted(one, terms[one.pk], planned[one.pk], decided, placed[one.pk]) for one in offerings]
    return sorted(found, key=lambda one: (-one.missing, -one.waiting, one.offering.code))


def with_a_place(offerings: Iterable[Offering]) -> Companies:
    """By offering the companies that hold a place of its course or forum that is not over."""
    those = list(offerings)
    going_on = (Cohort.State.OPEN, Cohort.State.CLOSED)
    courses = {one.course_id for one in those if one.course_id is not None}
    seats = Enrolment.objects.holding().filter(cohort__course__in=courses, cohort__state__in=going_on)
    by_course = companies_by(seats, "cohort__course")
    forums = {one.forum_id for one in those if one.forum_id is not None}
    by_forum = companies_by(Registration.objects.holding().filter(forum__in=forums), "forum")
    return {
        one.pk: by_course.get(one.course_id or 0, set()) | by_forum.get(one.forum_id or 0, set())
        for one in those
    }


def companies_by(places: QuerySet[Any], record: str) -> Companies:
    found: Companies = defaultdict(set)
    known = places.exclude(organisation=None).annotate(company=STANDS_FOR).order_by()
    for one, company in known.values_list(record, "company").distinct():
        found[one].add(company)
    return found


def wanted(one: Offering, terms: Terms, planned: set[int], decided: Decided, placed: set[int]) -> Wanted:
    by_act = {act: decided.get((one.pk, act), set()) for act in Act}
    return Wanted(
        one,
        terms,
        planned=len(planned),
        accepted=len(by_act[Act.ACCEPT]),
        postponed=len(by_act[Act.POSTPONE]),
        left_out=len(by_act[Act.REPLACE]),
        waiting=len(((planned - by_act[Act.REPLACE] - by_act[Act.DONE]) | by_act[Act.ACCEPT]) - placed),
    )


def followed_steps() -> QuerySet[RoadmapStep]:
    """Of the plans that companies follow; each roadmap has one choice."""
    ready = RoadmapStep.objects.filter(roadmap__state=Roadmap.State.READY)
    return ready.filter(choice=F("roadmap__choice")).order_by()


def last_decided() -> Decided:
    """(offering, act) → the companies that decided that last."""
    last: dict[tuple[int, int], str] = {}
    acts = StepAct.objects.order_by("pk").annotate(company=STANDS_FOR)
    for offering, company, act in acts.values_list("offering", "company", "act"):
        last[offering, company] = act
    found: Decided = defaultdict(set)
    for (offering, company), act in last.items():
        found[offering, act].add(company)
    return found


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
    ready = RoadmapGap.objects.filter(roadmap__state=Roadmap.State.READY, weight__gt=0)
    gaps = ready.filter(choice=F("roadmap__choice"))
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
