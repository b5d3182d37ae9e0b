"""A roadmap as a decision record: what was asked, what was answered, and the way to ask again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from deungdae import __version__
from deungdae.engine.kernel.decision import Decision, Json, seal
from deungdae.engine.kernel.errors import DecisionError, InputError, Issue
from deungdae.engine.roadmap.model import (
    Eligible,
    Filled,
    Gap,
    LeftOut,
    Offering,
    Plan,
    Problem,
    Roadmap,
    Serves,
    Stage,
    Step,
)
from deungdae.engine.roadmap.solve import solve

KIND = "roadmap"
ENGINE = "roadmap"
VERSION = f"{__version__}+2"
"""Changes whenever the same question may get another answer."""


def inputs_of(problem: Problem) -> dict[str, Json]:
    """The question as JSON."""
    return {
        "gaps": [[one.dimension, one.level, one.target, one.weight] for one in problem.gaps],
        "offerings": [offering_told(one) for one in problem.offerings],
        "budget": problem.budget,
        "months": problem.months,
        "hours": problem.hours,
        "done": sorted(problem.done),
        "accepted": [list(one) for one in problem.accepted],
        "postponed": [list(one) for one in problem.postponed],
        "replaced": sorted(problem.replaced),
        "before": sorted(problem.before),
    }


def offering_told(one: Offering) -> dict[str, Json]:
    return {
        "id": one.id,
        "stage": int(one.stage),
        "serves": [[serves.dimension, serves.low, serves.high, serves.gain] for serves in one.serves],
        "months": one.months,
        "cost": one.cost,
        "subsidy": one.subsidy,
        "hours": one.hours,
        "needs": list(one.needs),
        "seats": one.seats,
        "last_start": one.last_start,
        "starts": None if one.starts is None else list(one.starts),
        "eligible": str(one.eligible),
        "reason": one.reason,
    }


def offering_of(told: Mapping[str, Any]) -> Offering:
    read = {
        "stage": Stage(told["stage"]),
        "serves": tuple(Serves(*one) for one in told["serves"]),
        "needs": tuple(told["needs"]),
        "starts": None if told["starts"] is None else tuple(told["starts"]),
        "eligible": Eligible(told["eligible"]),
    }
    return Offering(**{**told, **read})


def problem_of(inputs: Json) -> Problem:
    """The question of a record; DecisionError when it is none."""
    try:
        given = cast("Mapping[str, Any]", inputs)
        return Problem(
            gaps=tuple(Gap(*one) for one in given["gaps"]),
            offerings=tuple(offering_of(one) for one in given["offerings"]),
            budget=given["budget"],
            months=given["months"],
            hours=given["hours"],
            done=frozenset(given["done"]),
            accepted=tuple((name, month) for name, month in given["accepted"]),
            postponed=tuple((name, month) for name, month in given["postponed"]),
            replaced=frozenset(given["replaced"]),
            before=frozenset(given["before"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DecisionError(Issue("decision.field", "inputs", str(error))) from error


def plan_told(plan: Plan | None) -> dict[str, Json] | None:
    if plan is None:
        return None
    steps: list[Json] = [
        [
            step.id,
            step.start,
            step.end,
            step.price,
            [[one.dimension, one.quarters, one.rank] for one in step.filled],
            step.after,
        ]
        for step in plan.steps
    ]
    return {"steps": steps, "value": plan.value, "price": plan.price, "hours": plan.hours, "end": plan.end}


def result_of(found: Roadmap) -> dict[str, Json]:
    return {
        "plan": plan_told(found.plan),
        "cheaper": plan_told(found.cheaper),
        "faster": plan_told(found.faster),
        "left": [[one.id, one.code, one.other, one.missing] for one in found.left],
        "best": found.best,
        "bound": found.bound,
    }


def roadmap_of(problem: Problem, result: Json) -> Roadmap:
    """The answer of a record, with nothing solved; DecisionError when it is none."""
    try:
        told = cast("Mapping[str, Any]", result)
        plans = {name: plan_in(problem, told[name]) for name in ("plan", "cheaper", "faster")}
        plan = plans["plan"]
        if plan is None:
            raise ValueError("no plan")
        left = tuple(LeftOut(*one) for one in told["left"])
        return Roadmap(plan, plans["cheaper"], plans["faster"], left, told["best"], told["bound"])
    except (KeyError, TypeError, ValueError) as error:
        raise DecisionError(Issue("decision.field", "result", str(error))) from error


def plan_in(problem: Problem, told: Mapping[str, Any] | None) -> Plan | None:
    if told is None:
        return None
    by_id = {one.id: one for one in problem.offerings}
    ids, locked = {one[0] for one in told["steps"]}, dict(problem.accepted)
    steps = [
        Step(
            id=name,
            stage=by_id[name].stage,
            start=start,
            end=end,
            price=price,
            filled=tuple(Filled(*one) for one in filled),
            opens=tuple(sorted(other for other in ids if name in by_id[other].needs)),
            after=after,
            is_locked=name in locked,
            is_to_be_asked=by_id[name].eligible is Eligible.UNKNOWN,
        )
        for name, start, end, price, filled, after in told["steps"]
    ]
    return Plan(tuple(steps), told["value"], told["price"], told["hours"], told["end"])


def record_of(problem: Problem, found: Roadmap) -> Decision:
    """The sealed record of a roadmap."""
    return seal(
        Decision(
            kind=KIND,
            engine=ENGINE,
            version=VERSION,
            inputs=inputs_of(problem),
            parameters={},
            seed=0,
            result=result_of(found),
            objective=(found.best,),
            bound=found.bound,
            seconds=0.0,
        )
    )


def rerun(inputs: Json, parameters: Json, seed: int) -> Json:
    """Ask again what a record asked; DecisionError where it asked nothing."""
    try:
        return result_of(solve(problem_of(inputs)))
    except (InputError, TypeError) as error:
        raise DecisionError(Issue("decision.field", "inputs", str(error))) from error
