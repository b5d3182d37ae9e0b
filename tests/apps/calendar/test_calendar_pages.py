"""The pages of the calendar: lists, weeks, forms, and what they say about wrong values."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import translation

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import grant_role
from deungdae.apps.calendar.links import feed_token
from deungdae.apps.calendar.models import Booking, ClosedDay, Resource
from deungdae.apps.calendar.services.resources import archive_resource
from deungdae.apps.core import clock
from deungdae.apps.core.ids import short
from tests.support.centre import person
from tests.support.rooms import TUESDAY, a_booking, a_room, a_trainer

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ROOM = {"kind": "room", "name": "301호", "place": "본관 3층", "seats": "24", "openings": "월~금 09:00~18:00"}
TIME = {"day": "2030. 3. 5.", "starts": "10:00", "ends": "오후 12시", "purpose": "CEO 아카데미"}


@pytest.fixture
def staff(client: Client) -> User:
    user = person("staff")
    grant_role(user=user, role="centre_staff")
    client.force_login(user)
    return user


def week(room: Resource, day: date = TUESDAY) -> str:
    return f"/calendar/{room.short_id}/?day={day.isoformat()}"


def booked(client: Client, *rooms: Resource, **changed: str):  # type: ignore[no-untyped-def]
    sent = {**TIME, "resources": [str(room.public_id) for room in rooms], "key": str(uuid4()), **changed}
    return client.post("/calendar/book/", sent, follow=True)


def test_a_room_is_registered_found_and_changed(client: Client, staff: User, reference_tables: None) -> None:
    made = client.post(
        "/calendar/new/", {**ROOM, "region": "서울", "equipment": "빔, 마이크; 빔"}, follow=True
    )
    assert "‘301호’를 저장했습니다." in made.text
    room = Resource.objects.get()
    assert (room.equipment, room.region.full_name) == ("빔, 마이크", "서울특별시")
    for query, count in (
        ("q=본관", 1),
        ("seats=24", 1),
        ("seats=25", 0),
        ("seats=x", 0),
        ("seats=%00", 1),
        ("equipment=마이크", 1),
        ("region=11", 1),
        ("region=26", 0),
        ("kind=hall", 0),
        ("kind=%27", 0),
        ("archived=1", 0),
    ):
        assert len(client.get(f"/calendar/?{query}").context["lines"]) == count, query
    page = client.get(f"/calendar/{room.short_id}/edit/")
    assert "월~금 09:00~18:00" in page.text
    client.post(f"/calendar/{room.short_id}/edit/", {**ROOM, "name": "302호", "openings": ""})
    room.refresh_from_db()
    assert (room.name, room.opening_times.count(), room.history.count()) == ("302호", 0, 2)


@pytest.mark.usefixtures("staff", "reference_tables")
@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "필수 항목입니다"),
        ("name", "가" * 300, "100자까지"),
        ("name", "301\u202e호", "방향을 뒤집는"),
        ("name", "\u200b\u200f", "보이는 글자가 없습니다"),
        ("seats", "0", "1부터"),
        ("seats", "10001", "10000까지"),
        ("seats", "-3", "1부터"),
        ("seats", "많음", "정수로"),
        ("openings", "아무 때나", "여는 시간으로 읽을 수 없습니다"),
        ("openings", "월 18:00~09:00", "늦지 않습니다"),
        ("kind", "table", "고를 수 없는 값"),
        ("region", "달나라", "지역 표에 없습니다"),
        ("account", "999999", "고를 수 없는 값"),
        ("equipment", "가," * 149 + "나\u202e", "방향을 뒤집는"),
    ],
)
def test_wrong_values_of_a_resource_are_named(client: Client, field: str, value: str, words: str) -> None:
    answer = client.post("/calendar/new/", {**ROOM, field: value})
    assert answer.status_code == 422
    assert words in answer.text
    assert Resource.objects.count() == 0


def test_what_people_write_is_shown_and_not_run(client: Client, staff: User) -> None:
    client.post("/calendar/new/", {**ROOM, "name": "<script>alert(1)</script>"})
    room = Resource.objects.get()
    booked(client, room, purpose="<b>굵게</b>\u200f")
    page = client.get(week(room)).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert "&lt;b&gt;굵게&lt;/b&gt;</span>" in page


def test_the_same_room_twice_is_refused(client: Client, staff: User) -> None:
    client.post("/calendar/new/", ROOM)
    answer = client.post("/calendar/new/", ROOM)
    assert answer.status_code == 422
    assert "같은 장소에 이미 있습니다" in answer.text
    assert client.post("/calendar/new/", {**ROOM, "place": "별관"}).status_code == 302


def test_an_account_belongs_to_one_trainer(client: Client, staff: User) -> None:
    teacher = person("teacher")
    grant_role(user=teacher, role="mentor")
    wanted = {"kind": "person", "name": "김강사", "account": str(teacher.pk)}
    assert client.post("/calendar/new/", wanted).status_code == 302
    again = client.post("/calendar/new/", {**wanted, "name": "이강사"})
    assert "이미 ‘김강사’의 것입니다" in again.text
    assert "강사·멘토가 아니면" in client.post("/calendar/new/", {**wanted, "kind": "room"}).text


def test_a_booking_is_made_once_however_often_the_form_is_sent(client: Client, staff: User) -> None:
    room, key = a_room(), str(uuid4())
    first, second = (booked(client, room, key=key) for _time in range(2))
    assert "301호를 2030. 3. 5.(화) 10:00~12:00에 예약했습니다." in first.text
    assert second.status_code == 200
    assert Booking.objects.count() == 1
    assert booked(client, room).status_code == 409


def test_several_at_once_or_none(client: Client, staff: User) -> None:
    room, other = a_room("301호"), a_room("302호")
    booked(client, other)
    answer = booked(client, room, other, starts="11:00", ends="13:00")
    assert answer.status_code == 409
    assert "302호는 2030. 3. 5.(화) 10:00~12:00에 ‘CEO 아카데미’ 예약이 있습니다." in answer.text
    assert "다음 빈 시간" in answer.text
    assert Booking.objects.filter(resource=room).count() == 0


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"ends": "10:00"}, "끝 시각이 시작 시각보다 늦어야 합니다"),
        ({"ends": "09:00"}, "끝 시각이 시작 시각보다 늦어야 합니다"),
        ({"next_day": "on"}, "24시간까지"),
        ({"day": "1900-01-01"}, "2000년부터 2100년까지"),
        ({"day": "9999-12-31"}, "2000년부터 2100년까지"),
        ({"day": "2030-02-30"}, "날짜로 읽을 수 없습니다"),
        ({"day": "내일"}, "날짜로 읽을 수 없습니다"),
        ({"starts": "25:00"}, "시각으로 읽을 수 없습니다"),
        ({"purpose": ""}, "필수 항목입니다"),
        ({"purpose": "가" * 201}, "200자까지"),
        ({"purpose": "가\u202e나"}, "방향을 뒤집는"),
        ({"resources": ""}, "하나 이상 골라 주십시오"),
        ({"resources": "없음"}, "고를 수 없는 값"),
        ({"key": "x"}, "형식이 맞지 않습니다"),
    ],
)
def test_wrong_values_of_a_booking_are_named(
    client: Client, staff: User, changed: dict[str, str], words: str
) -> None:
    answer = booked(client, a_room(), **changed)
    assert answer.status_code == 422
    assert words in answer.text
    assert Booking.objects.count() == 0


def test_a_holiday_asks_for_a_reason(client: Client, staff: User) -> None:
    room = a_room()
    refused = booked(client, room, day="2030-08-15")
    assert refused.status_code == 422
    assert "2030. 8. 15.(목)은 공휴일입니다(광복절)." in refused.text
    assert booked(client, room, day="2030-08-15", overruled="국경일 행사").status_code == 200
    page = client.get(week(room, date(2030, 8, 15)))
    assert "공휴일: 광복절" in page.text
    assert "국경일 행사" in client.get(f"/calendar/bookings/{Booking.objects.get().short_id}/").text


def test_over_midnight_it_stands_on_both_days(client: Client, staff: User) -> None:
    hall = a_room("홀")
    booked(client, hall, starts="23:00", ends="01:00", next_day="on")
    page = client.get(week(hall)).text
    assert "23:00~다음 날 01:00" in page
    assert "전날 23:00~01:00" in page


def test_a_booking_is_moved_and_cancelled(client: Client, staff: User) -> None:
    room, other = a_room("301호"), a_room("302호")
    booking = a_booking(room)
    address = f"/calendar/bookings/{booking.short_id}/"
    form = client.get(f"{address}move/").context["form"]
    assert (form["starts"].value(), form["ends"].value()) == ("10:00", "12:00")
    sent = {**TIME, "resource": str(other.public_id), "starts": "14:00", "ends": "24:00", "seen": "0"}
    moved = client.post(f"{address}move/", {**sent, "reason": "공사"}, follow=True)
    assert "예약을 바꿨습니다: 302호, 2030. 3. 5.(화) 14:00~24:00." in moved.text
    assert "까닭: 공사" in moved.text
    stale = client.post(f"{address}move/", sent)
    assert (stale.status_code, "그사이 다른 사람이" in stale.text) == (409, True)
    assert client.post(f"{address}cancel/", {"reason": "", "seen": "1"}).status_code == 422
    done = client.post(f"{address}cancel/", {"reason": "폐강", "seen": "1"}, follow=True)
    assert "그 시간은 다시 비었습니다" in done.text
    assert client.post(f"{address}cancel/", {"reason": "또", "seen": "2"}).status_code == 409


def test_a_booking_outside_the_usual_hours_is_in_the_week(client: Client, staff: User) -> None:
    room = a_room(openings="월~금 09:00~18:00")
    a_booking(a_room("다른 방"), 10, 11)
    client.post("/calendar/book/", {**TIME, "resources": [str(room.public_id)], "key": str(uuid4())})
    booked(client, room, starts="06:30", ends="07:30", overruled="준비")
    page = client.get(week(room))
    rows = [row.hour for row in page.context["grid"].rows]
    assert (rows[0], rows[-1]) == (6, 17)
    assert "06:30~07:30" in page.text
    assert "여는 시간 밖" in page.text


@pytest.mark.parametrize("day", ["", "x", "1900-01-01", "9999-12-31", "2000-01-01", "2100-12-31", "%00"])
def test_any_day_in_the_address_shows_a_week_and_a_day(client: Client, staff: User, day: str) -> None:
    room = a_room(openings="매일 00:00~24:00")
    assert client.get(f"/calendar/{room.short_id}/?day={day}").status_code == 200
    assert client.get(f"/calendar/day/?day={day}").status_code == 200
    assert client.get(f"/calendar/book/?day={day}&hour={day}&resource={day}").status_code == 200


def test_a_day_of_all_rooms_side_by_side(client: Client, staff: User, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    rooms = [a_room(f"{number}호") for number in range(40)]
    a_trainer()
    for room in rooms:
        a_booking(room)
    with django_assert_max_num_queries(20):
        page = client.get(f"/calendar/day/?day={TUESDAY.isoformat()}")
    assert len(page.context["grid"].columns) == 30
    assert "30개까지 보입니다" in page.text
    people = client.get(f"/calendar/day/?day={TUESDAY.isoformat()}&kind=person")
    assert [column.plan.resource.name for column in people.context["grid"].columns] == ["김강사"]


def test_closed_days_of_the_centre_and_of_one_room(client: Client, staff: User) -> None:
    room, day = a_room(), clock.today() + timedelta(days=3)
    client.post("/calendar/closed/", {"first": day.isoformat(), "last": "", "reason": "임시공휴일"})
    last = day + timedelta(days=2)
    sent = {"first": (day + timedelta(days=1)).isoformat(), "last": last.isoformat(), "reason": "공사"}
    client.post(f"/calendar/{room.short_id}/closed/", sent)
    assert ClosedDay.objects.count() == 3
    again = client.post(f"/calendar/{room.short_id}/closed/", sent)
    assert (again.status_code, "이미 쉬는 날입니다" in again.text) == (409, True)
    turned = client.post("/calendar/closed/", {**sent, "first": "2030-01-05", "last": "2030-01-01"})
    assert (turned.status_code, "62일 안으로" in turned.text) == (422, True)
    weeks = client.get(week(room, day)).text + client.get(week(room, last)).text
    assert "쉬는 날: 임시공휴일" in weeks
    assert "쉬는 날: 공사" in weeks
    gone = ClosedDay.objects.get(resource=None)
    client.post(f"/calendar/closed/{gone.short_id}/open/")
    assert ClosedDay.objects.count() == 2


def test_a_closed_day_tells_of_the_bookings_on_it(client: Client, staff: User) -> None:
    room, other = a_room("301호"), a_room("302호")
    for one in (room, other):
        a_booking(one)
    sent = {"first": TUESDAY.isoformat(), "last": "", "reason": "공사"}
    assert "예약이 1건 있습니다" in client.post(f"/calendar/{room.short_id}/closed/", sent, follow=True).text
    assert "예약이 2건 있습니다" in client.post("/calendar/closed/", sent, follow=True).text
    assert Booking.objects.standing().count() == 2


def test_a_room_is_put_away_and_taken_out(client: Client, staff: User) -> None:
    room = a_room()
    booking = a_booking(room)
    kept = client.post(f"/calendar/{room.short_id}/archive/", follow=True)
    assert "예약이 1건 있습니다" in kept.text
    client.post(f"/calendar/bookings/{booking.short_id}/cancel/", {"reason": "폐강", "seen": "0"})
    client.post(f"/calendar/{room.short_id}/archive/")
    assert client.get("/calendar/").context["lines"] == []
    assert "301호" in client.get("/calendar/?archived=1").text
    client.post(f"/calendar/{room.short_id}/restore/")
    assert len(client.get("/calendar/").context["lines"]) == 1
    archive_resource(resource=room, actor=None)
    a_room()
    taken = client.post(f"/calendar/{room.short_id}/restore/", follow=True)
    assert "같은 장소에 이미 있습니다" in taken.text


class TestTrainer:
    @pytest.fixture
    def teacher(self, client: Client) -> User:
        user = person("teacher")
        grant_role(user=user, role="mentor")
        client.force_login(user)
        return user

    def test_sees_the_own_week_and_no_other(self, client: Client, teacher: User) -> None:
        mine, other = a_trainer(teacher, "나"), a_trainer(name="남")
        own, foreign = a_booking(mine, purpose="내 강의"), a_booking(other, purpose="남의 강의")
        assert "나" in client.get("/calendar/").text
        assert "남" not in [line["resource"].name for line in client.get("/calendar/").context["lines"]]
        assert "내 강의" in client.get(week(mine)).text
        assert client.get(week(other)).status_code == 404
        assert client.get(f"/calendar/bookings/{own.short_id}/").status_code == 200
        assert client.get(f"/calendar/bookings/{foreign.short_id}/").status_code == 404
        day = client.get(f"/calendar/day/?day={TUESDAY.isoformat()}").text
        assert "내 강의" in day
        assert "남의 강의" not in day

    def test_finds_it_in_the_navigation(self, client: Client, teacher: User) -> None:
        assert '"/calendar/"' not in client.get("/today/").text
        a_trainer(teacher)
        assert '"/calendar/"' in client.get("/today/").text

    def test_changes_nothing(self, client: Client, teacher: User) -> None:
        mine = a_trainer(teacher)
        booking = a_booking(mine)
        for path in ("edit/", "archive/", "closed/"):
            assert client.post(f"/calendar/{mine.short_id}/{path}").status_code == 404
        for path in ("move/", "cancel/"):
            assert client.post(f"/calendar/bookings/{booking.short_id}/{path}").status_code == 404
        assert booked(client, mine).status_code == 404

    def test_without_a_resource_there_is_nothing(self, client: Client, teacher: User) -> None:
        for path in ("", "day/", "book/", "new/", "closed/"):
            assert client.get(f"/calendar/{path}").status_code == 404


class TestFeed:
    def test_holds_what_stands_and_only_that(self, client: Client) -> None:
        room = a_room("대강의실", place="본관 3층")
        soon = clock.today() + timedelta(days=7)
        kept = a_booking(room, 10, 12, day=soon, purpose="내 강의\r\nATTENDEE:x")
        a_booking(room, 13, 14, day=soon + timedelta(days=700), purpose="먼 강의")
        answer = client.get(f"/calendar/feed/{feed_token(room)}/calendar.ics")
        text = answer.content.decode()
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "no-referrer")
        assert f"UID:booking-{short(kept.public_id)}@deungdae" in text
        assert f"DTSTART;TZID=Asia/Seoul:{soon:%Y%m%d}T100000" in text
        assert "\nATTENDEE" not in text
        assert "먼 강의" not in text

    def test_a_forged_renewed_or_archived_address_opens_nothing(self, client: Client, staff: User) -> None:
        room = a_room()
        token = feed_token(room)
        assert client.get(f"/calendar/feed/{token[:-3]}xyz/calendar.ics").status_code == 404
        assert client.get("/calendar/feed/x/calendar.ics").status_code == 404
        client.post(f"/calendar/{room.short_id}/link/")
        assert client.get(f"/calendar/feed/{token}/calendar.ics").status_code == 404
        room.refresh_from_db()
        token = feed_token(room)
        assert client.get(f"/calendar/feed/{token}/calendar.ics").status_code == 200
        archive_resource(resource=room, actor=None)
        assert client.get(f"/calendar/feed/{token}/calendar.ics").status_code == 404

    def test_it_ends_with_the_account(self, client: Client) -> None:
        teacher = person("teacher")
        token = feed_token(a_trainer(teacher))
        User.objects.filter(pk=teacher.pk).update(is_active=False)
        assert client.get(f"/calendar/feed/{token}/calendar.ics").status_code == 404


def test_it_is_read_and_written_in_english_too(client: Client, staff: User) -> None:
    room = a_room(openings="월~금 09:00~18:00")
    client.cookies["django_language"] = "en"
    with translation.override("ko"):
        assert "Public holiday: Liberation Day" in client.get(week(room, date(2030, 8, 15))).text
        form = client.get(f"/calendar/{room.short_id}/edit/").context["form"]
        assert form["openings"].value() == "Mon~Fri 09:00~18:00"
        sent = {**ROOM, "openings": form["openings"].value()}
        assert client.post(f"/calendar/{room.short_id}/edit/", sent).status_code == 302
    assert room.opening_times.count() == 5
