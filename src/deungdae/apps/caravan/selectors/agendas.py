"""What each participant takes along, in the words of the documents."""

from collections.abc import Iterable
from datetime import datetime, time
from zoneinfo import ZoneInfo

from deungdae.apps.caravan.documents.agenda import (
    Agenda,
    AgendaLine,
    DayBook,
    DayBookMeeting,
    SlotRow,
    TableRow,
    UnplacedLine,
)
from deungdae.apps.caravan.models import MatchingDay, Meeting, Participant, Slot
from deungdae.apps.caravan.selectors.board import Board, board_of, partner_of
from deungdae.apps.caravan.selectors.figures import day_figures
from deungdae.apps.core import clock

SEOUL = ZoneInfo("Asia/Seoul")


def agenda_of(*, participant: Participant) -> Agenda:
    """One participant's meetings by time."""
    return agendas_of_day(day=participant.day)[participant.pk]


def agendas_of_day(*, day: MatchingDay) -> dict[int, Agenda]:
    """The agenda of every participant, by key."""
    return agendas_on(board_of(day=day))


def agendas_on(board: Board) -> dict[int, Agenda]:
    moment = clock.now()
    return {key: agenda_on(board, participant, moment) for key, participant in board.participants.items()}


def agenda_on(board: Board, participant: Participant, moment: datetime) -> Agenda:
    lines = [
        agenda_line(
            board.day,
            meeting,
            participant,
            slot=meeting.slot,
            table=meeting.table.number if meeting.table is not None else None,
        )
        for meeting in board.of_participant(participant.pk)
        if meeting.slot is not None
    ]
    return Agenda(
        title=board.day.title,
        place=board.day.place,
        date=board.day.date,
        participant=str(participant),
        code=participant.code,
        lines=tuple(lines),
        as_of=moment,
        unplaced=tuple(
            unplaced_line(meeting, participant)
            for meeting in board.unplaced_by_participant.get(participant.pk, ())
        ),
    )


def agenda_line(
    day: MatchingDay, meeting: Meeting, participant: Participant, *, slot: Slot, table: int | None
) -> AgendaLine:
    """One meeting as this participant sees it at the given slot and table."""
    partner = partner_of(meeting, participant.pk)
    return AgendaLine(
        start=moment_of(day, slot.starts_at),
        end=moment_of(day, slot.ends_at),
        slot=slot.number,
        table=table,
        partner=str(partner),
        partner_side=partner.get_side_display(),
        note=meeting.request.reason,
        uid=f"{meeting.short_id}@deungdae",
        sequence=meeting.revision,
    )


def unplaced_line(meeting: Meeting, participant: Participant) -> UnplacedLine:
    partner = partner_of(meeting, participant.pk)
    return UnplacedLine(str(partner), str(partner.get_side_display()), meeting.unplaced_reason)


def moment_of(day: MatchingDay, at: time) -> datetime:
    """A time of the day as a moment in Seoul."""
    return datetime.combine(day.date, at, tzinfo=SEOUL)


def past_slots(board: Board) -> frozenset[int]:
    """The slots of a public timetable that are over by now; before publication time does not bind."""
    if board.day.state != MatchingDay.State.PUBLISHED:
        return frozenset()
    now = clock.now()
    return frozenset(
        number for number, slot in board.slots.items() if moment_of(board.day, slot.ends_at) <= now
    )


def book_of_day(*, day: MatchingDay) -> DayBook:
    """Everything that the documents of a day are made of."""
    board = board_of(day=day)
    agendas = agendas_on(board)
    return DayBook(
        title=day.title,
        place=day.place,
        date=day.date,
        slots=tuple(
            SlotRow(slot.number, moment_of(day, slot.starts_at), moment_of(day, slot.ends_at))
            for slot in board.slots.values()
        ),
        tables=tuple(TableRow(table.number, table.remark) for table in board.tables.values()),
        agendas=tuple(agendas.values()),
        meetings=tuple(book_meetings(board.meetings.values())),
        summary=tuple(str(words) for words in sentences(day)),
        as_of=clock.now(),
    )


def sentences(day: MatchingDay) -> Iterable[object]:
    found = day_figures(day=day)["sentences"]
    return found if isinstance(found, list) else []


def book_meetings(meetings: Iterable[Meeting]) -> Iterable[DayBookMeeting]:
    for meeting in meetings:
        yield DayBookMeeting(
            id=meeting.request.code,
            slot=meeting.slot.number if meeting.slot is not None else None,
            table=meeting.table.number if meeting.table is not None else None,
            first=str(meeting.first),
            second=str(meeting.second),
            state=str(meeting.get_state_display()),
            reason=meeting.unplaced_reason,
            uid=f"{meeting.short_id}@deungdae",
            sequence=meeting.revision,
        )
