"""Signing in: no toast, failures counted where they happen, nothing of allauth that is not used."""

import pytest
from django.core import mail
from django.test import Client

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.core.outbox.services import send_due_messages
from deungdae.apps.portal.demo.people import SIGN_INS

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
LOGIN, PASSWORD, WRONG = "/accounts/login/", "등대-시험-2021", "틀린-비밀번호"


@pytest.fixture
def user() -> User:
    return create_account(email="kang@centre.example", name="강이준", password=PASSWORD)


def attempt(password: str = WRONG, *, email: str = "kang@centre.example", address: str = "1.2.3.4"):  # type: ignore[no-untyped-def]
    data = {"login": email, "password": password}
    return Client().post(LOGIN, data, REMOTE_ADDR=address)


def test_the_page_after_signing_in_says_no_more_than_who_it_is(user: User) -> None:
    client = Client()
    client.post(LOGIN, {"login": user.email, "password": PASSWORD})
    page = client.get("/today/").content.decode()
    assert "강이준" in page
    assert 'class="alert' not in page


def test_a_wrong_password_is_told_without_saying_whether_the_account_exists(user: User) -> None:
    words = "이메일이나 비밀번호가 맞지 않습니다."
    assert words in attempt().content.decode()
    assert words in attempt(email="nobody@centre.example").content.decode()


def test_the_eleventh_failure_is_answered_by_the_page_for_that(user: User) -> None:
    assert {attempt().status_code for _ in range(10)} == {200}
    answer = attempt(PASSWORD)
    assert (answer.status_code, answer["Retry-After"]) == (429, "300")
    assert "잠시 뒤에 다시 시도해 주십시오" in answer.content.decode()


def test_failures_lock_neither_a_neighbour_nor_the_person_elsewhere(user: User) -> None:
    create_account(email="neighbour@centre.example", name="이웃", password=PASSWORD)
    for _ in range(11):
        attempt()
    assert attempt(PASSWORD, email="neighbour@centre.example").status_code == 302
    assert attempt(PASSWORD, address="5.6.7.8").status_code == 302


def test_one_address_cannot_try_every_account(user: User) -> None:
    for number in range(100):
        attempt(email=f"{number}@centre.example")
    assert attempt(email="one-more@centre.example").status_code == 429


@pytest.mark.parametrize("path", ["email/", "confirm-email/", "login/code/confirm/", "2fa/webauthn/", ""])
def test_pages_that_the_product_does_not_use_are_not_there(user: User, path: str) -> None:
    client = Client()
    client.force_login(user)
    for answer in (client.get(f"/accounts/{path}"), client.post(f"/accounts/{path}", {"email": "x@y.kr"})):
        assert answer.status_code == 404
    user.refresh_from_db()
    assert user.email == "kang@centre.example"


def test_a_forgotten_password_goes_through_the_outbox_and_strangers_get_nothing(user: User) -> None:
    asked = [
        Client().post("/accounts/password/reset/", {"email": email})
        for email in (user.email, "nobody@centre.example")
    ]
    assert asked[0]["Location"] == asked[1]["Location"] == "/accounts/password/reset/done/"
    send_due_messages()
    assert [message.to for message in mail.outbox] == [[user.email]]
    assert "1시간 동안" in OutboxMessage.objects.get().body


def test_a_password_that_is_too_short_or_too_common_is_told_in_our_words(user: User) -> None:
    client = Client()
    client.force_login(user)
    data = {"oldpassword": PASSWORD, "password1": "1234", "password2": "1234"}
    page = client.post("/accounts/password/change/", data).content.decode()
    assert "비밀번호가 짧습니다. 10자 이상으로 정해 주십시오." in page
    assert "너무 흔한 비밀번호입니다." in page


def test_the_demo_names_its_roles_in_the_language_of_the_page(settings) -> None:
    settings.DEMO_SIGN_INS = [{"role": one.role, "email": one.email, "password": "x"} for one in SIGN_INS]
    assert "센터장" in Client().get(LOGIN).content.decode()
    page = Client().get(LOGIN, headers={"accept-language": "en"}).content.decode()
    assert "Centre lead" in page
    assert "센터장" not in page


def test_a_new_password_is_told_once(user: User) -> None:
    client = Client()
    client.force_login(user)
    data = {"oldpassword": PASSWORD, "password1": "무지개-우산-2077", "password2": "무지개-우산-2077"}
    page = client.post("/accounts/password/change/", data, follow=True).content.decode()
    assert page.count("비밀번호를 바꾸었습니다.") == 1
