"""Programmes of forums from and to files, for the command line."""

from __future__ import annotations

import json
from pathlib import Path

from deungdae.apps.core.input_files import text_of
from deungdae.engine.kernel.errors import InputError, unreadable
from deungdae.engine.programme.decision import record_of
from deungdae.engine.programme.formats import plan_to_json, problem_from_json
from deungdae.engine.programme.model import Plan, Programme, Status
from deungdae.engine.programme.solve import solve

MOST_MEGABYTES = 10


def read_forum(path: Path) -> Programme:
    """The forum in a file; raises InputError when there is none."""
    return problem_from_json(text_of(path, most_megabytes=MOST_MEGABYTES))


def solve_forum(problem: Programme, *, seed: int, record: Path | None) -> Plan:
    """The plan; its decision record is written where that is asked for."""
    plan = solve(problem, seed=seed)
    if record is not None:
        try:
            record.write_text(record_of(problem, plan).to_json(), encoding="utf-8")
        except OSError as error:
            raise InputError([unreadable(str(record), error)]) from error
    return plan


def answer_of(problem: Programme, plan: Plan) -> str:
    """The answer as one JSON text."""
    return json.dumps(plan_to_json(problem, plan), ensure_ascii=False)


def lines_of(problem: Programme, plan: Plan) -> list[str]:
    """The answer for a person: one line for each talk, then what there is to say."""
    said = plan_to_json(problem, plan)["explanation"]
    rows = [f"{one.slot}\t{one.room}\t{one.talk}" for one in plan.placed]
    return rows + [str(text) for text in (said if isinstance(said, list) else [])]


def is_found(plan: Plan) -> bool:
    return plan.status in (Status.OPTIMAL, Status.FEASIBLE)
