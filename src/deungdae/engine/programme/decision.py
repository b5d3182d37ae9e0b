"""A programme as a decision record: what was asked, what was answered, and the way to ask again."""

from __future__ import annotations

from collections.abc import Mapping

from deungdae import __version__
from deungdae.engine.kernel.decision import Decision, Json, canonical, seal
from deungdae.engine.programme.formats import plan_to_json, problem_from_json, problem_to_json
from deungdae.engine.programme.model import Plan, Programme
from deungdae.engine.programme.solve import solve

KIND = "programme"
ENGINE = "programme"
VERSION = f"{__version__}+2"
"""Changes whenever the same question may get another answer."""


def record_of(problem: Programme, plan: Plan, *, steps: int | None = None) -> Decision:
    """The sealed record of a plan. steps: the number that `solve` was given."""
    return seal(
        Decision(
            kind=KIND,
            engine=ENGINE,
            version=VERSION,
            inputs=problem_to_json(problem),
            parameters={"steps": steps},
            seed=plan.seed,
            result=plan_to_json(problem, plan),
            objective=() if plan.cost is None else (plan.cost,),
            bound=plan.bound,
            seconds=0.0,
        )
    )


def rerun(inputs: Json, parameters: Json, seed: int) -> Json:
    """Ask again what a record asked. Raises InputError when its inputs are no forum."""
    problem = problem_from_json(canonical(inputs))
    steps = parameters.get("steps") if isinstance(parameters, Mapping) else None
    return plan_to_json(problem, solve(problem, seed=seed, steps=steps if isinstance(steps, int) else None))
