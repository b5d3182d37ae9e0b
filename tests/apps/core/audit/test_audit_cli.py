"""`deungdae audit`: what it says and the state it ends in."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from deungdae.apps.core.audit.cli import audit_commands
from deungdae.apps.core.models import AuditEntry

pytestmark = pytest.mark.django_db


def told(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(audit_commands(lambda: None), list(words))
    return result.exit_code, result.output


def test_a_sound_log_ends_with_zero(write_days) -> None:
    assert told("anchor") == (0, "아직 감사 기록이 없습니다.\n")
    write_days(3, 4)
    assert told("anchor")[0] == 0
    assert told("verify") == (0, "기록 7건과 앵커 2건이 모두 맞습니다.\n")


def test_a_changed_log_ends_with_one_and_names_the_entry(write_days, no_walls) -> None:
    write_days(3, 4)
    AuditEntry.objects.filter(day="2021-04-15", number=2).update(reason="다른 이유")
    code, said = told("verify")
    assert code == 1
    assert said == (
        "2021-04-15 2번: 이 기록의 내용이 고쳐졌습니다.\n그 앞의 기록 4건과 앵커 0건은 맞습니다.\n"
    )


def test_a_file_that_cannot_be_read_ends_with_two(tmp_path: Path) -> None:
    code, said = told("verify", "--anchors", str(tmp_path / "none.log"))
    assert code == 2
    assert "읽을 수 없습니다" in said
