"""The whole timetable as one HTML file that needs nothing beside it and prints on A3."""

from django.utils.safestring import mark_safe

from deungdae.apps.caravan.documents.agenda import Agenda, DayBook, DayBookMeeting
from deungdae.apps.caravan.documents.rendering import rendered, style
from deungdae.apps.caravan.documents.words import long_date, period, shortened
from deungdae.apps.caravan.documents.words import say as _

LONG_CELL = 34


def day_html(book: DayBook) -> str:
    """Grid by table, lines by participant, and what is not placed."""
    values: dict[str, object] = {
        "title": book.title,
        "day": " · ".join(part for part in (long_date(book.date), book.place) if part),
        "style": mark_safe(style("page")),  # noqa: S308 (our own style sheet)  # nosec B308 B703 - our own file
        "summary": book.summary,
        "slots": [{"number": str(slot.number), "time": period(slot.start, slot.end)} for slot in book.slots],
        "tables": table_rows(book),
        "people": [person_row(book, agenda) for agenda in book.agendas],
        "unplaced": book.unplaced,
        "words": words(),
    }
    return rendered("page", values)


def table_rows(book: DayBook) -> list[dict[str, object]]:
    cells = book.cells
    return [
        {
            "number": str(table.number),
            "remark": table.remark,
            "cells": [cell_values(cells.get((table.number, slot.number))) for slot in book.slots],
        }
        for table in book.tables
    ]


def cell_values(meeting: DayBookMeeting | None) -> dict[str, str]:
    """What stands in the grid; the whole of a long name stands in the lines of the participants."""
    if meeting is None:
        return {}
    first, second = shortened(meeting.first, LONG_CELL), shortened(meeting.second, LONG_CELL)
    return {"first": first, "second": second, "id": meeting.id}


def person_row(book: DayBook, agenda: Agenda) -> dict[str, object]:
    at = {line.slot: line for line in agenda.lines}
    cells = [at.get(slot.number) for slot in book.slots]
    return {"name": agenda.participant, "code": agenda.code, "cells": cells}


def words() -> dict[str, str]:
    return {
        "grid": _("상담 시간표"),
        "people": _("참가자별 일정"),
        "participant": _("참가자"),
        "unplaced": _("배치하지 못한 상담"),
        "table": _("테이블"),
        "meeting": _("상담 번호"),
        "first": _("참가자 1"),
        "second": _("참가자 2"),
        "reason": _("사유"),
    }
