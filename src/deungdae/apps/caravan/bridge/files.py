"""Matching days in files, solved and judged without a database: for the command line.

Seam for further kinds of files: a reader in `READERS`, and `outputs.write_outputs` for what is written.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from deungdae.apps.caravan.bridge.outputs import words_without_hours, write_outputs
from deungdae.apps.caravan.bridge.workbook_file import DayWords, read_workbook
from deungdae.apps.core.input_files import text_of
from deungdae.engine.kernel.decision import Json
from deungdae.engine.kernel.errors import InputError, Issue
from deungdae.engine.kernel.messages import MESSAGES
from deungdae.engine.timetable import decision, model
from deungdae.engine.timetable.check import Violation, check
from deungdae.engine.timetable.formats import (
    Request,
    problem_from_dzn,
    request_from_json,
    solution_from_json,
    solution_to_json,
)
from deungdae.engine.timetable.solve import solve

DEFAULT_FAIRNESS = 2
MOST_MEGABYTES = 64


@dataclass(frozen=True, slots=True)
class DayFile:
    """A day as it was read. words: what its people are called, where the file tells; whole_ids: meeting ids
    are numbers.
    """

    request: Request
    words: DayWords | None = None
    whole_ids: bool = False


@dataclass(frozen=True, slots=True)
class Fairness:
    """The bound that the command was given; None: no limit."""

    bound: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """How far a run is, in words and figures."""

    step: str
    placed: int
    total: int
    breaks: int | None
    bound: int | None
    percent: int


def read_text(path: Path) -> str:
    """The text of a file; raises InputError when it cannot be read as UTF-8."""
    return text_of(path, most_megabytes=MOST_MEGABYTES)


def _read_dzn(path: Path) -> DayFile:
    problem = problem_from_dzn(read_text(path), fairness=DEFAULT_FAIRNESS)
    return DayFile(Request(problem), whole_ids=True)


def _read_json(path: Path) -> DayFile:
    return DayFile(request_from_json(read_text(path)))


def _read_workbook(path: Path) -> DayFile:
    day = read_workbook(path)
    return DayFile(Request(day.problem), day.words)


READERS: Mapping[str, Callable[[Path], DayFile]] = {
    ".dzn": _read_dzn,
    ".json": _read_json,
    ".xlsx": _read_workbook,
}


def read_day(path: Path, *, fairness: Fairness | None) -> DayFile:
    """Read a day; `fairness` replaces the file's own. Raises InputError with place, value and way out."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = tuple(READERS)
        raise InputError([Issue("file.kind", str(path), path.name, {"known": known})])
    day = reader(path)
    if fairness is None:
        return day
    problem = replace(day.request.problem, fairness=fairness.bound)
    return replace(day, request=replace(day.request, problem=problem))


def solve_day(
    day: DayFile, *, seed: int, seconds: float | None, on_report: Callable[[Report], bool] | None
) -> model.Solution:
    """Run the engine; `on_report` may stop it by answering False."""

    def tell(progress: model.Progress) -> bool:
        return on_report is None or on_report(
            Report(
                step=MESSAGES[progress.step],
                placed=progress.placed,
                total=progress.total,
                breaks=progress.breaks,
                bound=progress.bound,
                percent=progress.percent,
            )
        )

    request = day.request
    return solve(
        request.problem,
        seed=seed,
        seconds=seconds,
        current=request.current,
        locked=request.locked,
        on_progress=tell,
    )


def answer_of(day: DayFile, solution: model.Solution) -> dict[str, Json]:
    """The answer as the one JSON object of the command."""
    return solution_to_json(solution, whole_ids=day.whole_ids)


def write_answer(
    folder: Path, day: DayFile, solution: model.Solution, *, seconds: float | None, title: str, on: date
) -> tuple[Path, ...]:
    """Write timetable, calendar, answer and decision record into a folder; what was written.

    Without a timetable only answer and decision are written.
    """
    sealed = decision.record(day.request, solution, seconds=seconds)
    answer = answer_of(day, solution)
    if not solution.placements:
        return _write_texts(folder, {"solution.json": _text(answer), "decision.json": sealed.to_json()})
    words = day.words or words_without_hours(day.request.problem, title=title, on=on)
    problem = day.request.problem
    return write_outputs(
        folder, problem=problem, solution=solution, words=words, answer=answer, decision=sealed
    )


def _text(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _write_texts(folder: Path, texts: Mapping[str, str]) -> tuple[Path, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        unfinished = folder / f".{name}.unfinished"
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(folder / name)
    return tuple(folder / name for name in texts)


def judge(day: DayFile, solution: Path) -> list[Violation]:
    """Every rule that the timetable of a file breaks."""
    return check(day.request.problem, solution_from_json(read_text(solution)))
