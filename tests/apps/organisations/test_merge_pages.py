"""The page of a merge: it names what cannot move, and takes no words that are kept nowhere."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import HttpResponse
from django.test import Client

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import (
    BusinessGroup,
    ExternalIdentifier,
    GracePeriod,
    GroupMembership,
    Membership,
    Organisation,
    OrganisationClaim,
    OrganisationMerge,
    OwnershipLink,
    YearlyFigure,
)
from deungdae.apps.organisations.selectors.history import acts_of
from deungdae.apps.organisations.services.claims import approve_claim, claim
from deungdae.apps.organisations.services.merging import merge_organisations
from deungdae.apps.organisations.services.unmerging import undo_merge
from tests.apps.core.imports.lists import number, staff

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.usefixtures("reference_tables"),
]
SINCE = date(2020, 1, 1)


def full(name: str, place: int, group: BusinessGroup) -> Organisation:
    """An organisation that says something of a year, is in a group and had its grace."""
    made = Organisation.objects.create(name=name, business_number=number(place))
    YearlyFigure.objects.create(
        organisation=made,
        year=2024,
        kind="sales",
        value=place * 10**9,
        ends_on=date(2024, 12, 31),
        source_kind=YearlyFigure.Source.SUBMITTED,
        as_of=date(2025, 4, 1),
        recorded_at=clock.now(),
    )
    GroupMembership.objects.create(organisation=made, group=group, starts_on=SINCE)
    GracePeriod.objects.create(organisation=made, starts_on=SINCE)
    ExternalIdentifier.objects.create(organisation=made, scheme="krx", code=f"00000{place}")
    OwnershipLink.objects.create(owner_name=f"주주 {name}", owned=made, share=Decimal(60), starts_on=SINCE)
    return made


def address_of(survivor: Organisation, merged: Organisation) -> str:
    return f"/organisations/{survivor.short_id}/merge/{merged.short_id}/"


@pytest.fixture
def desk() -> Client:
    """A browser of the centre's staff."""
    client = Client()
    client.force_login(staff())
    return client


def merge(client: Client, survivor: Organisation, merged: Organisation, *, reason: str) -> HttpResponse:
    """As the page sends it."""
    seen = f"{survivor.updated_at.isoformat()} {merged.updated_at.isoformat()}"
    return client.post(address_of(survivor, merged), {"reason": reason, "seen": seen}, follow=True)


@pytest.mark.parametrize("seen", ["", "어제", "2021-13-45T00:00:00 2021-04-14T25:00:00", "x" * 300])
def test_moments_that_are_none_merge_nothing(desk: Client, seen: str) -> None:
    survivor, merged = (Organisation.objects.create(name=name) for name in ("한빛정밀", "(주)한빛정밀"))
    answer = desk.post(address_of(survivor, merged), {"reason": "같은 곳", "seen": seen})
    assert (answer.status_code, OrganisationMerge.objects.count()) == (409, 0)


def test_figures_groups_and_shares_that_cannot_move_are_named_before_and_after(desk: Client) -> None:
    group = BusinessGroup.objects.create(name="한빛그룹", kind=BusinessGroup.Kind.OTHER)
    survivor, merged = full("한빛정밀", 1, group), full("(주)한빛정밀", 2, group)
    OwnershipLink.objects.create(owner=merged, owned=survivor, share=Decimal(30), starts_on=SINCE)
    page = desk.get(address_of(survivor, merged))
    assert page.status_code == 200
    assert "2024 매출액" in page.content.decode()
    done = merge(desk, survivor, merged, reason="상호 변경")
    assert done.status_code == 200
    words = done.content.decode()
    for left in ("2024 매출액", "한빛그룹", "2020-01-01", "60.0000%"):
        assert left in words


def test_a_reason_with_a_resident_number_is_kept_nowhere(desk: Client) -> None:
    survivor = Organisation.objects.create(name="한빛정밀")
    merged = Organisation.objects.create(name="(주)한빛정밀")
    answer = merge(desk, survivor, merged, reason="대표 900101-1234568의 기업")
    assert answer.status_code == 409
    assert "90****-*******" in answer.content.decode()
    assert not OrganisationMerge.objects.exists()


def test_who_was_let_in_by_the_number_of_the_merged_one_goes_with_it(desk: Client) -> None:
    survivor = Organisation.objects.create(name="한빛정밀", business_number=number(1))
    merged = Organisation.objects.create(name="(주)한빛정밀", business_number=number(2))
    user = User.objects.get()
    made = merge_organisations(survivor=survivor, merged=merged, take=[], reason="상호 변경", actor=user)
    for place, name in ((1, "hana"), (2, "duri")):
        claimant = create_account(email=f"{name}@x.example", name=name, password=None)
        approve_claim(claim=claim(user=claimant, business_number=number(place)), actor=user)
    undo_merge(merge=made, actor=user)
    acting = {one.user.name: one.organisation for one in Membership.objects.select_related("user")}
    assert acting == {"hana": survivor, "duri": merged}
    assert {one.user.name: one.organisation for one in OrganisationClaim.objects.all()} == acting


def test_the_history_says_who_merged_and_who_took_it_back(desk: Client) -> None:
    survivor = Organisation.objects.create(name="한빛정밀", products="밸브")
    merged = Organisation.objects.create(name="(주)한빛정밀", products="펌프")
    user = User.objects.get()
    made = merge_organisations(
        survivor=survivor, merged=merged, take=["products"], reason="상호 변경", actor=user
    )
    undo_merge(merge=made, actor=user)
    for one in (survivor, merged):
        acts, _older = acts_of(organisation=one)
        assert [(act.who, act.reason) for act in acts[:2]] == [(user, "합치기를 되돌림"), (user, "상호 변경")]
        assert (
            "바뀐 값이 없습니다" not in desk.get(f"/organisations/{one.short_id}/history/").content.decode()
        )


def test_the_names_of_the_record_that_stays_are_chosen_unless_it_has_none(desk: Client) -> None:
    survivor = Organisation.objects.create(name="바르나루", english_name="Bareunaru", founded_on=SINCE)
    merged = Organisation.objects.create(
        name="미르나루", english_name="Mireunaru", founded_on=date(2019, 1, 1)
    )
    lines = {line["name"]: line for line in desk.get(address_of(survivor, merged)).context["lines"]}
    taken = {name: lines[name]["takes_other"] for name in ("name", "english_name", "founded_on")}
    assert taken == {"name": False, "english_name": False, "founded_on": True}
