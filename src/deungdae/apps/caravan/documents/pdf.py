"""Papers of a matching day: agendas to hand out, signs for the tables, the grid for the wall."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from weasyprint.document import Document, Page

from deungdae.apps.caravan.documents.agenda import (
    Agenda,
    AgendaLine,
    DayBook,
    DayBookMeeting,
    SlotRow,
    TableRow,
)
from deungdae.apps.caravan.documents.rendering import rendered, style
from deungdae.apps.caravan.documents.words import clock_time, long_date, period, shortened
from deungdae.apps.caravan.documents.words import say as _
from deungdae.apps.core.documents import layout

LONG_TITLE = 24
LONG_NAME = 40
LONG_CELL = 34
TIGHT_FROM = 13
SLOTS_ACROSS = 16
IN_ONE_PART = 20
"""Agendas or signs that are laid out at a time."""

Tell = Callable[[int, int], None]
"""(parts done, parts in all): told as the layout goes on; what it raises ends the layout."""


def quiet(_done: int, _total: int) -> None:
    """Tell nobody."""


def agendas_pdf(book: DayBook, tell: Tell = quiet) -> bytes:
    """A4, one page per participant (more only where one page cannot hold the meetings)."""
    return in_parts("agendas", [agenda_document(book, part) for part in parts_of(book.agendas)], tell)


def agenda_document(book: DayBook, part: Sequence[Agenda]) -> dict[str, object]:
    words = {
        "time": _("시간"),
        "table": _("테이블"),
        "partner": _("상담 상대"),
        "side": _("구분"),
        "note": _("메모"),
        "none": _("배정된 상담이 없습니다."),
    }
    agendas = [agenda_values(agenda) for agenda in part]
    return {"title": book.title, "agendas": agendas, "words": words}


def agenda_values(agenda: Agenda) -> dict[str, object]:
    is_tight = len(agenda.lines) >= TIGHT_FROM
    return {
        "title": agenda.title,
        "place": agenda.place,
        "date": long_date(agenda.date),
        "participant": agenda.participant,
        "is_long": len(agenda.participant) > LONG_TITLE,
        "code": agenda.code,
        "count": _("상담 %(count)s건") % {"count": len(agenda.lines)},
        "is_tight": is_tight,
        "lines": [line_values(line, is_tight=is_tight) for line in agenda.lines],
        "has_sides": any(line.partner_side for line in agenda.lines),
        "has_notes": any(line.note for line in agenda.lines),
        "remark": agenda.remark,
    }


def line_values(line: AgendaLine, *, is_tight: bool) -> dict[str, object]:
    return {
        "time": period(line.start, line.end),
        "table": "" if line.table is None else str(line.table),
        "partner": shortened(line.partner, 52) if is_tight else line.partner,
        "is_long": len(line.partner) > LONG_NAME,
        "side": line.partner_side,
        "note": shortened(line.note, 48 if is_tight else 120),
    }


def table_signs_pdf(book: DayBook, tell: Tell = quiet) -> bytes:
    """A4 across, one page per table: its number, to be read from far away, and who sits there when."""
    return in_parts("signs", [sign_document(book, part) for part in parts_of(book.tables)], tell)


def sign_document(book: DayBook, part: Sequence[TableRow]) -> dict[str, object]:
    cells = book.cells
    count = len(book.slots)
    return {
        "title": book.title,
        "day": day_line(book),
        "density": "few" if count <= 9 else "some" if count <= 16 else "many",
        "words": {"table": _("테이블")},
        "signs": [sign_values(book, table, cells) for table in part],
    }


def sign_values(
    book: DayBook, table: TableRow, cells: dict[tuple[int, int], DayBookMeeting]
) -> dict[str, object]:
    digits = len(str(table.number))
    return {
        "number": str(table.number),
        "width": "" if digits <= 2 else "three" if digits == 3 else "more",
        "remark": table.remark,
        "rows": [sign_row(slot, cells.get((table.number, slot.number))) for slot in book.slots],
    }


def sign_row(slot: SlotRow, meeting: DayBookMeeting | None) -> dict[str, object]:
    names = _("비어 있음")
    if meeting is not None:
        names = f"{shortened(meeting.first, LONG_NAME)} · {shortened(meeting.second, LONG_NAME)}"
    return {
        "time": period(slot.start, slot.end),
        "names": names,
        "is_free": meeting is None,
        "is_long": len(names) > LONG_NAME,
    }


def grid_pdf(book: DayBook, tell: Tell = quiet) -> bytes:
    """A3 across: a row per table, a column per slot; more than 16 slots go on to further parts."""
    words = {
        "table": _("테이블"),
        "unplaced": _("배치하지 못한 상담"),
        "meeting": _("상담 번호"),
        "first": _("참가자 1"),
        "second": _("참가자 2"),
        "reason": _("사유"),
    }
    values = {
        "title": book.title,
        "day": day_line(book),
        "summary": book.summary,
        "parts": list(grid_parts(book)),
        "unplaced": book.unplaced,
        "words": words,
    }
    return in_parts("grid", [values], tell)


def grid_parts(book: DayBook) -> Iterator[dict[str, object]]:
    cells = book.cells
    for start in range(0, max(len(book.slots), 1), SLOTS_ACROSS):
        slots = book.slots[start : start + SLOTS_ACROSS]
        rows = [
            {
                "number": str(table.number),
                "remark": table.remark,
                "cells": [cell_values(cells.get((table.number, slot.number))) for slot in slots],
            }
            for table in book.tables
        ]
        yield {"slots": [f"{slot.number} · {clock_time(slot.start)}" for slot in slots], "rows": rows}


def cell_values(meeting: DayBookMeeting | None) -> dict[str, str]:
    if meeting is None:
        return {}
    first, second = shortened(meeting.first, LONG_CELL), shortened(meeting.second, LONG_CELL)
    return {"first": first, "second": second}


def day_line(book: DayBook) -> str:
    return " · ".join(part for part in (long_date(book.date), book.place) if part)


Part = TypeVar("Part")


def parts_of(rows: Sequence[Part]) -> list[Sequence[Part]]:
    """Twenty at a time, and one empty part when there is nothing: a document has at least one page."""
    return [rows[start : start + IN_ONE_PART] for start in range(0, max(1, len(rows)), IN_ONE_PART)]


def in_parts(name: str, parts: Sequence[Mapping[str, object]], tell: Tell) -> bytes:
    """One document of all parts, laid out one after the other."""
    pages: list[Page] = []
    for number, document in enumerate(laid_out(name, parts)):
        tell(number, len(parts))
        pages += document.pages
    return document.copy(pages).write_pdf()


def laid_out(name: str, parts: Sequence[Mapping[str, object]]) -> Iterator[Document]:
    """The template in pages, part by part."""
    return layout.laid_out((rendered(name, values) for values in parts), style=style(name))
