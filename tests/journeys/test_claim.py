"""A person signs up, claims her company and invites a colleague; a stranger gets nothing of it."""

import re

import pytest
from playwright.sync_api import expect

from deungdae.apps.accounts.models import RoleGrant
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.organisations.services.consents import load_consent_texts
from tests.support.browser import DESKTOP, PASSWORD, PHONE, Visit, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]
NUMBER, OWNER, COLLEAGUE = "1234500003", "seo@company.example", "kim@company.example"


def link_to(address: str) -> str:
    """Where the newest mail to this address leads."""
    body = OutboxMessage.objects.filter(recipient=address).latest("id").body
    found = re.search(r"http://[^/]+(/\S+)", body)
    assert found is not None
    return found[1]


def heading(visitor: Visitor, words: str) -> None:
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(words)
    visitor.is_accessible()


def sets_password(visitor: Visitor, link: str, email: str, *, agrees: bool = False) -> None:
    """Open the link, set a password, and sign in with it; who was invited agrees to the terms here."""
    visitor.open(link)
    heading(visitor, "새 비밀번호")
    for place in range(2):
        visitor.page.locator("input[type=password]").nth(place).fill(PASSWORD)
    if agrees:
        visitor.page.get_by_label("동의합니다").check()
    visitor.press("비밀번호 정하기")
    heading(visitor, "비밀번호를 정했습니다")
    visitor.open("/accounts/login/")
    visitor.page.get_by_label("이메일").fill(email)
    visitor.page.get_by_label("비밀번호").fill(PASSWORD)
    visitor.page.get_by_role("main").get_by_role("button", name="로그인", exact=True).click()
    heading(visitor, "오늘")


def approves(staff: Visitor) -> None:
    staff.follow("기업 담당 신청")
    heading(staff, "기업 담당 신청")
    staff.follow("서다온")
    staff.reads("한빛정밀")
    staff.is_accessible()
    staff.press("승인하기")
    staff.reads("서다온 님의 신청을 승인했습니다.")


def is_somebody_elses(visitor: Visitor, invitation: str) -> None:
    """Nothing to see but the way on: signed out, the link opens for whom it was sent to."""
    assert visitor.open(invitation) == 403
    heading(visitor, "다른 사람의 초대입니다")
    visitor.press("로그아웃하고 초대 열기")
    heading(visitor, "새 비밀번호")


def test_a_person_claims_her_company_and_invites_a_colleague(visit: Visit) -> None:
    load_consent_texts()
    company = Organisation.objects.create(name="한빛정밀", business_number=NUMBER)
    clerk = create_account(email="clerk@centre.example", name="박지현", password=PASSWORD)
    grant_role(user=clerk, role=RoleGrant.Role.CENTRE_STAFF)
    stranger = create_account(email="stranger@x.example", name="한나래", password=PASSWORD)
    page = f"/organisations/{company.short_id}/"
    with visit(size=PHONE) as owner:
        owner.open("/accounts/signup/")
        heading(owner, "가입하기")
        owner.page.get_by_label("이메일").fill(OWNER)
        owner.page.get_by_label("이름").fill("서다온")
        owner.page.get_by_label("동의합니다").check()
        owner.press("확인 메일 받기")
        heading(owner, "이메일을 보냈습니다")
        sets_password(owner, link_to(OWNER), OWNER)
        owner.follow("우리 기업 담당 신청")
        heading(owner, "우리 기업 담당 신청")
        owner.page.get_by_label("사업자등록번호").fill("123-45-00003")
        owner.press("신청하기")
        owner.reads("신청을 받았습니다")
        owner.reads("확인 중")
        assert owner.open(page) == 404
        with visit(size=DESKTOP) as staff:
            staff.sign_in(clerk)
            approves(staff)
        assert owner.open(f"{page}people/") == 200
        owner.is_accessible()
        owner.follow("담당자 초대")
        owner.page.get_by_label("이메일").fill(COLLEAGUE)
        owner.page.get_by_label("이름").fill("김하늘")
        owner.press("초대 보내기")
        owner.reads("답을 기다리는 초대")
        owner.is_accessible()
    invitation = link_to(COLLEAGUE)
    with visit() as other:
        other.sign_in(stranger)
        assert other.open(page) == 404
        assert other.open("/claims/") == 403
        is_somebody_elses(other, invitation)
    with visit() as colleague:
        colleague.open(invitation)
        sets_password(colleague, invitation, COLLEAGUE, agrees=True)
        colleague.follow("한빛정밀")
        heading(colleague, "초대")
        colleague.press("수락하기")
        colleague.reads("이제 ‘한빛정밀’의 ‘담당자’입니다.")
        assert colleague.open(page) == 200
        assert colleague.open(invitation) == 410
        heading(colleague, "쓸 수 없는 초대입니다")
