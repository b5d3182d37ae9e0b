"""What participants are told: what moved, what has no place, what was withdrawn; and who is told nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from deungdae.apps.accounts.personal.masking import masked_email
from deungdae.apps.caravan.models import MatchingDay, Meeting, MeetingRequest, Participant
from deungdae.apps.caravan.selectors import untold_participants, untold_words
from deungdae.apps.caravan.services.changes import add_meeting, cancel_meeting, move_meeting, unplace_meeting
from deungdae.apps.caravan.services.days import transition_day
from deungdae.apps.caravan.services.requests import withdraw_request
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.core.words import breakable
from tests.support.days import (
    a_day,
    a_filled_day,
    a_participant,
    a_request,
    meeting_between,
    place,
    revision_of,
    staff,
)

pytestmark = pytest.mark.django_db
State = MatchingDay.State
LATE = OutboxMessage.State


def a_public_day() -> MatchingDay:
    """D001 meets S001 at 10:00 and S002 at 11:00; the meetings of D002 have no place."""
    day = a_filled_day(demands=2, supplies=2, state=State.TIMETABLE)
    place(meeting_between(day, "D001", "S001"), 1, 1)
    place(meeting_between(day, "D001", "S002"), 3, 2)
    Meeting.objects.filter(day=day, slot__isnull=True).update(unplaced_reason="빈 시간대가 없습니다.")
    transition_day(day=day, target=State.PUBLISHED, actor=None)
    return day


def told_to(day: MatchingDay, code: str) -> str:
    """The latest message to a participant."""
    participant = Participant.objects.get(day=day, code=code)
    return OutboxMessage.objects.filter(recipient=participant.contact_email).latest("pk").body


def test_the_first_agenda_names_what_has_no_place_with_its_partner_and_reason() -> None:
    day = a_public_day()
    words = "배치하지 못한 상담\n- 공급기업1 (공급): 빈 시간대가 없습니다.\n- 공급기업2 (공급): 빈 시간대가"
    assert words in told_to(day, "D002")
    assert "- 수요기업2 (수요): 빈 시간대가 없습니다." in told_to(day, "S001")
    assert "배치하지 못한 상담" not in told_to(day, "D001")


def test_a_mail_writes_the_day_of_the_week_in_one_letter() -> None:
    day = a_public_day()
    date = MatchingDay.objects.get(pk=day.pk).date
    assert f"날짜: {date.year}. {date.month}. {date.day}.({'월화수목금토일'[date.weekday()]})" in told_to(
        day, "D001"
    )
    assert "요일" not in told_to(day, "D001")


def test_a_moved_meeting_is_told_with_both_its_places() -> None:
    day = a_public_day()
    meeting = meeting_between(day, "D001", "S001")
    facts = {"expected_revision": revision_of(day), "actor": None, "reason": "통역 도착"}
    move_meeting(meeting=meeting, slot_number=8, table_number=4, **facts)
    for code, partner in (("D001", "공급기업1 (공급)"), ("S001", "수요기업1 (수요)")):
        body = told_to(day, code)
        assert f"- 옮긴 상담: 10:00 1번 테이블 → 14:30 4번 테이블, {partner}" in body
        assert "바뀐 이유: 통역 도착" in body
        assert body.index("지금 일정은 아래와 같습니다.") < body.index("14:30~15:00")
    assert "바뀐 상담" not in told_to(day, "S002")


def test_added_taken_out_and_cancelled_meetings_are_told_apart() -> None:
    day = a_public_day()
    place(meeting_between(day, "D002", "S002"), 5, 1)
    assert "- 더한 상담: 13:00 1번 테이블, 공급기업2 (공급)" in told_to(day, "D002")
    meeting = meeting_between(day, "D001", "S002")
    unplace_meeting(meeting=meeting, expected_revision=revision_of(day), actor=None, reason="조정")
    assert "- 자리에서 뺀 상담: 11:00 2번 테이블, 수요기업1 (수요)" in told_to(day, "S002")
    meeting = meeting_between(day, "D001", "S001")
    cancel_meeting(meeting=meeting, expected_revision=revision_of(day), actor=None, reason="불참")
    assert "- 취소한 상담: 10:00 1번 테이블, 공급기업1 (공급)" in told_to(day, "D001")


def test_an_agreed_meeting_is_told_as_added() -> None:
    day = a_day(mode=MatchingDay.Mode.BROKERAGE)
    first, second, third = (a_participant(day, name, "free") for name in ("가람", "나루", "다온"))
    a_request(first, second)
    transition_day(day=day, target=State.REQUESTS_CLOSED, actor=None)
    MatchingDay.objects.filter(pk=day.pk).update(state=State.TIMETABLE)
    place(meeting_between(day, first.code, second.code), 1, 1)
    transition_day(day=day, target=State.PUBLISHED, actor=None)
    add_meeting(
        day=day,
        sender=first,
        receiver=third,
        slot_number=2,
        table_number=1,
        expected_revision=revision_of(day),
        actor=None,
    )
    assert "- 더한 상담: 10:30 1번 테이블, 다온 (자유)" in told_to(day, first.code)


def test_the_end_of_a_meeting_without_a_place_is_told_to_both() -> None:
    day = a_public_day()
    meeting = meeting_between(day, "D002", "S001")
    cancel_meeting(meeting=meeting, expected_revision=revision_of(day), actor=None, reason="두 기업이 합의")
    assert "- 취소한 상담: 배치하지 못했던 상담, 공급기업1 (공급)" in told_to(day, "D002")
    assert "- 취소한 상담: 배치하지 못했던 상담, 수요기업2 (수요)" in told_to(day, "S001")
    assert "바뀐 이유: 두 기업이 합의" in told_to(day, "S001")


@pytest.mark.parametrize("accepted", [True, False])
def test_the_one_who_was_asked_is_told_of_a_withdrawal(*, accepted: bool) -> None:
    day = a_day()
    first, second = a_participant(day, "가람"), a_participant(day, "나루", "supply")
    MatchingDay.objects.filter(pk=day.pk).update(state=State.REQUESTS_OPEN)
    first.refresh_from_db()
    request = a_request(first, second, accepted=accepted)
    withdraw_request(request=request, actor=None)
    message = OutboxMessage.objects.filter(recipient=second.contact_email).latest("pk")
    assert "가람의 상담 신청이 철회되었습니다" in message.subject
    assert request.code in message.body
    assert not OutboxMessage.objects.filter(recipient=first.contact_email).exists()


def test_a_withdrawal_in_a_draft_is_nobodys_news() -> None:
    day = a_filled_day(demands=1, supplies=1, state=State.DRAFT)
    withdraw_request(request=MeetingRequest.objects.get(day=day), actor=None)
    assert not OutboxMessage.objects.exists()


def test_participants_without_an_address_are_counted_and_named() -> None:
    day = a_day()
    a_participant(day, "가람", contact_email="")
    a_participant(day, "나루", "supply")
    assert [participant.code for participant in untold_participants(day=day)] == ["D001"]
    assert untold_words(day=day) == "이메일이 없는 참가자 1곳에는 알리지 못합니다: 가람(D001)."
    Participant.objects.filter(day=day).update(contact_email="a@company.example")
    assert untold_words(day=day) == ""


@pytest.fixture
def client(client: Client) -> Client:
    client.force_login(staff())
    return client


def page_of(client: Client, day: MatchingDay) -> str:
    return client.get(reverse("caravan:messages", args=[day.public_id])).text


def test_the_page_names_the_untold_with_a_link_to_mend_it(client: Client) -> None:
    day = a_public_day()
    assert "알리지 못한 참가자" not in page_of(client, day)
    Participant.objects.filter(day=day, code="S002").update(contact_email="")
    participant = Participant.objects.get(day=day, code="S002")
    link = reverse("caravan:participant_edit", args=[day.public_id, participant.public_id])
    page = page_of(client, day)
    assert "알리지 못한 참가자" in page
    assert f'<a href="{link}">공급기업2(S002)</a>' in page


def test_the_page_shows_no_address_of_a_person(client: Client) -> None:
    day = a_public_day()
    message = a_late_message(day, LATE.FAILED)
    assert message.recipient not in page_of(client, day)
    assert breakable(masked_email(message.recipient)) in page_of(client, day)
    assert message.recipient not in act(client, day, message, "message_resend")


def test_the_page_says_whose_contact_got_a_message_and_masks_the_address(client: Client) -> None:
    day = a_public_day()
    participant = Participant.objects.get(day=day, code="S002")
    page = page_of(client, day)
    assert f"{participant.organisation.name} (S002)" in page
    assert breakable(masked_email(participant.contact_email)) in page
    assert participant.contact_email not in page


def a_late_message(day: MatchingDay, state: str) -> OutboxMessage:
    message = OutboxMessage.objects.filter(about=day.short_id).latest("pk")
    OutboxMessage.objects.filter(pk=message.pk).update(state=state, attempts=3)
    message.refresh_from_db()
    return message


def act(client: Client, day: MatchingDay, message: OutboxMessage, name: str, **data: str) -> str:
    address = reverse(f"caravan:{name}", args=[day.public_id, message.public_id])
    answer = client.post(address, {"attempts": "3", **data}, follow=True)
    message.refresh_from_db()
    return answer.text


def test_a_failed_message_is_sent_again_once(client: Client) -> None:
    day = a_public_day()
    message = a_late_message(day, LATE.FAILED)
    assert "다시 보냅니다." in act(client, day, message, "message_resend")
    assert message.state == LATE.PENDING
    assert "이미 처리한 알림입니다." in act(client, day, message, "message_resend")


def test_an_unsure_message_is_sent_again_only_knowingly(client: Client) -> None:
    day = a_public_day()
    message = a_late_message(day, LATE.UNSURE)
    assert "같은 메일을 두 번 받을 수 있습니다." in page_of(client, day)
    assert "두 번 받을 수 있음을 확인한 뒤" in act(client, day, message, "message_resend")
    assert message.state == LATE.UNSURE
    act(client, day, message, "message_resend", may_arrive_twice="1")
    assert message.state == LATE.PENDING


@pytest.mark.parametrize("state", [LATE.FAILED, LATE.UNSURE])
def test_a_late_message_is_settled(client: Client, state: str) -> None:
    day = a_public_day()
    message = a_late_message(day, state)
    assert "‘확인함’으로 표시했습니다." in act(client, day, message, "message_settle")
    assert message.state == LATE.SETTLED
    assert "다시 보내기" not in page_of(client, day)


@pytest.mark.parametrize("attempts", ["", "x", "2", "-1", "9" * 30])
def test_an_order_about_another_attempt_changes_nothing(client: Client, attempts: str) -> None:
    day = a_public_day()
    message = a_late_message(day, LATE.FAILED)
    act(client, day, message, "message_resend", attempts=attempts)
    assert message.state == LATE.FAILED


def test_publishing_takes_a_constant_number_of_statements(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    day = a_filled_day(demands=12, supplies=3, state=State.TIMETABLE)
    place(meeting_between(day, "D001", "S001"), 1, 1)
    with django_assert_max_num_queries(20):
        transition_day(day=day, target=State.PUBLISHED, actor=None)
    assert OutboxMessage.objects.count() == 15
