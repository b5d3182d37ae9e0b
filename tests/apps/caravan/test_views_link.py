"""The agenda behind the link of the mail."""

import pytest
from django.test import Client
from django.urls import reverse

from deungdae.apps.caravan.models import MatchingDay, Participant
from deungdae.apps.caravan.services.publication import agenda_token, renew_agenda_link
from tests.support.days import a_filled_day, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def participant() -> Participant:
    day = a_filled_day(demands=1, supplies=1, state=MatchingDay.State.TIMETABLE)
    place(day.meetings.get(), 2, 3)
    MatchingDay.objects.filter(pk=day.pk).update(state=MatchingDay.State.PUBLISHED)
    return day.participants.select_related("day").get(code="D001")


def link(participant: Participant, name: str = "agenda_by_link") -> str:
    return reverse(f"caravan:{name}", kwargs={"token": agenda_token(participant)})


def test_the_link_shows_the_agenda_without_sign_in(participant: Participant) -> None:
    page = Client().get(link(participant)).content.decode()
    assert "공급기업1" in page
    assert "3번 테이블" in page
    assert "10:30" in page


def test_the_link_is_kept_out_of_indexes_copies_and_referrers(participant: Participant) -> None:
    answer = Client().get(link(participant))
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]


def test_the_link_gives_a_calendar(participant: Participant) -> None:
    answer = Client().get(link(participant, "agenda_by_link_ics"))
    assert b"TZID=Asia/Seoul" in answer.content
    assert answer["Cache-Control"] == "no-store"


def test_a_changed_link_opens_nothing(participant: Participant) -> None:
    broken = link(participant)[:-4] + "xxx/"
    assert Client().get(broken).status_code == 404


def test_a_renewed_link_makes_the_old_one_worthless(participant: Participant) -> None:
    old = link(participant)
    renewed = renew_agenda_link(participant=participant, actor=None)
    assert Client().get(old).status_code == 404
    assert Client().get(link(renewed)).status_code == 200


def test_before_publication_the_link_opens_nothing(participant: Participant) -> None:
    MatchingDay.objects.filter(pk=participant.day_id).update(state=MatchingDay.State.TIMETABLE)
    assert Client().get(link(participant)).status_code == 404
