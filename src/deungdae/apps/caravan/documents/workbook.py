"""The day as a workbook."""

from collections.abc import Sequence

from deungdae.apps.caravan.documents.agenda import Agenda, DayBook, SlotRow
from deungdae.apps.caravan.documents.sheets import A3, Cell, Sheet, workbook
from deungdae.apps.caravan.documents.words import clock_time, long_date, period
from deungdae.apps.caravan.documents.words import say as _


def day_workbook(book: DayBook, *, inputs: Sequence[Sheet] = ()) -> bytes:
    """Grid, participants, list of meetings, what is not placed, the summary, and what it was made of."""
    sheets = [
        grid_sheet(book),
        people_sheet(book),
        meetings_sheet(book),
        unplaced_sheet(book),
        summary_sheet(book),
        *inputs,
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
    ]
    rows += [[_("설명"), sentence] for sentence in book.summary]
    return Sheet(_("요약"), [_("항목"), _("내용")], rows, [20, 80])


def slot_heads(slots: Sequence[SlotRow]) -> list[str]:
    return [f"{slot.number}\n{period(slot.start, slot.end)}" for slot in slots]
