"""Signing in with another house: who is let in, who is connected, and what stays asked for."""

from collections.abc import Iterator

import pytest
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.kakao.views import KakaoOAuth2Adapter
from allauth.socialaccount.providers.naver.views import NaverOAuth2Adapter
from django.test import Client

from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.accounts.social.connections import connection_id
from deungdae.apps.core.ids import short
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.organisations.services.consents import load_consent_texts
from deungdae.project.settings.providers import configured
from tests.support.factors import code_now, with_factor
from tests.support.social_house import SocialHouse

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
SOCIAL, LOGIN, PASSWORD = "/accounts/social/", "/accounts/login/", "등대-시험-2021"
WAITING = f"{SOCIAL}waiting/"
HOUSES = ("naver", "kakao", "oidc")


@pytest.fixture
def house(settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[SocialHouse]:
    with SocialHouse() as made:
        settings.SIGN_IN_PROVIDERS = made.settings()
        for adapter in (NaverOAuth2Adapter, KakaoOAuth2Adapter):
            key = adapter.provider_id
            monkeypatch.setattr(adapter, "access_token_url", f"{made.url}/{key}/token")
            monkeypatch.setattr(adapter, "profile_url", f"{made.url}/{key}/me")
        yield made


@pytest.fixture
def kang() -> User:
    return create_account(email="kang@company.example", name="강이준", password=PASSWORD)


def comes_back(client: Client, house: SocialHouse, key: str, **instead: str):  # type: ignore[no-untyped-def]
    onward = client.post(f"{SOCIAL}{key}/")["Refresh"].partition("url=")[2]
    return client.get(f"{SOCIAL}{key}/back/", house.consent(onward, **instead))


def signs_in(client: Client, user: User, **more: str) -> str:
    return str(client.post(LOGIN, {"login": user.email, "password": PASSWORD, **more})["Location"])


def connects(user: User, house: SocialHouse, key: str) -> SocialAccount:
    client = Client()
    client.force_login(user)
    assert comes_back(client, house, key)["Location"] == SOCIAL
    return SocialAccount.objects.get(user=user, provider=key)


def notices_of(user: User) -> list[str]:
    mails = OutboxMessage.objects.filter(recipient=user.email, template="accounts/mail/notice")
    return [mail.body for mail in mails.order_by("id")]


@pytest.mark.parametrize("key", HOUSES)
def test_a_house_that_is_not_configured_is_not_shown_and_has_no_pages(key: str) -> None:
    client = Client()
    assert "계정으로 계속하기" not in client.get(LOGIN).content.decode()
    for path in (f"{SOCIAL}{key}/", f"{SOCIAL}{key}/back/", SOCIAL, WAITING):
        assert (client.get(path).status_code, client.post(path).status_code) == (404, 404)


def test_a_house_is_configured_by_the_environment_once_every_part_is_there() -> None:
    half = {"DEUNGDAE_NAVER_CLIENT_ID": "n", "DEUNGDAE_OIDC_SERVER": "https://id.example"}
    assert configured(half) == {}
    whole = {
        **half,
        "DEUNGDAE_NAVER_CLIENT_SECRET": "s",
        "DEUNGDAE_OIDC_ID": "i",
        "DEUNGDAE_OIDC_SECRET": "s",
    }
    assert set(configured(whole)) == {"naver", "oidc"}


def test_configured_houses_have_buttons_at_sign_in_and_sign_up(house: SocialHouse) -> None:
    load_consent_texts()
    for path in (LOGIN, "/accounts/signup/"):
        page = Client().get(path).content.decode()
        assert [name in page for name in ("네이버 계정", "카카오 계정", "센터 로그인 계정")] == [True] * 3


@pytest.mark.parametrize("key", HOUSES)
def test_a_connected_account_signs_in(house: SocialHouse, kang: User, key: str) -> None:
    connects(kang, house, key)
    client = Client()
    assert comes_back(client, house, key)["Location"] == "/today/"
    assert client.get("/today/").status_code == 200
    assert any("계정을 연결했습니다" in body for body in notices_of(kang))


@pytest.mark.parametrize("key", HOUSES)
def test_an_address_alone_opens_and_makes_nothing(house: SocialHouse, kang: User, key: str) -> None:
    client = Client()
    assert comes_back(client, house, key)["Location"] == WAITING
    assert "아직 여기의 계정과 연결되어 있지 않습니다" in client.get(WAITING).content.decode()
    assert client.get("/today/").status_code == 302
    assert client.post(WAITING).status_code == 200
    assert (User.objects.count(), SocialAccount.objects.count()) == (1, 0)


@pytest.mark.parametrize("key", ["kakao", "oidc"])
def test_a_verified_address_is_connected_after_signing_in_and_saying_yes(
    house: SocialHouse, kang: User, key: str
) -> None:
    client = Client()
    comes_back(client, house, key)
    assert signs_in(client, kang) == WAITING
    assert not SocialAccount.objects.exists()
    assert client.post(WAITING)["Location"] == SOCIAL
    assert SocialAccount.objects.get().user == kang
    assert comes_back(Client(), house, key)["Location"] == "/today/"


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("naver", {}),
        ("kakao", {"verified": False}),
        ("oidc", {"verified": "false"}),
        ("oidc", {"email": "other@company.example"}),
    ],
)
def test_an_address_that_the_house_does_not_vouch_for_is_not_connected(
    house: SocialHouse, kang: User, key: str, told: dict[str, object]
) -> None:
    house.person |= told
    client = Client()
    comes_back(client, house, key)
    signs_in(client, kang)
    assert "저절로 연결하지 않았습니다" in client.get(WAITING).content.decode()
    assert client.post(WAITING).status_code == 409
    assert not SocialAccount.objects.exists()


def test_a_newcomer_signs_up_with_the_told_address_and_confirms_it_by_mail(house: SocialHouse) -> None:
    client = Client()
    comes_back(client, house, "kakao")
    load_consent_texts()
    assert 'value="kang@company.example"' in client.get("/accounts/signup/").content.decode()
    agreed = {"agrees": "on", "version": "1"}
    client.post("/accounts/signup/", {"email": house.person["email"], "name": "강이준", **agreed})
    user = User.objects.get()
    assert user.is_waiting
    assert not SocialAccount.objects.exists()
    user.set_password(PASSWORD)
    user.save()
    assert signs_in(client, user) == WAITING
    client.post(WAITING)
    assert SocialAccount.objects.get().user == user


def test_the_second_factor_is_asked_for_all_the_same(house: SocialHouse, kang: User) -> None:
    grant_role(user=kang, role=RoleGrant.Role.CENTRE_STAFF)
    connects(with_factor(kang), house, "oidc")
    client = Client()
    assert comes_back(client, house, "oidc")["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/today/")["Location"].startswith(LOGIN)
    assert client.post("/accounts/2fa/authenticate/", {"code": code_now()})["Location"] == "/today/"
    assert client.get("/today/").status_code == 200


def test_staff_without_a_factor_are_led_to_set_one_up(house: SocialHouse, kang: User) -> None:
    connects(kang, house, "oidc")
    grant_role(user=kang, role=RoleGrant.Role.CENTRE_STAFF)
    client = Client()
    comes_back(client, house, "oidc")
    assert client.get("/organisations/")["Location"] == "/accounts/2fa/"


def test_a_locked_account_stays_locked(house: SocialHouse, kang: User) -> None:
    connects(kang, house, "naver")
    User.objects.update(is_active=False)
    client = Client()
    answer = comes_back(client, house, "naver")
    assert answer["Location"] == "/accounts/inactive/"
    assert client.get("/today/").status_code == 302


@pytest.mark.parametrize("key", HOUSES)
@pytest.mark.parametrize(
    ("instead", "status", "words"),
    [
        ({"error": "access_denied"}, 403, "동의하지 않으셔서"),
        ({"error": "server_error"}, 502, "확인을 받지 못했습니다"),
        ({"code": "c", "state": "of-somebody-else"}, 400, "이어지지 않습니다"),
    ],
)
def test_what_goes_wrong_is_a_page_with_a_way_out(
    house: SocialHouse, key: str, instead: dict[str, str], status: int, words: str
) -> None:
    answer = comes_back(Client(), house, key, **instead)
    page = answer.content.decode()
    assert (answer.status_code, words in page, LOGIN in page) == (status, True, True)


@pytest.mark.parametrize("key", HOUSES)
@pytest.mark.parametrize("manner", ["DOWN", "NONSENSE"])
def test_a_house_that_is_down_or_talks_nonsense_is_said_to_be(
    house: SocialHouse, key: str, manner: str
) -> None:
    client = Client()
    onward = client.post(f"{SOCIAL}{key}/")["Refresh"].partition("url=")[2]
    house.manner = manner
    answer = client.get(f"{SOCIAL}{key}/back/", house.consent(onward))
    assert answer.status_code == 502
    assert "확인을 받지 못했습니다" in answer.content.decode()
    assert Client().post(f"{SOCIAL}oidc/").status_code == 502


@pytest.mark.parametrize("key", HOUSES)
def test_a_way_back_is_good_once(house: SocialHouse, kang: User, key: str) -> None:
    client = Client()
    onward = client.post(f"{SOCIAL}{key}/")["Refresh"].partition("url=")[2]
    brought = house.consent(onward)
    assert client.get(f"{SOCIAL}{key}/back/", brought).status_code == 302
    assert client.get(f"{SOCIAL}{key}/back/", brought).status_code == 400


@pytest.mark.parametrize("answer", [None, {}, [], {"response": None, "id": None}, {"sub": None, "id": ""}])
@pytest.mark.parametrize("key", HOUSES)
def test_a_person_without_an_id_is_nobody(
    house: SocialHouse, monkeypatch: pytest.MonkeyPatch, key: str, answer: object
) -> None:
    told = house.answers()
    monkeypatch.setattr(house, "answers", lambda: {**told, f"/{key}/me": answer, "/oidc/token": {}})
    assert comes_back(Client(), house, key).status_code == 502


def test_an_account_of_another_house_opens_one_account_only(house: SocialHouse, kang: User) -> None:
    connects(kang, house, "naver")
    other = create_account(email="seo@company.example", name="서다온", password=PASSWORD)
    client = Client()
    client.force_login(other)
    page = client.get(comes_back(client, house, "naver")["Location"]).content.decode()
    assert "이미 연결되어 있습니다" in page
    assert SocialAccount.objects.get().user == kang


def test_a_connection_is_listed_and_taken_away(house: SocialHouse, kang: User) -> None:
    account = connects(kang, house, "naver")
    client = Client()
    client.force_login(kang)
    assert "kang@company.example" in client.get(SOCIAL).content.decode()
    path = f"{SOCIAL}{short(connection_id(account))}/remove/"
    assert client.post(path)["Location"] == SOCIAL
    assert not SocialAccount.objects.exists()
    assert "연결을 끊었습니다" in notices_of(kang)[-1]
    assert client.post(path).status_code == 404


def test_the_last_way_in_stays(house: SocialHouse, kang: User) -> None:
    account = connects(kang, house, "naver")
    client = Client()
    client.force_login(kang)
    kang.set_unusable_password()
    kang.save()
    client.force_login(kang)
    answer = client.post(f"{SOCIAL}{short(connection_id(account))}/remove/")
    assert answer.status_code == 409
    assert "로그인할 방법이 없습니다" in answer.content.decode()
    connects(kang, house, "kakao")
    assert client.post(f"{SOCIAL}{short(connection_id(account))}/remove/").status_code == 302


def test_nobody_takes_away_what_is_somebody_elses(house: SocialHouse, kang: User) -> None:
    account = connects(kang, house, "naver")
    client = Client()
    client.force_login(create_account(email="seo@company.example", name="서다온", password=PASSWORD))
    assert client.post(f"{SOCIAL}{short(connection_id(account))}/remove/").status_code == 404
    assert SocialAccount.objects.exists()


def test_only_what_is_used_is_kept_of_a_person(house: SocialHouse, kang: User) -> None:
    connects(kang, house, "kakao")
    comes_back(Client(), house, "kakao")
    assert set(SocialAccount.objects.get().extra_data) <= {"email", "is_verified", "name"}


def test_a_connection_asks_who_it_is_again_after_a_while(house: SocialHouse, kang: User, settings) -> None:
    client = Client()
    client.force_login(kang)
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    assert client.post(f"{SOCIAL}naver/")["Location"].startswith("/accounts/reauthenticate/")
