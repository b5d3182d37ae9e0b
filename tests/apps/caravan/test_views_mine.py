"""A participant's own pages."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from deungdae.apps.caravan.models import MatchingDay, MeetingRequest, Participant
from deungdae.apps.core import clock
from tests.support.days import a_filled_day, a_participant, a_request, member_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
LONG = "가" * 5_000


@pytest.fixture
def own() -> Participant:
    """A demand company on a day that takes requests; one supply company is there to be asked."""
    day = a_filled_day(demands=1, supplies=0, state=MatchingDay.State.REQUESTS_OPEN)
    a_participant(day, "다온소프트", "supply")
    return day.participants.select_related("day", "organisation").get(side="demand")


@pytest.fixture
def client(own: Participant) -> Client:
    client = Client()
    client.force_login(member_of(own.organisation))
    return client


def address(own: Participant, name: str = "my_day") -> str:
    return reverse(f"caravan:{name}", args=[own.day.public_id, own.public_id])


def partner_of(own: Participant) -> Participant:
    return own.day.participants.get(side="supply")


def ask_address(own: Participant) -> str:
    return address(own, "my_request_create") + f"?partner={partner_of(own).short_id}"


def test_the_own_day_shows_requests_in_and_out(client: Client, own: Participant) -> None:
    a_request(partner_of(own), own, accepted=False, reason="비전 검사를 보여 드리고 싶습니다")
    page = client.get(address(own)).content.decode()
    assert "비전 검사를 보여 드리고 싶습니다" in page
    assert "상담 요청 수락" in page


def test_partners_are_found_and_asked(client: Client, own: Participant) -> None:
    page = client.get(address(own, "my_request_create") + "?q=다온").content.decode()
    assert "다온소프트" in page
    values = {"rank": "1", "reason": "설비 예지보전", "wish": "any"}
    assert client.post(ask_address(own), values)["Location"] == address(own)
    request = own.sent_requests.get()
    assert (request.receiver, request.state) == (partner_of(own), MeetingRequest.State.PENDING)


def test_a_second_click_sends_no_second_request(client: Client, own: Participant) -> None:
    values = {"rank": "1", "reason": "", "wish": "any"}
    client.post(ask_address(own), values)
    again = client.post(ask_address(own), values)
    assert again.status_code == 409
    assert own.sent_requests.count() == 1


@pytest.mark.parametrize(
    "values",
    [{"rank": "0"}, {"rank": "100"}, {"rank": ""}, {"rank": "1", "wish": "x"}, {"rank": "1", "reason": LONG}],
)
def test_a_wrong_request_stays_on_the_form(client: Client, own: Participant, values: dict[str, str]) -> None:
    answer = client.post(ask_address(own), {"wish": "any", "reason": "까닭", **values})
    assert answer.status_code == 422
    assert own.sent_requests.count() == 0


@pytest.mark.parametrize("partner", ["", "x", "0" * 22])
def test_a_partner_that_is_not_there_leads_back_to_the_list(
    client: Client, own: Participant, partner: str
) -> None:
    answer = client.get(address(own, "my_request_create") + f"?partner={partner}")
    assert "다온소프트" in answer.content.decode()


def test_a_participant_cannot_accept_in_the_name_of_the_other(client: Client, own: Participant) -> None:
    values = {"rank": "1", "reason": "", "wish": "any", "accepted": "on", "fixed_slot_number": "1"}
    client.post(ask_address(own), values)
    request = own.sent_requests.get()
    assert (request.state, request.fixed_slot) == (MeetingRequest.State.PENDING, None)


def test_after_the_deadline_an_answer_is_refused_and_the_words_stay(client: Client, own: Participant) -> None:
    request = a_request(partner_of(own), own, accepted=False)
    MeetingRequest.objects.filter(pk=request.pk).update(expires_on=clock.today() - timedelta(days=1))
    url = reverse("caravan:request_answer", args=[own.day.public_id, request.public_id])
    answer = client.post(url, {"decision": "accept", "reason": "늦어서 죄송합니다"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "처리하지 않았습니다" in page
    assert "늦어서 죄송합니다" in page


def test_after_closing_nothing_new_can_be_asked(client: Client, own: Participant) -> None:
    url = ask_address(own)
    MatchingDay.objects.filter(pk=own.day_id).update(state=MatchingDay.State.REQUESTS_CLOSED)
    answer = client.post(url, {"rank": "1", "reason": "", "wish": "any"})
    assert answer.status_code == 422
    assert own.sent_requests.count() == 0
    assert "지금은 신청을 받지 않습니다" in client.get(address(own, "my_request_create")).content.decode()


def test_the_agenda_waits_for_publication(client: Client, own: Participant) -> None:
    MatchingDay.objects.filter(pk=own.day_id).update(state=MatchingDay.State.TIMETABLE)
    answer = client.get(address(own, "my_agenda_ics"))
    assert answer.status_code == 409
    assert "아직 공개되지 않았습니다" in answer.content.decode()


def test_the_words_of_others_are_shown_as_words(client: Client, own: Participant) -> None:
    a_request(partner_of(own), own, accepted=False, reason="<script>alert(1)</script>")
    page = client.get(address(own)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
