"""The day itself: who is here, late or absent, and the board of now and next."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deungdae.apps.caravan.models import Delay, MatchingDay, Participant, Presence
from deungdae.apps.caravan.selectors.presence import door_of, live_of
from deungdae.apps.caravan.services.presence import mark_presence, set_delay
from deungdae.apps.caravan.services.publication import agenda_token
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from tests.support.at_once import at_once
from tests.support.days import a_filled_day, meeting_between, member_of, place, staff

pytestmark = pytest.mark.django_db
State, Way = Presence.State, Presence.Way
SEOUL = ZoneInfo("Asia/Seoul")


def a_public_day() -> MatchingDay:
    """Today: D001–S001 at ten, D002–S002 at ten, D001–S002 at half past ten."""
    day = a_filled_day(demands=2, supplies=2, state=MatchingDay.State.TIMETABLE)
    place(meeting_between(day, "D001", "S001"), 1, 1)
    place(meeting_between(day, "D002", "S002"), 1, 2)
    place(meeting_between(day, "D001", "S002"), 2, 1)
    MatchingDay.objects.filter(pk=day.pk).update(state=MatchingDay.State.PUBLISHED, date=clock.today())
    day.refresh_from_db()
    return day


def at(hour: int, minute: int = 0) -> datetime:
    today = clock.today()
    return datetime(today.year, today.month, today.day, hour, minute, tzinfo=SEOUL)


def one_of(day: MatchingDay, code: str) -> Participant:
    return day.participants.select_related("day", "organisation").get(code=code)


def mark(day: MatchingDay, code: str, state: str = State.HERE) -> bool:
    return mark_presence(participant=one_of(day, code), state=state, way=Way.LIST, actor=None)


def of_day(day: MatchingDay, name: str, **ids: object) -> str:
    return reverse(f"caravan:{name}", kwargs={"day_id": day.public_id, **ids})


def a_client_of_staff() -> Client:
    client = Client()
    client.force_login(staff())
    return client


def test_who_has_not_come_when_the_first_meeting_begins_is_late() -> None:
    day = a_public_day()
    with clock.turned_to(at(9, 30)):
        mark(day, "S001")
        assert not any(row.is_late for row in door_of(day=day))
    with clock.turned_to(at(10, 5)):
        mark(day, "S002", State.ABSENT)
        rows = {row.participant.code: row for row in door_of(day=day)}
    assert [code for code, row in rows.items() if row.is_late] == ["D001", "D002"]
    assert (rows["S001"].state, rows["S002"].state) == ("here", "absent")
    assert rows["S001"].at == at(9, 30)


def test_a_second_press_writes_nothing_and_a_wrong_one_is_taken_back() -> None:
    day = a_public_day()
    assert [mark(day, "D001"), mark(day, "D001"), mark(day, "D001", State.UNKNOWN)] == [True, False, True]
    assert door_of(day=day)[0].state == "unknown"
    assert Presence.objects.count() == 2


@pytest.mark.parametrize(
    ("state", "days", "code"), [("timetable", 0, "state"), ("published", 1, "early"), ("closed", 0, "state")]
)
def test_nobody_is_checked_in_before_the_day_or_without_a_public_timetable(
    state: str, days: int, code: str
) -> None:
    day = a_public_day()
    on = clock.today() + timedelta(days=days)
    MatchingDay.objects.filter(pk=day.pk).update(state=state, date=on)
    for act in (lambda: mark(day, "D001"), lambda: set_delay(day=day, minutes=5, actor=None)):
        with pytest.raises(RefusedError) as refused:
            act()
        assert refused.value.code == code
    assert not Presence.objects.exists()


def test_the_board_shows_now_and_next_and_moves_with_the_delay() -> None:
    day = a_public_day()
    mark(day, "D001")
    with clock.turned_to(at(10, 10)):
        live = live_of(day=day)
        assert live.now is not None
        assert live.next is not None
        assert [(one.table, one.first_missing, one.second_missing) for one in live.now_places] == [
            (1, False, True),
            (2, True, True),
        ]
        assert [one.table for one in live.next_places] == [1]
        set_delay(day=day, minutes=20, actor=None)
        late = live_of(day=day)
        assert (late.now, late.next.number if late.next else 0, late.delay) == (None, 1, 20)
        assert late.next_at == at(10, 20)
    with clock.turned_to(at(16, 30)):
        assert live_of(day=day).is_over


def test_asking_for_the_board_takes_as_many_queries_for_many_as_for_few() -> None:
    day = a_public_day()
    with CaptureQueriesContext(
        connection,
    ) as few:
        live_of(day=day)
    for code in ("D001", "D002", "S001", "S002"):
        mark(day, code)
    with CaptureQueriesContext(connection) as many:
        live_of(day=day)
    assert len(many) == len(few)


def test_staff_mark_at_the_door_search_and_see_what_is_wrong() -> None:
    day, client = a_public_day(), a_client_of_staff()
    address = of_day(day, "check_in")
    assert client.post(address, {"mark": "here:D001"}).status_code == 302
    page = client.get(address + "?q=수요기업1").content.decode()
    assert "수요기업1" in page
    assert "수요기업2" not in page
    assert "D002" in client.get(address + "?show=unknown").content.decode()
    for wrong, status in (({"mark": "here:X999"}, 422), ({}, 422), ({"mark": "perhaps:D001"}, 422)):
        assert client.post(address, wrong).status_code == status
    for minutes, status in (("15", 302), ("-1", 422), ("열", 422), ("999999", 422), ("", 422)):
        assert client.post(of_day(day, "delay"), {"minutes": minutes}).status_code == status
    assert Delay.objects.get().minutes == 15


def test_the_scanned_agenda_has_the_button_for_staff_alone() -> None:
    day = a_public_day()
    link = reverse("caravan:agenda_by_link", args=[agenda_token(one_of(day, "S002"))])
    assert "도착 확인" not in Client().get(link).content.decode()
    client = a_client_of_staff()
    page = client.get(link)
    assert "도착 확인" in page.content.decode()
    assert page["Referrer-Policy"] == "same-origin"
    arrive = of_day(day, "arrive", participant_id=one_of(day, "S002").public_id)
    assert client.post(arrive).status_code == 302
    assert Presence.objects.get().way == Way.QR
    member = Client()
    member.force_login(member_of(one_of(day, "S002").organisation))
    assert member.post(arrive).status_code == 403


def test_the_board_on_a_phone_marks_ones_own_tables_and_asks_only_for_its_middle() -> None:
    day = a_public_day()
    token = agenda_token(one_of(day, "S002"))
    address = reverse("caravan:board_by_link", args=[token])
    with clock.turned_to(at(10, 10)):
        page = Client().get(address)
        part = Client().get(address, headers={"X-Board": "1"}).content.decode()
    assert page.content.decode().count('class="is-own"') == 2
    assert page["Cache-Control"] == "no-store"
    assert "<html" not in part
    assert "10:10 현재" in part
    stranger = Client()
    stranger.force_login(member_of(a_public_day().participants.get(code="D001").organisation))
    assert stranger.get(of_day(day, "live_board")).status_code == 404
    assert Client().get(address.replace(token, token[:-3] + "xyz")).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_three_at_the_door_mark_one_arrival_once() -> None:
    day = a_public_day()
    participant = one_of(day, "D001")
    acts = [
        lambda: mark_presence(participant=participant, state=State.HERE, way=Way.QR, actor=None)
        for _person in range(3)
    ]
    assert sorted(at_once(acts), key=str) == [False, False, True]  # type: ignore[arg-type]
    assert Presence.objects.count() == 1
