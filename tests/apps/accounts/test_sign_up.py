"""Signing up: the address is confirmed by mail, and nobody learns whether it has an account."""

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client

from deungdae.apps.accounts import links
from deungdae.apps.accounts.links import password_link
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account
from deungdae.apps.accounts.sign_up import sign_up
from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.organisations.models import Consent
from deungdae.apps.organisations.services.consents import load_consent_texts

pytestmark = pytest.mark.django_db
SIGN_UP, PASSWORD = "/accounts/signup/", "무지개-우산-2077"
KNOWN = "kang@company.example"


AGREED = {"agrees": "on", "version": "1"}


@pytest.fixture(autouse=True)
def _texts() -> None:
    load_consent_texts()


def asked(email: str, name: str = "강이준"):  # type: ignore[no-untyped-def]
    return Client().post(SIGN_UP, {"email": email, "name": name, **AGREED}, follow=True)


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
    sign_up(email=KNOWN, name="강이준", version=1)
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
        Client().post(SIGN_UP, {"email": f"{number}@x.example", "name": "가", **AGREED}).status_code
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
    answer = Client().post(SIGN_UP, {"email": email, "name": name, **AGREED})
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_the_consent_is_recorded_with_the_account_in_the_version_that_was_shown() -> None:
    page = Client().get(SIGN_UP).text
    assert "개인정보 수집·이용" in page
    assert "문안 1판" in page
    asked("new@x.example")
    consent = Consent.objects.get(person__email="new@x.example")
    assert (consent.purpose_id, consent.text.version, consent.given_by) == ("account", 1, consent.person)


def test_without_the_consent_or_with_an_older_text_there_is_no_account() -> None:
    facts = {"email": "new@x.example", "name": "가"}
    without = Client().post(SIGN_UP, {**facts, "version": "1"})
    assert "동의하셔야 계정을" in without.text
    older = Client().post(SIGN_UP, {**facts, "agrees": "on", "version": "0"})
    assert "문안이 바뀌었습니다" in older.text
    assert (without.status_code, older.status_code, User.objects.count()) == (422, 422, 0)


def test_nobody_signs_up_while_there_is_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2020, 1, 1))
    answer = Client().get(SIGN_UP)
    assert answer.status_code == 503
    assert "아직 없어" in answer.text


def test_who_was_invited_agrees_where_the_password_is_set() -> None:
    user = create_account(email="invited@x.example", name="김하늘", password=None)
    client = Client()
    page = client.get(urlsplit(password_link(user=user)).path)["Location"]
    assert "개인정보 수집·이용" in client.get(page).text
    words = {"password1": PASSWORD, "password2": PASSWORD}
    for sent, told in (
        ({**words, "version": "1"}, "동의하셔야 계정을"),
        ({**words, "version": "0", "agrees": "on"}, "문안이 바뀌었습니다"),
        ({**words, "version": "x", "agrees": "on"}, "문안이 바뀌었습니다"),
    ):
        assert told in client.post(page, sent).text
        assert not Consent.objects.filter(person=user).exists()
    assert client.post(page, {**words, **AGREED}).status_code == 302
    assert Consent.objects.get(person=user).text.version == 1
    assert Client().login(email=user.email, password=PASSWORD)


def test_who_agreed_before_is_not_asked_again_for_a_new_password() -> None:
    asked("known@x.example")
    client = Client()
    page = client.get(link_to("known@x.example"))["Location"]
    assert "개인정보 수집·이용" not in client.get(page).text
