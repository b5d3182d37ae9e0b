"""`deungdae eligibility`: the legal status of a company in a file, without a database."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from deungdae.apps.organisations.bridge import eligibility_files
from deungdae.engine.kernel.errors import InputError

app = typer.Typer(help="기업의 법적 지위를 판정합니다.", no_args_is_help=True)

SEOUL = ZoneInfo("Asia/Seoul")
BAD_INPUT = 2


@app.callback()
def eligibility() -> None:
    """기업의 법적 지위(대기업, 중견기업, 중소기업, 후보기업)를 판정합니다."""


@app.command(name="check")
def check_file(
    company: Annotated[Path, typer.Argument(metavar="COMPANY.json", help="기업의 자료 (JSON)")],
    *,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="판정일 (2025-09-01). 정하지 않으면 오늘")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="결과를 JSON 하나로 출력합니다")] = False,
) -> None:
    """그날의 지위와 이유를 말합니다. 끝 상태: 0 답함(판정할 수 없다는 답 포함), 2 입력 오류."""
    try:
        day = datetime.now(SEOUL).date() if on is None else eligibility_files.day_of(on)
        status = eligibility_files.judge_file(company, on=day)
    except InputError as error:
        for issue in error.issues:
            typer.echo(issue.text, err=True)
        raise typer.Exit(BAD_INPUT) from error
    if as_json:
        sys.stdout.write(json.dumps(eligibility_files.answer_of(status), ensure_ascii=False) + "\n")
    else:
        typer.echo(status.text)
