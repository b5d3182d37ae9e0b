"""Two colleagues fill their company's T0 together: each saved at once, differences settled, one result."""

import re
import time

import pytest
from playwright.sync_api import Route, expect

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account
from deungdae.apps.core import clock
from deungdae.apps.diagnosis.models import Answer, Assessment
from deungdae.apps.diagnosis.services.frameworks import load_frameworks
from deungdae.apps.evidence.services import remember_kinds
from deungdae.apps.organisations.models import Membership, Organisation
from tests.engine.maturity.samples import S1
from tests.support.browser import PASSWORD, PHONE, Visit, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]
NAMES = {"하나": ("Q1", "Q2", "Q3", "Q4", "Q5", "Q6"), "두리": ("Q6", "Q7", "Q8", "Q9", "Q10", "Q11")}


MAILS = {"하나": "one@near.example", "두리": "two@near.example"}


def somebody(name: str, company: Organisation) -> User:
    user = create_account(email=MAILS[name], name=name, password=PASSWORD)
    role = Membership.Role.OWNER
    Membership.objects.create(user=user, organisation=company, role=role, starts_on=clock.today())
    return user


def give(visitor: Visitor, value: object) -> None:
    """Fill the question on the page: each answer is saved by itself, also when a link is followed at once."""
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
    expect(page.locator("#saved")).to_contain_text("저장함")


def slowly(route: Route) -> None:
    """The network of a plant: an answer is on its way for a while."""
    if route.request.method == "POST":
        time.sleep(0.3)
    route.continue_()


def fill(visitor: Visitor, answers: dict[str, object]) -> None:
    for code, value in answers.items():
        visitor.follow(f"{code}. ")
        if code == "Q9":
            visitor.page.route("**/questions/Q9/", slowly)
        give(visitor, value)
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
