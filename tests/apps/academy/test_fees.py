"""What a cohort costs its companies: counted from the seats, supported for mid-sized ones up to a limit."""

import io
from uuid import uuid4

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from deungdae.apps.academy.fees import Bill, bill_of
from deungdae.apps.academy.models import Cohort, Course
from deungdae.apps.academy.selectors.fees import bill_for, bills_of, total_of
from deungdae.apps.accounts.services import grant_role
from deungdae.apps.core import clock
from deungdae.apps.core.ids import new_public_id
from deungdae.apps.core.models import Decision
from deungdae.apps.organisations.models import LegalStatusCheck, Organisation
from tests.support.academy import a_course, an_open_cohort, enrolled
from tests.support.centre import person
from tests.support.factors import with_factor

pytestmark = pytest.mark.django_db
FEE = 600_000


def found_to_be(company: Organisation, status: str) -> None:
    """What the centre confirmed of the company last."""
    decision = Decision.objects.create(
        public_id=new_public_id(),
        kind="legal_status",
        inputs_hash="0",
        result_hash="0",
        engine="시험",
        engine_version="1",
        seed=0,
        document=b"",
        decided_at=clock.now(),
    )
    LegalStatusCheck.objects.create(
        organisation=company,
        on=clock.today(),
        status=status,
        rule="시험",
        inputs_hash=uuid4().hex,
        decision=decision,
        checked_at=clock.now(),
    )


def a_cohort(**facts: object) -> Cohort:
    told = {"fee_krw": FEE, "subsidy_percent": 70, **facts}
    return an_open_cohort(5, course=a_course(**told))


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("status", "most", "bill"),
    [
        ("mid_sized", None, Bill(3, 1_800_000, 1_260_000, 0)),
        ("mid_sized", 1_000_000, Bill(3, 1_800_000, 1_000_000, 0)),
        ("large", None, Bill(3, 1_800_000, 0, 0)),
        ("sme", None, Bill(3, 1_800_000, 0, 0)),
        ("", 1_000_000, Bill(3, 1_800_000, 0, 1_000_000)),
        ("unknown", None, Bill(3, 1_800_000, 0, 1_260_000)),
    ],
)
def test_a_mid_sized_company_is_supported_up_to_its_limit(status: str, most: int | None, bill: Bill) -> None:
    course = Course(fee_krw=FEE, subsidy_percent=70, subsidy_most_krw=most)
    assert bill_of(course, 3, status=status) == bill


def test_only_seats_count_and_a_merged_company_counts_with_the_one_it_is_now() -> None:
    ours, joined, theirs = (
        Organisation.objects.create(name=name) for name in ("한빛정밀", "한빛", "나래기계")
    )
    Organisation.objects.filter(pk=joined.pk).update(merged_into=ours)
    found_to_be(ours, "large")
    found_to_be(ours, "mid_sized")
    cohort = a_cohort()
    for number, company in enumerate((ours, ours, joined, theirs, None, theirs)):
        enrolled(cohort, number, organisation=company)
    bills = bills_of(cohort)
    assert [(one.company, one.bill.people, one.bill.rest) for one in bills] == [
        (ours, 3, 540_000),
        (theirs, 1, FEE),
        (None, 1, FEE),
    ]
    assert total_of(bills) == Bill(5, 3_000_000, 1_260_000, 420_000)
    found = bill_for(cohort, Organisation.objects.get(pk=ours.pk))
    assert found is not None
    assert found.bill == bills[0].bill
    assert bill_for(cohort, Organisation.objects.create(name="다른 기업")) is None


def test_a_company_reads_what_it_pays_and_why_nothing_is_supported_yet() -> None:
    company = Organisation.objects.create(name="한빛정밀")
    cohort = a_cohort()
    enrolled(cohort, 1, organisation=company)
    client = Client()
    client.force_login(person("owner", organisation=company))
    address = reverse("academy:cohort", args=[cohort.public_id])
    text = client.get(address).content.decode()
    assert "우리 기업 교육비" in text
    assert "확인되면 420,000원까지 지원합니다" in text
    found_to_be(company, "mid_sized")
    text = client.get(address).content.decode()
    assert "<strong>180,000원</strong>" in text
    assert "확인되면" not in text
    assert "우리 기업 교육비" not in Client().get(address).content.decode()


def test_staff_read_what_each_company_pays_and_take_it_along() -> None:
    company = Organisation.objects.create(name="한빛정밀", business_number="1234567891")
    cohort = a_cohort()
    enrolled(cohort, 1, organisation=company)
    enrolled(cohort, 2)
    user = person("keeper")
    grant_role(user=user, role="centre_staff")
    client = Client()
    client.force_login(with_factor(user))
    text = client.get(reverse("academy:fees", args=[cohort.public_id])).content.decode()
    assert "1곳은 중견기업으로 확인되면 지원을 셈합니다." in text
    assert "1,200,000" in text
    answer = client.get(reverse("academy:fees_workbook", args=[cohort.public_id]))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[1] == ["한빛정밀", "1234567891", "확인 전", "1", "600000", "0", "600000"]
    assert rows[2][0] == "소속 없는 사람"
    empty = client.get(reverse("academy:fees", args=[a_cohort(title="빈 과정").public_id])).content.decode()
    assert "자리가 확정된 사람이 없습니다" in empty
