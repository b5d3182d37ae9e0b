"""Shares and groups: never above the whole, never of itself, circles only when a person says so."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.organisations.models import (
    BusinessGroup,
    GroupMembership,
    Membership,
    Organisation,
    OrganisationName,
    OwnershipLink,
)
from deungdae.apps.organisations.ownership_rules import CircularError
from deungdae.apps.organisations.selectors.ownership import largest_shareholder, ownership_of
from deungdae.apps.organisations.services.merging import merge_organisations
from deungdae.apps.organisations.services.ownership import (
    Owner,
    end_share,
    join_group,
    leave_group,
    record_share,
)
from deungdae.apps.organisations.services.parts import add_part
from deungdae.apps.organisations.services.search import index_organisations
from tests.apps.core.imports.lists import number, staff

pytestmark = pytest.mark.django_db
START = date(2020, 1, 1)


@pytest.fixture
def user() -> User:
    return staff()


@pytest.fixture
def companies() -> list[Organisation]:
    return [Organisation.objects.create(name=name) for name in ("가", "나", "다", "라")]


def own(owner: Organisation | str, owned: Organisation, share: str, **named: object) -> OwnershipLink:
    who = Owner(name=owner, kind="person") if isinstance(owner, str) else Owner(owner)
    values = {"starts_on": START, "actor": None, **named}
    return record_share(owner=who, owned=owned, share=Decimal(share), **values)


def test_shares_are_read_on_a_day(companies: list[Organisation], user: User) -> None:
    first, second, *_rest = companies
    link = own(first, second, "30.5")
    own("홍가상", second, "12", starts_on=date(2022, 1, 1))
    end_share(link=link, ends_on=date(2023, 1, 1), actor=user)
    shown = [
        [one.shown_owner for one in ownership_of(organisation=second, user=user, on=day).owners]
        for day in (date(2021, 1, 1), date(2022, 6, 1), date(2023, 1, 1))
    ]
    assert shown == [["가"], ["가", "홍가상"], ["홍가상"]]
    assert ownership_of(organisation=first, user=user, on=START).holdings == [link]
    found = largest_shareholder(organisation=second, on=date(2022, 6, 1))
    assert found
    assert found.shown_share == "30.5%"


@pytest.mark.parametrize("share", ["0", "-1", "100.0001", "300", "1.00001"])
def test_a_share_outside_of_0_to_100_is_refused(companies: list[Organisation], share: str) -> None:
    with pytest.raises(RefusedError, match="지분율"):
        own(companies[0], companies[1], share)


def test_no_company_owns_itself(companies: list[Organisation]) -> None:
    with pytest.raises(RefusedError, match="자기 자신"):
        own(companies[0], companies[0], "10")
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnershipLink.objects.create(owner=companies[0], owned=companies[0], share=1, starts_on=START)


def test_all_shares_of_a_time_are_the_whole_at_most(companies: list[Organisation]) -> None:
    owned = companies[3]
    own(companies[0], owned, "60", ends_on=date(2021, 1, 1))
    own(companies[1], owned, "40")
    own(companies[2], owned, "60", starts_on=date(2021, 1, 1))
    with pytest.raises(RefusedError, match=r"100\.0001%로, 100%보다 많습니다"):
        own("홍가상", owned, "0.0001")
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnershipLink.objects.create(owner_name="홍가상", owned=owned, share=1, starts_on=date(2000, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnershipLink.objects.filter(owner=companies[0]).update(ends_on=None)


def test_the_same_owner_is_recorded_once_at_a_time(companies: list[Organisation]) -> None:
    own(companies[0], companies[1], "10")
    with pytest.raises(RefusedError, match="이미 10%를"):
        own(companies[0], companies[1], "10")


def test_a_small_circle_is_kept_when_it_is_confirmed(companies: list[Organisation]) -> None:
    first, second, third, _fourth = companies
    own(first, second, "60")
    own(second, third, "60")
    with pytest.raises(CircularError, match="다 → 가 → 나 → 다"):
        own(third, first, "5")
    own(third, first, "5", is_confirmed=True)
    assert OwnershipLink.objects.count() == 3


def test_a_circle_of_control_is_refused_even_when_confirmed(companies: list[Organisation]) -> None:
    own(companies[0], companies[1], "60")
    with pytest.raises(RefusedError, match="나 → 가 → 나") as refused:
        own(companies[1], companies[0], "50", is_confirmed=True)
    assert refused.value.code == "ownership_controlling_circle"


def test_circles_of_different_times_are_none(companies: list[Organisation]) -> None:
    own(companies[0], companies[1], "60", ends_on=date(2021, 1, 1))
    own(companies[1], companies[0], "60", starts_on=date(2021, 1, 1))


def test_a_company_is_in_a_group_once_at_a_time(companies: list[Organisation]) -> None:
    company = companies[0]
    told = {"organisation": company, "name": "가상 그룹", "kind": "disclosure", "actor": None}
    first = join_group(**told, starts_on=START)
    with pytest.raises(RefusedError, match="이미 ‘가상 그룹’에"):
        join_group(**told, starts_on=date(2022, 1, 1))
    leave_group(membership=first, ends_on=date(2021, 1, 1), actor=None)
    join_group(**told, starts_on=date(2021, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupMembership.objects.create(
            organisation=company, group=first.group, starts_on=date(2020, 6, 1), ends_on=date(2020, 7, 1)
        )
    with pytest.raises(RefusedError, match="공시대상기업집단"):
        join_group(**{**told, "kind": "other"}, starts_on=date(2000, 1, 1), ends_on=date(2001, 1, 1))
    assert BusinessGroup.objects.count() == 1


def test_the_tab_shows_owners_holdings_and_groups(
    client: Client, user: User, companies: list[Organisation]
) -> None:
    first, second, third, _fourth = companies
    client.force_login(user)
    address = reverse("organisations:ownership", args=[second.public_id])
    empty = len(queries_of(client, address))
    own(first, second, "30.5")
    own("<b>홍</b>", second, "20")
    own(second, third, "51")
    join_group(organisation=second, name="가상 그룹", kind="other", starts_on=START, actor=user)
    page = client.get(address).text
    for words in ("30.5%", "51%", "가상 그룹", "그 밖의 기업집단", "&lt;b&gt;홍"):
        assert words in page
    assert len(queries_of(client, address)) <= empty + 1
    assert "30.5%" not in client.get(address, {"on": "2019-01-01"}).text
    assert client.get(address, {"on": "2019-99-01"}).status_code == 200


def queries_of(client: Client, address: str) -> list[dict[str, str]]:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return queries.captured_queries


def test_shares_and_groups_are_kept_on_their_forms(
    client: Client, user: User, companies: list[Organisation]
) -> None:
    first, second, *_rest = companies
    Organisation.objects.filter(pk=first.pk).update(business_number=number(1))
    client.force_login(user)
    address = reverse("organisations:share_record", args=[second.public_id])
    sent = {"owner": number(1), "owner_kind": "company", "share": "30.5%", "starts_on": "2020-01-01"}
    assert "기록했습니다" in client.post(address, sent, follow=True).text
    link = OwnershipLink.objects.get()
    assert (link.owner, link.share) == (first, Decimal("30.5"))
    back = reverse("organisations:share_record", args=[first.public_id])
    circle = {**sent, "owner": "나", "share": "1"}
    page = client.post(back, circle)
    assert "나 → 가 → 나" in page.text
    assert "기록했습니다" in client.post(back, {**circle, "is_confirmed": "on"}, follow=True).text
    end = reverse("organisations:share_end", args=[second.public_id, link.public_id])
    assert "끝냈습니다" in client.post(end, {"ends_on": "2021-01-01"}, follow=True).text
    join = reverse("organisations:group_join", args=[second.public_id])
    sent = {"name": "가상 그룹", "kind": "other", "starts_on": "2020-01-01"}
    assert "가상 그룹" in client.post(join, sent, follow=True).text
    membership = GroupMembership.objects.get()
    leave = reverse("organisations:group_leave", args=[second.public_id, membership.public_id])
    assert "끝냈습니다" in client.post(leave, {"ends_on": "2021-01-01"}, follow=True).text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("share", "101"),
        ("share", "삼십"),
        ("share", "1e2"),
        ("owner", ""),
        ("owner", "가" * 300),
        ("owner", "나"),
        ("owner_assets", "많음"),
        ("owner_kind", "x"),
        ("starts_on", "2020-02-30"),
        ("starts_on", "0001-01-01"),
        ("starts_on", "2999-01-01"),
        ("ends_on", "2019-01-01"),
        ("source", "a\x00b"),
    ],
)
def test_each_wrong_share_is_answered_on_the_form(
    client: Client, user: User, companies: list[Organisation], field: str, value: str
) -> None:
    client.force_login(user)
    sent = {"owner": "홍가상", "owner_kind": "company", "share": "30", "starts_on": "2020-01-01"}
    address = reverse("organisations:share_record", args=[companies[1].public_id])
    page = client.post(address, {**sent, field: value})
    assert page.status_code == 200
    assert page.context["form"].errors
    assert not OwnershipLink.objects.exists()


@pytest.mark.parametrize(
    ("owner", "reason"),
    [
        ("(주)나", "‘나’는 자기 자신의 주주가 될 수 없습니다"),
        ("나 주식회사", "자기 자신의 주주"),
        ("\u200b나", "자기 자신의 주주"),
        ("나라기계", "자기 자신의 주주"),
        ("123-45-67890", "검증 숫자가 맞지 않습니다"),
        ("123-45-00003", "123-45-00003은 등록된 기업·기관의 번호가 아닙니다"),
        ("110111-9999992", "법인등록번호 110111-9999992의 검증 숫자가 맞지 않습니다"),
        ("홍가상 800101-1234567", "주민등록번호"),
        ("800101-1234567", "주민등록번호"),
        ("쌍둥이", "이름이 ‘쌍둥이’인 기업·기관이 2곳 있습니다"),
    ],
)
def test_who_cannot_be_the_owner_is_told_at_the_field(
    client: Client, user: User, companies: list[Organisation], owner: str, reason: str
) -> None:
    _first, second, *others = companies
    add_part(organisation=second, model=OrganisationName, kind="former", text="나라기계", actor=user)
    Organisation.objects.filter(pk__in=[one.pk for one in others]).update(name="쌍둥이")
    index_organisations([one.pk for one in companies])
    client.force_login(user)
    sent = {"owner": owner, "owner_kind": "company", "share": "30", "starts_on": "2020-01-01"}
    page = client.post(reverse("organisations:share_record", args=[second.public_id]), sent)
    said = [str(error) for errors in page.context["form"].errors.values() for error in errors]
    assert len(said) == 1
    assert reason in said[0]
    assert not OwnershipLink.objects.exists()


@pytest.mark.parametrize("owner", ["가", "(주)가", "주식회사 가", "가\u200e", "옛가"])
def test_an_owner_is_recognised_however_the_name_is_written(
    client: Client, user: User, companies: list[Organisation], owner: str
) -> None:
    first, second, *_others = companies
    add_part(organisation=first, model=OrganisationName, kind="short", text="옛가", actor=user)
    index_organisations([one.pk for one in companies])
    client.force_login(user)
    sent = {"owner": owner, "owner_kind": "company", "share": "30", "starts_on": "2020-01-01"}
    client.post(reverse("organisations:share_record", args=[second.public_id]), sent)
    assert OwnershipLink.objects.get().owner == first


def test_the_number_of_a_merged_company_leads_to_the_one_that_stands_for_it(
    client: Client, user: User, companies: list[Organisation]
) -> None:
    survivor, second, merged, *_others = companies
    Organisation.objects.filter(pk=merged.pk).update(business_number=number(1))
    merge_organisations(survivor=survivor, merged=merged, take=(), reason="같음", actor=user)
    client.force_login(user)
    sent = {"owner": number(1), "owner_kind": "company", "share": "30", "starts_on": "2020-01-01"}
    client.post(reverse("organisations:share_record", args=[second.public_id]), sent)
    assert OwnershipLink.objects.get().owner == survivor


def test_a_person_may_be_called_like_the_company(companies: list[Organisation]) -> None:
    own("나", companies[1], "10")
    with pytest.raises(RefusedError, match="자기 자신의 주주"):
        record_share(
            owner=Owner(name="나 주식회사"), owned=companies[1], share=Decimal(1), starts_on=START, actor=None
        )


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1879, 12, 31), date(2999, 1, 1)])
def test_a_share_or_a_place_in_a_group_begins_on_a_day_that_can_be(
    companies: list[Organisation], day: date
) -> None:
    with pytest.raises(RefusedError, match=day.isoformat()):
        own("홍가상", companies[0], "12", starts_on=day)
    with pytest.raises(RefusedError, match=day.isoformat()):
        join_group(organisation=companies[0], name="가상", kind="other", starts_on=day, actor=None)
    assert not OwnershipLink.objects.exists()
    assert not BusinessGroup.objects.exists()


def test_members_see_shares_of_their_own_company_only(
    client: Client, user: User, companies: list[Organisation]
) -> None:
    first, second, third, _fourth = companies
    own(first, second, "30")
    mine = own(second, third, "30")
    member = User.objects.create_user("member@example.kr", name="구성원")
    Membership.objects.create(user=member, organisation=third, role="owner", starts_on=clock.today())
    assert list(OwnershipLink.objects.visible_to(member)) == [mine]
    client.force_login(member)
    assert client.get(reverse("organisations:ownership", args=[third.public_id])).status_code == 200
    assert client.get(reverse("organisations:ownership", args=[first.public_id])).status_code == 404
    assert client.get(reverse("organisations:share_record", args=[third.public_id])).status_code == 403


@pytest.mark.parametrize(("share", "is_refused"), [("50", True), ("49.9", False)])
def test_a_merge_makes_no_company_that_controls_itself(
    companies: list[Organisation], user: User, share: str, is_refused: bool
) -> None:
    first, between, second, _other = companies
    own(first, between, "60")
    own(between, second, share)
    facts = {"survivor": first, "merged": second, "take": (), "reason": "같음", "actor": user}
    if is_refused:
        with pytest.raises(RefusedError, match="지배 지분"):
            merge_organisations(**facts)
        assert Organisation.objects.get(pk=second.pk).merged_into is None
        assert OwnershipLink.objects.get(owner=between).owned == second
    else:
        merge_organisations(**facts)
        assert OwnershipLink.objects.get(owner=between).owned == first
