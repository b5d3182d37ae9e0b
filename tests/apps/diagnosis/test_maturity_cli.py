"""`deungdae maturity score`: answers in a file become the one JSON object that the docs promise."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from deungdae.project.cli import app
from tests.engine.maturity.samples import S1, document

pytestmark = pytest.mark.one_database


def run(tmp_path: Path, answers: Any, *options: str) -> Any:
    file = tmp_path / "answers.json"
    file.write_text(answers if isinstance(answers, str) else json.dumps(answers), encoding="utf-8")
    chosen = options if "--framework" in options else ("--framework", "eu-dma-sme", *options)
    return CliRunner().invoke(app, ["maturity", "score", str(file), *chosen])


def test_the_answer_is_the_object_of_the_docs(tmp_path: Path) -> None:
    ran = run(tmp_path, S1, "--rule", "V1", "--json")
    assert ran.exit_code == 0, ran.output
    told = json.loads(ran.stdout)
    assert list(told)[:6] == ["framework", "version", "rule", "dimensions", "overall", "level"]
    assert told["dimensions"] == {"D1": 40.0, "D2": 56.43, "D3": 47.32, "D4": 50.0, "D5": 40.0, "D6": 45.0}
    assert (told["rule"], told["overall"], told["level"]) == ("V1", 46.46, "average")
    assert told["from_plans"]["dimensions"]["D1"] == 10.0
    assert json.loads(run(tmp_path, S1, "--json").stdout)["rule"] == "V1k"


def test_words_for_people_and_half_filled_forms(tmp_path: Path) -> None:
    ran = run(tmp_path, {name: answer for name, answer in S1.items() if name != "Q9"})
    assert ran.exit_code == 0
    assert "답하지 않은 곳이 1곳이라 아직 다 한 진단이 아닙니다" in ran.stdout
    assert "Q9에 답해 주십시오" in ran.stdout
    bands = run(tmp_path, {f"Q{n}": 2 for n in range(1, 17)}, "--framework", "industry-band")
    assert bands.exit_code == 0
    assert "종합 점수를 내지 않습니다" in bands.stdout
    assert bands.stdout.count("수준 2 ") == 16


def test_a_framework_may_be_a_file_and_a_wrong_one_says_what_is_wrong(tmp_path: Path) -> None:
    own = document("five-minute") | {"version": "2027.1"}
    file = tmp_path / "own.json"
    file.write_text(json.dumps(own), encoding="utf-8")
    ran = run(tmp_path, {"version": "2027.1", "Q1": [1, 2, 3, 4]}, "--framework", str(file), "--json")
    assert json.loads(ran.stdout)["level"] == "low"
    own["dimensions"][0]["weight"] = "1/2"
    file.write_text(json.dumps(own), encoding="utf-8")
    ran = run(tmp_path, {"Q1": []}, "--framework", str(file))
    assert ran.exit_code == 2
    assert "가중치의 합이 1/2" in ran.stderr


def test_an_empty_form_is_nought_and_the_gaps_are_told_beside_the_object(tmp_path: Path) -> None:
    ran = run(tmp_path, {}, "--json")
    told = json.loads(ran.stdout)
    assert (ran.exit_code, told["overall"], told["level"], len(told["missing"])) == (0, 0.0, "basic", 11)
    assert "Q1에 답해 주십시오" in ran.stderr
    assert run(tmp_path, S1, "--json").stderr == ""


@pytest.mark.parametrize(
    ("answers", "options", "said"),
    [
        (S1 | {"Q2": [11]}, (), "1부터 10"),
        (S1, ("--rule", "V9"), "V1k"),
        (S1, ("--framework", "nobody"), "five-minute"),
        (S1, ("--framework", "none.json"), "none.json"),
        ("{", (), "1행"),
        (" " * (3 * 2**20), (), "2MB"),
    ],
)
def test_bad_input_names_itself_and_the_way_out(
    tmp_path: Path, answers: Any, options: tuple[str, ...], said: str
) -> None:
    ran = run(tmp_path, answers, *options)
    assert ran.exit_code == 2
    assert ran.stdout == ""
    assert said in ran.stderr


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    file.write_bytes(b"\xff\xfe\x00")
    ran = CliRunner().invoke(app, ["maturity", "score", str(file), "--framework", "eu-dma-sme"])
    assert (ran.exit_code, "UTF-8" in ran.stderr) == (2, True)
