"""The pages of what a side says of a meeting and of what became of it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from deungdae.apps.caravan.models import Contract, FollowUp, MatchingDay, Meeting, MeetingSide, MeetingWord
from deungdae.apps.caravan.services.follow_ups import Became, answer_follow_up
from deungdae.apps.caravan.services.outcomes import record_outcomes
from deungdae.apps.caravan.services.publication import agenda_token
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from tests.support.at_once import at_once
from tests.support.days import a_filled_day, meeting_between, member_of, place, staff

FIRST, SECOND = MeetingSide.FIRST, MeetingSide.SECOND


def a_meeting(*, state: str = "held", days_ago: int = 40) -> Meeting:
    """D001 and S001 at one table, on a day so long ago."""
    day = a_filled_day(demands=1, supplies=1, state=MatchingDay.State.TIMETABLE)
    place(meeting_between(day, "D001", "S001"), 1, 1)
    on = clock.today() - timedelta(days=days_ago)
    MatchingDay.objects.filter(pk=day.pk).update(state=state, date=on)
    return meeting_between(day, "D001", "S001")


def a_held_meeting() -> Meeting:
    meeting = a_meeting()
    record_outcomes(day=meeting.day, outcomes={meeting: "held"}, actor=None)
    return meeting_between(meeting.day, "D001", "S001")


def client_of(meeting: Meeting, side: str) -> Client:
    client = Client()
    participant = meeting.first if side == FIRST else meeting.second
    client.force_login(member_of(participant.organisation))
    return client


def a_client_of_staff() -> Client:
    client = Client()
    client.force_login(staff())
    return client


def mine(meeting: Meeting, side: str, name: str = "my_day", **ids: object) -> str:
    participant = meeting.first if side == FIRST else meeting.second
    known = {"day_id": meeting.day.public_id, "participant_id": participant.public_id}
    return reverse(f"caravan:{name}", kwargs={**known, **ids})


def word_address(meeting: Meeting, side: str) -> str:
    return mine(meeting, side, "my_word", meeting_id=meeting.public_id)


def question_address(meeting: Meeting, side: str, days: int = 30) -> str:
    asked = FollowUp.objects.get(meeting=meeting, side=side, after_days=days)
    return mine(meeting, side, "my_follow_up", follow_up_id=asked.public_id)


def of_day(meeting: Meeting, name: str, **ids: object) -> str:
    return reverse(f"caravan:{name}", kwargs={"day_id": meeting.day.public_id, **ids})


@pytest.mark.django_db
def test_a_company_writes_its_word_and_the_other_never_sees_the_interest() -> None:
    meeting = a_meeting()
    client, other = client_of(meeting, FIRST), client_of(meeting, SECOND)
    assert "기록하기" in client.get(mine(meeting, FIRST)).content.decode()
    values = {"went": "held", "interest": "5", "next_step": "visit", "note": "비밀 메모"}
    assert client.post(word_address(meeting, FIRST), values)["Location"] == mine(meeting, FIRST)
    assert "관심 5/5" in client.get(mine(meeting, FIRST)).content.decode()
    page = other.get(mine(meeting, SECOND)).content.decode()
    assert "관심" not in page
    assert "비밀 메모" not in page
    assert other.get(word_address(meeting, FIRST)).status_code == 404
    page = a_client_of_staff().get(of_day(meeting, "outcomes")).content.decode()
    assert "비밀 메모" not in page
    assert 'value="held" checked' in page


@pytest.mark.django_db
def test_at_the_table_the_link_is_enough_and_a_forged_one_is_not() -> None:
    meeting = a_meeting(state="published", days_ago=1)
    token = agenda_token(meeting.second)
    address = reverse("caravan:word_by_link", kwargs={"token": token, "meeting_id": meeting.public_id})
    page = Client().get(address)
    assert page["Cache-Control"] == "no-store"
    answer = Client().post(address, {"went": "partner_absent", "interest": "3"})
    assert answer["Location"] == reverse("caravan:agenda_by_link", kwargs={"token": token})
    word = MeetingWord.objects.get()
    assert (word.side, word.went, word.interest, word.by) == (SECOND, "partner_absent", None, None)
    forged = reverse(
        "caravan:word_by_link", kwargs={"token": token[:-3] + "xyz", "meeting_id": meeting.public_id}
    )
    assert Client().post(forged, {"went": "held"}).status_code == 404


@pytest.mark.django_db
def test_before_the_meeting_the_page_says_from_when() -> None:
    meeting = a_meeting(state="published", days_ago=-1)
    client = client_of(meeting, FIRST)
    assert "기록하기" not in client.get(mine(meeting, FIRST)).content.decode()
    assert "10:00부터 적을 수 있습니다" in client.get(word_address(meeting, FIRST)).content.decode()
    answer = client.post(word_address(meeting, FIRST), {"went": "held"})
    assert answer.status_code == 422
    assert not MeetingWord.objects.exists()


@pytest.mark.django_db
def test_a_question_is_answered_and_what_is_wrong_is_named() -> None:
    meeting = a_held_meeting()
    client = client_of(meeting, FIRST)
    assert "상담하고 30일이 지났습니다" in client.get(mine(meeting, FIRST)).content.decode()
    address = question_address(meeting, FIRST)
    for values, words in (
        ({}, "field-error"),
        ({"answer": "contract"}, "금액과 계약한 날"),
        (
            {"answer": "contract", "amount_krw": "천만 원쯤", "signed_on": "2020-01-01"},
            "금액으로 읽을 수 없습니다",
        ),
        ({"answer": "contract", "amount_krw": "1,200만원", "signed_on": "2020-01-01"}, "보다 빠릅니다"),
        ({"answer": "nothing"}, "이유를 적어"),
        ({"answer": "perhaps"}, "perhaps"),
    ):
        answer = client.post(address, values)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    signed = (clock.today() - timedelta(days=2)).isoformat()
    values = {"answer": "contract", "amount_krw": "1,200만원", "signed_on": signed}
    assert client.post(address, values).status_code == 302
    assert FollowUp.objects.get(answer="contract").amount_krw == 12_000_000
    assert client_of(meeting, SECOND).get(address).status_code == 404


@pytest.mark.django_db
def test_the_other_side_reads_the_contract_and_confirms_it() -> None:
    meeting = a_held_meeting()
    signed = (clock.today() - timedelta(days=2)).isoformat()
    values = {"answer": "contract", "amount_krw": "12,000,000", "signed_on": signed}
    client_of(meeting, FIRST).post(question_address(meeting, FIRST), values)
    other = client_of(meeting, SECOND)
    assert "상대가 계약을 적었습니다: 12,000,000원" in other.get(mine(meeting, SECOND)).content.decode()
    confirm = mine(meeting, SECOND, "my_contract_confirm", meeting_id=meeting.public_id)
    assert other.post(confirm).status_code == 302
    assert Contract.objects.get().amount_krw == 12_000_000
    assert other.post(confirm).status_code == 409
    page = a_client_of_staff().get(of_day(meeting, "follow_ups")).content.decode()
    assert "12,000,000원" in page


@pytest.mark.django_db
def test_staff_confirm_what_differs_and_withdraw_what_was_wrong() -> None:
    meeting = a_held_meeting()
    for side, amount in ((FIRST, 5_000_000), (SECOND, 6_000_000)):
        became = Became("contract", amount, clock.today())
        asked = FollowUp.objects.get(meeting=meeting, side=side, after_days=7)
        answer_follow_up(follow_up=asked, became=became, actor=None)
    client = a_client_of_staff()
    assert "양쪽의 말이 다름" in client.get(of_day(meeting, "follow_ups")).content.decode()
    address = of_day(meeting, "contract", meeting_id=meeting.public_id)
    assert "5,000,000원" in client.get(address).content.decode()
    values = {"amount_krw": "550만원", "signed_on": clock.today().isoformat()}
    assert client.post(address, values).status_code == 422
    assert client.post(address, {**values, "proof": "계약서 사본"}).status_code == 302
    assert Contract.objects.standing().get().amount_krw == 5_500_000
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "취소된 계약"}).status_code == 302
    assert not Contract.objects.standing().exists()


@pytest.mark.django_db
def test_a_contract_of_a_meeting_that_was_not_held_is_refused() -> None:
    meeting = a_meeting()
    address = of_day(meeting, "contract", meeting_id=meeting.public_id)
    values = {"amount_krw": "1", "signed_on": clock.today().isoformat(), "proof": "계약서"}
    answer = a_client_of_staff().post(address, values)
    assert answer.status_code == 422
    assert "열린 상담에만" in answer.content.decode()


@pytest.mark.django_db
def test_the_questions_stand_under_today() -> None:
    meeting = a_held_meeting()
    page = client_of(meeting, SECOND).get(reverse("portal:today")).content.decode()
    assert question_address(meeting, SECOND) in page


@pytest.mark.django_db(transaction=True)
def test_both_sides_at_the_same_moment_make_one_contract() -> None:
    meeting = a_held_meeting()
    asked = [FollowUp.objects.get(meeting=meeting, side=side, after_days=7) for side in MeetingSide]
    became = Became("contract", 7_000_000, clock.today())
    results = at_once(
        [lambda one=one: answer_follow_up(follow_up=one, became=became, actor=None) for one in asked]
    )
    assert not [one for one in results if isinstance(one, (RefusedError, Exception))]
    assert Contract.objects.standing().count() == 1
