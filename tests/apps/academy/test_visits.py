"""Visits: the host answers by a link, competitors are named, no place is given twice, cases tell."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from deungdae.apps.academy.erasing import erase_hosts, old_visits
from deungdae.apps.academy.links import enrolment_address, visit_address
from deungdae.apps.academy.models import Enrolment, Session, Visit, VisitPlace
from deungdae.apps.academy.services.cohorts import transition_cohort
from deungdae.apps.academy.services.enrolments import accept_offer
from deungdae.apps.academy.services.sessions import add_session, change_session, remove_session
from deungdae.apps.academy.services.visits import (
    VisitFacts,
    answer_host,
    give_place_back,
    plan_visit,
    take_place,
    visitors_at_odds,
)
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.evidence.models import EvidenceEntry
from tests.apps.academy.test_academy_pages import page, signed_in, staff_person
from tests.apps.academy.test_invitations import attend
from tests.support.academy import session_facts, sessions_of
from tests.support.at_once import at_once
from tests.support.chiefs import a_company, an_invited_cohort
from tests.support.rooms import at

pytestmark = pytest.mark.django_db


def a_visit(capacity: int = 2, *, people: int = 3, **facts: object) -> tuple[Visit, list[Enrolment]]:
    """Asked of a host of one class with nobody; everybody of the cohort has accepted."""
    cohort, asked = an_invited_cohort(people, people)
    for one in asked:
        accept_offer(enrolment=one, actor=None)
        one.refresh_from_db()
    told = {"host": a_company(90, industry="29111"), "contact_name": "공장장", **facts}
    visit = plan_visit(
        session=sessions_of(cohort)[0],
        facts=VisitFacts(contact_email="plant@example.com", capacity=capacity, **told),  # type: ignore[arg-type]
        actor=None,
    )
    return visit, asked


def host_path(visit: Visit) -> str:
    return "/academy" + visit_address(visit).partition("/academy")[2]


def test_the_host_is_asked_once_and_answers_without_an_account() -> None:
    visit, _asked = a_visit(promise="본 것을 밖에 말하지 않습니다.", transport="셔틀 9시")
    [letter] = OutboxMessage.objects.filter(recipient="plant@example.com")
    assert host_path(visit) in letter.body
    shown = Client().get(host_path(visit)).content.decode()
    assert "본 것을 밖에 말하지 않습니다." in shown
    assert "사진과 영상을 찍지 않습니다." in shown
    Client().post(host_path(visit), {"act": "confirm"})
    Client().post(host_path(visit), {"act": "decline", "reason": "두 번"})
    visit.refresh_from_db()
    assert visit.confirmed_at is not None
    assert visit.declined_at is None


def test_a_host_that_cannot_says_why_and_is_asked_anew_by_another_link() -> None:
    visit, _asked = a_visit()
    old = host_path(visit)
    Client().post(old, {"act": "decline", "reason": "증설 공사"})
    visit.refresh_from_db()
    assert visit.reason == "증설 공사"
    facts = VisitFacts(visit.host, "부공장장", "plant@example.com", 3)
    again = plan_visit(session=visit.session, facts=facts, actor=None)
    plan_visit(session=visit.session, facts=facts, actor=None)
    assert again.declined_at is None
    assert Client().get(old).status_code == 404
    assert OutboxMessage.objects.filter(recipient="plant@example.com").count() == 2


def test_places_are_taken_by_the_link_under_the_conditions_of_that_day() -> None:
    visit, asked = a_visit(1, promise="비밀을 지킵니다.")
    with pytest.raises(RefusedError, match="아직 답하지 않았습니다"):
        take_place(visit=visit, enrolment=asked[0])
    answer_host(visit=visit, is_yes=True)
    path = "/academy" + enrolment_address(asked[0]).partition("/academy")[2]
    client = Client()
    assert "비밀을 지킵니다." in client.get(path).content.decode()
    sent = {"act": "visit", "visit": visit.short_id}
    told = client.post(path, sent, follow=True).content.decode()
    assert "조건을 읽고 동의에 표시해 주십시오." in told
    client.post(path, {**sent, "agreed": "1"})
    assert "비밀을 지킵니다." in VisitPlace.objects.get().promised
    with pytest.raises(RefusedError, match="1명이 모두 찼습니다"):
        take_place(visit=visit, enrolment=asked[1])
    client.post(path, {**sent, "act": "stay"})
    assert VisitPlace.objects.count() == 0
    take_place(visit=visit, enrolment=asked[0])
    Enrolment.objects.filter(pk=asked[0].pk).update(state="cancelled")
    assert take_place(visit=visit, enrolment=asked[1]).enrolment == asked[1]
    assert "없어진 방문" in client.post(path, {"act": "visit", "visit": "x"}, follow=True).content.decode()


def test_a_competitor_of_the_host_is_named_to_staff_and_kept_out() -> None:
    visit, asked = a_visit()
    rival = asked[1].organisation
    assert rival is not None
    rival.industry_id = "29119"
    rival.save()
    answer_host(visit=visit, is_yes=True)
    assert visitors_at_odds(visit) == [asked[1]]
    shown = page(signed_in(staff_person()), "visit", visit.session)
    assert "방문할 기업의 경쟁사가 있습니다" in shown
    assert "상장기업01 대표님01" in shown
    with pytest.raises(RefusedError, match="업종이 같거나 한 집단인"):
        take_place(visit=visit, enrolment=asked[1])
    take_place(visit=visit, enrolment=asked[0])
    give_place_back(visit=visit, enrolment=asked[0])


def test_both_cases_tell_once_that_the_visit_took_place() -> None:
    visit, asked = a_visit()
    answer_host(visit=visit, is_yes=True)
    attend(asked[0])
    attend(asked[1])
    kinds = EvidenceEntry.objects.filter(kind__in=["academy.visited", "academy.hosted_visit"])
    assert sorted((one.organisation.name, one.kind) for one in kinds) == [
        ("상장기업00", "academy.visited"),
        ("상장기업01", "academy.visited"),
        ("상장기업90", "academy.hosted_visit"),
    ]


def test_a_visit_cannot_be_changed_under_its_visitors_or_lost_with_its_session() -> None:
    visit, asked = a_visit()
    answer_host(visit=visit, is_yes=True)
    take_place(visit=visit, enrolment=asked[0])
    facts = VisitFacts(visit.host, "다른 분", "other@example.com", 9)
    with pytest.raises(RefusedError, match="이미 방문을 신청한 분이 있어"):
        plan_visit(session=visit.session, facts=facts, actor=None)
    later = session_facts(title="둘째", starts_at=at(17), ends_at=at(18))
    add_session(cohort=visit.cohort, facts=later, actor=None)
    with pytest.raises(RefusedError, match="현장 방문을 부탁한 회차"):
        remove_session(session=visit.session, actor=None)


@pytest.mark.django_db(transaction=True)
def test_the_last_place_is_given_once_however_many_ask() -> None:
    visit, asked = a_visit(2, people=6)
    answer_host(visit=visit, is_yes=True)
    at_once([lambda one=one: take_place(visit=visit, enrolment=one) for one in asked])
    assert VisitPlace.objects.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        VisitPlace.objects.create(visit=visit, enrolment=asked[5], promised_at=clock.now())
    other, [stranger] = an_invited_cohort(1, 1, course=visit.cohort.course)
    VisitPlace.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        VisitPlace.objects.create(visit=visit, enrolment=stranger, promised_at=clock.now())
    assert other.pk != visit.cohort_id


def test_staff_plan_on_the_page_and_a_wrong_host_is_named() -> None:
    visit, _asked = a_visit()
    client = signed_in(staff_person())
    address = reverse("academy:visit", args=[visit.session.public_id])
    sent = {"host": "없는 기업", "contact_name": "가", "contact_email": "a@example.com", "capacity": "3"}
    assert "‘없는 기업’을 기업 목록에서 찾을 수 없습니다" in client.post(address, sent).content.decode()
    assert client.post(address, {**sent, "host": visit.host.name}).status_code == 302
    visit.refresh_from_db()
    assert (visit.capacity, visit.no_photographs) == (3, False)


def test_who_welcomed_a_visit_is_taken_out_after_its_time() -> None:
    visit, _asked = a_visit()
    assert old_visits(clock.today()).count() == 0
    past = clock.now() - timedelta(days=400)
    Session.objects.filter(pk=visit.session_id).update(starts_at=past - timedelta(hours=3), ends_at=past)
    assert list(old_visits(clock.today())) == [visit]
    erase_hosts([visit.pk])
    assert old_visits(clock.today()).count() == 0
    assert Visit.objects.get().contact_email == ""


def moved(visit: Visit, hour: float) -> None:
    session = Session.objects.get(pk=visit.session_id)
    change_session(session=session, facts=session_facts(starts_at=at(hour), ends_at=at(hour + 2)), actor=None)
    visit.refresh_from_db()


def test_a_host_answers_anew_for_another_time_and_visitors_follow_the_answer() -> None:
    visit, asked = a_visit()
    old = host_path(visit)
    answer_host(visit=visit, is_yes=True)
    take_place(visit=visit, enrolment=asked[0])
    moved(visit, 15)
    assert (visit.confirmed_at, VisitPlace.objects.count()) == (None, 1)
    letters = OutboxMessage.objects.filter(recipient="plant@example.com")
    assert [letters.count(), "다시 여쭙니다" in letters.latest("pk").subject] == [2, True]
    assert Client().get(old).status_code == 404
    path = "/academy" + enrolment_address(asked[0]).partition("/academy")[2]
    assert "다시 묻고 있습니다" in Client().get(path).content.decode()
    answer_host(visit=visit, is_yes=False, reason="정기 보수")
    assert VisitPlace.objects.count() == 0
    told = OutboxMessage.objects.filter(subject__endswith="현장 방문을 하지 못하게 되었습니다")
    assert [one.recipient for one in told] == [asked[0].trainee.email]


def test_hosts_of_a_cancelled_cohort_are_told_once() -> None:
    visit, _asked = a_visit()
    answer_host(visit=visit, is_yes=True)
    for _press in range(2):
        transition_cohort(cohort=visit.cohort, target="cancelled", reason="강사 사정", actor=None)
    told = OutboxMessage.objects.filter(recipient="plant@example.com", subject__endswith="취소되었습니다")
    assert ["강사 사정" in one.body for one in told] == [True]
