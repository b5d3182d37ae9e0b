"""Two companies agree to meet: one asks, the other accepts with a word; then the first changes its mind."""

from datetime import date

import pytest
from playwright.sync_api import expect

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account
from deungdae.apps.caravan.models import MatchingDay, MeetingRequest
from deungdae.apps.organisations.models import Membership, Organisation
from tests.support.browser import PASSWORD, PHONE, Visit
from tests.support.days import a_day, a_participant

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


def somebody_of(organisation: Organisation, email: str) -> User:
    user = create_account(email=email, name="김담당", password=PASSWORD)
    role = Membership.Role.OWNER
    Membership.objects.create(user=user, organisation=organisation, role=role, starts_on=date(2021, 4, 14))
    return user


@pytest.fixture
def day() -> MatchingDay:
    day = a_day()
    a_participant(day, "한빛정밀", "demand")
    a_participant(day, "다온소프트", "supply")
    MatchingDay.objects.filter(pk=day.pk).update(state=MatchingDay.State.REQUESTS_OPEN)
    return day


def test_one_asks_and_the_other_accepts_on_the_phone(visit: Visit, day: MatchingDay) -> None:
    demand, supply = day.participants.select_related("organisation").order_by("code")
    asker = somebody_of(demand.organisation, "asker@company.example")
    answerer = somebody_of(supply.organisation, "answerer@company.example")
    with visit() as one:
        one.sign_in(asker)
        one.follow(day.title)
        one.follow("상담 신청하기")
        one.page.get_by_label("찾을 말").fill("다온")
        one.press("찾기")
        one.follow("상담 신청")
        one.page.get_by_label("신청 이유").fill("설비 예지보전을 의논하고 싶습니다")
        one.press("신청 보내기")
        one.reads("상담 신청을 보냈습니다")
    with visit(size=PHONE) as other:
        other.sign_in(answerer)
        other.follow("한빛정밀")
        other.reads("설비 예지보전을 의논하고 싶습니다")
        other.page.get_by_label("답변 이유").fill("반갑습니다")
        other.press("상담 요청 수락")
        other.reads("수락했습니다")
        other.is_accessible()
    with visit() as one:
        one.sign_in(asker)
        one.follow(day.title)
        one.reads("반갑습니다")
        one.press("신청 철회")
        one.reads("철회했습니다")
    assert day.requests.get().state == MeetingRequest.State.WITHDRAWN


def test_it_works_without_javascript(visit: Visit, day: MatchingDay) -> None:
    demand, supply = day.participants.select_related("organisation").order_by("code")
    asker = somebody_of(demand.organisation, "asker@company.example")
    with visit(javascript=False) as one:
        one.sign_in(asker)
        one.open(
            f"/caravan/days/{day.short_id}/mine/{demand.short_id}/requests/new/?partner={supply.short_id}"
        )
        one.press("신청 보내기")
        one.reads("상담 신청을 보냈습니다")
        expect(one.page.get_by_role("heading", name="다온소프트")).to_be_visible()
