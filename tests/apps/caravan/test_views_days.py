"""Making a day, changing it, walking through its steps."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from deungdae.apps.caravan.models import MatchingDay
from deungdae.apps.core import clock
from tests.support.days import a_day, a_filled_day, a_participant, staff

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

CREATE = "/caravan/new/"
LONG = "가" * 5_000


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(staff())
    return client


def typed(**changes: str) -> dict[str, str]:
    """What a person types into the form of a day."""
    values = {
        "title": "제3회 디지털 카라반",
        "date": "2021. 4. 14.(수)",
        "place": "상장회사회관 3층",
        "opens_at": "오전 9시",
        "closes_at": "18시",
        "slot_minutes": "30",
        "pauses": "12:00~13:00 점심",
        "table_count": "20",
        "mode": "two_sided",
        "fairness": "2",
        "requests_until": "",
        "submission": str(uuid4()),
    }
    return {**values, **changes}


def address(name: str, day: MatchingDay) -> str:
    return reverse(f"caravan:{name}", kwargs={"day_id": day.public_id})


def test_a_day_is_made_of_what_people_type(client: Client) -> None:
    answer = client.post(CREATE, typed())
    day = MatchingDay.objects.get()
    assert answer["Location"] == address("day_detail", day)
    assert (day.opens_at.hour, day.closes_at.hour, day.slots.count(), day.tables.count()) == (9, 18, 16, 20)


def test_the_same_form_sent_twice_makes_one_day(client: Client) -> None:
    values = typed()
    first, second = client.post(CREATE, values), client.post(CREATE, values)
    assert first["Location"] == second["Location"]
    assert MatchingDay.objects.count() == 1


def test_a_form_that_was_changed_after_it_was_sent_makes_another_day(client: Client) -> None:
    values = typed()
    client.post(CREATE, values)
    client.post(CREATE, {**values, "title": "제4회 디지털 카라반"})
    assert set(MatchingDay.objects.values_list("title", flat=True)) == {
        values["title"],
        "제4회 디지털 카라반",
    }


WRONG = {
    "title": ["", LONG, "   "],
    "date": ["", "2021-02-30", "내일", LONG],
    "place": ["", LONG],
    "opens_at": ["", "25:00", "19:00"],
    "closes_at": ["", "8:00", "9:00"],
    "slot_minutes": ["0", "-1", "4", "241", "반시간", "600", LONG],
    "pauses": ["08:00~09:30 준비", "13:00~12:00", "점심", "12:00~13:00 점심\n12:30~13:30 산책", LONG],
    "table_count": ["0", "501", "열 개", "99999999999999999999"],
    "mode": ["", "everything"],
    "fairness": ["-1", "99", "x"],
    "requests_until": ["2021-05-01", "곧"],
}
CASES = [(name, value) for name, values in WRONG.items() for value in values]


@pytest.mark.parametrize(("name", "value"), CASES, ids=[f"{name}-{value[:12]}" for name, value in CASES])
def test_a_wrong_value_is_answered_on_the_form_and_nothing_is_lost(
    client: Client, name: str, value: str
) -> None:
    answer = client.post(CREATE, typed(**{name: value}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "error-summary" in page
    assert MatchingDay.objects.count() == 0
    other = "place" if name != "place" else "title"
    assert typed()[other] in page


def test_a_day_without_room_for_a_slot_is_refused_in_words(client: Client) -> None:
    answer = client.post(CREATE, typed(opens_at="9:00", closes_at="9:20", pauses=""))
    assert answer.status_code == 422
    assert "시간대가 하나도 들어가지 않습니다" in answer.content.decode()


def test_a_day_is_changed(client: Client) -> None:
    day = a_day()
    client.post(address("day_edit", day), typed(title="고친 이름", table_count="5"))
    day.refresh_from_db()
    assert (day.title, day.tables.count()) == ("고친 이름", 5)


def test_the_form_of_a_day_shows_what_is_there(client: Client) -> None:
    page = client.get(address("day_edit", a_day(title="디지털 카라반"))).content.decode()
    assert 'value="디지털 카라반"' in page
    assert "12:00~13:00 점심" in page


def test_an_empty_day_says_what_to_do_first(client: Client) -> None:
    page = client.get(address("day_detail", a_day())).content.decode()
    assert "아직 참가자가 없습니다" in page
    assert "엑셀로 가져오기" in page


def test_a_step_is_taken(client: Client) -> None:
    day = a_filled_day(demands=1, supplies=1, state=MatchingDay.State.DRAFT)
    client.post(address("day_transition", day), {"target": "requests_open"})
    day.refresh_from_db()
    assert day.state == MatchingDay.State.REQUESTS_OPEN


@pytest.mark.parametrize("target", ["published", "closed", "timetable", "", "x", LONG])
def test_a_step_that_is_not_there_is_refused_with_a_reason(client: Client, target: str) -> None:
    day = a_filled_day(demands=1, supplies=1, state=MatchingDay.State.DRAFT)
    answer = client.post(address("day_transition", day), {"target": target})
    day.refresh_from_db()
    assert answer.status_code == 422
    assert "처리하지 않았습니다" in answer.content.decode()
    assert day.state == MatchingDay.State.DRAFT


def test_a_step_that_is_not_due_says_why(client: Client) -> None:
    day = a_day()
    a_participant(day, "혼자")
    answer = client.post(address("day_transition", day), {"target": "requests_open"})
    assert "두 곳 이상" in answer.content.decode()


def test_every_state_of_a_day_has_its_page(client: Client) -> None:
    day = a_filled_day(demands=1, supplies=1, date=clock.today() - timedelta(days=1))
    for state in MatchingDay.State.values:
        MatchingDay.objects.filter(pk=day.pk).update(state=state)
        for name in ("day_detail", "timetable", "requests", "documents", "outcomes"):
            assert client.get(address(name, day)).status_code == 200, (state, name)


def test_the_list_of_days_is_read_in_few_queries(client: Client, django_assert_max_num_queries) -> None:
    for number in range(6):
        a_day(title=f"상담일 {number}")
    with django_assert_max_num_queries(8):
        client.get("/caravan/")


def test_a_table_is_added_and_changed(client: Client) -> None:
    day = a_day(table_count=2)
    client.post(address("tables", day), {"number": "9", "capacity": "6", "remark": "창가"})
    client.post(address("tables", day), {"number": "9", "capacity": "8", "remark": "창가"})
    assert list(day.tables.values_list("number", "capacity")) == [(1, 4), (2, 4), (9, 8)]


@pytest.mark.parametrize(
    "values",
    [{"number": "0", "capacity": "4"}, {"number": "1", "capacity": "1"}, {"number": "", "capacity": ""}],
)
def test_a_table_that_cannot_be_is_refused(client: Client, values: dict[str, str]) -> None:
    day = a_day(table_count=1)
    assert client.post(address("tables", day), values).status_code == 422
    assert day.tables.get().capacity == 4
