"""Pages of roadmaps: from a result to a plan, decisions on its steps, and nobody else's."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from deungdae.apps.accounts.services import grant_role
from deungdae.apps.core import clock
from deungdae.apps.core.ids import new_public_id
from deungdae.apps.roadmap.models import Offering, Roadmap, StepAct
from deungdae.apps.roadmap.services.steps import decide_step
from tests.apps.core.imports.lists import work_off
from tests.apps.diagnosis.test_assessment_pages import page as diagnosis_page
from tests.apps.diagnosis.test_assessment_pages import signed_in, staff
from tests.support.academy import a_course, an_open_cohort, certified, enrolled
from tests.support.centre import person
from tests.support.diagnosis import an_assessment
from tests.support.roadmap import a_diagnosed, a_list, a_roadmap, an_offering, month

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def page(name: str, roadmap: Roadmap, *more: object) -> str:
    return reverse(f"roadmap:{name}", args=[roadmap.public_id, *more])


def asked(client: Client, address: str, **changes: str) -> object:
    goals = {f"target-D{n}": "80" for n in range(1, 7)} | {f"weight-D{n}": "1" for n in range(1, 7)}
    sent = {
        "key": str(new_public_id()),
        "budget": "1억원",
        "months": "12",
        "begins_on": month(0).isoformat(),
        "hours": "",
        **goals,
        **changes,
    }
    return client.post(address, sent)


def test_a_company_asks_for_a_roadmap_and_decides_on_its_steps() -> None:
    offerings = a_list()
    _company, somebody, assessment = a_diagnosed()
    client, address = signed_in(somebody), reverse("roadmap:ask", args=[assessment.public_id])
    shown = client.get(address).content.decode()
    assert "지금 40점" in shown
    assert 'value="65"' in shown
    answer = asked(client, address)
    roadmap = Roadmap.objects.get()
    assert answer.headers["Location"] == page("roadmap", roadmap)  # type: ignore[attr-defined]
    assert "차례를 기다리고 있습니다" in client.get(page("roadmap", roadmap)).content.decode()
    work_off()
    shown = client.get(page("roadmap", roadmap)).content.decode()
    for words in (
        "인식 제고",
        "데이터 경영 특강",
        "54,000,000원",
        "예산 100,000,000원",
        "증명했습니다",
        "더 싼 계획",
    ):
        assert words in shown, words
    accept = page("decide", roadmap, offerings["C-1"].public_id, "accept")
    assert "기업 카드에 남깁니다" in client.get(accept).content.decode()
    sent = {"key": str(new_public_id()), "month": month(1).isoformat()}
    assert "이 계획 따르기" in shown
    for _press in range(2):
        client.post(accept, sent)
    assert StepAct.objects.count() == 1
    shown = client.get(page("roadmap", roadmap)).content.decode()
    assert "‘C-1 지원’을 수락했습니다." in shown
    assert "결정 되돌리기" in shown
    assert "이 계획 따르기" not in shown
    assert client.get(page("record", roadmap)).json()["kind"] == "roadmap"
    assert client.get(page("decide", roadmap, offerings["C-1"].public_id, "nonsense")).status_code == 404
    assert client.get(page("support", roadmap, offerings["C-1"].public_id)).status_code == 404


def test_bad_wishes_come_back_with_what_was_typed() -> None:
    _company, somebody, assessment = a_diagnosed()
    client, address = signed_in(somebody), reverse("roadmap:ask", args=[assessment.public_id])
    for changes, words in (
        ({"target-D1": "20"}, "지금 수준보다 낮습니다. 40점부터"),
        ({"target-D2": "101"}, "D2"),
        ({"budget": "많이"}, "금액"),
        ({"months": "0"}, "months"),
        ({"begins_on": "2020-01-01"}, "begins_on"),
        ({f"weight-D{n}": "0" for n in range(1, 7)}, "모든 영역을 ‘다루지 않음’으로 두었습니다."),
    ):
        answer = asked(client, address, **changes)
        assert answer.status_code == 422, changes  # type: ignore[attr-defined]
        assert words in answer.content.decode(), changes  # type: ignore[attr-defined]
    assert not Roadmap.objects.exists()


def test_staff_keep_offerings_see_demand_and_record_support() -> None:
    offerings = a_list()
    _company, somebody, assessment = a_diagnosed()
    roadmap, client = a_roadmap(assessment, somebody), staff()
    shown = client.get(reverse("roadmap:offerings"), {"q": "C-1"}).content.decode()
    assert "C-1 지원" in shown
    assert "E-1 지원" not in shown
    form = client.get(reverse("roadmap:offering", args=[offerings["C-1"].public_id])).content.decode()
    assert "D4 25~75 +15" in form
    assert "계획에 넣은 기업" in client.get(reverse("roadmap:demand")).content.decode()
    support = page("support", roadmap, offerings["E-2"].public_id)
    sent = {"key": str(new_public_id()), "on": f"{clock.today()}", "proof": "협약서 2026-113호"}
    late = client.post(support, {**sent, "on": f"{clock.today() + timedelta(days=1)}"})
    assert "아직 오지 않은 날입니다" in late.content.decode()
    for _press in range(2):
        assert client.post(support, {**sent, "key": sent["key"]}).status_code == 302
    shown = client.get(page("roadmap", roadmap)).content.decode()
    assert "기업 카드 기록이 보여 줍니다" in shown
    retire = reverse("roadmap:offering_retire", args=[offerings["E-1"].public_id])
    client.post(retire, {"sure": "1"})
    assert Offering.objects.in_use().count() == 3
    made = client.post(
        reverse("roadmap:offering_create"),
        {
            "key": str(new_public_id()),
            "code": "N-1",
            "kind": "멘토링",
            "stage": "역량 강화",
            "title": "<b>멘토</b>",
            "family": "eu-dma-sme",
            "serves": "D3 0~50 +10",
        },
        follow=True,
    ).content.decode()
    assert "&lt;b&gt;멘토&lt;/b&gt;" in made


def test_the_newest_result_recommends_courses_that_take_people(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    company, somebody, assessment = a_diagnosed()
    course = a_course(fee_krw=500_000, subsidy_percent=50)
    an_open_cohort(12, course=course)
    an_offering("L-1", ("D4", 0, 90, 20), kind="course", stage="capability", record=course)
    an_offering("L-2", ("D1", 0, 30, 20), kind="course", stage="capability")
    an_offering("P-1", ("D1", 0, 90, 5), cost_krw=1_000_000)
    an_offering("P-2", ("D1", 0, 90, 9), sizes=("mid_sized",), seats=0)
    client = signed_in(somebody)
    with django_assert_max_num_queries(60):
        shown = client.get(diagnosis_page("assessment", assessment)).content.decode()
    assert "추천 교육" in shown
    assert course.title in shown
    assert "데이터 관리 20점" in shown
    assert "P-1 지원" in shown
    for hidden in ("L-2 지원", "P-2 지원"):
        assert hidden not in shown
    assert reverse("academy:course", args=[course.public_id]) in shown
    enrolled(course.cohorts.get(), 2, organisation=company)
    seated = client.get(diagnosis_page("assessment", assessment)).content.decode()
    assert "1명이 자리를 잡았습니다" in seated
    certified(course.cohorts.get(), 1, organisation=company)
    again = client.get(diagnosis_page("assessment", assessment)).content.decode()
    assert "데이터 관리 20점" in again
    assert "마친 분이 있습니다" in again
    course.cohorts.update(most_per_company=2)
    assert "데이터 관리 20점" not in client.get(diagnosis_page("assessment", assessment)).content.decode()


def test_today_tells_what_has_to_be_decided_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    offerings = a_list()
    _company, somebody, assessment = a_diagnosed()
    roadmap = a_roadmap(assessment, somebody)
    today = reverse("portal:today")
    shown = signed_in(somebody).get(today).content.decode()
    assert "데이터 경영 특강" in shown
    assert "E-1 지원" not in shown
    later_than = page("decide", roadmap, offerings["A-1"].public_id, "postpone")
    assert month(0).isoformat() not in signed_in(somebody).get(later_than).content.decode()
    decide_step(roadmap=roadmap, offering=offerings["A-1"], act="accept", month=month(0), actor=somebody)
    assert "데이터 경영 특강" not in signed_in(somebody).get(today).content.decode()
    client, later = signed_in(somebody), month(2)
    monkeypatch.setattr(clock, "today", lambda: later)
    assert "마칠 때가 지남" in client.get(today).content.decode()


def test_nobody_else_has_a_companys_roadmap() -> None:
    a_list()
    _company, _somebody, assessment = a_diagnosed()
    roadmap = a_roadmap(assessment)
    _other, stranger, _theirs = a_diagnosed("다른기업")
    client = signed_in(stranger)
    assert client.get(page("roadmap", roadmap)).status_code == 404
    assert client.get(reverse("roadmap:ask", args=[assessment.public_id])).status_code == 404
    assert "한빛정밀" not in client.get(reverse("roadmap:home")).content.decode()
    auditor = person("auditor")
    grant_role(user=auditor, role="auditor")
    assert signed_in(auditor).get(reverse("roadmap:home")).status_code in (302, 404)


def test_an_english_page_tells_reasons_and_faults_in_english() -> None:
    a_list()
    _company, somebody, assessment = a_diagnosed()
    roadmap = a_roadmap(assessment, somebody, budget=6_000_000)
    client = signed_in(somebody)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    shown = client.get(page("roadmap", roadmap)).content.decode()
    for words in (
        "Fills 15 of the 37 points missing in Data management.",
        "Over the budget",
        "Costs 38,000,000 won more than the budget",
        ">Accept<",
    ):
        assert words in shown, words
    other = an_assessment(somebody.memberships.get().organisation, code="five-minute")
    told = client.post(
        reverse("diagnosis:question", args=[other.public_id, "Q1"]),
        {"item": "99", "seen": 0},
        headers={"HX-Request": "true"},
    ).content.decode()
    assert "문항" not in told
