"""The lead finds why a target is at risk, down to the entry; changes a definition; a mentor gets nothing."""

from datetime import date

import pytest
from playwright.sync_api import expect

from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.evidence.services import remember_kinds
from deungdae.apps.programme.services.figures import record_distinction
from deungdae.apps.programme.services.reference import load_programmes
from tests.support.browser import PASSWORD, PHONE, Visit, Visitor
from tests.support.programme import a_company, attended

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


def chosen(name: str, day: date, axis: str) -> None:
    record_distinction(
        organisation=a_company(name),
        distinction="lighthouse",
        axis=axis,
        on=day,
        by="산업 부처",
        proof="선정 공고",
        actor=None,
    )


def counts_companies_instead_of_seats(one: Visitor) -> None:
    """The preview follows what is typed, and says what is wrong before anything is saved."""
    one.open("/programme/")
    one.page.get_by_role("link", name="산학연 포럼에 참석한 자리").click()
    one.follow("정의 고치기")
    preview = one.page.locator("#preview")
    one.page.get_by_label("세는 방법").select_option(label="기업마다 한 번")
    expect(preview).to_contain_text("포럼손님")
    expect(preview).to_contain_text("1곳")
    one.page.get_by_label("조건", exact=False).first.fill("axis = digital")
    one.page.get_by_label("바꾸는 까닭").focus()
    expect(preview).to_contain_text("고른 증거 모두에 있는 칸이 아닙니다")
    one.is_accessible()
    one.page.get_by_label("조건", exact=False).first.fill("")
    one.page.get_by_label("바꾸는 까닭").fill("기업으로 셉니다")
    one.press("저장")
    one.reads("2판을 씁니다")


def test_the_lead_finds_why_a_target_is_at_risk_down_to_the_entry(visit: Visit) -> None:
    remember_kinds()
    load_programmes()
    for place in range(10):
        chosen(f"등대{place}호", date(2021, 9, 28), "")
        chosen(f"나루{place}호", date(2022, 11, 16), "digital")
    attended(a_company("포럼손님"), date(2022, 3, 2))
    lead = create_account(email="lead@centre.example", name="센터장", password=PASSWORD)
    grant_role(user=lead, role="centre_lead")
    mentor = create_account(email="mentor@centre.example", name="멘토", password=PASSWORD)
    grant_role(user=mentor, role="mentor")
    with visit() as one:
        faults: list[str] = []
        one.page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        one.sign_in(lead)
        one.open("/programme/")
        one.follow("2021. 12. 31.")
        one.reads("위험")
        one.reads("목표까지 곧게 가면 지금 22곳일 때인데 10곳입니다.")
        one.is_accessible()
        one.page.locator("#risks").get_by_role("link", name="등대 중견기업", exact=True).click()
        one.reads("아직 내다볼 수 없습니다")
        one.reads("전자신문 2022-08-19: 2021년 10곳 선정")
        one.reads("어디에도 들지 않은 것")
        one.is_accessible()
        one.page.locator("#split-year").get_by_role("link", name="10곳").click()
        one.reads("연도: 2021")
        one.is_accessible()
        one.page.get_by_role("link", name="‘등대 중견기업’으로 선정되었습니다").first.click()
        one.reads("선정 공고")
        counts_companies_instead_of_seats(one)
        assert faults == []
    with visit(size=PHONE) as phone:
        phone.sign_in(lead)
        phone.open("/programme/?on=2022-12-31")
        phone.reads("20곳 / 100곳")
        phone.is_accessible()
        wide = phone.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0
    with visit() as other:
        other.sign_in(mentor)
        assert other.open("/programme/") == 404
