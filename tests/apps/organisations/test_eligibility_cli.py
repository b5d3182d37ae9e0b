"""The command `eligibility`, as a person at a shell uses it; no database and no settings are asked."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from typer.testing import CliRunner, Result

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.organisations.bridge.eligibility import legal_status_of
from deungdae.project.cli import app

DOCUMENT: dict[str, Any] = {
    "name": "한빛금속",
    "kind": "company",
    "founded": "2001-03-02",
    "main_industry": "C24",
    "fiscal_years": [
        {"year": year, "months": 12, "sales_krw": 170_000_000_000, "assets_krw": 210_000_000_000}
        for year in (2022, 2023, 2024)
    ],
    "group": None,
    "largest_shareholder": None,
    "related_sales_krw": None,
    "grace": None,
}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["eligibility", "check", *(str(argument) for argument in arguments)])


@pytest.fixture
def company(tmp_path: Path) -> Path:
    path = tmp_path / "company.json"
    path.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    return path


@pytest.mark.parametrize(("on", "status"), [("2025-08-31", "mid_sized"), ("2025-09-01", "sme")])
def test_one_json_object_with_the_four_keys(company: Path, on: str, status: str) -> None:
    result = run(company, "--on", on, "--json")
    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert list(answer) == ["status", "rule", "needs", "explanation"]
    assert (answer["status"], answer["needs"]) == (status, [])
    assert "중소기업기본법 시행령 제3조제1항" in answer["explanation"]


def test_without_json_the_explanation_is_read_line_by_line(company: Path) -> None:
    result = run(company, "--on", "2025-09-01")
    assert result.stdout.splitlines()[0] == "한빛금속은 2025-09-01 기준으로 중소기업입니다."


def test_what_is_not_known_is_an_answer_too(company: Path) -> None:
    company.write_text(
        json.dumps({**DOCUMENT, "fiscal_years": DOCUMENT["fiscal_years"][1:]}), encoding="utf-8"
    )
    result = run(company, "--on", "2025-09-01", "--json")
    answer = json.loads(result.stdout)
    assert (result.exit_code, answer["status"], answer["needs"]) == (
        0,
        "unknown",
        ["fiscal_years[2022].sales_krw"],
    )


def test_without_a_day_it_is_today(company: Path) -> None:
    assert run(company, "--json").exit_code == 0


@pytest.mark.parametrize("on", ["2025-9-1", "2025-13-01", "어제", "20250901", "２０２５-09-01"])
def test_a_day_that_is_no_day_is_refused(company: Path, on: str) -> None:
    result = run(company, "--on", on)
    assert result.exit_code == 2
    assert f"'--on'의 값 '{on}'" in result.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "JSON"),
        (b"\xff\xfe", "UTF-8"),
        (b'{"sales": 1}', "'sales'"),
        (b" " * (2**20 + 1), "1MB"),
        ('{"main_industry": "금속"}'.encode(), "C24"),
    ],
)
def test_a_bad_file_ends_with_two_and_says_why(company: Path, content: bytes, said: str) -> None:
    company.write_bytes(content)
    result = run(company, "--on", "2025-09-01", "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = run(tmp_path / "none.json")
    assert result.exit_code == 2
    assert "none.json' 파일이 없습니다" in result.stderr
    assert run(tmp_path).exit_code == 2


def test_a_file_with_a_byte_order_mark_is_read(company: Path) -> None:
    company.write_bytes(b"\xef\xbb\xbf" + company.read_bytes())
    assert run(company, "--on", "2025-09-01").exit_code == 0


def test_it_runs_from_anywhere_without_settings_or_database(company: Path, tmp_path: Path) -> None:
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "DEUNGDAE"))}
    program = Path(sys.executable).with_name("deungdae")
    command = [str(program), "eligibility", "check", str(company), "--on", "2025-09-01", "--json"]
    done = subprocess.run(command, cwd=tmp_path, env=bare, check=False, capture_output=True, text=True)
    assert (done.returncode, json.loads(done.stdout)["status"]) == (0, "sme"), done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"company.json"}


def test_another_data_folder_may_be_named(
    company: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEUNGDAE_DATA", str(tmp_path / "elsewhere"))
    result = run(company, "--on", "2025-09-01")
    assert result.exit_code == 2
    assert "sales_limits.csv' 파일이 없습니다" in result.stderr


def test_a_page_gets_the_answer_in_the_readers_language() -> None:
    with translation.override("en"):
        answer = legal_status_of({**DOCUMENT, "name": "Hanbit"}, on=date(2025, 9, 1))
    assert (answer.status, answer.rule, answer.needs) == ("sme", "sme.within_limits", ())
    assert answer.sentences[0] == "Hanbit is an SME on 1 Sep 2025."
    with translation.override("ko"):
        assert legal_status_of({}, on=date(2025, 9, 1)).status == "unknown"


def test_a_page_is_told_what_contradicts_itself() -> None:
    with translation.override("en"), pytest.raises(RefusedError) as caught:
        legal_status_of({**DOCUMENT, "founded": "2030-01-01"}, on=date(2025, 9, 1))
    assert caught.value.code == "legal_status"
    assert "The day of foundation 2030-01-01 is after the day of judgement" in caught.value.message
