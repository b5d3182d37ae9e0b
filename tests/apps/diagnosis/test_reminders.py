"""Before and after the due date people are told once, and what waits stands on their first page."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.diagnosis.services.reminders import remind_due
from deungdae.apps.organisations.models import Membership, Organisation
from tests.engine.maturity.samples import S1
from tests.support.diagnosis import (
    SCREEN,
    a_colleague,
    a_judge,
    a_proof,
    a_settled,
    an_assessment,
    answer_all,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> Organisation:
    return Organisation.objects.create(name="한빛정밀")


@pytest.fixture
def one(company: Organisation) -> User:
    return a_colleague("하나", company)


@contextmanager
def days_later(days: int) -> Iterator[date]:
    with clock.turned_to(clock.now() + timedelta(days=days)):
        yield clock.today()


def told() -> list[tuple[str, str]]:
    """(whom, what) in order."""
    return list(OutboxMessage.objects.order_by("pk").values_list("recipient", "subject"))


def test_each_colleague_is_told_once_before_and_once_after_the_due_date(
    company: Organisation, one: User
) -> None:
    two = a_colleague("두리", company)
    an_assessment(company, due_on=clock.today() + timedelta(days=20))
    assert (remind_due(), told()) == (0, [])
    for _turn in range(3):
        with days_later(14):
            remind_due()
    assert told() == [(who.email, "진단 기한 안내") for who in (one, two)]
    with days_later(20):
        assert remind_due() == 0
    for days in (21, 25):
        with days_later(days):
            remind_due()
    assert told()[2:] == [(who.email, "진단 기한이 지났습니다") for who in (one, two)]
    body = OutboxMessage.objects.order_by("pk")[0].body
    assert "한빛정밀의 ‘EU 디지털 성숙도 진단(기업용)’ T0 진단의 기한은" in body
    assert reverse("diagnosis:assessment", args=[Assessment.objects.get().public_id]) in body


def test_nobody_is_told_of_what_is_done_long_over_or_no_longer_his(company: Organisation, one: User) -> None:
    due = clock.today() + timedelta(days=3)
    a_settled(company, one, S1, due_on=due)
    an_assessment(company, code=SCREEN, due_on=due)
    with days_later(30):
        assert remind_due() == 0
    Membership.objects.filter(user=one).update(ends_on=clock.today())
    assert (remind_due(), told()) == (0, [])


def test_what_waits_stands_on_the_first_page_of_each(company: Organisation, one: User) -> None:
    assessment = an_assessment(company, due_on=clock.today() + timedelta(days=3))
    client, centre = Client(), Client()
    client.force_login(one)
    centre.force_login(a_judge())
    shown = client.get(reverse("portal:today")).content.decode()
    assert ("답할 진단" in shown, "3일 남음" in shown) == (True, True)
    a_proof(assessment, one)
    staff = centre.get(reverse("portal:today")).content.decode()
    assert "확인을 기다리는 근거가 있습니다." in staff
    Assessment.objects.filter(pk=assessment.pk).update(due_on=clock.today() - timedelta(days=1))
    assert "기업이 마치지 않은 진단 1건" in centre.get(reverse("portal:today")).content.decode()


def test_the_five_minute_result_opens_the_whole_diagnosis_with_one_press(
    company: Organisation, one: User
) -> None:
    screen = an_assessment(company, code=SCREEN)
    answer_all(screen, one, {"Q1": [1, 2]})
    client = Client()
    client.force_login(one)
    client.post(reverse("diagnosis:submit", args=[screen.public_id]), {"sure": 1})
    page = reverse("diagnosis:assessment", args=[screen.public_id])
    assert "전체 진단 시작하기" in client.get(page).content.decode()
    for _press in range(2):
        answer = client.post(reverse("diagnosis:full", args=[screen.public_id]))
    [full] = Assessment.objects.exclude(pk=screen.pk)
    assert (full.family, full.round, full.state) == ("eu-dma-sme", "T0", "open")
    assert answer.headers["Location"] == reverse("diagnosis:assessment", args=[full.public_id])
    assert "전체 진단 이어 가기" in client.get(page).content.decode()
