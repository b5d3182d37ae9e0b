"""One role is in use at a time: the chosen one while it is held, else the everyday one; rights follow it."""

from datetime import timedelta

import pytest
from django.test import Client

from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.accounts.rights.roles import held_roles, role_in_use, use_role
from deungdae.apps.accounts.services import create_account, grant_role, issue_token, user_of_token
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Membership, Organisation, OrganisationKind
from tests.support.factors import with_factor

pytestmark = pytest.mark.django_db
STAFF, REVIEWER = RoleGrant.Role.CENTRE_STAFF, RoleGrant.Role.REVIEWER


def somebody(*roles: str) -> User:
    user = create_account(email="many@centre.example", name="여럿이", password=None)
    for role in roles:
        grant_role(user=user, role=role)
    return user


def joined(user: User, name: str, *kinds: str, role: str = "owner") -> Organisation:
    organisation = Organisation.objects.create(name=name)
    for kind in kinds:
        OrganisationKind.objects.create(organisation=organisation, kind=kind)
    Membership.objects.create(user=user, organisation=organisation, role=role, starts_on=clock.today())
    return organisation


def keys(user: User) -> list[str]:
    return [one.key for one in held_roles(user=user)]


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_everyday_role_is_the_centre_s_first_then_a_company_s() -> None:
    user = somebody(REVIEWER, STAFF, RoleGrant.Role.TRAINEE)
    company = joined(user, "한빛정밀")
    own = f"organisation:{company.short_id}"
    assert keys(user) == ["centre_staff", "reviewer", own, "trainee"]
    assert role_in_use(user=user).key == "centre_staff"


def test_a_person_without_a_role_is_a_person_and_a_locked_one_nobody() -> None:
    user = somebody()
    assert role_in_use(user=user).key == "person"
    User.objects.update(is_active=False)
    grant_role(user=user, role=STAFF)
    assert role_in_use(user=fresh(user)).key == "public"
    assert not fresh(user).has_perm("organisations.read_all")


def test_a_company_that_buys_and_sells_is_two_columns_of_the_matrix() -> None:
    user = somebody()
    joined(user, "한빛정밀", "demand", "startup")
    assert role_in_use(user=user).columns == {"demand_owner", "supply_owner"}
    Membership.objects.update(role="member")
    OrganisationKind.objects.filter(kind="demand").delete()
    assert role_in_use(user=fresh(user)).columns == {"supply_staff"}


def test_rights_follow_the_chosen_role_from_the_next_request_on() -> None:
    user = somebody(STAFF)
    company, other = joined(user, "한빛정밀"), Organisation.objects.create(name="나래기계")
    client = signed_in(user)
    assert client.get(f"/organisations/{other.short_id}/").status_code == 200
    key = f"organisation:{company.short_id}"
    page = client.post("/accounts/role/", {"role": key}, follow=True).content.decode()
    assert "이제 ‘한빛정밀 · 대표 담당자’로 봅니다." in page
    assert "지금 ‘한빛정밀 · 대표 담당자’ 역할로 보고 있습니다." in page
    assert client.get(f"/organisations/{other.short_id}/").status_code == 404
    assert client.get("/organisations/").status_code == 403
    assert client.get(f"/organisations/{company.short_id}/").status_code == 200
    client.post("/accounts/role/", {"role": "centre_staff"})
    assert client.get(f"/organisations/{other.short_id}/").status_code == 200


def test_a_chosen_role_that_ends_gives_way_to_one_that_is_held() -> None:
    user = somebody(STAFF)
    company = joined(user, "한빛정밀")
    client = signed_in(user)
    client.post("/accounts/role/", {"role": f"organisation:{company.short_id}"})
    RoleGrant.objects.update(ends_on=clock.today())
    assert client.get("/organisations/").status_code == 403
    Membership.objects.update(ends_on=clock.today())
    assert client.get(f"/organisations/{company.short_id}/").status_code == 404


@pytest.mark.parametrize("key", ["", "centre_lead", "organisation:0354rtkFg7wVmZ6p9mLZkc", "\x00"])
def test_a_role_that_is_not_held_is_not_taken(key: str) -> None:
    client = signed_in(somebody(STAFF))
    page = client.post("/accounts/role/", {"role": key}, follow=True).content.decode()
    assert "맡고 있지 않은 역할입니다." in page
    assert client.get("/people/").status_code == 403


def test_yesterday_s_role_is_over() -> None:
    user = somebody()
    yesterday = clock.today() - timedelta(days=1)
    RoleGrant.objects.create(user=user, role=STAFF, starts_on=yesterday, ends_on=clock.today())
    RoleGrant.objects.create(user=user, role=REVIEWER, starts_on=clock.today() + timedelta(days=1))
    assert keys(user) == []


def test_a_token_acts_in_the_role_it_was_issued_in() -> None:
    user = somebody(STAFF)
    company = joined(user, "한빛정밀")
    use_role(user, key=f"organisation:{company.short_id}")
    _token, secret = issue_token(user=with_factor(user), name="사내 연동")
    owner = user_of_token(secret=secret)
    assert owner is not None
    assert not owner.has_perm("organisations.read_all")
    assert Organisation.objects.visible_to(owner).get() == company


def test_a_token_never_comes_into_another_role() -> None:
    user = somebody()
    _token, of_nobody = issue_token(user=user, name="가입하고 바로")
    former, other = joined(user, "한빛정밀"), joined(user, "나래기계")
    user = User.objects.get(pk=user.pk)
    use_role(user, key=f"organisation:{former.short_id}")
    _token, of_former = issue_token(user=user, name="한빛정밀의 서버")
    assert user_of_token(secret=of_former) == user
    assert user_of_token(secret=of_nobody) is None, "the person has roles now; this token is not of them"
    Membership.objects.filter(organisation=former).update(ends_on=clock.today())
    assert user_of_token(secret=of_former) is None
    assert Organisation.objects.visible_to(User.objects.get(pk=user.pk)).get() == other


def test_the_page_of_roles_shows_what_is_held() -> None:
    user = somebody(STAFF, REVIEWER)
    page = signed_in(user).get("/accounts/role/").content.decode()
    assert "‘평가위원’ 역할로 보기" in page
    assert "쓰고 있음" in page
