"""The second factor: required of those who see much, set up once, asked for at each sign-in."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from deungdae.apps.accounts.factors import has_second_factor
from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.accounts.services import create_account, grant_role, issue_token, user_of_token
from deungdae.apps.core.errors import RefusedError
from tests.support.factors import SECRET, code_now, force_login_of_django, recovery_code_of, with_factor

pytestmark = pytest.mark.django_db
LOGIN, FACTORS, PASSWORD = "/accounts/login/", "/accounts/2fa/", "등대-시험-2021"


@pytest.fixture
def clerk() -> User:
    user = create_account(email="kang@centre.example", name="강이준", password=PASSWORD)
    grant_role(user=user, role=RoleGrant.Role.CENTRE_STAFF)
    return user


@pytest.fixture
def member() -> User:
    return create_account(email="seo@company.example", name="서다온", password=PASSWORD)


def by_password(user: User) -> tuple[Client, str]:
    client = Client()
    answer = client.post(LOGIN, {"login": user.email, "password": PASSWORD})
    return client, answer["Location"]


def sets_up_app(client: Client) -> str:
    page = client.get(f"{FACTORS}app/").content.decode()
    secret = re.search(r"<code[^>]*>(\w+)</code>", page)[1]
    answer = client.post(f"{FACTORS}app/", {"code": code_now(secret)})
    return answer["Location"]


def test_staff_without_a_factor_see_nothing_before_they_set_one_up(clerk: User) -> None:
    client, _ = by_password(clerk)
    for path in ("/today/", "/organisations/", "/accounts/tokens/", "/"):
        assert client.get(path)["Location"] == FACTORS
    assert "2단계 인증이 있어야 합니다" in client.get(FACTORS).content.decode()
    assert sets_up_app(client) == f"{FACTORS}codes/"
    assert client.get("/today/").status_code == 200


def test_a_member_of_a_company_needs_none_and_may_have_one(member: User) -> None:
    client, place = by_password(member)
    assert (place, client.get("/today/").status_code) == ("/today/", 200)
    sets_up_app(client)
    assert by_password(member)[1] == f"{FACTORS}authenticate/"


def test_the_password_alone_opens_nothing_once_there_is_a_factor(clerk: User) -> None:
    client, place = by_password(with_factor(clerk))
    assert place == f"{FACTORS}authenticate/"
    assert client.get("/today/")["Location"].startswith(LOGIN)
    assert client.post(place, {"code": "000000"}).status_code == 200
    assert client.post(place, {"code": code_now()})["Location"] == "/today/"
    assert client.get("/today/").status_code == 200


def test_a_code_of_the_app_is_good_once(clerk: User) -> None:
    code = code_now()
    client, place = by_password(with_factor(clerk))
    client.post(place, {"code": code})
    again, place = by_password(clerk)
    assert "이미 쓴 코드" in again.post(place, {"code": code}).content.decode()


def test_a_recovery_code_is_good_once(clerk: User) -> None:
    code = recovery_code_of(with_factor(clerk))
    client, place = by_password(clerk)
    assert client.post(place, {"code": code})["Location"] == "/today/"
    again, place = by_password(clerk)
    assert again.post(place, {"code": code}).status_code == 200
    assert again.get("/today/")["Location"].startswith(LOGIN)


def test_recovery_codes_are_shown_once_and_a_new_set_replaces_the_old(clerk: User) -> None:
    client, _ = by_password(clerk)
    codes = sets_up_app(client)
    first = client.get(codes)
    shown = re.findall(r"<li>(\d{8})</li>", first.content.decode())
    assert (len(shown), first["Cache-Control"]) == (10, "no-store")
    assert not re.search(r"\d{8}</li>", client.get(codes).content.decode())
    assert client.post(f"{codes}new/")["Location"] == codes
    renewed = re.findall(r"<li>(\d{8})</li>", client.get(codes).content.decode())
    assert len(renewed) == 10
    again, place = by_password(clerk)
    assert again.post(place, {"code": shown[0]}).status_code == 200
    assert again.post(place, {"code": renewed[0]})["Location"] == "/today/"


def test_many_wrong_codes_are_answered_by_the_page_for_that(clerk: User) -> None:
    client, place = by_password(with_factor(clerk))
    assert {client.post(place, {"code": "1"}).status_code for _ in range(10)} == {200}
    answer = client.post(place, {"code": code_now()})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


def test_a_session_that_never_showed_the_factor_is_ended(clerk: User) -> None:
    elsewhere = Client()
    force_login_of_django(elsewhere, clerk)
    with_factor(clerk)
    assert elsewhere.get("/today/")["Location"] == LOGIN
    assert elsewhere.get("/today/")["Location"].startswith(f"{LOGIN}?next=")


def test_a_role_given_in_the_middle_of_a_session_asks_for_the_factor_at_the_next_page(member: User) -> None:
    client, _ = by_password(member)
    assert client.get("/today/").status_code == 200
    grant_role(user=member, role=RoleGrant.Role.CENTRE_STAFF)
    assert client.get("/today/")["Location"] == FACTORS


def test_the_last_factor_stays_where_the_role_asks_for_one(clerk: User, member: User) -> None:
    for user, is_kept in ((clerk, True), (member, False)):
        client = Client()
        client.force_login(with_factor(user))
        client.post(f"{FACTORS}app/remove/")
        assert has_second_factor(user=user) is is_kept
    assert not Authenticator.objects.filter(user=member).exists()


def test_tokens_of_staff_are_issued_only_with_a_factor_and_none_grows_with_its_owner(
    clerk: User, member: User
) -> None:
    with pytest.raises(RefusedError, match="2단계 인증이 있어야"):
        issue_token(user=clerk, name="x")
    _token, secret = issue_token(user=member, name="x")
    assert user_of_token(secret=secret) == member
    grant_role(user=member, role=RoleGrant.Role.CENTRE_STAFF)
    assert user_of_token(secret=secret) is None
    with_factor(member)
    assert user_of_token(secret=secret) is None
    _token, secret = issue_token(user=with_factor(clerk), name="x")
    assert user_of_token(secret=secret) == clerk
    Authenticator.objects.filter(user=clerk).delete()
    assert user_of_token(secret=secret) is None


def test_pages_that_guard_the_account_ask_again_after_a_while(member: User, settings) -> None:
    client, _ = by_password(member)
    assert client.get("/accounts/tokens/").status_code == 200
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    answer = client.get("/accounts/tokens/")
    assert answer["Location"] == "/accounts/reauthenticate/?next=%2Faccounts%2Ftokens%2F"
    assert "본인 확인" in client.get(answer["Location"]).content.decode()
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
    answer = client.post(answer["Location"], {"password": PASSWORD})
    assert answer["Location"] == "/accounts/tokens/"


def test_the_secret_of_an_app_is_not_readable_in_the_database(clerk: User) -> None:
    with_factor(clerk)
    kept = [str(one.data) for one in Authenticator.objects.all()]
    assert kept
    assert not [text for text in kept if SECRET in text]


def test_the_demo_asks_for_no_factor_and_says_so(clerk: User, settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    settings.DEMO_SIGN_INS = [{"role": "센터 직원", "email": clerk.email, "password": "x"}]
    client, _ = by_password(clerk)
    assert client.get("/today/").status_code == 200
    assert "체험판은 비밀번호만으로" in Client().get(LOGIN).content.decode()
