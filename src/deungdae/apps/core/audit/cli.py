"""`deungdae audit`: check the log, put its head down outside the database."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

AnchorsPath = Annotated[
    Path | None, typer.Option("--anchors", metavar="FILE", help="앵커 파일. 없으면 설치 폴더의 것을 씁니다.")
]
BAD_INPUT = 2


def audit_commands(set_up: Callable[[], None]) -> typer.Typer:
    """The sub-commands. set_up: makes Django ready, called only when a command runs."""
    app = typer.Typer(help="감사 기록을 검사하고 앵커를 남깁니다.", no_args_is_help=True)

    @app.command(name="verify")
    def verify_log(anchors: AnchorsPath = None) -> None:
        """기록이 고쳐지지 않았는지 검사합니다. 끝 상태: 0 이상 없음, 1 이상 있음, 2 입력 오류."""
        set_up()
        from deungdae.apps.core.audit.checking import UnreadableError, check_log  # noqa: PLC0415

        try:
            report = check_log(anchors_file=anchors)
        except UnreadableError as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(BAD_INPUT) from error
        for line in report.lines:
            typer.echo(line)
        if not report.is_sound:
            raise typer.Exit(1)

    @app.command(name="anchor")
    def anchor_log() -> None:
        """지금까지의 기록을 앵커 파일과 감사자 메일로 남깁니다."""
        set_up()
        from deungdae.apps.core.audit.checking import anchor_report  # noqa: PLC0415

        for line in anchor_report():
            typer.echo(line)

    return app
