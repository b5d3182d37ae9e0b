"""A made-up book of a day, for tests of documents."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from deungdae.apps.caravan.documents.agenda import (
    Agenda,
    AgendaLine,
    DayBook,
    DayBookMeeting,
    SlotRow,
    TableRow,
)

SEOUL = ZoneInfo("Asia/Seoul")
DATE = date(2021, 4, 14)
LONG_NAME = "주식회사" + "아주긴이름을가진중견기업" * 6 + "(舊한국정밀)"


def slot_rows(count: int) -> tuple[SlotRow, ...]:
    """Slots of 20 minutes from 10:00 on."""
    start = datetime(2021, 4, 14, 10, tzinfo=SEOUL)
    step = timedelta(minutes=20)
    return tuple(
        SlotRow(index + 1, start + index * step, start + (index + 1) * step) for index in range(count)
    )


def a_line(
    *, slot: SlotRow, table: int | None = 1, partner: str = "다온소프트", uid: str = "u@deungdae"
) -> AgendaLine:
    return AgendaLine(slot.start, slot.end, slot.number, table, partner, "공급", "예지 보전", uid, 0)


def an_agenda(*, name: str = "한빛정밀", code: str = "D-01", lines: tuple[AgendaLine, ...] = ()) -> Agenda:
    return Agenda("경남 상담일", "창원컨벤션센터, 제1전시장", DATE, name, code, lines)


def a_book(*, pairs: int = 3, slots: int = 4, tables: int = 3, name: str = "한빛정밀") -> DayBook:
    """`pairs` pairs of participants; each pair meets once in every slot there is a table for."""
    rows = slot_rows(slots)
    meetings: list[DayBookMeeting] = []
    agendas: list[Agenda] = []
    for pair in range(pairs):
        first, second = f"{name}{pair + 1}", f"다온소프트{pair + 1}"
        table = pair + 1 if pair < tables else None
        found = rows if table is not None else ()
        for slot in found:
            uid = f"m{pair}-{slot.number}@deungdae"
            meetings.append(
                DayBookMeeting(f"M{len(meetings) + 1:03}", slot.number, table, first, second, "예정", "", uid)
            )
        sides = ((first, f"D-{pair + 1:02}", second), (second, f"S-{pair + 1:02}", first))
        for who, code, partner in sides:
            lines = tuple(
                a_line(slot=slot, table=table, partner=partner, uid=f"m{pair}-{slot.number}@deungdae")
                for slot in found
            )
            agendas.append(an_agenda(name=who, code=code, lines=lines))
    left_out = DayBookMeeting(
        "M999", None, None, name, "다온소프트", "예정", "함께 비어 있는 시간대가 없습니다."
    )
    return DayBook(
        title="경남 상담일",
        place="창원컨벤션센터, 제1전시장",
        date=DATE,
        slots=rows,
        tables=tuple(TableRow(number + 1, "통역석" if number == 0 else "") for number in range(tables)),
        agendas=tuple(agendas),
        meetings=(*meetings, left_out),
        summary=("상담 13건 가운데 12건을 배치했습니다.",),
    )
