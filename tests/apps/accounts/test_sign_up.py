"""Signing up: the address is confirmed by mail, and nobody learns whether it has an account."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from deungdae.apps.accounts import links
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account
from deungdae.apps.accounts.sign_up import sign_up
from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage

pytestmark = pytest.mark.django_db
SIGN_UP, PASSWORD = "/accounts/signup/", "무지개-우산-2077"
KNOWN = "kang@company.example"


def asked(email: str, name: str = "강이준"):  # type: ignore[no-untyped-def]
    return Client().post(SIGN_UP, {"email": email, "name": name}, follow=True)


def mail_to(email: str) -> OutboxMessage:
    return OutboxMessage.objects.filter(recipient=email).latest("id")


def link_to(email: str) -> str:
    found = re.search(r"http://[^/]+(/accounts/password/reset/key/\S+)", mail_to(email).body)
    assert found is not None
    return found[1]


def test_a_person_signs_up_confirms_sets_a_password_and_signs_in() -> None:
    asked("New@Company.example")
    client = Client()
    page = client.get(link_to("new@company.example"))
    client.post(page["Location"], {"password1": PASSWORD, "password2": PASSWORD})
    answer = client.post("/accounts/login/", {"login": "new@company.example", "password": PASSWORD})
    assert answer["Location"] == "/today/"
    assert "쓸 수 없는 링크" in Client().get(link_to("new@company.example")).content.decode()


def test_the_answer_is_the_same_whether_the_address_has_an_account_or_not() -> None:
    create_account(email=KNOWN, name="강이준", password=PASSWORD)
    nonces = re.compile(r'"X-CSRFToken": "\w+"|value="\w{64}"')
    known, unknown = (nonces.sub("", asked(email).content.decode()) for email in (KNOWN, "new@x.example"))
    assert known == unknown
    assert "메일을 보냈습니다" in known


def test_the_owner_of_an_account_is_told_and_gets_no_link_that_changes_it() -> None:
    user = create_account(email=KNOWN, name="강이준", password=PASSWORD)
    asked(KNOWN, name="딴사람")
    body = mail_to(KNOWN).body
    assert "이미 계정이 있어" in body
    assert "/password/reset/key/" not in body
    user.refresh_from_db()
    assert (user.name, User.objects.count()) == ("강이준", 1)


def test_the_owner_of_a_locked_account_is_told_so() -> None:
    create_account(email=KNOWN, name="강이준", password=PASSWORD)
    User.objects.update(is_active=False)
    asked(KNOWN)
    assert "잠겨 있습니다" in mail_to(KNOWN).body


def test_the_link_of_a_sign_up_opens_for_a_day_and_that_of_an_invitation_longer(monkeypatch) -> None:
    sign_up(email=KNOWN, name="강이준")
    user, real = User.objects.get(), links.PasswordLinks._now
    key = links.PasswordLinks().make_token(user)

    def opens_after(hours: int) -> bool:
        monkeypatch.setattr(links.PasswordLinks, "_now", lambda self: real(self) + timedelta(hours=hours))
        return links.PasswordLinks().check_token(user, key)

    assert opens_after(23)
    assert not opens_after(25)
    user.invited_at = clock.now()
    assert opens_after(25)


def test_nobody_can_flood_a_mailbox_and_the_page_does_not_tell() -> None:
    pages = {asked("new@x.example").status_code for _ in range(5)}
    assert pages == {200}
    assert OutboxMessage.objects.count() == 3


def test_many_sign_ups_from_one_address_have_to_wait() -> None:
    statuses = [
        Client().post(SIGN_UP, {"email": f"{number}@x.example", "name": "가"}).status_code
        for number in range(21)
    ]
    assert statuses == [302] * 20 + [429]


@pytest.mark.parametrize(
    ("email", "name", "words"),
    [
        ("여기", "가", "이메일 주소로 읽을 수 없습니다"),
        ("a@x.example", "가" * 300, "100자까지"),
        ("", "", "필수 항목"),
    ],
)
def test_the_form_says_what_it_cannot_take(email: str, name: str, words: str) -> None:
    answer = Client().post(SIGN_UP, {"email": email, "name": name})
    assert answer.status_code == 422
    assert words in answer.content.decode()
