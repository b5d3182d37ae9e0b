"""What a plan is worth, what can be in it at all, and what makes a question none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter

from deungdae.engine.kernel.errors import Issue
from deungdae.engine.roadmap.model import Gap, Offering, Problem, Serves

SHARES = (4, 2, 1)
"""Of the steps that serve one gap the largest counts in full, the second half, the third a quarter, the
others nothing; in quarters. A geometric discount: the plainest that is concave,
so that two halves never beat a whole."""
ENOUGH = (4, 5)
"""An alternative reaches four fifths of the value of the best plan."""
CALM = (19, 20)
"""A plan that follows another may miss a twentieth of the value to change fewer steps."""
MOST_OFFERINGS, MOST_MONTHS, MOST_MONEY = 2_000, 60, 10**12
REASONS = (
    "replaced",
    "not_eligible",
    "full",
    "no_gap",
    "needs",
    "too_late",
    "over_budget",
    "over_hours",
    "served",
    "budget",
    "hours",
    "order",
    "calm",
)
"""In the order in which they are asked. The first eight hold whatever else is chosen: over_budget, over_hours
with all it needs; the others beside this plan: it adds nothing (served), there is too little money or time
left, the order of stages leaves no month for it,
or it would be one more change of a plan that is to stay as it is (calm)."""


def reach(gap: Gap, offering: Offering) -> int:
    """Points of the gap that an offering can fill: of its range, what lies between level and target."""
    return rise_by(gap, offering.serves)


def rise_by(gap: Gap, serves: Iterable[Serves]) -> int:
    """The same of what an offering says to serve; 0 and less: nothing."""
    return max(
        (
            min(one.gain, min(one.high, gap.target) - max(one.low, gap.level))
            for one in serves
            if one.dimension == gap.dimension
        ),
        default=0,
    )


def filled_by(gap: Gap, chosen: Iterable[Offering]) -> list[tuple[Offering, int]]:
    """The offerings that serve a gap with their reach, the largest first, then by id."""
    found = [(one, reach(gap, one)) for one in chosen]
    return sorted(((one, points) for one, points in found if points > 0), key=lambda it: (-it[1], it[0].id))


def value_of(gaps: Iterable[Gap], chosen: Iterable[Offering]) -> int:
    """Weighted quarter points: of each gap the discounted sum of what is filled, never more than the gap."""
    those, total = list(chosen), 0
    for gap in gaps:
        filled = filled_by(gap, those)
        sum_of = sum(share * points for share, (_one, points) in zip(SHARES, filled, strict=False))
        total += gap.weight * min(sum_of, SHARES[0] * (gap.target - gap.level))
    return total


@dataclass(frozen=True, slots=True)
class Chance:
    """What can be in a plan at all. start: the earliest month, with all it needs before it; last: the last
    month in which it can begin; closure: itself and all that it needs."""

    offering: Offering
    start: int
    last: int
    closure: frozenset[str]

    @property
    def end(self) -> int:
        return self.start + self.offering.months


def next_start(offering: Offering, at: int) -> int | None:
    """The first month from `at` on in which it can begin; None when there is none."""
    if offering.starts is None:
        return at
    return min((month for month in offering.starts if month >= at), default=None)


def last_start(offering: Offering, months: int) -> int:
    """The last month in which it can begin and still end in time; before 0 when there is none."""
    last = months - offering.months
    if offering.last_start is not None:
        last = min(last, offering.last_start)
    if offering.starts is None:
        return last
    return max((month for month in offering.starts if month <= last), default=-1)


def in_order(offerings: Iterable[Offering]) -> list[Offering]:
    """What is needed before what needs it; a circle is a fault of the input."""
    by_id = {one.id: one for one in sorted(offerings, key=lambda one: (one.stage, one.id))}
    needs = {name: [need for need in sorted(one.needs) if need in by_id] for name, one in by_id.items()}
    return [by_id[name] for name in TopologicalSorter(needs).static_order()]


def issues_of(problem: Problem) -> Iterator[Issue]:
    """What makes a question none, each with its value and place."""
    ids = [one.id for one in problem.offerings]
    seen = set(ids)
    for name in sorted({one for one in ids if ids.count(one) > 1}):
        yield Issue("roadmap.twice", "offerings", name)
    numbers = {
        "roadmap.budget": ("budget", problem.budget, 0, MOST_MONEY),
        "roadmap.months": ("months", problem.months, 1, MOST_MONTHS),
        "roadmap.hours": ("hours", problem.hours or 0, 0, 10**6),
        "roadmap.offerings": ("offerings", len(ids), 0, MOST_OFFERINGS),
    }
    for code, (where, value, least, most) in numbers.items():
        if not least <= value <= most:
            yield Issue(code, where, f"{value}", {"least": least, "most": most})
    dimensions = [gap.dimension for gap in problem.gaps]
    for gap in problem.gaps:
        is_right = 0 <= gap.level <= 100 and gap.level <= gap.target <= 100 and 0 <= gap.weight <= 100
        if not is_right or dimensions.count(gap.dimension) > 1:
            yield Issue("roadmap.gap", gap.dimension, f"{gap.level}, {gap.target}, {gap.weight}")
    for one in problem.offerings:
        yield from issues_of_offering(one)
    named = {name for name, _month in (*problem.accepted, *problem.postponed)}
    for name in sorted((named | problem.replaced) - seen):
        yield Issue("roadmap.unknown", "accepted, postponed, replaced", name)
    accepted = [name for name, _month in problem.accepted]
    for name in sorted(set(accepted) & (problem.done | problem.replaced)):
        yield Issue("roadmap.two_states", "accepted", name)
    for name in sorted({name for name in accepted if accepted.count(name) > 1}):
        yield Issue("roadmap.two_states", "accepted", name)
    yield from issues_of_needs({one.id: one for one in problem.offerings})


def issues_of_offering(one: Offering) -> Iterator[Issue]:
    if not 0 <= one.subsidy <= one.cost <= MOST_MONEY:
        yield Issue("roadmap.price", one.id, f"{one.cost}, {one.subsidy}")
    if not 1 <= one.months <= MOST_MONTHS or one.hours < 0 or (one.seats or 0) < 0:
        yield Issue("roadmap.length", one.id, f"{one.months}, {one.hours}, {one.seats}")
    for serves in one.serves:
        if not (0 <= serves.low < serves.high <= 100 and serves.gain >= 0):
            yield Issue("roadmap.serves", one.id, f"{serves.low}, {serves.high}, {serves.gain}")


def issues_of_needs(by_id: Mapping[str, Offering]) -> Iterator[Issue]:
    """Nothing needs itself, in however many steps, nor something of a later stage."""
    for one in by_id.values():
        for name in one.needs:
            if name in by_id and by_id[name].stage > one.stage:
                yield Issue("roadmap.later_stage", one.id, name)
    left = dict(by_id)
    while free := [name for name, one in left.items() if not set(one.needs) & left.keys()]:
        for name in free:
            del left[name]
    if left:
        yield Issue("roadmap.circle", "offerings", ", ".join(sorted(left)))
