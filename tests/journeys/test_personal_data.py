"""Staff opens a phone number with a reason; the auditor finds who did, and signs the month's review."""

from datetime import timedelta

import pytest

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Contact, Membership, Organisation
from tests.support.browser import PASSWORD, PHONE, Visit

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]
NUMBER, COVERED = "010-9876-5432", "010-****-5432"
WHY = "상담 시간이 바뀌어 전화로 알림"


def somebody(email: str, name: str, role: str = "") -> User:
    user = create_account(email=email, name=name, password=PASSWORD)
    if role:
        grant_role(user=user, role=role)
    return user


def test_an_opened_phone_number_is_seen_by_the_auditor(visit: Visit) -> None:
    company = Organisation.objects.create(name="한빛정밀")
    Contact.objects.create(organisation=company, name="김담당", phone=NUMBER, purpose="상담 일정")
    clerk = somebody("clerk@centre.example", "강이준", "centre_staff")
    auditor = somebody("auditor@ministry.example", "최감사", "auditor")
    member = somebody("member@company.example", "박대표")
    Membership.objects.create(
        user=member, organisation=company, role="owner", starts_on=clock.today() - timedelta(days=1)
    )
    page = f"/organisations/{company.short_id}/"
    with visit() as staff:
        staff.sign_in(clerk)
        staff.open(page)
        staff.reads(COVERED)
        staff.is_accessible()
        staff.follow("김담당 님의 개인정보 열기")
        staff.is_accessible()
        staff.press("열기")
        staff.reads("자세한 이유")
        staff.page.get_by_label("연락·문의 응대").check()
        staff.page.get_by_label("자세한 이유").fill(WHY)
        staff.press("열기")
        staff.reads(NUMBER)
        staff.is_accessible()
        with visit(size=PHONE) as elsewhere:
            elsewhere.sign_in(clerk)
            elsewhere.open(page)
            elsewhere.reads(COVERED)
            assert NUMBER not in elsewhere.page.content()
    with visit(size=PHONE) as owner:
        owner.sign_in(member)
        owner.open(page)
        owner.reads(NUMBER)
        assert owner.open("/audit/") == 403
    with visit() as reader:
        reader.sign_in(auditor)
        reader.open("/audit/?act=person.opened")
        reader.reads(WHY)
        reader.is_accessible()
        reader.page.get_by_role("main").get_by_role("rowheader").get_by_role("link").first.click()
        for words in (clerk.email, "127.0.0.1", "김담당 (한빛정밀)", "phone", f"연락·문의 응대: {WHY}"):
            reader.reads(words)
        reader.reads(str(clock.today().year))
        reader.is_accessible()
        reader.open("/audit/review/")
        reader.is_accessible()
        reader.page.get_by_role("main").get_by_role("textbox").fill("한 달의 열람을 모두 확인함")
        reader.press("서명")
        reader.reads("한 달의 열람을 모두 확인함")
        reader.is_accessible()
