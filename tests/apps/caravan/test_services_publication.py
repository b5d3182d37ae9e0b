"""Agendas leave the house once each, and a link opens one agenda only while it is in force."""

from datetime import time

import pytest
from django.core import mail
from django.utils import translation

from deungdae.apps.caravan.models import MatchingDay, Participant
from deungdae.apps.caravan.services.days import transition_day
from deungdae.apps.caravan.services.participants import add_absence
from deungdae.apps.caravan.services.publication import (
    SIGNER,
    agenda_token,
    participant_of_token,
    publish_day,
    renew_agenda_link,
)
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.core.outbox.services import send_due_messages
from tests.support.days import a_filled_day, meeting_between, place

pytestmark = pytest.mark.django_db
State = MatchingDay.State


def a_timetable() -> MatchingDay:
    day = a_filled_day(demands=2, supplies=2, state=State.TIMETABLE)
    place(meeting_between(day, "D001", "S001"), 1, 1)
    place(meeting_between(day, "D001", "S002"), 3, 2)
    return day


def test_publishing_sends_each_participant_one_agenda_with_link_and_calendar() -> None:
    day = transition_day(day=a_timetable(), target=State.PUBLISHED, actor=None)
    assert day.published_at is not None
    assert OutboxMessage.objects.count() == 4
    participant = Participant.objects.get(day=day, code="D001")
    message = OutboxMessage.objects.get(recipient=participant.contact_email)
    assert message.occasion == f"agenda:{participant.short_id}:r{day.timetable_revision}"
    assert message.about == day.short_id
    assert agenda_token(participant) in message.body
    assert "10:00~10:30  테이블 1  공급기업1 (공급)" in message.body
    assert message.attachment.count("BEGIN:VEVENT") == 2
    without = OutboxMessage.objects.get(recipient=Participant.objects.get(day=day, code="D002").contact_email)
    assert "배치된 상담이 없습니다." in without.body


def test_the_agenda_is_sent_by_mail_with_its_calendar_file() -> None:
    day = transition_day(day=a_timetable(), target=State.PUBLISHED, actor=None)
    assert send_due_messages() == 4
    assert send_due_messages() == 0
    letter = next(
        m for m in mail.outbox if m.to == [Participant.objects.get(day=day, code="D001").contact_email]
    )
    assert letter.attachments[0][0] == "agenda.ics"


def test_a_message_is_in_the_language_of_the_house_whoever_acts() -> None:
    day = a_timetable()
    with translation.override("en"):
        transition_day(day=day, target=State.PUBLISHED, actor=None)
    assert all("상담 일정" in message.subject for message in OutboxMessage.objects.all())


def test_an_empty_or_impossible_timetable_is_not_published() -> None:
    empty = a_filled_day(demands=1, supplies=1, state=State.TIMETABLE)
    with pytest.raises(RefusedError) as refused:
        transition_day(day=empty, target=State.PUBLISHED, actor=None)
    assert refused.value.code == "no_meetings"
    day = a_timetable()
    participant = Participant.objects.get(day=day, code="D001")
    add_absence(participant=participant, starts_at=time(10), ends_at=time(11), actor=None)
    with pytest.raises(RefusedError) as refused:
        transition_day(day=day, target=State.PUBLISHED, actor=None)
    assert refused.value.code == "clash"
    assert "수요기업1은" in refused.value.message
    assert not OutboxMessage.objects.exists()


def test_only_a_timetable_is_published() -> None:
    with pytest.raises(RefusedError) as refused:
        publish_day(day=a_filled_day(), actor=None)
    assert refused.value.code == "state"


def test_a_link_opens_its_own_agenda_once_the_day_is_public() -> None:
    day = a_timetable()
    participant = Participant.objects.get(day=day, code="D001")
    token = agenda_token(participant)
    assert participant_of_token(token) is None
    publish_day(day=day, actor=None)
    assert participant_of_token(token) == participant


@pytest.mark.parametrize("token", ["", "x", ":", "가나다", "0" * 22, f"{'0' * 22}-1:abc", "a-b-c:d"])
def test_a_forged_link_opens_nothing(token: str) -> None:
    publish_day(day=a_timetable(), actor=None)
    assert participant_of_token(token) is None


@pytest.mark.parametrize("value", ["", "x", "0" * 22, "0" * 22 + "-x", "z" * 22 + "-1", "0" * 22 + "-1"])
def test_a_well_signed_nonsense_opens_nothing(value: str) -> None:
    publish_day(day=a_timetable(), actor=None)
    assert participant_of_token(SIGNER.sign(value)) is None


def test_a_token_of_another_participant_cannot_be_made_from_ones_own() -> None:
    day = publish_day(day=a_timetable(), actor=None)
    mine, other = (Participant.objects.get(day=day, code=code) for code in ("D001", "D002"))
    signature = agenda_token(mine).rpartition(":")[2]
    assert participant_of_token(f"{other.short_id}-{other.link_version}:{signature}") is None


def test_a_renewed_link_closes_the_old_one_and_sends_the_new_one() -> None:
    day = publish_day(day=a_timetable(), actor=None)
    participant = Participant.objects.get(day=day, code="D001")
    old = agenda_token(participant)
    renewed = renew_agenda_link(participant=participant, actor=None)
    assert participant_of_token(old) is None
    assert participant_of_token(agenda_token(renewed)) == participant
    message = OutboxMessage.objects.get(occasion__startswith="agenda_link:")
    assert agenda_token(renewed) in message.body


def test_before_publication_a_renewed_link_is_sent_to_nobody() -> None:
    participant = Participant.objects.get(day=a_timetable(), code="D001")
    renew_agenda_link(participant=participant, actor=None)
    assert not OutboxMessage.objects.exists()


def test_who_has_no_address_is_sent_nothing() -> None:
    day = a_timetable()
    Participant.objects.filter(day=day, code="D001").update(contact_email="")
    publish_day(day=day, actor=None)
    assert OutboxMessage.objects.count() == 3
