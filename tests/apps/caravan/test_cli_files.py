"""Workbooks in and out of the command line, without a database and without a project's settings."""

import io
import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar
from typer.testing import CliRunner, Result

from deungdae.apps.caravan.bridge.outputs import words_without_hours, write_outputs
from deungdae.apps.caravan.bridge.workbook_file import WorkbookDay, read_workbook
from deungdae.apps.caravan.cli import app
from deungdae.apps.caravan.importers.template import day_template
from deungdae.engine.kernel.errors import InputError
from deungdae.engine.timetable.check import check
from deungdae.engine.timetable.model import Problem, Session, Solution, Status
from deungdae.engine.timetable.solve import solve


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "상담일.xlsx"
    path.write_bytes(day_template())
    return path


def changed(template: Path, sheet: str, cells: dict[str, object]) -> Path:
    """The template with some cells of one sheet changed."""
    book = openpyxl.load_workbook(template)
    for place, value in cells.items():
        book[sheet][place] = value
    book.save(template)
    return template


def faults(path: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_workbook(path)
    return [issue.text for issue in caught.value.issues]


def answered(day: WorkbookDay) -> Solution:
    solution = solve(day.problem, seed=1, seconds=None)
    assert solution.status is Status.OPTIMAL
    assert check(day.problem, solution.placements) == []
    return solution


def test_the_template_as_it_is_makes_a_timetable(template: Path) -> None:
    day = read_workbook(template)
    assert (day.problem.slots, day.problem.morning_slots, day.problem.tables) == (10, 4, (2, 3, 4))
    assert [meeting.id for meeting in day.problem.meetings] == ["1", "2", "3", "4", "5"]
    assert len(answered(day).placements) == 5


def test_what_the_template_says_is_understood(template: Path) -> None:
    problem = read_workbook(template).problem
    people = {person.id: person for person in problem.participants}
    meetings = {meeting.id: meeting for meeting in problem.meetings}
    assert people["D-02"].forbidden == {1, 2}
    assert (people["S-01"].own_table, people["S-03"].max_meetings) == (1, 3)
    assert (meetings["2"].session, meetings["2"].after) == (Session.MORNING, ("1",))
    assert (meetings["5"].fixed_slot, meetings["5"].fixed_table) == (5, 2)
    assert meetings["1"].weight == 2 * meetings["2"].weight
    assert problem.fairness == 2


def test_columns_may_stand_in_another_order_and_below_a_title(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    sheet = book["불참"]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    sheet.delete_rows(1, sheet.max_row)
    sheet.append(["2026년 불참 현황"])
    sheet.merge_cells("A1:D1")
    for row in rows:
        sheet.append([row[3], row[2], row[1], row[0], "메모"])
    book.save(template)
    people = {person.id: person for person in read_workbook(template).problem.participants}
    assert people["D-02"].forbidden == {1, 2}


def test_dates_and_times_as_excel_keeps_them_are_understood(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    book["행사"]["B2"] = date(2026, 12, 15)
    book["행사"]["C2"] = "오전 10시"
    book.save(template)
    assert read_workbook(template).words.date == date(2026, 12, 15)


def test_no_limit_may_be_said_in_words(template: Path) -> None:
    assert read_workbook(changed(template, "행사", {"H2": "없음"})).problem.fairness is None


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "told"),
    [
        ("참가자", "A3", "D-01", "시트 ‘참가자’ 3행 ‘참가 번호’ 열: ‘D-01’ 2행과 같은 번호입니다"),
        ("참가자", "B2", None, "시트 ‘참가자’ 2행 ‘기업 이름’ 열: 비어 있습니다"),
        ("참가자", "D2", "관람", "시트 ‘참가자’ 2행 ‘구분’ 열: ‘관람’ 정해진 값이 아닙니다"),
        ("참가자", "G3", 1, "‘전용 테이블’ 열: ‘1’ 3행과 같은 전용 테이블입니다"),
        ("불참", "A2", "Z-99", "시트 ‘불참’ 2행 ‘참가 번호’ 열: ‘Z-99’ ‘참가자’ 시트에 없는 번호입니다"),
        ("불참", "C2", "09:00", "시트 ‘불참’ 2행 ‘끝’ 열: ‘09:00’ 시작보다 늦지 않습니다"),
        ("불참", "B2", "아침", "시트 ‘불참’ 2행 ‘시작’ 열: ‘아침’ 시각으로 읽을 수 없습니다"),
        ("상담 신청", "C2", "D-01", "시트 ‘상담 신청’ 2행 ‘상대 참가 번호’ 열: ‘D-01’ 자기 자신과"),
        ("상담 신청", "B2", "Q", "시트 ‘상담 신청’ 2행 ‘신청 참가 번호’ 열: ‘Q’ ‘참가자’ 시트에 없는"),
        ("상담 신청", "A3", "1", "시트 ‘상담 신청’ 3행 ‘상담 번호’ 열: ‘1’ 2행과 같은 상담 번호입니다"),
        ("상담 신청", "C3", "S-01", "‘상대 참가 번호’ 열: ‘S-01’ 2행과 같은 두 참가자의 상담입니다"),
        ("상담 신청", "D2", "으뜸", "시트 ‘상담 신청’ 2행 ‘순위’ 열: ‘으뜸’ 정수가 아닙니다"),
        (
            "상담 신청",
            "J3",
            "77",
            "시트 ‘상담 신청’ 3행 ‘먼저 할 상담 번호’ 열: ‘77’ ‘77’: ‘상담 신청’ 시트에",
        ),
        ("상담 신청", "H6", 11, "시트 ‘상담 신청’ 6행 ‘고정 시간대’ 열: ‘11’ 시간대는 1부터 10까지입니다"),
        ("상담 신청", "I6", 1, "시트 ‘상담 신청’ 6행 ‘고정 테이블’ 열: ‘1’ 없는 테이블이거나"),
        ("행사", "E2", 1, "시트 ‘행사’ 2행 ‘상담 시간(분)’ 열: ‘1’ 5에서 240 사이의 수가 아닙니다"),
        ("행사", "D2", "09:00", "종료 시각 09:00"),
        ("행사", "F2", "점심 13:00~12:00", "시트 ‘행사’ 2행 ‘쉬는 시간’ 열"),
        ("행사", "G1", "책상 수", "시트 ‘행사’: 열이 없습니다: 테이블 수"),
        ("행사", "A3", "둘째 행사", "시트 ‘행사’ 3행 ‘날짜’ 열: 비어 있습니다"),
        ("참가자", "F2", "=1/0", "시트 ‘참가자’: F2 셀의 수식에 쓸 수 있는 값이 없습니다"),
    ],
)
def test_a_wrong_cell_is_told_by_sheet_row_and_column(
    template: Path, sheet: str, cell: str, value: object, told: str
) -> None:
    assert any(told in text for text in faults(changed(template, sheet, {cell: value})))


def test_every_fault_is_told_at_once(template: Path) -> None:
    path = changed(template, "상담 신청", {"B2": "Q", "D3": 0, "F4": "글쎄"})
    assert len(faults(path)) == 3


def test_a_missing_sheet_is_named(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    del book["참가자"]
    book.save(template)
    first = faults(template)[0]
    assert first.startswith("시트 ‘참가자’: 시트가 없습니다. ‘참가자’라는 이름의 시트를 더하고")
    assert "(참가 번호, 기업 이름)" in first


def test_a_missing_day_says_what_it_is_for_and_where_it_is_found(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    del book["행사"]
    book.save(template)
    [fault] = faults(template)
    assert "날짜와 시각과 테이블 수를 이 시트에서 읽습니다." in fault
    assert "(행사 이름, 날짜, 시작, 종료, 상담 시간(분), 테이블 수)" in fault
    assert "‘빈 양식 내려받기’" in fault


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 no zip", b"a,b\n1,2\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99]
)
def test_a_file_that_is_no_workbook_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "자료.xlsx"
    path.write_bytes(content)
    assert all("자료.xlsx" in text for text in faults(path))


def test_reading_needs_neither_settings_nor_models(template: Path) -> None:
    script = (
        "import sys; from pathlib import Path;"
        "from deungdae.apps.caravan.bridge.workbook_file import read_workbook;"
        f"print(len(read_workbook(Path({str(template)!r})).problem.meetings));"
        "assert 'deungdae.apps.caravan.models' not in sys.modules"
    )
    environment = {"PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "5"), done.stderr


def test_the_answer_is_written_as_files_that_others_read(template: Path, tmp_path: Path) -> None:
    day = read_workbook(template)
    solution = answered(day)
    written = write_outputs(
        tmp_path / "OUT",
        problem=day.problem,
        solution=solution,
        words=day.words,
        answer={"status": "optimal"},
    )
    assert [path.name for path in written] == [
        "timetable.xlsx",
        "timetable.html",
        "timetable.ics",
        "solution.json",
    ]
    book = openpyxl.load_workbook(written[0])
    listed = {row[0]: row[1] for row in book["상담 목록"].iter_rows(min_row=2, values_only=True)}
    assert listed == {place.meeting: place.slot for place in solution.placements}
    assert "한빛정밀" in written[1].read_text(encoding="utf-8")
    assert len(Calendar.from_ical(written[2].read_bytes()).walk("VEVENT")) == 5
    assert json.loads(written[3].read_text(encoding="utf-8")) == {"status": "optimal"}
    assert sorted(path.name for path in (tmp_path / "OUT").iterdir()) == sorted(path.name for path in written)


def test_the_workbook_that_is_written_can_be_opened_again_as_bytes(template: Path, tmp_path: Path) -> None:
    day = read_workbook(template)
    folder = tmp_path / "OUT"
    for _time in range(2):
        write_outputs(folder, problem=day.problem, solution=answered(day), words=day.words, answer={})
    book = openpyxl.load_workbook(io.BytesIO((folder / "timetable.xlsx").read_bytes()))
    assert book["요약"]["B2"].value == "찾아가는 디지털 카라반 예시"


@pytest.mark.parametrize("slots", [1, 10, 45, 72, 1_000])
def test_a_file_without_hours_gets_nominal_ones_and_says_so(
    template: Path, tmp_path: Path, slots: int
) -> None:
    problem: Problem = replace(read_workbook(template).problem, slots=slots)
    words = words_without_hours(problem, title="forum", on=date(2026, 1, 1))
    assert len(words.slots) == slots
    assert all(slot.starts_at < slot.ends_at for slot in words.slots)
    assert "임시 시각" in words.remark


def command(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_the_command_solves_a_workbook_and_judges_its_own_answer(template: Path, tmp_path: Path) -> None:
    out = tmp_path / "OUT"
    solved = command("solve", template, "-o", out)
    assert (solved.exit_code, "상담 5건을 모두 배치했습니다." in solved.stdout) == (0, True)
    assert {path.name for path in out.iterdir()} == {
        "timetable.xlsx",
        "timetable.html",
        "timetable.ics",
        "solution.json",
        "decision.json",
    }
    judged = command("check", template, out / "solution.json")
    assert (judged.exit_code, judged.stdout.strip()) == (0, "모든 규칙을 지킵니다.")


def test_the_command_prints_one_object_when_asked(template: Path) -> None:
    solved = command("solve", template, "--json", "--seed", "3")
    answer = json.loads(solved.stdout)
    assert (answer["status"], answer["breaks"], answer["bound"], answer["seed"]) == ("optimal", 0, 0, 3)
    assert sorted(meeting["id"] for meeting in answer["meetings"]) == ["1", "2", "3", "4", "5"]


def test_the_command_ends_with_2_and_names_row_and_column(template: Path) -> None:
    solved = command("solve", changed(template, "참가자", {"D2": "관람"}), "--json")
    assert (solved.exit_code, solved.stdout) == (2, "")
    assert "시트 ‘참가자’ 2행 ‘구분’ 열: ‘관람’" in solved.stderr


def test_the_command_says_which_file_is_not_there(tmp_path: Path) -> None:
    solved = command("solve", tmp_path / "없음.xlsx")
    assert solved.exit_code == 2
    assert "없음.xlsx" in solved.stderr


def test_what_cannot_be_held_is_listed_in_the_workbook(template: Path, tmp_path: Path) -> None:
    path = changed(template, "행사", {"C2": "10:00", "D2": "12:00", "F2": None})
    changed(path, "상담 신청", {"H6": None})
    solved = command("solve", path, "-o", tmp_path / "OUT")
    assert solved.exit_code == 0
    rows = list(
        openpyxl.load_workbook(tmp_path / "OUT" / "timetable.xlsx")["미배치"].iter_rows(
            min_row=2, values_only=True
        )
    )
    assert [row[0] for row in rows] == ["4"]
    assert rows[0][3]
