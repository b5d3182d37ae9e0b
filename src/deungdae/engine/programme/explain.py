"""Why a talk is where it is, and what a programme costs, in words. 최적 (optimal) only where it is proven."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from deungdae.engine.kernel.explanation import Explanation, explain
from deungdae.engine.programme.check import Violation, check_of
from deungdae.engine.programme.model import Costs, Placed, Plan, Programme, Status, Weights
from deungdae.engine.programme.rules import costs_of, joint_wishes


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another place for a talk; whoever is there would come to its place. change: of the cost, None where a
    rule forbids it; said: the same in words.
    """

    slot: str
    room: str
    change: int | None
    said: Explanation


def summary(problem: Programme, plan: Plan) -> tuple[Explanation, ...]:
    """What each soft rule costs and what is proven; for no programme, why there is none."""
    if plan.costs is None or plan.cost is None or plan.bound is None:
        return plan.blame
    told = [
        explain(f"programme.cost.{name}", count=count, cost=count * getattr(problem.weights, name))
        for name in Costs.__slots__
        if (count := getattr(plan.costs, name))
    ]
    if plan.status is Status.OPTIMAL:
        return (*told, explain("programme.optimal"))
    return (*told, explain("programme.bounded", cost=plan.cost, bound=plan.bound))


def why_here(
    problem: Programme, placed: Sequence[Placed], talk: str
) -> tuple[Explanation, list[Alternative]]:
    """Where a talk is, and every other place, the cheapest first and the forbidden last.

    placed: a programme that keeps all rules; raises KeyError when the talk is not in it.
    """
    at = {one.talk: one for one in placed}
    here, joint = at[talk], joint_wishes(problem)
    holder = {(one.slot, one.room): one.talk for one in placed}
    costs = costs_of(problem, placed, joint)
    found = []
    for slot in problem.slots:
        for room in problem.rooms:
            if (slot.code, room.code) != (here.slot, here.room):
                moved = {**at, talk: replace(here, slot=slot.code, room=room.code)}
                names = [talk]
                other = holder.get((slot.code, room.code))
                if other is not None:
                    moved[other] = replace(here, talk=other)
                    names.append(other)
                broken = check_of(problem, tuple(moved.values()), frozenset(names))
                then = costs_of(problem, moved.values(), joint)
                found.append(_alternative(problem, moved[talk], broken, costs, then))
    found.sort(key=lambda one: (one.change is None, one.change or 0))
    return explain("programme.place.here", talk=talk, slot=here.slot, room=here.room), found


def _alternative(
    problem: Programme, place: Placed, broken: list[Violation], costs: Costs, then: Costs
) -> Alternative:
    if broken:
        why = broken[0].text
        said = explain("programme.place.forbidden", slot=place.slot, room=place.room, why=why)
        return Alternative(place.slot, place.room, None, said)
    change = then.total(problem.weights) - costs.total(problem.weights)
    code = "same" if change == 0 else "worse" if change > 0 else "better"
    said = explain(
        f"programme.place.{code}",
        slot=place.slot,
        room=place.room,
        change=abs(change),
        parts=_parts(costs, then, problem.weights),
    )
    return Alternative(place.slot, place.room, change, said)


PARTS = {
    "wish": "겹친 희망",
    "capacity": "정원 초과",
    "rooms": "흩어진 주제",
    "holes": "빈 시간대",
    "foreign": "다른 주제의 발표장",
    "last": "마지막 시간대",
}


def _parts(before: Costs, after: Costs, weights: Weights) -> tuple[str, ...]:
    """Each soft rule that changes, with the change of its cost."""
    changes = {
        name: (getattr(after, name) - getattr(before, name)) * getattr(weights, name) for name in PARTS
    }
    return tuple(f"{PARTS[name]} {change:+d}" for name, change in changes.items() if change)
