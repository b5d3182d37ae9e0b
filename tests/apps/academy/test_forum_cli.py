"""`deungdae forum programme` and `deungdae decision verify`: a forum in a file becomes a programme."""

import json
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from benchmarks.programme.forums import a_forum
from deungdae.engine.programme.formats import problem_from_json, problem_to_json
from deungdae.project.cli import app

pytestmark = pytest.mark.one_database
SCHEMA = Path(__file__).resolve().parents[3] / "docs" / "engine" / "programme.schema.json"


@pytest.fixture
def forum(tmp_path: Path) -> Path:
    file = tmp_path / "forum.json"
    file.write_text(json.dumps(problem_to_json(a_forum(8, 2, 5, 30))), encoding="utf-8")
    return file


def test_a_forum_of_the_schema_is_solved_recorded_and_repeated(forum: Path, tmp_path: Path) -> None:
    document = json.loads(forum.read_text())
    jsonschema.validate(document, json.loads(SCHEMA.read_text()))
    assert problem_to_json(problem_from_json(forum.read_text())) == document
    record = tmp_path / "decision.json"
    ran = CliRunner().invoke(app, ["forum", "programme", str(forum), "--json", "--record", str(record)])
    assert ran.exit_code == 0, ran.output
    answer = json.loads(ran.stdout)
    assert {one["talk"] for one in answer["placed"]} == {talk["code"] for talk in document["talks"]}
    assert answer["bound"] <= answer["cost"]
    again = CliRunner().invoke(app, ["decision", "verify", str(record)])
    assert again.exit_code == 0, again.output


def test_a_forum_that_cannot_be_says_why_and_a_bad_file_says_where(forum: Path, tmp_path: Path) -> None:
    document = json.loads(forum.read_text())
    forum.write_text(json.dumps({**document, "rooms": document["rooms"][:1]}), encoding="utf-8")
    ran = CliRunner().invoke(app, ["forum", "programme", str(forum)])
    assert ran.exit_code == 1
    assert "자리가 모자랍니다" in ran.stdout
    forum.write_text('{"format": "deungdae.programme/1", "talk": []}', encoding="utf-8")
    ran = CliRunner().invoke(app, ["forum", "programme", str(forum)])
    assert ran.exit_code == 2
    assert "talk" in ran.stderr
    ran = CliRunner().invoke(app, ["forum", "programme", str(tmp_path / "none.json")])
    assert ran.exit_code == 2
    assert "none.json" in ran.stderr
