"""What a day was made of, as the sheets that people fill in: the same file can be read again."""

from deungdae.apps.caravan.documents.sheets import Cell, Sheet
from deungdae.apps.caravan.documents.template import (
    ABSENCE_HEADS,
    ABSENCE_SHEET,
    DAY_HEADS,
    DAY_SHEET,
    PARTICIPANT_HEADS,
    PARTICIPANT_SHEET,
    REQUEST_HEADS,
    REQUEST_SHEET,
    WIDTHS,
)
from deungdae.apps.caravan.models import Absence, MatchingDay, MeetingRequest, Participant, Precedence
from deungdae.apps.caravan.people import people_text
from deungdae.apps.caravan.slots import hours

State = MeetingRequest.State
STATES = {State.ACCEPTED: "수락", State.PENDING: "대기", State.DECLINED: "거절"}
SIDES = {Participant.Side.DEMAND: "수요", Participant.Side.SUPPLY: "공급", Participant.Side.FREE: "자유"}
WISHES = {
    Participant.Wish.ANY: "무관",
    Participant.Wish.MORNING: "오전",
    Participant.Wish.AFTERNOON: "오후",
}


def input_sheets(*, day: MatchingDay) -> list[Sheet]:
    """The three sheets of the list and the sheet of the day, in the words of the form."""
    return [participant_sheet(day), absence_sheet(day), request_sheet(day), day_sheet(day)]


def sheet(name: str, heads: tuple[str, ...], rows: list[list[Cell]]) -> Sheet:
    return Sheet(name, heads, rows, WIDTHS[name], frozen=1)


def participant_sheet(day: MatchingDay) -> Sheet:
    found = Participant.objects.filter(day=day).select_related("organisation", "own_table")
    rows: list[list[Cell]] = [
        [
            one.code,
            one.organisation.name,
            one.organisation.business_number,
            SIDES[Participant.Side(one.side)],
            WISHES[Participant.Wish(one.wish)],
            one.max_meetings,
            one.own_table.number if one.own_table is not None else None,
            people_text((person.name, person.job_title) for person in one.attendees.all()),
            one.contact_name,
            one.contact_email,
            one.contact_phone,
        ]
        for one in found.prefetch_related("attendees").order_by("code", "id")
    ]
    return sheet(PARTICIPANT_SHEET, PARTICIPANT_HEADS, rows)


def absence_sheet(day: MatchingDay) -> Sheet:
    found = Absence.objects.filter(participant__day=day).select_related("participant")
    rows: list[list[Cell]] = [
        [one.participant.code, f"{one.starts_at:%H:%M}", f"{one.ends_at:%H:%M}", one.reason]
        for one in found.order_by("participant__code", "starts_at", "id")
    ]
    return sheet(ABSENCE_SHEET, ABSENCE_HEADS, rows)


def request_sheet(day: MatchingDay) -> Sheet:
    """The requests that stand; withdrawn and expired ones are left out, as nobody asks for them any more."""
    earlier: dict[int, list[str]] = {}
    for order in Precedence.objects.filter(day=day).select_related("earlier").order_by("earlier__code"):
        earlier.setdefault(order.later_id, []).append(order.earlier.code)
    found = MeetingRequest.objects.filter(day=day, state__in=STATES)
    standing = list(
        found.select_related("sender", "receiver", "fixed_slot", "fixed_table").order_by("code", "id")
    )
    codes = {one.code for one in standing}
    rows: list[list[Cell]] = [
        [
            one.code,
            one.sender.code,
            one.receiver.code,
            one.rank,
            one.reason,
            STATES[State(one.state)],
            WISHES[Participant.Wish(one.wish)],
            one.fixed_slot.number if one.fixed_slot is not None else None,
            one.fixed_table.number if one.fixed_table is not None else None,
            ", ".join(code for code in earlier.get(one.pk, ()) if code in codes),
        ]
        for one in standing
    ]
    return sheet(REQUEST_SHEET, REQUEST_HEADS, rows)


def day_sheet(day: MatchingDay) -> Sheet:
    pauses = [
        f"{pause.label.replace(',', ' ')} {hours(pause.starts_at, pause.ends_at)}".strip()
        for pause in day.pauses.order_by("starts_at")
    ]
    row: list[Cell] = [
        day.title,
        day.date.isoformat(),
        f"{day.opens_at:%H:%M}",
        f"{day.closes_at:%H:%M}",
        day.slot_minutes,
        ", ".join(pauses),
        day.tables.count(),
        "없음" if day.fairness is None else day.fairness,
    ]
    return sheet(DAY_SHEET, DAY_HEADS, [row])
