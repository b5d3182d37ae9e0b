"""Who is here, and what happens at the tables now: for the door, the large screen and the phones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from deungdae.apps.caravan.models import Delay, MatchingDay, Meeting, Participant, Presence, Slot
from deungdae.apps.caravan.selectors.agendas import moment_of
from deungdae.apps.caravan.selectors.board import Board, board_of
from deungdae.apps.core import clock

State = Presence.State


@dataclass(frozen=True, slots=True)
class AtTheDoor:
    """A participant with its first meeting; late: that has begun and nobody came."""

    participant: Participant
    state: str
    at: datetime | None
    first: datetime | None
    is_late: bool

    @property
    def label(self) -> str:
        return str(State(self.state).label)


@dataclass(frozen=True, slots=True)
class Place:
    """A table in a slot: the two who meet, each with whether it is missing."""

    table: int
    meeting: Meeting
    first_missing: bool
    second_missing: bool


@dataclass(frozen=True)
class Live:
    """now, next: the slots of this moment and after it (None: before, between, after), with their tables."""

    at: datetime
    delay: int
    now: Slot | None
    now_places: list[Place]
    next: Slot | None
    next_places: list[Place]
    next_at: datetime | None
    now_until: datetime | None
    is_over: bool


def presence_of(day: MatchingDay) -> dict[int, Presence]:
    """By participant's key, the last that is known."""
    return {one.participant_id: one for one in Presence.objects.filter(participant__day=day).order_by("pk")}


def delay_of(day: MatchingDay) -> int:
    """Minutes by which the day runs late."""
    last = Delay.objects.filter(day=day).last()
    return last.minutes if last is not None else 0


def door_of(*, day: MatchingDay) -> list[AtTheDoor]:
    """Every participant by number; nine queries, however many there are."""
    board, known, late_by = board_of(day=day), presence_of(day), timedelta(minutes=delay_of(day))
    moment = clock.now()
    return [
        at_the_door(board, one, known.get(one.pk), late_by, moment) for one in board.participants.values()
    ]


def at_the_door(
    board: Board, participant: Participant, known: Presence | None, late_by: timedelta, moment: datetime
) -> AtTheDoor:
    meetings = board.of_participant(participant.pk)
    slot = meetings[0].slot if meetings else None
    first = moment_of(board.day, slot.starts_at) + late_by if slot is not None else None
    state = known.state if known is not None else State.UNKNOWN
    is_late = state == State.UNKNOWN and first is not None and first <= moment
    return AtTheDoor(participant, state, known.at if known is not None else None, first, is_late)


def live_of(*, day: MatchingDay) -> Live:
    """The day at this moment, moved by its delay."""
    board, known, delay = board_of(day=day), presence_of(day), delay_of(day)
    moment, late_by = clock.now(), timedelta(minutes=delay)
    slots = sorted(board.slots.values(), key=lambda slot: slot.number)
    spans = {
        slot.number: (moment_of(day, slot.starts_at) + late_by, moment_of(day, slot.ends_at) + late_by)
        for slot in slots
    }
    now = next((slot for slot in slots if spans[slot.number][0] <= moment < spans[slot.number][1]), None)
    following = next((slot for slot in slots if spans[slot.number][0] > moment), None)
    return Live(
        at=moment,
        delay=delay,
        now=now,
        now_places=places_in(board, now, known),
        next=following,
        next_places=places_in(board, following, known),
        next_at=spans[following.number][0] if following is not None else None,
        now_until=spans[now.number][1] if now is not None else None,
        is_over=bool(slots) and moment >= spans[slots[-1].number][1],
    )


def places_in(board: Board, slot: Slot | None, known: Mapping[int, Presence]) -> list[Place]:
    """The taken tables of a slot by number."""
    if slot is None:
        return []
    here: Iterable[Meeting] = (one for one in board.placed() if one.slot_id == slot.pk)
    places = [
        Place(one.table.number, one, is_missing(known, one.first_id), is_missing(known, one.second_id))
        for one in here
        if one.table is not None
    ]
    return sorted(places, key=lambda place: place.table)


def is_missing(known: Mapping[int, Presence], participant_id: int) -> bool:
    """Nobody of it is known to be here."""
    last = known.get(participant_id)
    return last is None or last.state != State.HERE
