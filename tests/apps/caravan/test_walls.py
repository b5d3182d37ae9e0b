"""What the database itself refuses, through the ORM and through raw SQL."""

import pytest
from django.db import IntegrityError, connection, transaction

from deungdae.apps.caravan.models import MatchingDay, Meeting, MeetingSeat
from tests.support.days import a_filled_day, meeting_between, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def day() -> MatchingDay:
    """D001–S001 at slot 1 table 1; the others without a place."""
    day = a_filled_day(demands=2, supplies=2, state=MatchingDay.State.TIMETABLE)
    place(meeting_between(day, "D001", "S001"), 1, 1)
    return day


def put_by_hand(meeting: Meeting, slot_id: int | None, table_id: int | None) -> None:
    """Straight to the table, past every service and model."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE caravan_meeting SET slot_id = %s, table_id = %s WHERE id = %s",
            [slot_id, table_id, meeting.pk],
        )


def slot_of(day: MatchingDay, number: int) -> int:
    return day.slots.get(number=number).pk


def table_of(day: MatchingDay, number: int) -> int:
    return day.tables.get(number=number).pk


@pytest.mark.parametrize("second", ["D001-S002", "D002-S001"])
def test_nobody_has_two_meetings_in_a_slot(day: MatchingDay, second: str) -> None:
    meeting = meeting_between(day, *second.split("-"))
    with pytest.raises(IntegrityError):
        put_by_hand(meeting, slot_of(day, 1), table_of(day, 2))
    assert MeetingSeat.objects.count() == 2


def test_no_table_has_two_meetings_in_a_slot(day: MatchingDay) -> None:
    with pytest.raises(IntegrityError):
        put_by_hand(meeting_between(day, "D002", "S002"), slot_of(day, 1), table_of(day, 1))


def test_there_are_never_more_meetings_in_a_slot_than_tables() -> None:
    day = a_filled_day(demands=2, supplies=2, state=MatchingDay.State.TIMETABLE, table_count=1)
    place(meeting_between(day, "D001", "S001"), 1, 1)
    with pytest.raises(IntegrityError):
        put_by_hand(meeting_between(day, "D002", "S002"), slot_of(day, 1), table_of(day, 1))
    with pytest.raises(IntegrityError):
        put_by_hand(meeting_between(day, "D002", "S002"), slot_of(day, 1), None)


def test_a_slot_or_table_of_another_day_is_refused(day: MatchingDay) -> None:
    other = a_filled_day(demands=1, supplies=1)
    meeting = meeting_between(day, "D002", "S002")
    with pytest.raises(IntegrityError):
        put_by_hand(meeting, slot_of(other, 1), table_of(day, 2))
    with pytest.raises(IntegrityError):
        put_by_hand(meeting, slot_of(day, 2), table_of(other, 2))


def test_a_participant_of_another_day_is_refused(day: MatchingDay) -> None:
    other = a_filled_day(demands=1, supplies=1)
    stranger = meeting_between(other, "D001", "S001").first
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE caravan_meeting SET first_id = %s WHERE day_id = %s", [stranger.pk, day.pk])


def test_a_place_is_slot_and_table_or_neither(day: MatchingDay) -> None:
    meeting = meeting_between(day, "D002", "S002")
    with pytest.raises(IntegrityError):
        put_by_hand(meeting, slot_of(day, 2), None)
    with pytest.raises(IntegrityError):
        put_by_hand(meeting, None, table_of(day, 2))


def test_a_cancelled_meeting_has_no_place(day: MatchingDay) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(day=day, slot__isnull=False).update(state=Meeting.State.CANCELLED)


def test_seats_follow_the_meeting_whoever_moves_it(day: MatchingDay) -> None:
    meeting = meeting_between(day, "D001", "S001")
    put_by_hand(meeting, slot_of(day, 3), table_of(day, 2))
    assert set(MeetingSeat.objects.values_list("slot__number", flat=True)) == {3}
    put_by_hand(meeting, None, None)
    assert not MeetingSeat.objects.exists()


def test_the_same_two_participants_ask_once_whoever_asks(day: MatchingDay) -> None:
    request = meeting_between(day, "D001", "S001").request
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO caravan_meetingrequest"
            " (public_id, day_id, code, sender_id, receiver_id,"
            " rank, reason, state, answer_reason, wish, created_at)"
            " VALUES (%s, %s, 'Z', %s, %s, 1, '', 'pending', '', 'any', CURRENT_TIMESTAMP)",
            ["01890000000070008000000000000001", day.pk, request.receiver_id, request.sender_id],
        )
