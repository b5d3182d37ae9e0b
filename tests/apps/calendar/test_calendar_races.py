"""Many at once at one room: exactly one has it, and nobody waits for ever."""

import pytest
from django.db import DatabaseError

from deungdae.apps.calendar.models import Booking, Resource
from deungdae.apps.calendar.services.bookings import book, move, write_bookings
from deungdae.apps.core.errors import RefusedError
from tests.support.at_once import Act, at_once
from tests.support.rooms import a_booking, a_room, at

pytestmark = pytest.mark.django_db(transaction=True)


def a_try(*rooms: Resource, start: float = 10, end: float = 12) -> Act:
    return lambda: book(resources=rooms, starts_at=at(start), ends_at=at(end), purpose="강의", actor=None)


def past_the_locks(room: Resource) -> Act:
    """As a program would write that forgets to look first."""
    facts = {"purpose": "강의", "source": "", "overruled": "", "actor": None}
    return lambda: write_bookings([room], starts_at=at(10), ends_at=at(12), **facts)


def test_of_two_who_write_past_the_locks_one_stands() -> None:
    room = a_room()
    for _round in range(5):
        results = at_once([past_the_locks(room), past_the_locks(room)])
        assert sum(isinstance(result, DatabaseError) for result in results) == 1
        assert Booking.objects.standing().count() == 1
        Booking.objects.all().delete()


def test_one_who_looks_and_one_who_does_not() -> None:
    room = a_room()
    for _round in range(5):
        results = at_once([past_the_locks(room), a_try(room)])
        assert sum(isinstance(result, DatabaseError | RefusedError) for result in results) == 1
        assert [one.code for one in results if isinstance(one, RefusedError)] in ([], ["taken"])
        assert Booking.objects.standing().count() == 1
        Booking.objects.all().delete()


def test_of_fifty_at_one_room_one_has_it_and_the_others_are_told() -> None:
    room = a_room()
    results = at_once([a_try(room, start=10 + place % 3 * 0.5) for place in range(50)])
    refused = [result.code for result in results if isinstance(result, RefusedError)]
    assert refused == ["taken"] * 49
    assert Booking.objects.standing().count() == 1


def test_two_who_want_the_same_rooms_in_another_order_do_not_block_each_other() -> None:
    first, second, third = (a_room(name) for name in ("가", "나", "다"))
    for _round in range(5):
        results = at_once(
            [a_try(first, second), a_try(second, third), a_try(third, first), a_try(third, second, first)]
        )
        assert sum(not isinstance(result, RefusedError) for result in results) == 1
        assert len({one.together for one in Booking.objects.all()}) == 1
        Booking.objects.all().delete()


def test_two_moves_into_one_gap() -> None:
    room = a_room()
    bookings = [a_booking(room, 8, 9), a_booking(room, 9, 10)]
    results = at_once(
        [lambda one=one: move(booking=one, starts_at=at(14), ends_at=at(15), actor=None) for one in bookings]
    )
    assert [one.code for one in results if isinstance(one, RefusedError)] == ["taken"]
    assert Booking.objects.filter(starts_at=at(14)).count() == 1
