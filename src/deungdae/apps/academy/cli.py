"""`deungdae forum`: the programme of a forum in a file, without a database."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from deungdae.apps.academy.bridge import programme_files
from deungdae.engine.kernel.errors import InputError

app = typer.Typer(help="포럼 프로그램을 편성합니다.", no_args_is_help=True)
BAD_INPUT = 2


@app.callback()
def forum() -> None:
    """포럼 프로그램을 편성합니다."""


@app.command()
def programme(
    file: Annotated[Path, typer.Argument(metavar="FORUM.json", help="발표, 발표장, 시간대, 희망 (JSON)")],
    *,
    seed: Annotated[int, typer.Option("--seed", min=0, help="같은 값이면 같은 결과입니다")] = 1,
    record: Annotated[
        Path | None, typer.Option("--record", metavar="FILE", help="결정 기록을 이 파일에 씁니다")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="결과를 JSON 하나로 출력합니다")] = False,
) -> None:
    """발표를 시간대와 발표장에 편성합니다. 끝 상태: 0 편성함, 1 편성할 수 없음, 2 입력 오류."""
    try:
        problem = programme_files.read_forum(file)
        plan = programme_files.solve_forum(problem, seed=seed, record=record)
    except InputError as error:
        for issue in error.issues:
            typer.echo(issue.text, err=True)
        raise typer.Exit(BAD_INPUT) from error
    if as_json:
        sys.stdout.write(programme_files.answer_of(problem, plan) + "\n")
    else:
        for line in programme_files.lines_of(problem, plan):
            typer.echo(line)
    if not programme_files.is_found(plan):
        raise typer.Exit(1)
