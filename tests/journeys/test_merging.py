"""Staff finds a company that is in the register twice, makes one of it, and takes it back."""

from datetime import date

import pytest
from django.urls import reverse

from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.caravan.kinds import MEETING_HELD
from deungdae.apps.evidence.services import record_evidence
from deungdae.apps.organisations.models import Membership, Organisation
from tests.support.browser import PASSWORD, PHONE, Visit

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


def entry(organisation: Organisation, words: str) -> None:
    record_evidence(
        organisation=organisation,
        kind=MEETING_HELD,
        happened_on=date(2026, 1, 2),
        actor=None,
        source=f"test:{words}",
        payload={
            "meeting": "0" * 22,
            "day": "0" * 22,
            "title": words,
            "partner": "0" * 22,
            "partner_name": "나래기계",
            "partner_side": "supply",
            "starts_at": "10:00",
            "table": 1,
        },
    )


def test_staff_merges_two_records_and_takes_it_back(visit: Visit, reference_tables: None) -> None:
    one = Organisation.objects.create(name="한빛정밀", region_id="48", products="공작 기계")
    other = Organisation.objects.create(
        name="(주)한빛정밀", region_id="48", home_page="http://hanbit.example"
    )
    entry(one, "첫 기록")
    entry(other, "둘째 기록")
    staff = create_account(email="staff@example.com", name="김직원", password=PASSWORD)
    grant_role(user=staff, role="centre_staff")
    member = create_account(email="member@example.com", name="박대표", password=PASSWORD)
    Membership.objects.create(user=member, organisation=other, role="owner", starts_on=date(2025, 1, 2))
    with visit() as keeper:
        keeper.sign_in(staff)
        keeper.open("/organisations/duplicates/")
        keeper.is_accessible()
        keeper.press("중복 후보 찾기")
        keeper.follow("결과 보기")
        keeper.reads("회사 형태를 뺀 이름이 같습니다.")
        keeper.is_accessible()
        keeper.follow("견주어 합치기")
        keeper.reads("‘한빛정밀’ 기록이 남고")
        keeper.is_accessible()
        keeper.page.get_by_label("같은 곳으로 본 까닭").fill("같은 회사를 두 번 등록함")
        keeper.press("합치기")
        keeper.reads("‘(주)한빛정밀’을 ‘한빛정밀’에 합쳤습니다.")
        keeper.is_accessible()
        keeper.open(reverse("evidence:case", args=[one.public_id]))
        for words in ("첫 기록", "둘째 기록", "같은 회사를 두 번 등록함"):
            keeper.reads(words)
        with visit(size=PHONE) as owner:
            owner.sign_in(member)
            owner.open(reverse("organisations:detail", args=[other.public_id]))
            owner.reads("http://hanbit.example")
            assert owner.page.url.endswith(reverse("organisations:detail", args=[one.public_id]))
            assert owner.open("/organisations/duplicates/") == 403
        keeper.open("/organisations/merges/")
        keeper.is_accessible()
        keeper.follow("한빛정밀")
        keeper.press("합치기 되돌리기")
        keeper.reads("‘(주)한빛정밀’을 다시 나누었습니다.")
        keeper.is_accessible()
        assert keeper.open(reverse("organisations:detail", args=[other.public_id])) == 200
        assert keeper.page.url.endswith(reverse("organisations:detail", args=[other.public_id]))
