"""Answers that a device kept: each arrives once, and what cannot be kept is said with the way out."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.diagnosis.models import Answer, Assessment, Delivery
from deungdae.apps.diagnosis.selectors.assessments import odd_words
from deungdae.apps.diagnosis.services.answering import save_answer
from deungdae.apps.diagnosis.services.assessments import reopen_assessment, submit_assessment
from deungdae.apps.diagnosis.services.delivering import deliver_answer
from deungdae.apps.organisations.models import Organisation
from tests.engine.maturity.samples import S1, everything, framework
from tests.support.at_once import at_once
from tests.support.diagnosis import a_colleague, an_assessment, answer_all
from tests.support.refusals import code_of, refusal_of

pytestmark = pytest.mark.django_db
LINES = ["디지털화가 필요한 곳을 찾아 사업 목표에 맞추어 두었다", "전산 기반이 뒷받침할 준비가 되어 있다"]
"""What Q2 says of its first and third item."""


@pytest.fixture
def company() -> Organisation:
    return Organisation.objects.create(name="한빛정밀")


@pytest.fixture
def one(company: Organisation) -> User:
    return a_colleague("하나", company)


def deliver(assessment: Assessment, person: User, **facts: Any) -> Answer | None:
    told = {"key": uuid4(), "question": "Q2", "value": [1], "seen": 0, "given_at": clock.now(), **facts}
    return deliver_answer(assessment=assessment, person=person, **told)


def test_sent_again_an_answer_is_kept_once(company: Organisation, one: User) -> None:
    assessment, key = an_assessment(company), uuid4()
    first = deliver(assessment, one, key=key, value=[3, 1])
    second = deliver(assessment, one, key=key, value=[1, 3])
    assert (first, Answer.objects.count(), Delivery.objects.count()) == (second, 1, 1)


def test_a_lost_reply_is_given_again_after_a_newer_answer_and_after_submission(
    company: Organisation, one: User
) -> None:
    assessment, key = an_assessment(company), uuid4()
    first = deliver(assessment, one, key=key)
    deliver(assessment, one, value=[2], seen=1)
    assert deliver(assessment, one, key=key) == first
    answer_all(assessment, a_colleague("두리", company), S1)
    submit_assessment(assessment=assessment, actor=one)
    assert deliver(assessment, one, key=key) == first
    assert Answer.objects.filter(person=one).count() == 2


def test_of_two_windows_the_later_one_is_asked(company: Organisation, one: User) -> None:
    assessment = an_assessment(company)
    save_answer(assessment=assessment, person=one, question="Q2", value=[5], seen=0)
    stale = refusal_of(lambda: deliver(assessment, one, value=[1]))
    assert (stale.code, "다른 창에서" in stale.message) == ("stale", True)
    assert not Delivery.objects.exists()
    same = deliver(assessment, one, value=[5])
    assert (same, Answer.objects.count(), Delivery.objects.count()) == (Answer.objects.get(), 1, 1)


def test_a_closed_form_takes_nothing_until_it_is_opened_again(company: Organisation, one: User) -> None:
    assessment, key = an_assessment(company), uuid4()
    answer_all(assessment, one, S1)
    answer_all(assessment, a_colleague("두리", company), {"Q2": [1]})
    submit_assessment(assessment=assessment, actor=one)
    late = refusal_of(lambda: deliver(assessment, one, key=key, value=[7], seen=1))
    assert (late.code, "의견 맞추는 중" in late.message) == ("state", True)
    reopen_assessment(assessment=assessment)
    kept = deliver(assessment, one, key=key, value=[7], seen=1)
    assert kept is not None
    assert kept.number == 2


def test_a_key_belongs_to_one_answer_of_one_person(company: Organisation, one: User) -> None:
    assessment, key = an_assessment(company), uuid4()
    two = a_colleague("두리", company)
    other = an_assessment(Organisation.objects.create(name="나래기계"))
    deliver(assessment, one, key=key)
    tries: list[Callable[[], object]] = [
        lambda: deliver(assessment, two, key=key),
        lambda: deliver(assessment, one, key=key, question="Q3"),
        lambda: deliver(assessment, one, key=key, value=[2]),
        lambda: deliver(other, one, key=key),
    ]
    assert [code_of(act) for act in tries] == ["key"] * 4
    assert (Answer.objects.count(), Delivery.objects.count()) == (1, 1)


def test_what_was_never_answered_is_taken_back_without_a_trace(company: Organisation, one: User) -> None:
    assessment = an_assessment(company)
    assert deliver(assessment, one, value=None) is None
    assert not Delivery.objects.exists()
    deliver(assessment, one)
    taken_back = deliver(assessment, one, value=None, seen=1)
    assert (taken_back and taken_back.number, Delivery.objects.count()) == (2, 2)


@pytest.mark.django_db(transaction=True)
def test_sent_at_the_same_moment_under_one_key_it_is_kept_once() -> None:
    company = Organisation.objects.create(name="한빛정밀")
    one, assessment, key = a_colleague("하나", company), an_assessment(company), uuid4()
    results = at_once([lambda: deliver(assessment, one, key=key)] * 4)
    assert results == [Answer.objects.get()] * 4
    assert Delivery.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_key_sent_at_once_for_two_assessments_is_kept_for_one() -> None:
    companies = [Organisation.objects.create(name=name) for name in ("한빛정밀", "나래기계")]
    one, key = a_colleague("하나", companies[0]), uuid4()
    forms = [an_assessment(company) for company in companies]
    results = at_once([lambda form=form: deliver(form, one, key=key) for form in forms])  # type: ignore[misc]
    refused = [result for result in results if isinstance(result, RefusedError)]
    assert [error.code for error in refused] == ["key"]
    assert (Answer.objects.count(), Delivery.objects.count()) == (1, 1)


def test_the_time_is_the_device_s_within_what_can_be(company: Organisation, one: User) -> None:
    assessment = an_assessment(company)
    for seen, given_at in enumerate((clock.now() + timedelta(days=400), datetime(2000, 1, 1, tzinfo=UTC))):
        deliver(assessment, one, value=[seen + 1], seen=seen, given_at=given_at)
    ahead, behind = Delivery.objects.all()
    assert ahead.given_at == ahead.received_at
    assert behind.given_at == assessment.opened_at


@pytest.mark.one_database
def test_an_hour_on_site_is_an_hour_although_all_was_sent_at_once(company: Organisation, one: User) -> None:
    top = everything(framework(), framework().rule("V1k"))
    begun = clock.now()
    with clock.turned_to(begun + timedelta(hours=2)):
        assessment = an_assessment(company)
    with clock.turned_to(begun + timedelta(hours=4)):
        for place, (code, value) in enumerate(top.items()):
            given_at = begun + timedelta(hours=2, minutes=5 * place)
            deliver(assessment, one, question=code, value=value, given_at=given_at)
        settled = submit_assessment(assessment=assessment, actor=one)
    assert odd_words(settled) == []


def test_what_has_arrived_is_kept_by_the_database(company: Organisation, one: User) -> None:
    answer = deliver(an_assessment(company), one)
    now = clock.now()
    with pytest.raises(DatabaseError), transaction.atomic():
        Delivery.objects.update(key=uuid4())
    with pytest.raises(DatabaseError), transaction.atomic():
        Delivery.objects.all().delete()
    early = {"answer": answer, "received_at": now, "given_at": now + timedelta(seconds=1)}
    with pytest.raises(DatabaseError), transaction.atomic():
        Delivery.objects.create(key=uuid4(), **early)


class Device:
    """What the page sends, by hand."""

    def __init__(self, person: User, assessment: Assessment) -> None:
        self.client, self.person = Client(), person
        self.client.force_login(person)
        self.address = reverse("diagnosis:onsite_answers", args=[assessment.public_id])

    def send(self, key: UUID | None = None, **sent: Any) -> tuple[int, dict[str, Any]]:
        told = {
            "key": key or uuid4(),
            "person": self.person.short_id,
            "question": "Q2",
            "seen": 0,
            "given_at": 1_800_000_000_000,
        }
        told |= {name: sent.pop(name) for name in list(sent) if name in told}
        body = {f"device-{name}": value for name, value in told.items()} | sent
        answer = self.client.post(self.address, body)
        return answer.status_code, answer.json()


@pytest.mark.one_database
def test_a_device_is_told_what_became_of_each_answer(company: Organisation, one: User) -> None:
    assessment, key = an_assessment(company), uuid4()
    device = Device(one, assessment)
    assert device.client.get(device.address).json()["person"] == one.short_id
    assert device.send(key, item=["1", "3"]) == (200, {"number": 1})
    assert device.send(key, item=["1", "3"]) == (200, {"number": 1})
    status, told = device.send(item=["5"])
    assert (status, told["code"], told["number"]) == (409, "stale", 1)
    assert told["lines"] == LINES
    status, told = device.send(question="Q7", item=["2", "3"])
    assert (status, told["code"], told["lines"]) == (409, "answer", [])
    assert device.send(person="x" * 22, item=["5"])[1]["code"] == "person"
    assert device.send(question="Q99", item=["5"])[1]["code"] == "question"
    for junk in (
        {"key": "x"},
        {"seen": "-1"},
        {"seen": "9" * 30},
        {"given_at": "9" * 15},
        {"question": "Q" * 99},
    ):
        assert device.send(**junk)[0] == 422  # type: ignore[arg-type]
    assert Answer.objects.count() == 1


@pytest.mark.one_database
def test_the_page_shows_the_own_answers_also_when_the_form_is_closed(
    company: Organisation, one: User
) -> None:
    assessment, client = an_assessment(company), Client()
    answer_all(assessment, one, S1)
    client.force_login(one)
    address = reverse("diagnosis:onsite", args=[assessment.public_id])
    shown = client.get(address).content.decode()
    assert 'data-question="Q2" data-seen="1"' in shown
    assert " data-open>" in shown
    submit_assessment(assessment=assessment, actor=one)
    closed = client.get(address).content.decode()
    assert " data-open>" not in closed
    assert "제출한 진단이라 답을 바꿀 수 없습니다." in closed
    two = Client()
    two.force_login(a_colleague("두리", company))
    assert 'data-question="Q2" data-seen="0"' in two.get(address).content.decode()
