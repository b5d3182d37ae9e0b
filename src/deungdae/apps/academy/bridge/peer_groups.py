"""The seated people of a cohort to the engine's question, and its answer back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from deungdae.apps.academy.models import Enrolment, PeerGrouping, PeerSeat
from deungdae.apps.core import clock
from deungdae.apps.core.decisions import document_of
from deungdae.apps.organisations.models import (
    GroupMembership,
    Industry,
    Organisation,
    OwnershipLink,
)
from deungdae.engine.kernel.decision import Decision
from deungdae.engine.peer_groups.check import faults
from deungdae.engine.peer_groups.decision import answer_of, problem_of, record_of
from deungdae.engine.peer_groups.explain import (
    Move,
    Reasons,
    cheapest_exchange,
    cost_of,
    move_of,
    moved,
    reasons_of,
)
from deungdae.engine.peer_groups.model import Answer, Grouping, Impossible, Person, Problem
from deungdae.engine.peer_groups.rules import clash_of
from deungdae.engine.peer_groups.solve import solve

__all__ = [
    "Answer",
    "Grouping",
    "Impossible",
    "Move",
    "Problem",
    "Reasons",
    "answer_in",
    "cheapest_exchange",
    "competitors_of",
    "computed",
    "faults",
    "move_of",
    "moved",
    "question_of",
    "reasons_of",
    "standing",
]
CONTROLLING = Decimal(30)
"""Percent of a company from which its owner counts as one hand with it (중소기업기본법 시행령 제3조의2)."""


def people_of(enrolments: Sequence[Enrolment]) -> tuple[Person, ...]:
    """By the key of the application, with what is known of its company today; in six queries."""
    companies = [one.organisation for one in enrolments if one.organisation is not None]
    sections, owners = sections_of(companies), owners_of(companies)
    found = []
    for one in enrolments:
        company = one.organisation
        industry = (company.industry_id or "") if company is not None else ""
        found.append(
            Person(
                id=one.short_id,
                company=company.short_id if company is not None else "",
                industry=industry if industry.isdigit() else "",
                section=sections.get(industry, ""),
                region=one.region,
                size=one.size,
                owners=owners.get(company.pk, frozenset()) if company is not None else frozenset(),
            )
        )
    return tuple(found)


def sections_of(companies: Iterable[Organisation]) -> dict[str, str]:
    """Code of a class → the letter of its section."""
    parents = dict(Industry.objects.values_list("code", "parent"))
    found = {}
    for code in {one.industry_id for one in companies if one.industry_id}:
        top = code
        while parents.get(top):
            top = str(parents[top])
        found[code] = top
    return found


def owners_of(companies: Iterable[Organisation]) -> dict[int, frozenset[str]]:
    """Company → itself, those that control it and whom these are controlled by, and its business groups."""
    today, keys = clock.today(), [one.pk for one in companies]
    above: dict[int, set[int]] = {}
    links = OwnershipLink.objects.on(today).filter(share__gte=CONTROLLING, owner__isnull=False)
    for owner, owned in links.values_list("owner", "owned"):
        above.setdefault(owned, set()).add(owner)
    found: dict[int, set[str]] = {}
    for key in keys:
        seen, left = {key}, [key]
        while left:
            fresh = above.get(left.pop(), set()) - seen
            seen |= fresh
            left += fresh
        found[key] = {f"company {one}" for one in seen}
    groups = GroupMembership.objects.on(today).filter(organisation__in=keys)
    for company, group in groups.values_list("organisation", "group"):
        found[company].add(f"group {group}")
    return {key: frozenset(names) for key, names in found.items()}


def competitors_of(host: Organisation, enrolments: Sequence[Enrolment], *, digits: int) -> list[Enrolment]:
    """Those whose company competes with the host, or is in one hand with it; not the host's own people."""
    stand_in = Enrolment(organisation=host)
    [me, *others] = people_of([stand_in, *enrolments])
    told = {one.short_id: one for one in enrolments}
    return [told[other.id] for other in others if clash_of(me, other, digits=digits) in ("class", "owner")]


def question_of(grouping: PeerGrouping) -> Problem:
    """Everybody who has a seat now, and who was in one group before."""
    seated = Enrolment.objects.filter(cohort=grouping.cohort, state=Enrolment.State.SEATED)
    enrolments = list(seated.select_related("organisation").order_by("number"))
    rules = grouping.rules
    return Problem(
        people=people_of(enrolments),
        groups=rules["groups"],
        least=rules["least"],
        most=rules["most"],
        digits=rules["digits"],
        rivals=tuple((one, two) for one, two in rules["rivals"]),
        apart=tuple((one, two) for one, two in rules["apart"]),
        pins=tuple((one, group - 1) for one, group in rules["pins"]),
        met=met_of(enrolments),
    )


def met_of(enrolments: Sequence[Enrolment]) -> tuple[tuple[str, str, int], ...]:
    """How often two of these were in one published group of another cohort."""
    mine = {one.trainee_id: one.short_id for one in enrolments}
    before = PeerSeat.objects.filter(
        grouping__state=PeerGrouping.State.PUBLISHED, enrolment__trainee__in=mine
    ).exclude(grouping__cohort__in=[one.cohort_id for one in enrolments])
    tables: dict[tuple[int, int], list[str]] = {}
    for grouping, group, trainee in before.values_list("grouping", "group", "enrolment__trainee"):
        tables.setdefault((grouping, group), []).append(mine[trainee])
    times: dict[tuple[str, str], int] = {}
    for people in tables.values():
        ordered = sorted(people)
        for place, one in enumerate(ordered):
            for two in ordered[place + 1 :]:
                times[one, two] = times.get((one, two), 0) + 1
    return tuple((one, two, number) for (one, two), number in sorted(times.items()))


def computed(problem: Problem, *, seed: int, tell: Callable[[int], None]) -> tuple[Answer, Decision]:
    """The answer and its sealed record."""
    answer = solve(problem, seed=seed, on_progress=tell)
    return answer, record_of(problem, answer, seed=seed)


def answer_in(grouping: PeerGrouping) -> tuple[Problem, Answer] | None:
    """The question and the answer as they were recorded; None while the job is at it."""
    if grouping.decision is None:
        return None
    record = Decision.from_json(document_of(grouping.decision))
    return problem_of(record.inputs), answer_of(record.result)


def standing(problem: Problem, answer: Grouping, seats: Mapping[str, int]) -> Grouping:
    """The groups as they stand now, after moves by hand; `seats`: application → group from 1."""
    groups = tuple(
        tuple(one.id for one in problem.people if seats.get(one.id) == number + 1)
        for number in range(problem.groups)
    )
    cost = cost_of(problem, groups)
    return Grouping(groups, cost, min(answer.bound, cost))
