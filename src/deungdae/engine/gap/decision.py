"""The effect of services as a decision record: which companies were compared, what came of it, and the way to
compare them again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any, cast

from deungdae import __version__
from deungdae.engine.gap.model import Company, Effect, Effects, NotYet
from deungdae.engine.gap.solve import effects, pairs_of
from deungdae.engine.kernel.decision import Decision, Json, seal
from deungdae.engine.kernel.errors import DecisionError, InputError, Issue

KIND = "gap.effect"
ENGINE = "gap"
VERSION = f"{__version__}+1"
"""Changes whenever the same companies may get another answer."""


def inputs_of(companies: Sequence[Company]) -> list[Json]:
    """The companies as JSON, in the order of their ids."""
    return [
        [one.id, one.size, one.industry, one.region, one.t0, one.t1, sorted(one.services)]
        for one in sorted(companies, key=lambda one: one.id)
    ]


def companies_of(inputs: Json) -> list[Company]:
    """The companies of a record; DecisionError when it has none."""
    try:
        given = cast("Sequence[Sequence[Any]]", inputs)
        return [
            Company(name, size, industry, region, t0, t1, frozenset(services))
            for name, size, industry, region, t0, t1, services in given
        ]
    except (TypeError, ValueError) as error:
        raise DecisionError(Issue("decision.field", "inputs", str(error))) from error


def effect_told(found: Effect | NotYet) -> dict[str, Json]:
    return {**asdict(found), "by_step": list(found.by_step)} if isinstance(found, Effect) else asdict(found)


def effect_of(told: Mapping[str, Any]) -> Effect | NotYet:
    """What `effect_told` has told."""
    if set(told) == {one.name for one in fields(NotYet)}:
        return NotYet(**told)
    return Effect(**{**told, "by_step": tuple(told["by_step"])})


def result_of(companies: Sequence[Company]) -> dict[str, Json]:
    """The effects, and who was compared with whom over all services."""
    found: Effects = effects(companies)
    served = [one for one in companies if one.services]
    pairs = pairs_of(served, [one for one in companies if not one.services])
    return {
        "whole": effect_told(found.whole),
        "services": {name: effect_told(one) for name, one in found.services.items()},
        "pairs": [[pair.served, pair.other, pair.step] for pair in pairs],
    }


def record_of(companies: Sequence[Company]) -> Decision:
    """The sealed record of a comparison; raises InputError (``gap.company_twice``)."""
    ordered = sorted(companies, key=lambda one: one.id)
    result = result_of(ordered)
    return seal(
        Decision(
            kind=KIND,
            engine=ENGINE,
            version=VERSION,
            inputs=inputs_of(ordered),
            parameters={},
            seed=0,
            result=result,
            objective=(len(cast("Sequence[Json]", result["pairs"])),),
            bound=None,
            seconds=0.0,
        )
    )


def rerun(inputs: Json, parameters: Json, seed: int) -> Json:
    """Compare again what a record compared; DecisionError where it compared nothing."""
    try:
        return result_of(companies_of(inputs))
    except (InputError, TypeError) as error:
        raise DecisionError(Issue("decision.field", "inputs", str(error))) from error
