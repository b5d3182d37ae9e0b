"""A person sees and downloads what is held about him or her, and nobody else's."""

import io
import json
from datetime import timedelta

import openpyxl
import pytest
from django.test import Client

from deungdae.apps.academy.models import AnonymousSheet, SurveyAnswered, SurveyKind, SurveySheet
from deungdae.apps.accounts.services import create_account
from deungdae.apps.core import clock
from deungdae.apps.core.audit.acts import PERSON, PERSON_OPENED
from deungdae.apps.core.audit.caller import Caller
from deungdae.apps.core.audit.services import Subject, record_audit
from deungdae.apps.core.ids import new_public_id
from deungdae.apps.diagnosis.services.delivering import deliver_answer
from deungdae.apps.diagnosis.services.proofs import judge_proof
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.organisations.services.consents import give_consent, load_consent_texts
from deungdae.apps.privacy.own_rows import moment
from tests.support.academy import an_open_cohort, certified
from tests.support.centre import Centre, a_centre
from tests.support.diagnosis import a_colleague, a_judge, a_proof, an_assessment, answer_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre() -> Centre:
    load_consent_texts()
    centre = a_centre()
    give_consent(holder=centre.demand, purpose="news", actor=centre.demand)
    for person, reason in ((centre.demand, "일정 안내 전화"), (centre.supply, "남의 일")):
        record_audit(
            act=PERSON_OPENED,
            caller=Caller(centre.staff.pk, centre.staff.email, "centre_staff", "127.0.0.1"),
            subject=Subject(PERSON, person.short_id),
            fields=["phone"],
            reason=reason,
        )
    return centre


def test_the_page_says_what_is_held_and_who_looked(client: Client, centre: Centre) -> None:
    client.force_login(centre.demand)
    page = client.get("/privacy/mine/")
    for words in (centre.demand.email, "한빛정밀", "소식 메일 받기", "일정 안내 전화", "센터 직원"):
        assert words in page.text
    for words in ("centre_staff", "남의 일", centre.supply.email, "다온소프트"):
        assert words not in page.text
    assert page["Cache-Control"] == "no-store"


def test_the_files_hold_the_same(client: Client, centre: Centre) -> None:
    client.force_login(centre.demand)
    document = json.loads(client.get("/privacy/mine/data.json").content)
    assert document["계정"][0]["이메일"] == centre.demand.email
    assert document["내 정보를 다룬 기록"][0]["까닭"] == "일정 안내 전화"
    book = openpyxl.load_workbook(io.BytesIO(client.get("/privacy/mine/data.xlsx").content))
    assert book.sheetnames == [*document]
    assert book["소속"]["A2"].value == "한빛정밀"


def test_nobody_comes_in_without_signing_in(client: Client) -> None:
    for path in ("", "data.json", "data.xlsx"):
        assert client.get(f"/privacy/mine/{path}").status_code == 302


def test_what_was_learnt_is_told_to_the_person_alone(client: Client) -> None:
    cohort = an_open_cohort(5)
    papers = [certified(cohort, number) for number in (1, 2)]
    mine, other = (paper.enrolment.trainee for paper in papers)
    AnonymousSheet.objects.create(cohort=cohort, answers={"overall": 4})
    SurveyAnswered.objects.create(enrolment=papers[0].enrolment)
    SurveySheet.objects.create(
        enrolment=papers[0].enrolment,
        kind=SurveyKind.FOLLOW_UP,
        answers={"used": 1, "helps": 4},
        answered_on=clock.today(),
    )
    client.force_login(create_account(email=mine.email, name=mine.name, password=None))
    document = json.loads(client.get("/privacy/mine/data.json").content)
    [seat], [paper], [named, survey] = document["수강 신청"], document["수료증"], document["설문"]
    assert named["답"] == "배운 것을 업무에 쓰고 있습니까? 쓰고 있다 · 배운 것이 업무에 도움이 된다. 4 그렇다"
    assert mine.email in seat["이름과 연락처"]
    assert paper["수료증 번호"] == papers[0].number
    assert survey["답"] == "누구의 답인지 남지 않습니다."
    assert other.email not in json.dumps(document)
    assert client.get("/privacy/mine/").status_code == 200


def test_answers_of_a_diagnosis_are_told_to_who_gave_them(client: Client) -> None:
    company = Organisation.objects.create(name="한빛정밀")
    mine, other = a_colleague("one@example.com", company), a_colleague("two@example.com", company)
    diagnosis = an_assessment(company, "five-minute")
    answer_all(diagnosis, mine, {"Q1": [1]})
    answer_all(diagnosis, mine, {"Q1": [1, 2]})
    answer_all(diagnosis, other, {"Q1": [3]})
    client.force_login(mine)
    [told] = json.loads(client.get("/privacy/mine/data.json").content)["진단의 답"]
    assert (told["기업"], told["차수"]) == ("한빛정밀", "T0 지원 전")
    assert told["문항"].startswith("Q1 ")
    assert told["답"].count(" · ") == 1


def test_an_answer_that_a_device_kept_is_told_with_the_time_it_was_given(client: Client) -> None:
    company = Organisation.objects.create(name="한빛정밀")
    mine, asked_at = a_colleague("one@example.com", company), clock.now()
    with clock.turned_to(asked_at - timedelta(days=2)):
        diagnosis = an_assessment(company, "five-minute")
    given_at = asked_at - timedelta(days=1)
    deliver_answer(
        assessment=diagnosis,
        person=mine,
        key=new_public_id(),
        question="Q1",
        value=[1],
        seen=0,
        given_at=given_at,
    )
    client.force_login(mine)
    [told] = json.loads(client.get("/privacy/mine/data.json").content)["진단의 답"]
    assert told["답한 때"] == moment(given_at)


def test_proofs_and_judgements_are_told_to_who_gave_them(client: Client) -> None:
    company = Organisation.objects.create(name="한빛정밀")
    mine, judge = a_colleague("one@example.com", company), a_judge("판단")
    proof = a_proof(an_assessment(company), mine, "Q2", link="https://near.example/mes")
    judge_proof(proof=proof, is_confirmed=False, reason="날짜가 없습니다.", seen=0, actor=judge)
    for person, act, what in (
        (mine, "붙임", "https://near.example/mes"),
        (judge, "받아들이지 않음", "날짜가 없습니다."),
    ):
        client.force_login(person)
        [told] = json.loads(client.get("/privacy/mine/data.json").content)["진단의 근거"]
        assert (told["문항"], told["한 일"], told["파일, 주소나 까닭"]) == ("T0 Q2", act, what)
