"""Two bookings of one resource never share a moment: told by the database itself, whoever writes."""

import pytest
from django.db import IntegrityError, connection, transaction

from deungdae.apps.calendar.models import Booking, Resource
from deungdae.apps.calendar.services.bookings import cancel
from deungdae.apps.core import clock
from deungdae.apps.core.ids import new_public_id
from tests.support.rooms import a_booking, a_room, at

pytestmark = pytest.mark.django_db


def stored(value):  # type: ignore[no-untyped-def]
    return connection.ops.adapt_datetimefield_value(value)


def put_by_hand(resource: Resource, start: float, end: float) -> None:
    """Straight to the table, past every service and model."""
    public_id = new_public_id()
    key = public_id.hex if connection.vendor == "sqlite" else public_id
    values = {
        "public_id": key,
        "resource_id": resource.pk,
        "starts_at": stored(at(start)),
        "ends_at": stored(at(end)),
        "purpose": "x",
        "source": "",
        "overruled": "",
        "together": key,
        "sequence": 0,
        "created_at": stored(clock.now()),
        "cancel_reason": "",
    }
    names, places = ", ".join(values), ", ".join(["%s"] * len(values))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO calendar_booking ({names}) VALUES ({places})", [*values.values()])


@pytest.mark.parametrize(("start", "end"), [(10, 12), (9, 11), (11, 13), (10.5, 11), (9, 13), (11.99, 12.5)])
def test_an_overlap_is_refused_to_raw_sql(start: float, end: float) -> None:
    room = a_room()
    a_booking(room, 10, 12)
    with pytest.raises(IntegrityError):
        put_by_hand(room, start, end)
    assert Booking.objects.count() == 1


@pytest.mark.parametrize(("start", "end"), [(8, 10), (12, 13)])
def test_what_only_touches_is_allowed(start: float, end: float) -> None:
    room = a_room()
    a_booking(room, 10, 12)
    put_by_hand(room, start, end)
    assert Booking.objects.count() == 2


def test_another_resource_at_the_same_time_is_allowed() -> None:
    a_booking(a_room("301호"))
    put_by_hand(a_room("302호"), 10, 12)
    assert Booking.objects.count() == 2


def test_a_cancelled_booking_stands_in_nobodys_way_and_cannot_come_back() -> None:
    room = a_room()
    first = cancel(booking=a_booking(room), reason="연기", actor=None)
    a_booking(room)
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.filter(pk=first.pk).update(cancelled_at=None)


@pytest.mark.parametrize(
    "change",
    [{"starts_at": at(11)}, {"starts_at": at(11), "ends_at": at(11.5)}, {"ends_at": at(23)}],
    ids=["start", "both", "end"],
)
def test_a_change_past_the_services_is_refused(change: dict) -> None:
    room = a_room()
    a_booking(room, 10, 12)
    a_booking(room, 20, 22)
    other = a_booking(room, 12, 13) if "ends_at" not in change else a_booking(room, 13, 14)
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.filter(pk=other.pk).update(**change)


def test_a_booking_cannot_be_carried_to_a_taken_resource() -> None:
    first, second = a_room("301호"), a_room("302호")
    a_booking(first)
    moved = a_booking(second)
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.filter(pk=moved.pk).update(resource=first)


@pytest.mark.parametrize(("start", "end"), [(10, 10), (12, 10), (0, 24.5)])
def test_a_booking_has_a_length_of_at_most_a_day(start: float, end: float) -> None:
    with pytest.raises(IntegrityError):
        put_by_hand(a_room(), start, end)


def test_a_whole_day_is_a_booking() -> None:
    put_by_hand(a_room(), 0, 24)
    assert Booking.objects.count() == 1


def test_a_cancelled_booking_has_its_reason() -> None:
    booking = a_booking(a_room())
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.filter(pk=booking.pk).update(cancelled_at=clock.now())
