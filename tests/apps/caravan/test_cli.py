"""The commands `timetable` and `decision`, as a person at a shell uses them; no database is asked."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from deungdae.project.cli import app

DZN = """nBusiness = 3;
nMeetings = 2;
nTables = 1;
nTotalSlots = 3;
nMorningSlots = 2;
requested = [|1, 2,3,
|1, 3,3,
|];
forbidden = [{0,2},{0},{0}];
fixed = [0,0];
precedences = [{2}, {}];
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def event(tmp_path: Path) -> Path:
    path = tmp_path / "event.dzn"
    path.write_text(DZN, encoding="utf-8")
    return path


def changed(event: Path, old: str, new: str) -> Path:
    text = event.read_text(encoding="utf-8")
    assert old in text
    event.write_text(text.replace(old, new, 1), encoding="utf-8")
    return event


def test_a_public_file_is_answered_with_one_json_object(event: Path) -> None:
    result = run("timetable", "solve", event, "--json", "--seed", "4")
    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert answer.pop("seconds") >= 0
    assert answer == {
        "status": "optimal",
        "breaks": 1,
        "bound": 1,
        "meetings": [{"id": 1, "slot": 3, "table": 1}, {"id": 2, "slot": 1, "table": 1}],
        "unscheduled": [],
        "explanation": answer["explanation"],
        "seed": 4,
    }
    assert answer["explanation"][0] == "상담 2건을 모두 배치했습니다."


def test_infeasible_ends_with_one_and_says_who_blocks(event: Path) -> None:
    result = run("timetable", "solve", event, "--json", "--fairness", "0")
    answer = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (answer["status"], answer["breaks"], answer["meetings"]) == ("infeasible", None, [])
    assert "대기 공백의 허용 차이를 1로 늘리면 모두 배치할 수 있습니다." in answer["explanation"]


def test_no_fairness_is_said_with_a_word(event: Path) -> None:
    assert run("timetable", "solve", event, "--json", "--fairness", "none").exit_code == 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("fixed = [0,0];", "fixed = [0,9];", "10행 'fixed' 항목의 값 9"),
        ("nTables = 1;", "", "'nTables' 항목이 없습니다"),
        ("|1, 3,3,", "|1, 1,3,", "7행 'requested' 항목에서 참가자 1"),
        ("nTotalSlots = 3;", "nTotalSlots = 0;", "항목"),
    ],
)
def test_bad_input_ends_with_two_and_names_line_and_field(event: Path, old: str, new: str, said: str) -> None:
    result = run("timetable", "solve", changed(event, old, new), "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--fairness", "two"],
        ["--fairness", "-1"],
        ["--seconds", "0"],
        ["--seconds", "-3"],
        ["--seconds", "nan"],
    ],
)
def test_a_wrong_option_ends_with_two(event: Path, arguments: list[str]) -> None:
    result = run("timetable", "solve", event, "--json", *arguments)
    assert result.exit_code == 2
    assert arguments[0] in result.stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("absent.dzn", None, "파일이 없습니다"),
        ("event.txt", b"", "종류를 알 수 없습니다"),
        ("event.json", b"\xff\xfe\x00", "UTF-8"),
        ("event.json", b"{", "1행"),
        ("event.xlsx", b"not a workbook", "xlsx"),
    ],
)
def test_a_file_that_cannot_be_read_ends_with_two(
    tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    result = run("timetable", "solve", path)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_json_day_keeps_its_own_fairness_and_ids(tmp_path: Path) -> None:
    path = tmp_path / "day.json"
    day = {
        "format": "deungdae.timetable/1",
        "slots": 3,
        "tables": [4],
        "fairness": 0,
        "participants": [{"id": "가", "forbidden": [2]}, {"id": "나"}, {"id": "다"}],
        "meetings": [
            {"id": "가-나", "first": "가", "second": "나", "weight": 1},
            {"id": "가-다", "first": "가", "second": "다", "weight": 2},
        ],
    }
    path.write_text(json.dumps(day), encoding="utf-8")
    answer = json.loads(run("timetable", "solve", path, "--json").stdout)
    assert [meeting["id"] for meeting in answer["meetings"]] == ["가-다"]
    assert answer["unscheduled"][0]["id"] == "가-나"
    assert answer["unscheduled"][0]["reason"].endswith(".")


def test_the_files_of_an_answer_are_written_checked_and_verified(event: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run("timetable", "solve", event, "-o", out)
    assert result.exit_code == 0
    assert "상담 2건을 모두 배치했습니다." in result.stdout
    names = {path.name for path in out.iterdir()}
    assert {"solution.json", "decision.json", "timetable.xlsx", "timetable.html", "timetable.ics"} <= names
    assert run("timetable", "check", event, out / "solution.json").exit_code == 0
    verified = run("decision", "verify", out / "decision.json")
    assert verified.exit_code == 0
    assert "기록과 같습니다" in verified.stdout


def test_every_broken_rule_of_a_timetable_is_listed(event: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"meetings": [{"id": 1, "slot": 2, "table": 5}]}', encoding="utf-8")
    result = run("timetable", "check", event, wrong)
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 4
    assert "상담 '2'가 배치되지 않았습니다." in result.stdout


def test_a_changed_record_is_told(event: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("timetable", "solve", event, "--json", "-o", out)
    record = out / "decision.json"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace('"breaks": 1', '"breaks": 0'), encoding="utf-8")
    result = run("decision", "verify", record)
    assert result.exit_code == 1
    assert "결과가 기록과 다릅니다" in result.stdout


@pytest.mark.parametrize("content", ["", "{}", '{"format": "deungdae.decision/1"}'])
def test_something_else_than_a_record_ends_with_two(tmp_path: Path, content: str) -> None:
    path = tmp_path / "decision.json"
    path.write_text(content, encoding="utf-8")
    assert run("decision", "verify", path).exit_code == 2


def test_a_record_that_is_not_there_ends_with_two(tmp_path: Path) -> None:
    assert run("decision", "verify", tmp_path / "none.json").exit_code == 2


def test_the_command_works_without_settings_and_in_a_process_of_its_own(event: Path) -> None:
    code = "from deungdae.project.cli import app; app()"
    done = subprocess.run(
        [sys.executable, "-c", code, "timetable", "solve", str(event), "--json"],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "HOME": str(event.parent)},
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["status"] == "optimal"
