"""An answer of the engine as files: workbook, page, calendar, JSON, and the record of the decision."""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from deungdae.apps.caravan.bridge.workbook_file import DayWords
from deungdae.apps.caravan.documents.agenda import (
    Agenda,
    AgendaLine,
    DayBook,
    DayBookMeeting,
    SlotRow,
    TableRow,
)
from deungdae.apps.caravan.documents.calendar_file import day_ics
from deungdae.apps.caravan.documents.page import day_html
from deungdae.apps.caravan.documents.workbook import day_workbook
from deungdae.apps.caravan.slots import PlannedSlot, time_of
from deungdae.engine.kernel.decision import Decision, Json
from deungdae.engine.timetable.model import Meeting, Placement, Problem, Solution

SEOUL = ZoneInfo("Asia/Seoul")
NOMINAL_START, NOMINAL_MINUTES = 9 * 60, 20
MINUTES_OF_A_DAY = 24 * 60


def words_without_hours(problem: Problem, *, title: str, on: date) -> DayWords:
    """Words for a file that knows slots by number only; the nominal hours are told as such."""
    last = MINUTES_OF_A_DAY - 1
    start = NOMINAL_START if problem.slots * NOMINAL_MINUTES <= last - NOMINAL_START else 0
    minutes = max(1, min(NOMINAL_MINUTES, (last - start) // max(1, problem.slots)))
    slots = tuple(
        PlannedSlot(index + 1, time_of(start + index * minutes), time_of(start + (index + 1) * minutes))
        for index in range(min(problem.slots, (last - start) // minutes))
    )
    remark = (
        f"파일에 날짜와 시각이 없어 {on.isoformat()} {time_of(start):%H:%M}부터"
        f" {minutes}분 단위의 임시 시각을 적었습니다."
    )
    return DayWords(title=title, date=on, slots=slots, names={}, sides={}, notes={}, remark=remark)


def write_outputs(
    folder: Path,
    *,
    problem: Problem,
    solution: Solution,
    words: DayWords,
    answer: Json,
    decision: Decision | None = None,
) -> tuple[Path, ...]:
    """Write everything into the folder, each file whole or not at all; what was written, in order."""
    book = book_of(problem, solution, words)
    texts: dict[str, bytes] = {
        "timetable.xlsx": day_workbook(book),
        "timetable.html": day_html(book).encode(),
        "timetable.ics": day_ics(book),
        "solution.json": (json.dumps(answer, ensure_ascii=False, indent=1) + "\n").encode(),
    }
    if decision is not None:
        texts["decision.json"] = decision.to_json().encode()
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in texts.items():
        unfinished = folder / f".{name}.unfinished"
        unfinished.write_bytes(content)
        unfinished.replace(folder / name)
    return tuple(folder / name for name in texts)


def book_of(problem: Problem, solution: Solution, words: DayWords) -> DayBook:
    """The answer in the words of the documents."""
    places = solution.by_meeting
    reasons = {left.meeting: left.reason.text for left in solution.unscheduled}
    slots = {slot.number: slot_row(words.date, slot) for slot in words.slots}
    numbers = sorted({*problem.tables, *(place.table for place in solution.placements)})
    explanation = tuple(each.text for each in solution.explanation)
    return DayBook(
        title=words.title,
        place="",
        date=words.date,
        slots=tuple(slots.values()),
        tables=tuple(TableRow(number, "") for number in numbers),
        agendas=agendas_of(problem, places, words, slots),
        meetings=tuple(
            book_meeting(meeting, places.get(meeting.id), words, reasons) for meeting in problem.meetings
        ),
        summary=(*explanation, words.remark) if words.remark else explanation,
    )


def slot_row(day: date, slot: PlannedSlot) -> SlotRow:
    start = datetime.combine(day, slot.starts_at, SEOUL)
    end = datetime.combine(day, slot.ends_at, SEOUL)
    return SlotRow(slot.number, start, end if end > start else end + timedelta(days=1))


def book_meeting(
    meeting: Meeting, place: Placement | None, words: DayWords, reasons: Mapping[str, str]
) -> DayBookMeeting:
    return DayBookMeeting(
        id=meeting.id,
        slot=place.slot if place else None,
        table=place.table if place else None,
        first=name_of(words, meeting.first),
        second=name_of(words, meeting.second),
        state="배치" if place else "미배치",
        reason=reasons.get(meeting.id, ""),
        uid=uid_of(words, meeting.id),
    )


def agendas_of(
    problem: Problem, places: Mapping[str, Placement], words: DayWords, slots: Mapping[int, SlotRow]
) -> tuple[Agenda, ...]:
    lines: dict[str, list[AgendaLine]] = {person.id: [] for person in problem.participants}
    for meeting in problem.meetings:
        place = places.get(meeting.id)
        if place is None:
            continue
        for person, partner in ((meeting.first, meeting.second), (meeting.second, meeting.first)):
            slot = slots[place.slot]
            lines[person].append(
                AgendaLine(
                    start=slot.start,
                    end=slot.end,
                    slot=place.slot,
                    table=place.table,
                    partner=name_of(words, partner),
                    partner_side=words.sides.get(partner, ""),
                    note=words.notes.get(meeting.id, ""),
                    uid=uid_of(words, meeting.id),
                    sequence=0,
                )
            )
    return tuple(
        Agenda(
            title=words.title,
            place="",
            date=words.date,
            participant=name_of(words, person),
            code=person,
            lines=tuple(sorted(found, key=lambda line: line.slot)),
        )
        for person, found in lines.items()
    )


def name_of(words: DayWords, person: str) -> str:
    return words.names.get(person, person)


def uid_of(words: DayWords, meeting: str) -> str:
    return f"{words.date.isoformat()}-{meeting}@deungdae"
