"""After a meeting: a word at the table by the link, a contract a month later that both sides confirm."""

from datetime import timedelta

import pytest

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.caravan.models import Meeting
from deungdae.apps.caravan.services.publication import agenda_token
from deungdae.apps.core import clock
from deungdae.apps.evidence.services import remember_kinds
from deungdae.apps.organisations.models import Membership, Organisation
from tests.apps.caravan.test_views_aftermath import a_meeting
from tests.support.browser import PASSWORD, PHONE, Visit

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


def somebody_of(company: Organisation, name: str) -> User:
    user = create_account(email=f"{name}@after.example", name=name, password=PASSWORD)
    Membership.objects.create(
        user=user, organisation=company, role=Membership.Role.OWNER, starts_on=clock.today()
    )
    return user


def says_a_word_at_the_table(visit: Visit, meeting: Meeting) -> None:
    """On a phone, without signing in."""
    with visit(size=PHONE) as supplier:
        supplier.open(f"/caravan/a/{agenda_token(meeting.second)}/")
        supplier.is_accessible()
        supplier.follow("기록하기")
        supplier.is_accessible()
        supplier.page.get_by_label("4 많음").check()
        supplier.page.get_by_label("제안서·견적").check()
        supplier.press("저장")
        supplier.reads("상담 기록을 저장했습니다")
        supplier.reads("관심 4/5")


def test_a_contract_counts_when_both_sides_say_so(visit: Visit) -> None:
    remember_kinds()
    meeting = a_meeting()
    says_a_word_at_the_table(visit, meeting)
    staff = create_account(email="staff@after.example", name="센터", password=PASSWORD)
    grant_role(user=staff, role="centre_staff")
    day = f"/caravan/days/{meeting.day.short_id}"
    with visit() as centre:
        centre.sign_in(staff)
        centre.open(f"{day}/outcomes/")
        centre.reads("참가자의 말: 완료")
        centre.is_accessible()
        centre.press("결과 저장")
        centre.reads("상담 결과 1건을 저장했습니다")
    with visit(size=PHONE) as company:
        company.sign_in(somebody_of(meeting.first.organisation, "demand"))
        company.follow("공급기업1")
        company.page.get_by_label("계약함").check()
        company.page.get_by_label("계약 금액(원)").fill("1,200만원")
        company.page.get_by_label("계약한 날").fill((clock.today() - timedelta(days=1)).isoformat())
        company.is_accessible()
        company.press("저장")
        company.reads("상담 뒤 일을 저장했습니다")
    with visit() as partner:
        partner.sign_in(somebody_of(meeting.second.organisation, "supply"))
        partner.open(f"{day}/mine/{meeting.second.short_id}/")
        partner.reads("상대가 계약을 적었습니다: 12,000,000원")
        partner.is_accessible()
        partner.press("맞습니다")
        partner.reads("확인된 계약 12,000,000원")
    with visit() as centre:
        centre.sign_in(staff)
        centre.open(f"{day}/follow-ups/")
        centre.reads("12,000,000원")
        centre.is_accessible()
        centre.open(f"/cases/{meeting.first.organisation.short_id}/")
        centre.reads("만난 공급기업1과 계약했습니다")
