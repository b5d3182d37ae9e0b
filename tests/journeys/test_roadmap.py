"""From a result to a roadmap: goals, a plan with its reasons, a step accepted, another shown to be done."""

import pytest
from playwright.sync_api import Locator, expect

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.core import clock
from deungdae.apps.evidence.services import remember_kinds
from deungdae.apps.organisations.models import Membership, Organisation
from deungdae.apps.roadmap.models import Offering, Roadmap
from tests.engine.maturity.samples import S1
from tests.support.academy import a_course, an_open_cohort
from tests.support.browser import PASSWORD, PHONE, Visit, Visitor
from tests.support.diagnosis import a_settled
from tests.support.factors import with_factor
from tests.support.roadmap import a_list, an_offering

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


def an_owner(company: Organisation) -> User:
    owner = create_account(email="owner@near.example", name="하나", password=PASSWORD)
    Membership.objects.create(
        user=owner, organisation=company, role=Membership.Role.OWNER, starts_on=clock.today()
    )
    return owner


def a_keeper() -> User:
    keeper = create_account(email="keeper@near.example", name="지기", password=PASSWORD)
    grant_role(user=keeper, role="centre_staff")
    return with_factor(keeper)


def step_of(visitor: Visitor, title: str) -> Locator:
    heading = visitor.page.get_by_role("heading", name=title)
    return visitor.page.get_by_role("article").filter(has=heading)


def test_a_company_plans_its_next_steps_and_staff_see_what_is_wanted(visit: Visit) -> None:
    remember_kinds()
    company = Organisation.objects.create(name="한빛정밀")
    owner, keeper = an_owner(company), a_keeper()
    a_list()
    course = a_course()
    an_open_cohort(12, course=course)
    an_offering("L-1", ("D5", 20, 80, 20), kind="course", stage="capability", record=course)
    assessment = a_settled(company, owner, S1)
    with visit() as one:
        one.sign_in(owner)
        one.open(f"/diagnosis/{assessment.short_id}/")
        one.reads("추천 교육")
        one.reads(course.title)
        one.is_accessible()
        one.follow("맞춤형 로드맵 만들기")
        one.page.get_by_label("예산(원)").fill("1억원")
        one.is_accessible()
        one.press("로드맵 계산하기")
        one.page.wait_for_url("**/roadmap/**")
        expect(one.page.get_by_text("증명했습니다")).to_be_visible(timeout=60_000)
        one.reads("데이터 경영 특강")
        one.is_accessible()
        step = step_of(one, "C-1 지원")
        step.get_by_role("link", name="수락").click()
        one.press("수락하기")
        one.reads("‘C-1 지원’을 수락했습니다.")
    roadmap = Roadmap.objects.get()
    with visit() as other:
        other.sign_in(keeper)
        other.open("/roadmap/demand/")
        other.reads("C-1 지원")
        other.is_accessible()
        other.open(f"/roadmap/{roadmap.short_id}/")
        step = step_of(other, "C-1 지원")
        step.get_by_role("link", name="지원받았음을 기록하기").click()
        other.page.get_by_label("마친 날").fill(f"{clock.today()}")
        other.page.get_by_label("확인한 근거").fill("협약서 2026-113호")
        other.press("지원받았음을 기록하기")
        other.reads("지원을 기업 카드에 남겼습니다.")
    with visit(size=PHONE) as again:
        again.sign_in(owner)
        again.open(f"/roadmap/{roadmap.short_id}/")
        again.reads("기업 카드 기록이 보여 줍니다")
        again.is_accessible()
        again.follow("다시 세우기")
        again.press("로드맵 계산하기")
        expect(again.page.get_by_text("증명했습니다")).to_be_visible(timeout=60_000)
    assert Roadmap.objects.get(state="ready").number == 2
    assert Offering.objects.get(code="C-1").acts.count() == 1
