"""Who changed what of an organisation, when: kept by every service, read as differences."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Branch, Contact, Industry, Membership, Organisation, Region
from deungdae.apps.organisations.numbers import shown_business
from deungdae.apps.organisations.selectors.history import ACTS_PER_PAGE, acts_of
from deungdae.apps.organisations.services import organisations as services
from deungdae.apps.organisations.services import people
from deungdae.apps.organisations.services.parts import add_part, archive_part, change_part
from deungdae.apps.organisations.views.differences import Difference, differences_of
from tests.apps.core.imports.lists import number, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


@pytest.fixture
def user() -> User:
    return staff()


@pytest.fixture
def company(user: User) -> Organisation:
    return services.create_organisation(
        name="가상공업", kinds=["demand"], actor=user, business_number=number(1), founded_on=date(2001, 3, 2)
    )


def latest(company: Organisation) -> list[Difference]:
    acts, _older = acts_of(organisation=company)
    return differences_of(acts[0])


def test_one_act_is_one_entry_with_its_person_and_its_differences(user: User, company: Organisation) -> None:
    services.update_organisation(
        organisation=company,
        name="가상정밀",
        kinds=["demand", "supply"],
        actor=user,
        business_number=number(1),
        industry=Industry.objects.get(code="26111"),
        other_industries=Industry.objects.filter(code="582"),
        region=Region.objects.get(code="11"),
        keep_former_name=True,
    )
    acts, older = acts_of(organisation=company)
    today = date_format(clock.today(), "SHORT_DATE_FORMAT")
    assert [(act.who, older) for act in acts] == [(user, None), (user, None)]
    assert [(one.about, one.label, one.old, one.new) for one in differences_of(acts[0])] == [
        ("", "이름", "가상공업", "가상정밀"),
        ("", "설립일", "2001. 3. 2.", ""),
        ("", "업종", "", "26111 메모리용 전자집적회로 제조업"),
        ("", "지역", "", "서울특별시"),
        ("구분", "", "", "공급기업"),
        ("다른 업종", "", "", "582 소프트웨어 개발 및 공급업"),
        ("이전 이름 ‘가상공업’ 등록", "", "", f"쓰기를 그친 날 {today}"),
    ]


def test_numbers_are_formatted_and_personal_values_masked(user: User, company: Organisation) -> None:
    contact = add_part(
        organisation=company,
        model=Contact,
        actor=user,
        name="김담당",
        phone="010-1234-5678",
        email="k@a.kr",
    )
    assert latest(company) == [
        Difference("연락할 사람 ‘김담당’ 등록", "", "", "전화 010-****-5678, 이메일 ***@a.kr")
    ]
    change_part(part=contact, actor=user, phone="02-123-4567")
    assert latest(company) == [Difference("연락할 사람 ‘김담당’", "전화", "010-****-5678", "02-1**-4567")]
    branch = add_part(
        organisation=company, model=Branch, actor=user, name="공장", kind="factory", business_number=number(2)
    )
    shown = shown_business(number(2))
    assert latest(company) == [Difference("공장 ‘공장’ 등록", "", "", f"사업장 사업자등록번호 {shown}")]
    archive_part(part=branch, actor=user)
    assert latest(company) == [Difference("공장 ‘공장’ 보관")]


def test_memberships_are_kept_with_who_gave_and_who_ended_them(user: User, company: Organisation) -> None:
    member = create_account(email="m@example.kr", name="이담당", password=None)
    people.add_member(organisation=company, user=member, role="owner", actor=user)
    people.end_membership(organisation=company, user=member, actor=user)
    acts, _older = acts_of(organisation=company)
    assert [act.who for act in acts] == [user] * 3
    assert differences_of(acts[0])[0].label == "종료일"
    assert differences_of(acts[1])[0].about == "담당자 ‘이담당’ 등록"


def test_the_history_is_read_page_by_page_with_a_constant_number_of_queries(
    user: User, company: Organisation
) -> None:
    for index in range(ACTS_PER_PAGE * 2):
        services.update_organisation(organisation=company, name=f"가상{index}", kinds=[], actor=user)
    seen, before, counts = 0, None, []
    while True:
        with CaptureQueriesContext(connection) as queries:
            acts, before = acts_of(organisation=company, before=before)
            for act in acts:
                differences_of(act)
        counts.append(len(queries))
        seen += len(acts)
        if before is None:
            break
    assert seen == ACTS_PER_PAGE * 2 + 1
    assert max(counts) <= 10


@pytest.mark.parametrize("query", ["x", "0001-01-01T00:00:00", "%00", "2999-01-01"])
def test_nonsense_in_the_address_is_harmless(
    client: Client, user: User, company: Organisation, query: str
) -> None:
    client.force_login(user)
    address = reverse("organisations:history", args=[company.public_id])
    assert client.get(f"{address}?before={query}").status_code == 200


def test_staff_and_the_owner_read_it_and_nobody_else(user: User, company: Organisation) -> None:
    address = reverse("organisations:history", args=[company.public_id])
    codes = {}
    for role in ("owner", "member", "stranger"):
        person = create_account(email=f"{role}@example.kr", name=role, password=None)
        if role != "stranger":
            Membership.objects.create(user=person, organisation=company, role=role, starts_on="2021-01-01")
        client = Client()
        client.force_login(person)
        codes[role] = client.get(address).status_code
        if role != "stranger":
            overview = client.get(reverse("organisations:detail", args=[company.public_id])).text
            assert ("이력" in overview) == (role == "owner")
    assert codes == {"owner": 200, "member": 403, "stranger": 404}
