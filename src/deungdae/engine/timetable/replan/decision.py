"""A replan as a decision record: what happened, what is moved, and the way to ask again."""

from __future__ import annotations

from collections.abc import Mapping

from deungdae import __version__
from deungdae.engine.kernel.decision import Decision, Json, canonical, seal
from deungdae.engine.timetable.replan.document import question_from_json, question_to_json, replan_to_json
from deungdae.engine.timetable.replan.model import Question, Replan
from deungdae.engine.timetable.replan.run import replan

KIND = "timetable.replan"
ENGINE = "timetable"
VERSION = f"{__version__}+1"
"""Changes whenever the same question may get another answer."""


def record(question: Question, answer: Replan) -> Decision:
    """The sealed record. Effort is counted, so the question and the seed alone repeat it."""
    return seal(
        Decision(
            kind=KIND,
            engine=ENGINE,
            version=VERSION,
            inputs=question_to_json(question),
            parameters={},
            seed=answer.seed,
            result=replan_to_json(answer),
            objective=(len(answer.fallen), answer.moved_in_time, answer.breaks),
            bound=answer.bound,
            seconds=round(answer.seconds, 3),
        )
    )


def rerun(inputs: Json, parameters: Json, seed: int) -> Mapping[str, Json]:
    """Ask again what a record asked. Raises InputError when its inputs are no day under way."""
    del parameters
    return replan_to_json(replan(question_from_json(canonical(inputs)), seed=seed))
