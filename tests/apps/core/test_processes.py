"""What an installation says and does at its start: in an empty folder, without settings, on another port."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from deungdae.project.processes.commands import keep_own_address

pytestmark = pytest.mark.one_database
DEUNGDAE = [sys.executable, "-c", "from deungdae.project.cli import app; app()"]
SETTINGS = {
    "DEUNGDAE_SECRET_KEY": "only-for-this-test-" + "x" * 40,
    "DEUNGDAE_ALLOWED_HOSTS": "centre.example",
}


def deungdae(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a folder of its own, with nothing of the test's environment but the path."""
    clean = {"PATH": os.environ["PATH"], **environment}
    return subprocess.run(
        [*DEUNGDAE, *words], cwd=folder, env=clean, capture_output=True, text=True, timeout=300, check=False
    )


def test_the_first_step_in_an_empty_folder_makes_the_state_folder_for_its_owner_only(tmp_path: Path) -> None:
    run = deungdae(tmp_path, "manage", "migrate", **SETTINGS)
    assert run.returncode == 0, run.stderr
    assert stat.S_IMODE((tmp_path / "var").stat().st_mode) == 0o700
    assert (tmp_path / "var" / "deungdae.sqlite3").exists()


def test_only_the_check_of_the_log_takes_the_settings_of_a_demo(
    tmp_path: Path,
) -> None:
    missing = "환경 변수 DEUNGDAE_SECRET_KEY의 값이 없습니다."
    assert deungdae(tmp_path, "audit", "verify").stderr.startswith(missing)
    (tmp_path / "var" / "secret-key").write_text("x" * 50)
    looked = deungdae(tmp_path, "audit", "verify")
    assert looked.stderr == "데이터베이스를 읽을 수 없습니다: no such table: core_auditday\n"
    assert deungdae(tmp_path, "serve").stderr.startswith(missing)


@pytest.mark.parametrize("words", [("manage", "migrate"), ("serve",), ("worker",)])
def test_a_missing_setting_is_named_in_one_line(tmp_path: Path, words: tuple[str, ...]) -> None:
    run = deungdae(tmp_path, *words)
    assert run.returncode == 2
    assert run.stderr.startswith("환경 변수 DEUNGDAE_SECRET_KEY의 값이 없습니다.")
    assert len(run.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8021"),
        ("0.0.0.0", "http://127.0.0.1:8021"),  # noqa: S104
        ("::1", "http://[::1]:8021"),
    ],
)
def test_links_in_mails_follow_the_port(monkeypatch, host: str, address: str) -> None:
    monkeypatch.setenv("DEUNGDAE_SITE_ADDRESS", "")
    monkeypatch.delenv("DEUNGDAE_SITE_ADDRESS")
    keep_own_address(host=host, port=8021)
    assert os.environ["DEUNGDAE_SITE_ADDRESS"] == address


def test_an_address_that_is_given_stays(monkeypatch) -> None:
    monkeypatch.setenv("DEUNGDAE_SITE_ADDRESS", "https://centre.example")
    keep_own_address(host="127.0.0.1", port=8021)
    assert os.environ["DEUNGDAE_SITE_ADDRESS"] == "https://centre.example"
