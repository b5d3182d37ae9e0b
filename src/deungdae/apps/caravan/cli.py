"""`deungdae timetable`: solve and judge matching days in files, without a database."""

import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from threading import Event
from typing import Annotated, NoReturn
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from deungdae.apps.caravan.bridge import files
from deungdae.engine.kernel.errors import InputError, Issue

app = typer.Typer(help="상담일 파일의 시간표를 계산하고 확인합니다.", no_args_is_help=True)

SEOUL = ZoneInfo("Asia/Seoul")
DayPath = Annotated[Path, typer.Argument(metavar="FILE", help="상담일 파일 (.xlsx, .json, .dzn)")]
FairnessOption = Annotated[
    str | None,
    typer.Option(metavar="D|none", help="대기 공백의 허용 차이. 정하지 않으면 파일의 값, 없으면 2"),
]


class Exit(IntEnum):
    """How the command ends. UNKNOWN: stopped with neither a timetable nor a proof that there is none."""

    SOLVED = 0
    INFEASIBLE = 1
    BAD_INPUT = 2
    UNKNOWN = 3


def refuse(error: InputError) -> NoReturn:
    """Say on standard error what is wrong with the input, and end."""
    for issue in error.issues:
        typer.echo(issue.text, err=True)
    raise typer.Exit(Exit.BAD_INPUT)


def fairness_of(text: str | None) -> files.Fairness | None:
    """The option as a bound; raises InputError when it is neither a number nor none."""
    if text is None:
        return None
    if text == "none":
        return files.Fairness(None)
    if not text.isdecimal():
        raise InputError([Issue("option.fairness", "--fairness", text)])
    return files.Fairness(int(text))


def checked_seconds(seconds: float | None) -> float | None:
    """The option as it is; raises InputError when it is not above 0."""
    if seconds is not None and not 0 < seconds < float("inf"):
        raise InputError([Issue("option.seconds", "--seconds", str(seconds))])
    return seconds


@app.command(name="solve")
def solve_file(
    file: DayPath,
    *,
    seconds: Annotated[
        float | None, typer.Option(help="계산 시간(초). 정하지 않으면 늘 같은 결과가 나오게 계산합니다")
    ] = None,
    seed: Annotated[int, typer.Option(help="난수 시작값", min=0)] = 1,
    fairness: FairnessOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="결과를 JSON 하나로 출력합니다")] = False,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="OUT", help="결과 파일을 쓸 폴더")
    ] = None,
) -> None:
    """시간표를 계산합니다. 끝 상태: 0 계산함, 1 불가능함, 2 입력 오류, 3 시간 안에 찾지 못함."""
    try:
        day = files.read_day(file, fairness=fairness_of(fairness))
        limit = checked_seconds(seconds)
        if as_json:
            solution = files.solve_day(day, seed=seed, seconds=limit, on_report=None)
        else:
            solution = solve_with_bar(day, seed=seed, seconds=limit)
    except InputError as error:
        refuse(error)
    if as_json:
        sys.stdout.write(json.dumps(files.answer_of(day, solution), ensure_ascii=False) + "\n")
    else:
        typer.echo("\n".join(sentence.text for sentence in solution.explanation))
    if out is not None or not as_json:
        folder = out or Path(f"{file.stem}-timetable")
        today = datetime.now(SEOUL).date()
        written = files.write_answer(folder, day, solution, seconds=limit, title=file.stem, on=today)
        for path in written:
            typer.echo(str(path), err=as_json)
    raise typer.Exit(exit_of(solution.status))


def exit_of(status: files.model.Status) -> Exit:
    """The exit status of an answer."""
    ends = {files.model.Status.INFEASIBLE: Exit.INFEASIBLE, files.model.Status.UNKNOWN: Exit.UNKNOWN}
    return ends.get(status, Exit.SOLVED)


@contextmanager
def stop_wish() -> Iterator[Event]:
    """An event that Ctrl-C sets, instead of breaking off, while the engine runs."""
    wish = Event()
    before = signal.signal(signal.SIGINT, lambda _number, _frame: wish.set())
    try:
        yield wish
    finally:
        signal.signal(signal.SIGINT, before)


def solve_with_bar(day: files.DayFile, *, seed: int, seconds: float | None) -> files.model.Solution:
    """Run the engine behind a progress bar on standard error; Ctrl-C stops it and keeps the best."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[figures]}"))
    bar = Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True))
    with stop_wish() as wish, bar:
        task = bar.add_task("준비하고 있습니다.", total=100, figures="")

        def show(report: files.Report) -> bool:
            breaks = "" if report.breaks is None else f" · 공백 {report.breaks}회(최소 {report.bound}회)"
            figures = f"{report.placed}/{report.total}건{breaks}"
            bar.update(task, description=report.step, completed=report.percent, figures=figures)
            return not wish.is_set()

        solution = files.solve_day(day, seed=seed, seconds=seconds, on_report=show)
        bar.update(task, completed=100)
    return solution


@app.command(name="check")
def check_file(
    file: DayPath,
    solution: Annotated[Path, typer.Argument(metavar="SOLUTION.json", help="확인할 시간표")],
    fairness: FairnessOption = None,
) -> None:
    """시간표가 규칙을 지키는지 확인합니다. 끝 상태: 0 모두 지킴, 1 어긴 규칙이 있음, 2 입력 오류."""
    try:
        violations = files.judge(files.read_day(file, fairness=fairness_of(fairness)), solution)
    except InputError as error:
        refuse(error)
    for violation in violations:
        typer.echo(violation.text)
    if violations:
        typer.echo(f"어긴 규칙이 {len(violations)}개 있습니다.")
        raise typer.Exit(1)
    typer.echo("모든 규칙을 지킵니다.")
