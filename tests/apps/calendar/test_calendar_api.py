"""The API of the calendar: who sees what, and how often a call books."""

from uuid import uuid4

import pytest
from django.test import Client

from deungdae.apps.accounts.services import grant_role
from deungdae.apps.calendar.models import Booking
from tests.support.centre import Centre, a_centre, person
from tests.support.rooms import a_booking, a_room, a_trainer

pytestmark = pytest.mark.django_db
TIME = {"starts_at": "2030-03-05T10:00:00", "ends_at": "2030-03-05T12:00:00+09:00"}


@pytest.fixture
def centre() -> Centre:
    return a_centre()


def get(client: Client, path: str, headers: dict[str, str]):  # type: ignore[no-untyped-def]
    return client.get(f"/api/v1/calendar{path}", headers=headers)


def post(client: Client, path: str, body: object, headers: dict[str, str]):  # type: ignore[no-untyped-def]
    return client.post(f"/api/v1/calendar{path}", body, content_type="application/json", headers=headers)


def test_a_call_that_is_repeated_books_once(client: Client, centre: Centre) -> None:
    rooms = [a_room("301호"), a_room("302호")]
    headers = {**centre.bearer(centre.staff), "Idempotency-Key": str(uuid4())}
    body = {**TIME, "resources": [room.short_id for room in rooms], "purpose": "강의"}
    first, second = (post(client, "/bookings", body, headers) for _time in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert [one["starts_at"] for one in first.json()["items"]] == ["2030-03-05T01:00:00Z"] * 2
    assert Booking.objects.count() == 2


def test_a_taken_time_is_a_conflict_and_a_closed_one_a_question(client: Client, centre: Centre) -> None:
    room, headers = a_room(openings="월~금 09:00~18:00"), centre.bearer(centre.staff)
    a_booking(room, purpose="CEO 아카데미")
    body = {**TIME, "resources": [room.short_id], "purpose": "강의"}
    taken = post(client, "/bookings", body, headers)
    assert (taken.status_code, taken.json()["code"]) == (409, "taken")
    assert "CEO 아카데미" in taken.json()["message"]
    late = {"starts_at": "2030-03-05T19:00", "ends_at": "2030-03-05T20:00"}
    closed = post(client, "/bookings", {**body, **late}, headers)
    assert (closed.status_code, closed.json()["code"]) == (422, "hours")
    assert post(client, "/bookings", {**body, **late, "overruled": "행사"}, headers).status_code == 201


@pytest.mark.parametrize(
    "times",
    [
        {"starts_at": "1900-01-01T10:00", "ends_at": "1900-01-01T11:00"},
        {"starts_at": "9999-12-31T23:00Z", "ends_at": "9999-12-31T23:59Z"},
        {"starts_at": "2030-03-05T12:00", "ends_at": "2030-03-05T10:00"},
        {"starts_at": "내일", "ends_at": "모레"},
    ],
)
def test_impossible_times_are_named(client: Client, centre: Centre, times: dict[str, str]) -> None:
    body = {**times, "resources": [a_room().short_id], "purpose": "강의"}
    answer = post(client, "/bookings", body, centre.bearer(centre.staff))
    assert answer.status_code == 422
    assert answer.json()["message"]


def test_free_times_come_with_the_holidays_between(client: Client, centre: Centre) -> None:
    room = a_room(openings="매일 09:00~12:00")
    query = f"/free?resources={room.short_id}&first=2030-02-28&last=2030-03-02&minutes=180"
    found = get(client, query, centre.bearer(centre.staff)).json()
    assert [one["starts_at"] for one in found["items"]] == [
        "2030-02-28T09:00:00+09:00",
        "2030-03-02T09:00:00+09:00",
    ]
    assert found["holidays"] == [{"day": "2030-03-01", "name": "삼일절"}]


def test_a_booking_is_moved_and_cancelled(client: Client, centre: Centre) -> None:
    booking, headers = a_booking(a_room()), centre.bearer(centre.staff)
    times = {"starts_at": "2030-03-06T10:00", "ends_at": "2030-03-06T11:00", "sequence": 0}
    moved = post(client, f"/bookings/{booking.short_id}/move", times, headers)
    assert (moved.status_code, moved.json()["sequence"]) == (200, 1)
    assert post(client, f"/bookings/{booking.short_id}/move", times, headers).json()["code"] == "stale"
    cancelled = post(client, f"/bookings/{booking.short_id}/cancel", {"reason": "폐강"}, headers)
    assert cancelled.json()["is_cancelled"]
    day = f"/{booking.resource.short_id}/bookings?first=2030-03-01&last=2030-03-31"
    assert get(client, day, headers).json()["items"] == []


def test_a_trainer_reads_the_own_and_books_nothing(client: Client, centre: Centre) -> None:
    teacher = person("teacher")
    grant_role(user=teacher, role="mentor")
    mine, other = a_trainer(teacher, "나"), a_trainer(name="남")
    booking = a_booking(mine)
    headers = centre.bearer(teacher)
    assert [one["name"] for one in get(client, "", headers).json()["items"]] == ["나"]
    assert get(client, f"/{other.short_id}", headers).status_code == 404
    assert get(client, f"/bookings/{booking.short_id}", headers).status_code == 200
    body = {**TIME, "resources": [mine.short_id], "purpose": "강의"}
    assert post(client, "/bookings", body, headers).status_code == 403
    assert get(client, "", centre.bearer(centre.stranger)).status_code == 404
