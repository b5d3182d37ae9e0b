"""A year plan as a decision record: what was asked, what was answered, and the way to ask again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, cast

from deungdae import __version__
from deungdae.engine.kernel.decision import Decision, Json, seal
from deungdae.engine.kernel.errors import DecisionError, Issue
from deungdae.engine.year_plan.model import Plan, Problem, Room, Trainer, Wish
from deungdae.engine.year_plan.solve import solve

KIND = "year_plan"
ENGINE = "year_plan"
VERSION = f"{__version__}+1"
"""Changes whenever the same question may get another answer."""


def told(days: Iterable[date]) -> list[str]:
    return [day.isoformat() for day in sorted(days)]


def read(days: Iterable[str]) -> tuple[date, ...]:
    return tuple(date.fromisoformat(day) for day in days)


def inputs_of(problem: Problem) -> dict[str, Json]:
    """The question as JSON."""
    return {
        "days": told(problem.days),
        "wishes": [[one.course, one.cohorts, one.sessions, one.seats, one.gap] for one in problem.wishes],
        "rooms": [[one.id, one.region, one.seats, told(one.busy)] for one in problem.rooms],
        "trainers": [
            [one.id, None if one.courses is None else sorted(one.courses), told(one.busy), one.most_days]
            for one in problem.trainers
        ],
    }


def problem_of(inputs: Json) -> Problem:
    """The question of a record; DecisionError when it is none."""
    try:
        given = cast("Mapping[str, Any]", inputs)
        return Problem(
            days=read(given["days"]),
            wishes=tuple(Wish(*one) for one in given["wishes"]),
            rooms=tuple(Room(one[0], one[1], one[2], frozenset(read(one[3]))) for one in given["rooms"]),
            trainers=tuple(
                Trainer(name, None if courses is None else frozenset(courses), frozenset(read(busy)), most)
                for name, courses, busy, most in given["trainers"]
            ),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DecisionError(Issue("decision.field", "inputs", str(error))) from error


def result_of(plan: Plan) -> dict[str, Json]:
    return {
        "placed": [
            [one.course, one.number, told(one.days), one.room, one.region, one.trainer] for one in plan.placed
        ],
        "left": [[one.course, one.number, one.code] for one in plan.left],
        "cost": plan.cost,
    }


def record_of(problem: Problem, plan: Plan) -> Decision:
    """The sealed record of a plan."""
    return seal(
        Decision(
            kind=KIND,
            engine=ENGINE,
            version=VERSION,
            inputs=inputs_of(problem),
            parameters={},
            seed=0,
            result=result_of(plan),
            objective=(len(plan.placed), -plan.cost),
            bound=None,
            seconds=0.0,
        )
    )


def rerun(inputs: Json, parameters: Json, seed: int) -> Json:
    """Ask again what a record asked."""
    return result_of(solve(problem_of(inputs)))
