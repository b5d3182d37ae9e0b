"""Participants, requests and outcomes as staff enter them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from deungdae.apps.caravan.models import MatchingDay, Meeting, MeetingRequest, Precedence
from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.evidence.models import EvidenceEntry
from tests.support.days import (
    a_day,
    a_filled_day,
    a_participant,
    a_request,
    an_organisation,
    meeting_between,
    place,
    staff,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
LONG = "가" * 5_000


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(staff())
    return client


def address(name: str, day: MatchingDay, **ids: object) -> str:
    return reverse(f"caravan:{name}", kwargs={"day_id": day.public_id, **ids})


def typed(**changes: str) -> dict[str, str]:
    values = {
        "side": "demand",
        "code": "",
        "wish": "morning",
        "max_meetings": "5",
        "own_table_number": "",
        "attendees": "홍길동, 영업부장\n김하늘",
        "absences": "10:00~10:30 기차 도착 전",
        "contact_name": "홍길동",
        "contact_email": "hong@company.example",
        "contact_phone": "010-1234-5678",
    }
    return {**values, **changes}


def create_address(day: MatchingDay, name: str = "한빛정밀") -> str:
    return address("participant_create", day) + f"?organisation={an_organisation(name).short_id}"


def test_an_organisation_is_found_by_a_part_of_its_name(client: Client) -> None:
    day, organisation = a_day(), an_organisation("한빛정밀")
    page = client.get(address("participant_create", day) + "?q=빛정").content.decode()
    assert organisation.short_id in page


@pytest.mark.parametrize("query", ["?q=없는기업", "?q=%00", "?organisation=x", "?organisation=" + "0" * 22])
def test_what_is_not_found_says_so(client: Client, query: str) -> None:
    assert client.get(address("participant_create", a_day()) + query).status_code == 200


def test_a_participant_is_added_with_people_and_absences(client: Client) -> None:
    day = a_day()
    assert client.post(create_address(day), typed()).status_code == 302
    participant = day.participants.get()
    assert (participant.code, participant.max_meetings) == ("D001", 5)
    assert [person.name for person in participant.attendees.all()] == ["홍길동", "김하늘"]
    assert participant.absences.get().reason == "기차 도착 전"


def test_a_second_click_adds_no_second_participant(client: Client) -> None:
    day = a_day()
    url = create_address(day)
    client.post(url, typed())
    again = client.post(url, typed())
    assert again.status_code == 422
    assert "이미 이 행사의 참가자" in again.content.decode()
    assert day.participants.count() == 1


WRONG = [
    ("side", "free"),
    ("code", "가" * 21),
    ("wish", "night"),
    ("max_meetings", "0"),
    ("max_meetings", "-3"),
    ("own_table_number", "77"),
    ("attendees", ", 부장"),
    ("attendees", LONG),
    ("absences", "11:00~10:00"),
    ("absences", "오전 내내"),
    ("contact_email", "hong"),
    ("contact_phone", "0" * 41),
    ("contact_name", LONG),
]


@pytest.mark.parametrize(("name", "value"), WRONG, ids=[f"{name}-{value[:8]}" for name, value in WRONG])
def test_a_wrong_value_of_a_participant_stays_on_the_form(client: Client, name: str, value: str) -> None:
    day = a_day()
    answer = client.post(create_address(day), typed(**{name: value}))
    assert answer.status_code == 422
    assert day.participants.count() == 0
    assert "error-summary" in answer.content.decode()


def test_a_participant_is_changed(client: Client) -> None:
    participant = a_participant(a_day(), "한빛정밀")
    url = address("participant_edit", participant.day, participant_id=participant.public_id)
    client.post(url, typed(wish="afternoon", absences=""))
    participant.refresh_from_db()
    assert (participant.wish, participant.absences.count()) == ("afternoon", 0)


def test_a_participant_is_taken_off_the_list_or_it_says_why_not(client: Client) -> None:
    day = a_filled_day(demands=1, supplies=1)
    free = a_participant(day, "혼자", "supply")
    client.post(address("participant_remove", day, participant_id=free.public_id))
    busy = day.participants.get(code="D001")
    refused = client.post(address("participant_remove", day, participant_id=busy.public_id))
    assert refused.status_code == 422
    assert "뺄 수 없습니다" in refused.content.decode()
    assert set(day.participants.values_list("code", flat=True)) == {"D001", "S001"}


def test_a_new_link_replaces_the_old_one(client: Client) -> None:
    participant = a_participant(a_day(), "한빛정밀")
    client.post(address("participant_link", participant.day, participant_id=participant.public_id))
    participant.refresh_from_db()
    assert participant.link_version == 2


@pytest.mark.parametrize(
    "query", ["?q=수요기업2", "?side=supply", "?side=x&page=99", "?q=%00&page=-1", "?page=x"]
)
def test_the_list_of_participants_takes_any_filter(client: Client, query: str) -> None:
    day = a_filled_day(demands=2, supplies=1)
    assert client.get(address("participants", day) + query).status_code == 200


def test_the_lists_are_read_in_few_queries(client: Client, django_assert_max_num_queries) -> None:
    day = a_filled_day(demands=4, supplies=4)
    for name in ("participants", "requests"):
        with django_assert_max_num_queries(16):
            client.get(address(name, day))


def request_values(**changes: str) -> dict[str, str]:
    values = {
        "sender": "D001",
        "receiver": "S001",
        "rank": "1",
        "reason": "불량 원인을 찾고 싶습니다",
        "wish": "any",
    }
    return {**values, **changes}


@pytest.fixture
def pair() -> MatchingDay:
    day = a_day()
    a_participant(day, "수요기업1", "demand")
    a_participant(day, "공급기업1", "supply")
    return day


def test_a_request_is_entered_by_number_or_by_name(client: Client, pair: MatchingDay) -> None:
    client.post(address("request_create", pair), request_values(receiver="공급기업1", accepted="on"))
    request = pair.requests.get()
    assert (request.sender.code, request.receiver.code, request.state) == ("D001", "S001", "accepted")


WRONG_REQUESTS = [
    {"sender": ""},
    {"sender": "없는기업"},
    {"receiver": "D001"},
    {"rank": "0"},
    {"rank": "100"},
    {"rank": "첫째"},
    {"reason": LONG},
    {"wish": "night"},
    {"fixed_slot_number": "99"},
    {"fixed_table_number": "99"},
    {"sender": "\x00"},
]


@pytest.mark.parametrize("changes", WRONG_REQUESTS, ids=[f"{one}"[:30] for one in WRONG_REQUESTS])
def test_a_wrong_request_is_refused(client: Client, pair: MatchingDay, changes: dict[str, str]) -> None:
    answer = client.post(address("request_create", pair), request_values(**changes))
    assert answer.status_code == 422
    assert pair.requests.count() == 0


def test_the_same_pair_twice_is_refused(client: Client, pair: MatchingDay) -> None:
    client.post(address("request_create", pair), request_values())
    again = client.post(address("request_create", pair), request_values(sender="S001", receiver="D001"))
    assert again.status_code == 422
    assert pair.requests.count() == 1


def test_staff_answer_and_withdraw_for_others(client: Client, pair: MatchingDay) -> None:
    request = a_request(*pair.participants.order_by("code"), accepted=False)
    client.post(address("request_answer", pair, request_id=request.public_id), {"decision": "accept"})
    request.refresh_from_db()
    assert request.state == MeetingRequest.State.ACCEPTED
    client.post(address("request_withdraw", pair, request_id=request.public_id))
    request.refresh_from_db()
    assert request.state == MeetingRequest.State.WITHDRAWN


@pytest.mark.parametrize("values", [{}, {"decision": "maybe"}, {"decision": "accept", "reason": LONG}])
def test_a_senseless_answer_changes_nothing(
    client: Client, pair: MatchingDay, values: dict[str, str]
) -> None:
    request = a_request(*pair.participants.order_by("code"), accepted=False)
    answer = client.post(address("request_answer", pair, request_id=request.public_id), values)
    request.refresh_from_db()
    assert (answer.status_code, request.state) == (422, "pending")


def test_an_answer_that_comes_twice_says_so(client: Client, pair: MatchingDay) -> None:
    request = a_request(*pair.participants.order_by("code"), accepted=True)
    url = address("request_answer", pair, request_id=request.public_id)
    assert client.post(url, {"decision": "accept"}).status_code == 422


@pytest.mark.parametrize(
    "query", ["?state=pending", "?state=x", "?q=D001&state=accepted", "?q=%00", "?q=" + "a" * 500]
)
def test_the_list_of_requests_takes_any_filter(client: Client, query: str) -> None:
    assert client.get(address("requests", a_filled_day(demands=2, supplies=2)) + query).status_code == 200


def test_the_order_of_two_meetings_is_set_and_removed(client: Client) -> None:
    day = a_filled_day(demands=1, supplies=2)
    codes = list(day.requests.order_by("code").values_list("code", flat=True))
    values = {"earlier": codes[0], "later": codes[1]}
    assert client.post(address("precedence_create", day), values).status_code == 302
    circle = client.post(address("precedence_create", day), {"earlier": codes[1], "later": codes[0]})
    assert circle.status_code == 422
    client.post(address("precedence_remove", day), values)
    assert not Precedence.objects.filter(day=day).exists()


@pytest.mark.parametrize(
    "values", [{}, {"earlier": "M0001", "later": "M0001"}, {"earlier": "x", "later": "y"}]
)
def test_a_senseless_order_is_refused(client: Client, values: dict[str, str]) -> None:
    day = a_filled_day(demands=1, supplies=2)
    assert client.post(address("precedence_create", day), values).status_code == 422


@pytest.fixture
def held() -> MatchingDay:
    day = a_filled_day(demands=1, supplies=2, state=MatchingDay.State.TIMETABLE)
    place(meeting_between(day, "D001", "S001"), 1, 1)
    place(meeting_between(day, "D001", "S002"), 2, 1)
    yesterday = clock.today() - timedelta(days=1)
    MatchingDay.objects.filter(pk=day.pk).update(state=MatchingDay.State.HELD, date=yesterday)
    day.refresh_from_db()
    return day


def test_outcomes_are_kept_in_the_cases_of_both(client: Client, held: MatchingDay) -> None:
    first, second = (meeting_between(held, "D001", code) for code in ("S001", "S002"))
    values = {f"outcome-{first.short_id}": "held", f"outcome-{second.short_id}": "no_show"}
    assert client.post(address("outcomes", held), values).status_code == 302
    states = set(Meeting.objects.filter(day=held).values_list("state", flat=True))
    assert states == {"held", "no_show"}
    assert EvidenceEntry.objects.count() == 2


def test_a_senseless_outcome_changes_nothing(client: Client, held: MatchingDay) -> None:
    meeting = meeting_between(held, "D001", "S001")
    answer = client.post(address("outcomes", held), {f"outcome-{meeting.short_id}": "great"})
    assert answer.status_code == 422
    assert EvidenceEntry.objects.count() == 0


def test_outcomes_wait_for_the_day(client: Client) -> None:
    day = a_filled_day(demands=1, supplies=1, state=MatchingDay.State.TIMETABLE)
    meeting = place(meeting_between(day, "D001", "S001"), 1, 1)
    answer = client.post(address("outcomes", day), {f"outcome-{meeting.short_id}": "held"})
    assert answer.status_code == 422


def test_the_messages_of_a_day_are_listed(client: Client) -> None:
    day = a_filled_day(demands=1, supplies=1, state=MatchingDay.State.DRAFT)
    client.post(address("day_transition", day), {"target": "requests_open"})
    assert OutboxMessage.objects.filter(about=day.short_id).count() == 2
    page = client.get(address("messages", day) + "?state=pending").content.decode()
    assert "@contact.example" in page
    assert client.get(address("messages", day) + "?q=%00&state=x").status_code == 200


def test_every_document_is_a_file(client: Client) -> None:
    day = a_filled_day(demands=1, supplies=1, state=MatchingDay.State.TIMETABLE)
    place(meeting_between(day, "D001", "S001"), 1, 1)
    starts = {
        "workbook": b"PK",
        "day_ics": b"BEGIN:VCALENDAR",
    }
    for name, start in starts.items():
        answer = client.get(address(name, day))
        assert answer.content.startswith(start), name
        assert "attachment" in answer["Content-Disposition"]
        assert "no-store" in answer["Cache-Control"]


def test_there_is_no_decision_file_without_a_decision(client: Client) -> None:
    assert client.get(address("decision_file", a_day())).status_code == 404


def test_a_fixed_slot_is_taken_away_on_the_page_of_its_request(client: Client) -> None:
    day = a_filled_day(demands=2, supplies=1, state=MatchingDay.State.TIMETABLE)
    meeting = meeting_between(day, "D001", "S001")
    MeetingRequest.objects.filter(pk=meeting.request_id).update(fixed_slot=day.slots.get(number=2))
    edit = address("request_edit", day, request_id=meeting.request.public_id)
    assert 'value="2"' in client.get(edit).content.decode()
    answer = client.post(
        edit, {"rank": "3", "reason": "급합니다", "wish": "morning", "fixed_slot_number": ""}
    )
    assert answer["Location"] == address("meeting", day, meeting_id=meeting.public_id)
    meeting.request.refresh_from_db()
    assert (meeting.request.fixed_slot, meeting.request.rank, meeting.request.wish) == (None, 3, "morning")


@pytest.mark.parametrize(
    "wrong", [{"rank": "0"}, {"rank": "x"}, {"fixed_slot_number": "99"}, {"fixed_table_number": "77"}]
)
def test_a_wrong_change_of_a_request_is_answered_on_its_form(client: Client, wrong: dict[str, str]) -> None:
    day = a_filled_day(demands=1, supplies=1)
    request = MeetingRequest.objects.get(day=day)
    edit = address("request_edit", day, request_id=request.public_id)
    answer = client.post(edit, {"rank": "2", "reason": "", "wish": "any", **wrong})
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    request.refresh_from_db()
    assert request.rank == 1


def test_a_day_that_is_over_offers_nothing_that_would_be_refused(client: Client) -> None:
    day = a_filled_day(demands=1, supplies=1, state=MatchingDay.State.HELD)
    request = MeetingRequest.objects.get(day=day)
    offers = ["participant_create", "request_create", "day_edit", "meeting_add", "compute"]
    hrefs = {f'href="{address(name, day)}"' for name in offers}
    hrefs.add(f'href="{address("request_edit", day, request_id=request.public_id)}"')
    for name in ("day_detail", "participants", "requests", "tables", "timetable", "documents"):
        page = client.get(address(name, day)).content.decode()
        assert [href for href in hrefs if href in page] == [], name
    assert "계산 시작" not in client.get(address("compute", day)).content.decode()
    for name in ("request_create", "day_edit", "meeting_add", "precedence_create"):
        assert client.get(address(name, day))["Location"] == address("day_detail", day), name


def test_a_participant_of_a_day_that_is_over_is_shown_and_not_changed(client: Client) -> None:
    day = a_filled_day(demands=1, supplies=1, state=MatchingDay.State.HELD)
    participant = day.participants.first()
    assert participant is not None
    page = client.get(address("participant_edit", day, participant_id=participant.public_id)).text
    assert '<fieldset class="plain" disabled>' in page
    assert "명단에서 빼기" not in page
    assert "새 링크 만들기" not in page
