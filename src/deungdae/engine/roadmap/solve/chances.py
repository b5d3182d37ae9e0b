"""What can be in a plan at all, from when to when; and why all others cannot, whatever else is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from deungdae.engine.roadmap.model import Eligible, LeftOut, Offering, Problem
from deungdae.engine.roadmap.rules import Chance, in_order, last_start, next_start, reach


@dataclass(frozen=True, slots=True)
class Field:
    """The question, sorted and indexed.

    place: in the order of needs; served: the dimensions whose gap an offering can fill; locked: the month of
    what is accepted; chances: by id; left: the reason by id; budget, hours: what the accepted steps leave.
    """

    problem: Problem
    by_id: Mapping[str, Offering]
    place: Mapping[str, int]
    served: Mapping[str, frozenset[str]]
    locked: Mapping[str, int]
    chances: Mapping[str, Chance]
    left: Mapping[str, LeftOut]
    budget: int
    hours: int | None

    def goes_before(self, one: Offering, two: Offering) -> bool:
        """Whether `one` has to be over before `two` begins when both are chosen."""
        is_earlier = one.stage < two.stage and bool(self.served[one.id] & self.served[two.id])
        return is_earlier or one.id in two.needs


def field_of(problem: Problem) -> Field:
    """Everything that does not depend on what is chosen."""
    ordered = in_order(problem.offerings)
    by_id = {one.id: one for one in ordered}
    place = {one.id: number for number, one in enumerate(ordered)}
    served = {
        one.id: frozenset(gap.dimension for gap in problem.gaps if gap.weight and reach(gap, one) > 0)
        for one in ordered
    }
    locked = dict(problem.accepted)
    spent = [by_id[name] for name in locked]
    budget = max(problem.budget - sum(one.price for one in spent), 0)
    hours = None if problem.hours is None else max(problem.hours - sum(one.hours for one in spent), 0)
    field = Field(problem, by_id, place, served, locked, {}, {}, budget, hours)
    wanted = with_needs(by_id, (name for name, those in served.items() if those))
    chances: dict[str, Chance] = {}
    left: dict[str, LeftOut] = {}
    for one in ordered:
        if one.id in locked or one.id in problem.done:
            continue
        found = plainly_out(problem, one, wanted) or chance_of(field, one, chances)
        if isinstance(found, Chance):
            chances[one.id] = found
        else:
            left[one.id] = found
    used = {name for one in chances.values() if served[one.offering.id] for name in one.closure}
    for name in chances.keys() - used:
        left[name] = LeftOut(name, "no_gap")
    return Field(
        problem,
        by_id,
        place,
        served,
        locked,
        {name: one for name, one in chances.items() if name in used},
        left,
        budget,
        hours,
    )


def with_needs(by_id: Mapping[str, Offering], names: Iterable[str]) -> set[str]:
    """These and all that they need."""
    found: set[str] = set()
    todo = list(names)
    while todo:
        name = todo.pop()
        if name in by_id and name not in found:
            found.add(name)
            todo += by_id[name].needs
    return found


def plainly_out(problem: Problem, one: Offering, wanted: set[str]) -> LeftOut | None:
    codes = {
        "replaced": one.id in problem.replaced,
        "not_eligible": one.eligible is Eligible.NO,
        "full": one.seats == 0,
        "no_gap": one.id not in wanted,
    }
    return next((LeftOut(one.id, code) for code, holds in codes.items() if holds), None)


def chance_of(field: Field, one: Offering, chances: Mapping[str, Chance]) -> Chance | LeftOut:
    """`chances`: of everything before it in order, so of all that it needs."""
    problem, by_id = field.problem, field.by_id
    needs = [name for name in sorted(one.needs) if name not in problem.done]
    for name in needs:
        if name not in chances and name not in field.locked:
            return LeftOut(one.id, "needs", other=name)
    at = dict(problem.postponed).get(one.id, 0)
    last = last_start(one, problem.months)
    for name, month in field.locked.items():
        if field.goes_before(by_id[name], one):
            at = max(at, month + by_id[name].months)
        if field.goes_before(one, by_id[name]):
            last = min(last, month - one.months)
    at = max([at, *(chances[name].end for name in needs if name in chances)])
    start = next_start(one, at)
    if start is None or start > last:
        return LeftOut(one.id, "too_late")
    closure = frozenset({one.id}).union(*(chances[name].closure for name in needs if name in chances))
    price = sum(by_id[name].price for name in closure)
    if price > field.budget:
        return LeftOut(one.id, "over_budget", missing=price - field.budget)
    hours = sum(by_id[name].hours for name in closure)
    if field.hours is not None and hours > field.hours:
        return LeftOut(one.id, "over_hours", missing=hours - field.hours)
    return Chance(one, start, last, closure)
