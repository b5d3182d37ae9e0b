"""Calendar files (RFC 5545): the same meeting keeps its UID, every change of it raises SEQUENCE."""

from collections.abc import Sequence
from datetime import UTC, datetime, time

from icalendar import Event

from deungdae.apps.caravan.documents.agenda import Agenda, AgendaLine, DayBook, DayBookMeeting, SlotRow
from deungdae.apps.caravan.documents.words import say as _
from deungdae.apps.core.documents.calendar_file import SEOUL, calendar, event_of, one_line

PRODUCT = "-//deungdae//matching day//KO"


def agenda_ics(agenda: Agenda, *, cancelled: Sequence[AgendaLine] = ()) -> bytes:
    """One participant's calendar. `cancelled`: meetings to strike out of calendars that hold them already."""
    stamp = stamped(agenda.as_of, agenda)
    planned = [line_event(agenda, line, stamp, status="CONFIRMED") for line in agenda.lines]
    struck = [line_event(agenda, line, stamp, status="CANCELLED") for line in cancelled]
    return calendar(f"{agenda.title} · {agenda.participant}", [*planned, *struck], product=PRODUCT)


def day_ics(book: DayBook) -> bytes:
    """Every placed meeting of the day, for those who run it."""
    slots = {slot.number: slot for slot in book.slots}
    stamp = stamped(book.as_of, book)
    events = [
        meeting_event(book, meeting, slots[meeting.slot], stamp)
        for meeting in book.meetings
        if meeting.slot is not None
    ]
    return calendar(book.title, events, product=PRODUCT)


def stamped(as_of: datetime | None, day: Agenda | DayBook) -> datetime:
    """The moment of the facts in UTC; where none is told, the first moment of the day itself."""
    return (as_of or datetime.combine(day.date, time(), SEOUL)).astimezone(UTC)


def line_event(agenda: Agenda, line: AgendaLine, stamp: datetime, *, status: str) -> Event:
    summary = _("상담: %(partner)s") % {"partner": line.partner}
    about = [f"{line.partner_side} · {line.partner}" if line.partner_side else line.partner, line.note]
    event = event_of(line.uid, line.sequence, line.start, line.end, stamp)
    event.add("summary", one_line(summary))
    event.add("location", location(agenda.place, line.table))
    event.add("description", "\n".join(one_line(part) for part in about if part))
    event.add("status", status)
    event.add("transp", "TRANSPARENT" if status == "CANCELLED" else "OPAQUE")
    return event


def meeting_event(book: DayBook, meeting: DayBookMeeting, slot: SlotRow, stamp: datetime) -> Event:
    event = event_of(meeting.uid or meeting.id, meeting.sequence, slot.start, slot.end, stamp)
    event.add("summary", one_line(f"{meeting.first} · {meeting.second}"))
    event.add("location", location(book.place, meeting.table))
    event.add("description", one_line(_("상담 번호 %(id)s") % {"id": meeting.id}))
    event.add("status", "CONFIRMED")
    return event


def location(place: str, table: int | None) -> str:
    at = "" if table is None else _("테이블 %(number)s") % {"number": table}
    return ", ".join(part for part in (one_line(place), at) if part)
