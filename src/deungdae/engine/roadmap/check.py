"""Whether a roadmap holds as it stands; asks everything again, with no line of `rules` or `solve`."""

from __future__ import annotations

from collections.abc import Sequence

from deungdae.engine.roadmap.model import Eligible, Gap, Offering, Plan, Problem, Roadmap, Step


def faults(problem: Problem, found: Roadmap) -> list[str]:
    """What is wrong, one line each; empty when it holds. Not whether a better plan exists."""
    plans = {"plan": found.plan, "cheaper": found.cheaper, "faster": found.faster}
    told = [
        f"{name}: {fault}" for name, plan in plans.items() if plan for fault in faults_of_plan(problem, plan)
    ]
    ids = {one.id for one in problem.offerings} - problem.done
    if sorted([*found.plan.ids, *(one.id for one in found.left)]) != sorted(ids):
        told.append("not every offering is either in the plan or left out")
    if not found.plan.value <= found.best <= found.bound:
        told.append("the plan is worth more than the best or the bound")
    if 20 * found.plan.value < (19 if problem.before else 20) * found.best:
        told.append("the plan is worth too little")
    if found.cheaper and not found.cheaper.price < found.plan.price:
        told.append("the cheaper plan is not cheaper")
    if found.faster and not found.faster.end < found.plan.end:
        told.append("the faster plan is not faster")
    for name, plan in plans.items():
        if plan and 5 * plan.value < 4 * found.best:
            told.append(f"{name}: less than four fifths of the best")
    return told


def faults_of_plan(problem: Problem, plan: Plan) -> list[str]:
    by_id = {one.id: one for one in problem.offerings}
    locked = dict(problem.accepted)
    chosen = [by_id[step.id] for step in plan.steps]
    free = [one for one in chosen if one.id not in locked]
    kept = [by_id[name] for name in locked]
    told = [f"{step.id}: {fault}" for step in plan.steps for fault in faults_of_step(problem, plan, step)]
    if len({one.id for one in chosen}) != len(chosen) or not locked.keys() <= plan.ids:
        told.append("a step is there twice, or an accepted one is missing")
    if free and sum(one.price for one in free) > max(problem.budget - sum(one.price for one in kept), 0):
        told.append("over the budget")
    if problem.hours is not None and sum(one.hours for one in free) > max(
        problem.hours - sum(one.hours for one in kept), 0
    ):
        told.append("over the hours")
    right = {
        "value": worth(problem.gaps, chosen),
        "price": sum(one.cost - one.subsidy for one in chosen),
        "hours": sum(one.hours for one in chosen),
        "end": max((step.end for step in plan.steps), default=0),
    }
    told += [f"{name} is {value}" for name, value in right.items() if getattr(plan, name) != value]
    counted = sum(
        gap.weight * one.quarters
        for gap in problem.gaps
        for step in plan.steps
        for one in step.filled
        if one.dimension == gap.dimension
    )
    return told if counted == plan.value else [*told, "the steps do not add up to the value"]


def faults_of_step(problem: Problem, plan: Plan, step: Step) -> list[str]:
    [one] = [one for one in problem.offerings if one.id == step.id]
    locked = dict(problem.accepted)
    if step.id in locked:
        return [] if (step.start, step.end) == (locked[step.id], locked[step.id] + one.months) else ["moved"]
    others = {other.id: other for other in plan.steps}
    ends = {other.id: other.end for other in plan.steps}
    judged = {
        "not wanted, not eligible, full or over": step.id not in problem.replaced | problem.done
        and one.eligible is not Eligible.NO
        and one.seats != 0,
        "another length or price": step.end - step.start == one.months
        and step.price == one.cost - one.subsidy,
        "too late": step.end <= problem.months and (one.last_start is None or step.start <= one.last_start),
        "too early": step.start >= dict(problem.postponed).get(step.id, 0),
        "in a month in which it does not begin": one.starts is None or step.start in one.starts,
        "without what it needs": all(
            name in problem.done or ends.get(name, step.start + 1) <= step.start for name in one.needs
        ),
        "before an earlier stage is over": all(
            other.end <= step.start
            for other in others.values()
            if other.stage < step.stage and dimensions_of(problem, other.id) & dimensions_of(problem, step.id)
        ),
    }
    return [words for words, holds in judged.items() if not holds]


def dimensions_of(problem: Problem, name: str) -> set[str]:
    """The dimensions that matter in which an offering fills something."""
    [one] = [one for one in problem.offerings if one.id == name]
    return {gap.dimension for gap in problem.gaps if gap.weight and points_of(gap, one) > 0}


def points_of(gap: Gap, one: Offering) -> int:
    found = 0
    for serves in one.serves:
        if serves.dimension == gap.dimension:
            inside = [point for point in range(serves.low, serves.high) if gap.level <= point < gap.target]
            found = max(found, min(len(inside), serves.gain))
    return found


def worth(gaps: Sequence[Gap], chosen: Sequence[Offering]) -> int:
    total = 0
    for gap in gaps:
        best = sorted((points_of(gap, one) for one in chosen), reverse=True)[:3]
        quarters = sum(points * (4 >> place) for place, points in enumerate(best))
        total += gap.weight * min(quarters, 4 * (gap.target - gap.level))
    return total
