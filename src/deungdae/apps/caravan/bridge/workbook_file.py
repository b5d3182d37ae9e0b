"""A matching-day workbook as the engine sees it, without a database: for the command line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import cast

from django.conf import settings

from deungdae.apps.caravan.bridge.weights import weight_of_rank
from deungdae.apps.caravan.bridge.workbook_columns import SIDES
from deungdae.apps.caravan.bridge.workbook_rows import Row, Sheets, cell_issue, read_sheets
from deungdae.apps.caravan.documents.template import (
    ABSENCE_SHEET,
    DAY_SHEET,
    PARTICIPANT_SHEET,
    REQUEST_SHEET,
)
from deungdae.apps.caravan.slots import PauseWords, PlannedSlot, is_morning, numbers_in, plan_slots
from deungdae.apps.core.errors import RefusedError
from deungdae.engine.kernel.errors import InputError
from deungdae.engine.timetable.model import Meeting, Participant, Problem, Session

DEFAULT_FAIRNESS = 2


@dataclass(frozen=True, slots=True)
class DayWords:
    """What people call things on a day that the engine knows by ids: for the documents."""

    title: str
    date: date
    slots: tuple[PlannedSlot, ...]
    names: Mapping[str, str]
    sides: Mapping[str, str]
    notes: Mapping[str, str]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class WorkbookDay:
    """The question to the engine, and the words for its answer."""

    problem: Problem
    words: DayWords


def speak_korean_without_settings() -> None:
    """The words of readers and errors go through Django's translation; here it needs no project."""
    if not settings.configured:
        settings.configure(USE_I18N=False, USE_TZ=True, TIME_ZONE="Asia/Seoul", LANGUAGE_CODE="ko")


def read_workbook(path: Path) -> WorkbookDay:
    """Read the four sheets; InputError lists everything that is wrong, each with sheet, row and column."""
    speak_korean_without_settings()
    sheets = read_sheets(path)
    day = day_row(sheets)
    slots = slots_of(sheets, day) if day is not None else ()
    names = participants_by_code(sheets)
    absent = absences(sheets, names, slots)
    meetings = meetings_of(sheets, names)
    if day is not None and not sheets.issues:
        check_fixed(sheets, day, slots, names, meetings)
    if sheets.issues or day is None:
        raise InputError(sheets.issues)
    problem = problem_of(day, slots, list(names.values()), absent, meetings)
    return WorkbookDay(problem=problem, words=words_of(day, slots, names, meetings))


def day_row(sheets: Sheets) -> Row | None:
    rows = sheets.of(DAY_SHEET)
    for extra in rows[1:]:
        sheets.issues.append(extra.issue("title", "행사는 한 행만 씁니다. 나머지 행을 지워 주십시오."))
    if not rows and not sheets.issues:
        message = "행사 행이 없습니다. 이름, 날짜, 시각, 테이블 수를 한 행에 적어 주십시오."
        sheets.issues.append(cell_issue(DAY_SHEET, 0, "", "", message))
    return rows[0] if rows else None


def slots_of(sheets: Sheets, day: Row) -> tuple[PlannedSlot, ...]:
    try:
        return plan_slots(
            opens_at=cast(time, day["opens_at"]),
            closes_at=cast(time, day["closes_at"]),
            minutes=cast(int, day["minutes"]),
            pauses=cast("tuple[PauseWords, ...]", day["pauses"] or ()),
        )
    except RefusedError as error:
        name = "pauses" if error.code.startswith("pause") else "opens_at"
        sheets.issues.append(day.issue(name, error.message))
        return ()


def participants_by_code(sheets: Sheets) -> dict[str, Row]:
    found: dict[str, Row] = {}
    owners: dict[int, Row] = {}
    for row in sheets.of(PARTICIPANT_SHEET):
        code, table = str(row["code"]), cast("int | None", row["own_table"])
        if code in found:
            sheets.issues.append(
                row.issue("code", f"{found[code].number}행과 같은 번호입니다. 하나만 남겨 주십시오.")
            )
        if table is not None and table in owners:
            message = f"{owners[table].number}행과 같은 전용 테이블입니다. 다른 번호를 쓰십시오."
            sheets.issues.append(row.issue("own_table", message))
        found.setdefault(code, row)
        if table is not None:
            owners.setdefault(table, row)
    return found


def absences(
    sheets: Sheets, names: Mapping[str, Row], slots: tuple[PlannedSlot, ...]
) -> dict[str, frozenset[int]]:
    """Participant → the slots in which they cannot meet."""
    found: dict[str, frozenset[int]] = {}
    for row in sheets.of(ABSENCE_SHEET):
        code, start, end = str(row["code"]), cast(time, row["start"]), cast(time, row["end"])
        if code not in names:
            sheets.issues.append(row.issue("code", unknown(PARTICIPANT_SHEET)))
        elif end <= start:
            sheets.issues.append(row.issue("end", "시작보다 늦지 않습니다. 두 시각을 고쳐 주십시오."))
        else:
            numbers = numbers_in(slots=slots, starts_at=start, ends_at=end)
            found[code] = found.get(code, frozenset()) | numbers
    return found


def meetings_of(sheets: Sheets, names: Mapping[str, Row]) -> list[Row]:
    """The accepted requests; without a state a request counts as accepted."""
    rows = sheets.of(REQUEST_SHEET)
    codes: dict[str, Row] = {}
    pairs: dict[frozenset[str], Row] = {}
    for row in rows:
        code, pair = str(row["code"]), frozenset((str(row["sender"]), str(row["receiver"])))
        for name, earlier in (("code", codes.get(code)), ("receiver", pairs.get(pair))):
            if earlier is not None:
                what = "같은 상담 번호" if name == "code" else "같은 두 참가자의 상담"
                message = f"{earlier.number}행과 {what}입니다. 하나만 남겨 주십시오."
                sheets.issues.append(row.issue(name, message))
        check_sides(sheets, row, names)
        codes.setdefault(code, row)
        pairs.setdefault(pair, row)
    for row in rows:
        check_earlier(sheets, row, codes)
    return [row for row in rows if row["state"] in (None, "accepted")]


def check_sides(sheets: Sheets, row: Row, names: Mapping[str, Row]) -> None:
    for name in ("sender", "receiver"):
        if str(row[name]) not in names:
            sheets.issues.append(row.issue(name, unknown(PARTICIPANT_SHEET)))
    if row["sender"] == row["receiver"]:
        sheets.issues.append(row.issue("receiver", "자기 자신과 상담할 수 없습니다. 상대를 고쳐 주십시오."))


def check_earlier(sheets: Sheets, row: Row, codes: Mapping[str, Row]) -> None:
    for code in earlier_of(row):
        if code not in codes:
            sheets.issues.append(row.issue("before", f"‘{code}’: {unknown(REQUEST_SHEET)}"))


def check_fixed(
    sheets: Sheets,
    day: Row,
    slots: tuple[PlannedSlot, ...],
    names: Mapping[str, Row],
    meetings: list[Row],
) -> None:
    """A meeting can be fixed to a slot of the day, and to a shared table or one of its two sides' own."""
    shared = shared_tables(day, list(names.values()))
    for row in meetings:
        slot, table = cast("int | None", row["fixed_slot"]), row["fixed_table"]
        if slot is not None and slot > len(slots):
            message = f"시간대는 1부터 {len(slots)}까지입니다. 번호를 고쳐 주십시오."
            sheets.issues.append(row.issue("fixed_slot", message))
        own = {names[str(row[side])]["own_table"] for side in ("sender", "receiver")}
        if table is not None and table not in shared and table not in own:
            message = "없는 테이블이거나 다른 참가자의 전용 테이블입니다. 다른 번호를 쓰십시오."
            sheets.issues.append(row.issue("fixed_table", message))


def shared_tables(day: Row, people: list[Row]) -> tuple[int, ...]:
    own = {row["own_table"] for row in people}
    return tuple(number for number in range(1, cast(int, day["tables"]) + 1) if number not in own)


def earlier_of(row: Row) -> tuple[str, ...]:
    return cast("tuple[str, ...]", row["before"] or ())


def unknown(sheet: str) -> str:
    return f"‘{sheet}’ 시트에 없는 번호입니다. 번호를 고치거나 그 시트에 넣어 주십시오."


def problem_of(
    day: Row,
    slots: tuple[PlannedSlot, ...],
    people: list[Row],
    absent: Mapping[str, frozenset[int]],
    meetings: list[Row],
) -> Problem:
    """The engine's problem; its ids are the numbers that people use."""
    held = {str(row["code"]) for row in meetings}
    has_limit = "fairness" in day.values
    return Problem(
        slots=len(slots),
        morning_slots=sum(1 for slot in slots if is_morning(slot.starts_at)),
        tables=shared_tables(day, people),
        participants=tuple(
            Participant(
                id=str(row["code"]),
                forbidden=absent.get(str(row["code"]), frozenset()),
                max_meetings=cast("int | None", row["most"]),
                own_table=cast("int | None", row["own_table"]),
                wish=Session(str(row["wish"] or "any")),
            )
            for row in people
        ),
        meetings=tuple(meeting_of(row, held) for row in meetings),
        fairness=cast("int | None", day["fairness"]) if has_limit else DEFAULT_FAIRNESS,
    )


def meeting_of(row: Row, held: set[str]) -> Meeting:
    return Meeting(
        id=str(row["code"]),
        first=str(row["sender"]),
        second=str(row["receiver"]),
        session=Session(str(row["wish"] or "any")),
        fixed_slot=cast("int | None", row["fixed_slot"]),
        fixed_table=cast("int | None", row["fixed_table"]),
        after=tuple(code for code in earlier_of(row) if code in held),
        weight=weight_of_rank(cast(int, row["rank"] or 1)),
    )


def words_of(
    day: Row, slots: tuple[PlannedSlot, ...], people: Mapping[str, Row], meetings: list[Row]
) -> DayWords:
    return DayWords(
        title=str(day["title"]),
        date=cast(date, day["date"]),
        slots=slots,
        names={code: str(row["name"]) for code, row in people.items()},
        sides={code: SIDES[str(row["side"])][0] for code, row in people.items() if row["side"]},
        notes={str(row["code"]): str(row["reason"] or "") for row in meetings},
    )
