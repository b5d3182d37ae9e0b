"""The day as a workbook: whatever people wrote stays text, never a formula."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from deungdae.apps.caravan.documents.agenda import Agenda, DayBook, SlotRow
from deungdae.apps.caravan.documents.words import clock_time, long_date, period
from deungdae.apps.caravan.documents.words import say as _

LONGEST_CELL = 32_000
A3, A4 = 8, 9
Cell = str | int | None


@dataclass(frozen=True)
class Sheet:
    """A table with a heading row; widths in characters, `frozen`: columns that stay in sight."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[float]
    frozen: int = 0
    paper: int = A4
    landscape: bool = False
    row_height: float | None = None


@dataclass(frozen=True)
class Look:
    """The formats of a workbook."""

    head: Format
    text: Format
    number: Format


def day_workbook(book: DayBook) -> bytes:
    """Grid, participants, list of meetings, what is not placed, and the summary."""
    sheets = [
        grid_sheet(book),
        people_sheet(book),
        meetings_sheet(book),
        unplaced_sheet(book),
        summary_sheet(book),
    ]
    return workbook(sheets, title=book.title)


def grid_sheet(book: DayBook) -> Sheet:
    cells = book.cells
    rows: list[list[Cell]] = []
    for table in book.tables:
        found = [cells.get((table.number, slot.number)) for slot in book.slots]
        names = [f"{meeting.first}\n{meeting.second}" if meeting else "" for meeting in found]
        rows.append([table.number, table.remark, *names])
    heads = [_("테이블"), _("비고"), *slot_heads(book.slots)]
    widths = [8, 14, *([22] * len(book.slots))]
    return Sheet(_("상담 시간표"), heads, rows, widths, frozen=1, paper=A3, landscape=True, row_height=45)


def people_sheet(book: DayBook) -> Sheet:
    rows = [person_row(agenda, book.slots) for agenda in book.agendas]
    heads = [_("참가 번호"), _("기업 이름"), _("상담 수"), *slot_heads(book.slots)]
    widths = [11, 30, 8, *([22] * len(book.slots))]
    return Sheet(_("참가자별"), heads, rows, widths, frozen=2, paper=A3, landscape=True)


def person_row(agenda: Agenda, slots: Sequence[SlotRow]) -> list[Cell]:
    at = {line.slot: line for line in agenda.lines}
    cells: list[Cell] = [agenda.code, agenda.participant, len(agenda.lines)]
    for slot in slots:
        line = at.get(slot.number)
        place = f" ({_('테이블')} {line.table})" if line and line.table is not None else ""
        cells.append(f"{line.partner}{place}" if line else "")
    return cells


def meetings_sheet(book: DayBook) -> Sheet:
    slots = {slot.number: slot for slot in book.slots}
    rows: list[list[Cell]] = []
    for meeting in sorted(book.placed, key=lambda each: (each.slot or 0, each.table or 0)):
        slot = slots[meeting.slot or 0]
        times: list[Cell] = [slot.number, clock_time(slot.start), clock_time(slot.end)]
        rows.append([meeting.id, *times, meeting.table, meeting.first, meeting.second, meeting.state])
    heads = [
        _("상담 번호"),
        _("시간대"),
        _("시작"),
        _("끝"),
        _("테이블"),
        _("참가자 1"),
        _("참가자 2"),
        _("상태"),
    ]
    return Sheet(_("상담 목록"), heads, rows, [12, 8, 8, 8, 8, 34, 34, 10], frozen=1, landscape=True)


def unplaced_sheet(book: DayBook) -> Sheet:
    rows = [[meeting.id, meeting.first, meeting.second, meeting.reason] for meeting in book.unplaced]
    heads = [_("상담 번호"), _("참가자 1"), _("참가자 2"), _("사유")]
    return Sheet(_("미배치"), heads, rows, [12, 34, 34, 60], frozen=1, landscape=True)


def summary_sheet(book: DayBook) -> Sheet:
    rows: list[list[Cell]] = [
        [_("행사 이름"), book.title],
        [_("날짜"), long_date(book.date)],
        [_("장소"), book.place],
        [_("시간대"), len(book.slots)],
        [_("테이블"), len(book.tables)],
        [_("참가자"), len(book.agendas)],
        [_("배치한 상담"), len(book.placed)],
        [_("배치하지 못한 상담"), len(book.unplaced)],
        *([_("설명"), sentence] for sentence in book.summary),
    ]
    return Sheet(_("요약"), [_("항목"), _("내용")], rows, [20, 80])


def slot_heads(slots: Sequence[SlotRow]) -> list[str]:
    return [f"{slot.number}\n{period(slot.start, slot.end)}" for slot in slots]


def workbook(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """The same sheets always give the same bytes."""
    file = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(file, {"in_memory": True, **options})
    book.set_properties({"title": title[:255], "created": datetime(2021, 4, 14)})  # noqa: DTZ001
    look = look_of(book)
    for sheet in sheets:
        write_sheet(book.add_worksheet(sheet.name), sheet, look)
    book.close()
    return file.getvalue()


def look_of(book: Workbook) -> Look:
    edge = {"border": 1, "border_color": "#CDD1D5", "valign": "vcenter", "font_name": "맑은 고딕"}
    head = {"bold": True, "bg_color": "#EEF2F7", "align": "center", "text_wrap": True}
    return Look(
        head=book.add_format({**edge, **head, "font_size": 10}),
        text=book.add_format({**edge, "text_wrap": True, "num_format": "@", "font_size": 10}),
        number=book.add_format({**edge, "align": "right", "font_size": 10}),
    )


def write_sheet(page: Worksheet, sheet: Sheet, look: Look) -> None:
    for column, head in enumerate(sheet.heads):
        page.write_string(0, column, head, look.head)
        page.set_column(column, column, sheet.widths[column])
    if any("\n" in head for head in sheet.heads):
        page.set_row(0, 32)
    last = 0
    for last, row in enumerate(sheet.rows, start=1):
        if sheet.row_height is not None:
            page.set_row(last, sheet.row_height)
        for column, cell in enumerate(row):
            write_cell(page, last, column, cell, look)
    page.freeze_panes(1, sheet.frozen)
    if last:
        page.autofilter(0, 0, last, len(sheet.heads) - 1)
    set_up_print(page, sheet)


def write_cell(page: Worksheet, row: int, column: int, cell: Cell, look: Look) -> None:
    if cell is None or cell == "":
        page.write_blank(row, column, None, look.text)
    elif isinstance(cell, int):
        page.write_number(row, column, cell, look.number)
    else:
        page.write_string(row, column, cell[:LONGEST_CELL], look.text)


def set_up_print(page: Worksheet, sheet: Sheet) -> None:
    page.set_paper(sheet.paper)
    if sheet.landscape:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer("&L&A&R&P / &N")
