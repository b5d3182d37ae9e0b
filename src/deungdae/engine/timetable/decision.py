"""A timetable as a decision record: what was asked, what was answered, and the way to ask again."""

from __future__ import annotations

from collections.abc import Mapping

from deungdae import __version__
from deungdae.engine.kernel.decision import Decision, Json, canonical, seal
from deungdae.engine.timetable.formats import (
    Request,
    request_from_json,
    request_to_json,
    solution_to_json,
)
from deungdae.engine.timetable.model import Course, Solution
from deungdae.engine.timetable.solve import solve

KIND = "timetable"
ENGINE = "timetable"
VERSION = f"{__version__}+3"
"""Changes whenever the same question may get another answer."""


def result_of(solution: Solution) -> dict[str, Json]:
    """The part of an answer that a second run must give again: everything but the seconds."""
    whole = solution_to_json(solution)
    return {name: value for name, value in whole.items() if name != "seconds"}


def record(request: Request, solution: Solution, *, seconds: float | None) -> Decision:
    """The sealed record of one run. seconds: the limit that was given (None: counted work)."""
    held = len(solution.placements)
    weight = {meeting.id: meeting.weight for meeting in request.problem.meetings}
    worth = sum(weight[place.meeting] for place in solution.placements)
    return seal(
        Decision(
            kind=KIND,
            engine=ENGINE,
            version=VERSION,
            inputs=request_to_json(request),
            parameters=_parameters(solution.course, seconds),
            seed=solution.seed,
            result=result_of(solution),
            objective=() if solution.breaks is None else (worth, held, len(solution.moved), solution.breaks),
            bound=solution.bound,
            seconds=round(solution.seconds, 3),
        )
    )


def _parameters(course: Course | None, seconds: float | None) -> dict[str, Json]:
    milliseconds = None if seconds is None else round(seconds * 1000)
    if course is None:
        return {"milliseconds": milliseconds}
    return {"milliseconds": milliseconds, "course": list(course.slices), "stopped": course.stopped}


def _course_of(parameters: Json) -> Course | None:
    """The course that a record tells, when it tells one."""
    if not isinstance(parameters, Mapping):
        return None
    slices = parameters.get("course")
    if not isinstance(slices, list):
        return None
    counts = tuple(count for count in slices if isinstance(count, int))
    return Course(counts, stopped=bool(parameters.get("stopped")))


def rerun(inputs: Json, parameters: Json, seed: int) -> Json:
    """Ask again what a record asked, by its course. Raises InputError when its inputs are no day."""
    request = request_from_json(canonical(inputs))
    solution = solve(
        request.problem,
        seed=seed,
        current=request.current,
        locked=request.locked,
        course=_course_of(parameters),
    )
    return result_of(solution)
