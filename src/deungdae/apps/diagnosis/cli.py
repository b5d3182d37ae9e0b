"""`deungdae maturity`: answers in a file become scores and levels, without a database."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from deungdae.apps.diagnosis.bridge import maturity_files
from deungdae.engine.kernel.errors import InputError

app = typer.Typer(help="디지털 성숙도를 채점합니다.", no_args_is_help=True)
BAD_INPUT = 2


@app.callback()
def maturity() -> None:
    """디지털 성숙도를 채점합니다."""


@app.command(name="score")
def score_answers(
    answers: Annotated[Path, typer.Argument(metavar="ANSWERS.json", help="문항별 답 (JSON)")],
    *,
    framework: Annotated[
        str, typer.Option("--framework", metavar="CODE", help="진단 체계의 코드(eu-dma-sme) 또는 .json 파일")
    ],
    rule: Annotated[
        str | None, typer.Option("--rule", metavar="RULE", help="채점 규칙. 정하지 않으면 체계가 정한 규칙")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="결과를 JSON 하나로 출력합니다")] = False,
) -> None:
    """답을 채점합니다. 답하지 않은 곳은 없는 것으로 세고 밝힙니다. 끝 상태: 0 채점함, 2 입력 오류."""
    try:
        chosen = maturity_files.read_framework(framework)
        found = maturity_files.score_file(chosen, answers, rule=rule)
    except InputError as error:
        for issue in error.issues:
            typer.echo(issue.text, err=True)
        raise typer.Exit(BAD_INPUT) from error
    if as_json:
        sys.stdout.write(json.dumps(maturity_files.answer_of(found), ensure_ascii=False) + "\n")
        for line in maturity_files.gaps_of(chosen, found):
            typer.echo(line, err=True)
    else:
        for line in maturity_files.lines_of(chosen, found):
            typer.echo(line)
