"""Groups of peers as a decision record: what was asked, what was answered, and the way to ask again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from deungdae import __version__
from deungdae.engine.kernel.decision import Decision, Json, seal
from deungdae.engine.kernel.errors import DecisionError, Issue
from deungdae.engine.peer_groups.model import Answer, Clash, Grouping, Impossible, Person, Problem
from deungdae.engine.peer_groups.solve import solve

KIND = "peer_groups"
ENGINE = "peer_groups"
VERSION = f"{__version__}+1"
"""Changes whenever the same question may get another answer."""


def inputs_of(problem: Problem) -> dict[str, Json]:
    """The question as JSON."""
    return {
        "people": [
            [one.id, one.company, one.industry, one.section, one.region, one.size, sorted(one.owners)]
            for one in problem.people
        ],
        "groups": problem.groups,
        "least": problem.least,
        "most": problem.most,
        "digits": problem.digits,
        "rivals": [list(pair) for pair in problem.rivals],
        "apart": [list(pair) for pair in problem.apart],
        "pins": [list(pin) for pin in problem.pins],
        "met": [list(one) for one in problem.met],
    }


def problem_of(inputs: Json) -> Problem:
    """The question of a record; DecisionError when it is none."""
    try:
        given = cast("Mapping[str, Any]", inputs)
        return Problem(
            people=tuple(
                Person(name, company, industry, section, region, size, frozenset(owners))
                for name, company, industry, section, region, size, owners in given["people"]
            ),
            groups=given["groups"],
            least=given["least"],
            most=given["most"],
            digits=given["digits"],
            rivals=tuple((one, two) for one, two in given["rivals"]),
            apart=tuple((one, two) for one, two in given["apart"]),
            pins=tuple((person, group) for person, group in given["pins"]),
            met=tuple((one, two, times) for one, two, times in given["met"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DecisionError(Issue("decision.field", "inputs", str(error))) from error


def result_of(answer: Answer) -> dict[str, Json]:
    if isinstance(answer, Impossible):
        clashes = [[one.first, one.second, one.code] for one in answer.clashes]
        blame: dict[str, Json] = {"code": answer.code, "people": list(answer.people), "clashes": clashes}
        return {"impossible": {**blame, "is_smallest": answer.is_smallest}}
    return {"groups": [list(one) for one in answer.groups], "cost": answer.cost, "bound": answer.bound}


def answer_of(result: Json) -> Answer:
    """What a record's result says."""
    told = cast("Mapping[str, Any]", result)
    if "impossible" in told:
        blame = told["impossible"]
        clashes = tuple(Clash(*one) for one in blame["clashes"])
        return Impossible(blame["code"], tuple(blame["people"]), clashes, blame["is_smallest"])
    return Grouping(tuple(tuple(one) for one in told["groups"]), told["cost"], told["bound"])


def record_of(problem: Problem, answer: Answer, *, seed: int) -> Decision:
    """The sealed record of groups, or of why there are none."""
    is_found = isinstance(answer, Grouping)
    return seal(
        Decision(
            kind=KIND,
            engine=ENGINE,
            version=VERSION,
            inputs=inputs_of(problem),
            parameters={},
            seed=seed,
            result=result_of(answer),
            objective=(answer.cost,) if isinstance(answer, Grouping) else (),
            bound=answer.bound if is_found and isinstance(answer, Grouping) else None,
            seconds=0.0,
        )
    )


def rerun(inputs: Json, parameters: Json, seed: int) -> Json:
    """Ask again what a record asked; DecisionError where it asked nothing."""
    try:
        return result_of(solve(problem_of(inputs), seed=seed))
    except ValueError as error:
        raise DecisionError(Issue("decision.field", "inputs", str(error))) from error
