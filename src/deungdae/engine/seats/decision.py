"""A draw as a decision record: who took part, the promised secret, the order, and the way to draw again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from deungdae import __version__
from deungdae.engine.kernel.decision import Decision, Json, digest, seal
from deungdae.engine.kernel.errors import DecisionError, Issue
from deungdae.engine.seats.model import Allocation, Applicant, Problem, Quota
from deungdae.engine.seats.rules import commitment_of, seed_of
from deungdae.engine.seats.solve import draw

KIND = "seat_draw"
ENGINE = "seats"
VERSION = f"{__version__}+1"
"""Changes whenever the same draw may end otherwise."""


def inputs_of(problem: Problem) -> dict[str, Json]:
    """The question as JSON; applicants by id, so that the list has one form."""
    return {
        "capacity": problem.capacity,
        "per_company": problem.per_company,
        "quotas": [[quota.trait, quota.value, quota.seats] for quota in problem.quotas],
        "held": [person_to_json(one) for one in sorted(problem.held, key=lambda one: one.id)],
        "applicants": [person_to_json(one) for one in sorted(problem.applicants, key=lambda one: one.id)],
    }


def person_to_json(one: Applicant) -> dict[str, Json]:
    return {"id": one.id, "company": one.company, "traits": dict(one.traits or {})}


def problem_of(inputs: Json) -> Problem:
    """The question of a record; DecisionError when it is none."""
    try:
        told = cast("Mapping[str, object]", inputs)
        return Problem(
            applicants=people_of(told["applicants"]),
            capacity=cast("int", told["capacity"]),
            per_company=cast("int | None", told["per_company"]),
            quotas=tuple(Quota(*one) for one in cast("list[tuple[str, str, int]]", told["quotas"])),
            held=people_of(told["held"]),
        )
    except (KeyError, TypeError) as error:
        raise DecisionError(Issue("decision.field", "inputs", str(error))) from error


def people_of(told: object) -> tuple[Applicant, ...]:
    rows = cast("list[Mapping[str, object]]", told)
    return tuple(
        Applicant(str(row["id"]), str(row["company"]), cast("Mapping[str, str]", row["traits"]))
        for row in rows
    )


def result_of(allocation: Allocation) -> dict[str, Json]:
    return {
        "seated": list(allocation.seated),
        "waiting": [
            [one.applicant, one.code, f"{one.quota.trait} {one.quota.value}" if one.quota else ""]
            for one in allocation.waiting
        ],
    }


def drawn(problem: Problem, *, secret: str) -> tuple[Allocation, Decision]:
    """Draw with the secret that was promised, and the sealed record of it."""
    inputs = inputs_of(problem)
    seed = seed_of(secret, digest(inputs))
    allocation = draw(problem, seed=seed)
    record = Decision(
        kind=KIND,
        engine=ENGINE,
        version=VERSION,
        inputs=inputs,
        parameters={"commitment": commitment_of(secret), "secret": secret},
        seed=seed,
        result=result_of(allocation),
        objective=(len(allocation.seated),),
        bound=None,
        seconds=0.0,
    )
    return allocation, seal(record)


def rerun(inputs: Json, parameters: Json, seed: int) -> Json:
    """Draw again. A seed that does not come from the promised secret and this list ends in another result."""
    told = parameters if isinstance(parameters, Mapping) else {}
    secret = str(told.get("secret", ""))
    if told.get("commitment") != commitment_of(secret) or seed != seed_of(secret, digest(inputs)):
        return {"fault": "the seed is not the promised one"}
    return result_of(draw(problem_of(inputs), seed=seed))
