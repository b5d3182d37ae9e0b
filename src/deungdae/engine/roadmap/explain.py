"""Why a step is in the plan, why an offering is not, and what an alternative gives up, in words."""

from __future__ import annotations

from deungdae.engine.kernel.explanation import Explanation, explain
from deungdae.engine.roadmap.model import LeftOut, Plan, Problem, Roadmap, Step
from deungdae.engine.roadmap.rules import SHARES


def points(quarters: int) -> str:
    """Quarter points as points."""
    return f"{quarters / SHARES[0]:g}"


def of_step(problem: Problem, step: Step) -> list[Explanation]:
    """What it fills and how much of that counts, what it opens, what it waits for, what is to be asked."""
    gaps = {gap.dimension: gap.target - gap.level for gap in problem.gaps}
    said = [
        explain(
            "roadmap.step.fills" if one.rank == 1 else "roadmap.step.fills_too",
            dimension=one.dimension,
            gap=gaps[one.dimension],
            points=points(one.quarters),
            rank=one.rank,
        )
        for one in step.filled
        if one.quarters
    ]
    if step.opens:
        said.append(explain("roadmap.step.opens", names=", ".join(step.opens)))
    if step.after:
        said.append(explain("roadmap.step.after", name=step.after))
    if step.is_to_be_asked:
        said.append(explain("roadmap.step.ask"))
    if step.is_locked:
        said.append(explain("roadmap.step.locked"))
    return said


def of_left(left: LeftOut, *, reason: str = "") -> Explanation:
    """`reason`: what the offering says about who is eligible."""
    missing = f"{left.missing:,}"
    return explain(f"roadmap.left.{left.code}", other=left.other, missing=missing, reason=reason)


def of_alternatives(found: Roadmap) -> list[Explanation]:
    """By how much the others are cheaper or faster, and how much of the value they keep."""
    plan, said = found.plan, []
    if found.cheaper is not None:
        less = f"{plan.price - found.cheaper.price:,}"
        said.append(explain("roadmap.cheaper", less=less, kept=kept(found.cheaper, found)))
    if found.faster is not None:
        sooner = plan.end - found.faster.end
        said.append(explain("roadmap.faster", sooner=sooner, kept=kept(found.faster, found)))
    return said


def kept(plan: Plan, found: Roadmap) -> int:
    """Percent of the best value, rounded down."""
    return 100 * plan.value // max(found.best, 1)
