"""Two colleagues fill a T0 together, and a year later T1 shows what changed and what was received."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.core import clock
from deungdae.apps.diagnosis.models import Answer, Assessment
from deungdae.apps.diagnosis.services.frameworks import load_frameworks
from deungdae.apps.evidence.services import remember_kinds
from deungdae.apps.organisations.models import Membership, Organisation
from tests.engine.maturity.samples import S1
from tests.support.browser import PASSWORD, PHONE, Visit, Visitor
from tests.support.diagnosis import a_settled, a_visit_of_the_centre, answer_all

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]
NAMES = {"하나": ("Q1", "Q2", "Q3", "Q4", "Q5", "Q6"), "두리": ("Q6", "Q7", "Q8", "Q9", "Q10", "Q11")}


MAILS = {"하나": "one@near.example", "두리": "two@near.example"}


def somebody(name: str, company: Organisation) -> User:
    user = create_account(email=MAILS[name], name=name, password=PASSWORD)
    role = Membership.Role.OWNER
    Membership.objects.create(user=user, organisation=company, role=role, starts_on=clock.today())
    return user


def give(visitor: Visitor, value: object) -> None:
    """Answer the question on the page."""
    page = visitor.page
    if isinstance(value, dict):
        for mark, rows in value.items():
            for row in rows:
                page.locator(f"input[name={mark}][value='{row}']").check()
    elif page.locator("select").count():
        for row, step in enumerate(value, 1):  # type: ignore[call-overload]
            page.locator(f"select[name=row-{row}]").select_option(f"{step:g}")
    else:
        for number in value:  # type: ignore[attr-defined]
            page.locator(f"input[name=item][value='{number}']").check()


@contextmanager
def before_the_scripts(page: Page) -> Iterator[None]:
    """What is done within is done before a script of the page has arrived."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/*.js", hold)
    yield
    for one in held:
        one.continue_()
    page.unroute("**/*.js", hold)


def slowly(route: Route) -> None:
    """The network of a plant: an answer is on its way for a while."""
    if route.request.method == "POST":
        time.sleep(0.3)
    route.continue_()


def fill(visitor: Visitor, answers: dict[str, object]) -> None:
    for code, value in answers.items():
        if code == "Q9":
            visitor.page.route("**/questions/Q9/", slowly)
        with before_the_scripts(visitor.page) if code in {"Q2", "Q11"} else nullcontext():
            visitor.follow(f"{code}. ")
            give(visitor, value)
        expect(visitor.page.locator("#saved")).to_contain_text("저장함")
        if code in {"Q1", "Q4", "Q6"}:
            visitor.is_accessible()
        visitor.page.get_by_role("navigation").get_by_role("link", name="한빛정밀 T0").click()
        visitor.page.wait_for_url(re.compile(r"/diagnosis/\w+/$"))


def test_a_company_fills_t0_in_a_team_of_two(visit: Visit) -> None:
    load_frameworks()
    remember_kinds()
    company = Organisation.objects.create(name="한빛정밀")
    people = {name: somebody(name, company) for name in NAMES}
    with visit() as one:
        one.sign_in(people["하나"])
        one.open("/diagnosis/")
        one.follow("진단 시작하기")
        one.page.get_by_label("진단 체계").select_option(label="EU 디지털 성숙도 진단(기업용) (2026.1)")
        one.press("시작하기")
        one.reads("한빛정밀의 T0 진단을 시작했습니다.")
        fill(one, {code: S1[code] for code in NAMES["하나"]})
        one.follow("제출")
        one.press("진단 제출")
        one.reads("아직 답하지 않은 문항이 있습니다: Q7, Q8, Q9, Q10, Q11.")
    assessment = Assessment.objects.get()
    with visit(size=PHONE) as two:
        two.sign_in(people["두리"])
        two.open(f"/diagnosis/{assessment.short_id}/")
        two.reads("답한 사람: 하나")
        fill(two, {code: S1[code] for code in NAMES["두리"]} | {"Q6": [1, 2, 3, 4, 5]})
        two.is_accessible()
        two.follow("제출")
        two.press("진단 제출")
        two.reads("서로 다르게 답한 문항을 함께 정해 주십시오.")
        two.follow("다른 답 맞추기")
        two.is_accessible()
        two.page.get_by_label("하나").check()
        two.press("이 답으로 채점")
        two.reads("47.05점")
        two.reads("보통")
        two.is_accessible()
    assessment.refresh_from_db()
    assert assessment.answers == S1
    assert Answer.objects.values("person", "question").distinct().count() == 12


def test_a_year_later_t1_shows_the_change_and_the_services_received(visit: Visit, tmp_path: Path) -> None:
    load_frameworks()
    remember_kinds()
    company = Organisation.objects.create(name="한빛정밀")
    one = somebody("하나", company)
    with clock.turned_to(clock.now() - timedelta(days=365)):
        a_settled(company, one, S1)
    a_visit_of_the_centre(company, on=clock.today() - timedelta(days=90), title="가을 상담일")
    paper = tmp_path / "확인서.pdf"
    paper.write_bytes(b"%PDF-1.7\n")
    with visit() as visitor:
        visitor.sign_in(one)
        visitor.open("/diagnosis/open/")
        visitor.page.get_by_label("진단 체계").select_option(label="EU 디지털 성숙도 진단(기업용) (2026.1)")
        visitor.page.get_by_label("차수").select_option("T1")
        visitor.press("시작하기")
        visitor.reads("한빛정밀의 T1 진단을 시작했습니다.")
        assessment = Assessment.objects.get(round="T1")
        answer_all(assessment, one, S1 | {"Q8": [1, 2, 3, 4, 5, 6]})
        visitor.open(f"/diagnosis/{assessment.short_id}/questions/Q8/")
        visitor.follow("이 답의 근거 붙이기")
        visitor.is_accessible()
        visitor.page.get_by_label("무엇을 보여 주나요").fill("데이터 관리 지침, 3쪽")
        visitor.page.get_by_label("파일").set_input_files(paper)
        visitor.press("붙이기")
        visitor.reads("문항 Q8에 근거를 붙였습니다.")
        visitor.open(f"/diagnosis/{assessment.short_id}/submit/")
        visitor.press("진단 제출")
        visitor.reads("T0 뒤로 달라진 것")
        visitor.reads("+25")
        visitor.reads("가을 상담일")
        visitor.reads("근거가 있는 답 1개, 센터가 확인한 답 0개")
        visitor.is_accessible()
    with visit(size=PHONE) as centre:
        staff = create_account(email="staff@near.example", name="센터", password=PASSWORD)
        grant_role(user=staff, role="centre_staff")
        centre.sign_in(staff)
        centre.follow("한빛정밀 T1")
        centre.is_accessible()
        centre.follow("살펴보기")
        centre.page.get_by_label("확인함").check()
        centre.is_accessible()
        centre.press("판단 남기기")
        centre.reads("확인됨")
        centre.open(f"/diagnosis/{assessment.short_id}/")
        centre.reads("근거가 있는 답 1개, 센터가 확인한 답 1개")
        centre.is_accessible()
