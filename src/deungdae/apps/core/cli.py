"""`deungdae decision`: run a recorded decision again and compare."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from deungdae.engine.kernel.decision import Decision, Rerunnable, verify
from deungdae.engine.kernel.errors import DecisionError, InputError, Issue, unreadable
from deungdae.engine.kernel.messages import MESSAGES

RecordPath = Annotated[Path, typer.Argument(metavar="FILE", help="결정 기록 (decision.json)")]
BAD_INPUT = 2


def read_decision(path: Path) -> Decision:
    """The record in a file; raises DecisionError when there is none."""
    try:
        return Decision.from_json(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise DecisionError(unreadable(str(path), error)) from error
    except UnicodeDecodeError as error:
        raise DecisionError(Issue("file.not_text", str(path), path.name)) from error


def rerunnable_of(decision: Decision, known: Mapping[str, Rerunnable]) -> Rerunnable:
    """How this kind of decision is run again; raises DecisionError for an unknown kind."""
    if decision.kind not in known:
        raise DecisionError(Issue("decision.kind", "kind", decision.kind, {"known": tuple(known)}))
    return known[decision.kind]


def decision_commands(known: Callable[[], Mapping[str, Rerunnable]]) -> typer.Typer:
    """The sub-commands. known: gives what can be run again, asked for only when it is needed."""
    app = typer.Typer(help="결정 기록을 확인합니다.", no_args_is_help=True)

    @app.callback()
    def decision() -> None:
        """결정 기록을 확인합니다."""

    @app.command(name="verify")
    def verify_file(file: RecordPath) -> None:
        """다시 계산해 같은 결과인지 확인합니다. 끝 상태: 0 같음, 1 다름, 2 입력 오류."""
        try:
            record = read_decision(file)
            rerunnable = rerunnable_of(record, known())
            verification = verify(record, rerunnable.run, version=rerunnable.version)
        except (DecisionError, InputError) as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(BAD_INPUT) from error
        for finding in verification.findings:
            typer.echo(finding.text)
        if not verification.same:
            raise typer.Exit(1)
        typer.echo(MESSAGES["decision.same"])

    return app
