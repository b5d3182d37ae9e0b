"""Pages of keys and webhooks: a secret once, what went wrong in words, everything of the own place alone."""

import re
import socket
from datetime import timedelta

import pytest
from django.test import Client

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import grant_role
from deungdae.apps.connections.models import ApiKey, Webhook, WebhookDelivery
from deungdae.apps.connections.services.delivering import deliver_due
from deungdae.apps.connections.services.keys import key_of
from deungdae.apps.core import clock
from deungdae.apps.core.ids import new_public_id
from deungdae.apps.organisations.models import Organisation
from tests.support.centre import person
from tests.support.connections import Program, a_delivery, a_key, a_webhook
from tests.support.factors import with_factor
from tests.support.hooks import leading

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
SECRET = re.compile(r'<code class="mono secret">([^<]+)</code>')


@pytest.fixture
def owner() -> User:
    return person("owner", organisation=Organisation.objects.create(name="한빛정밀"))


@pytest.fixture
def browser(owner: User) -> Client:
    return signed_in(owner)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(answer) -> str:
    return answer.content.decode()


def asked(**more: object) -> dict[str, object]:
    return {
        "key": str(new_public_id()),
        "name": "인사 시스템",
        "scopes": ["learning"],
        "days": 90,
        **more,
    }


class TestKeyPages:
    def test_the_secret_is_shown_once_and_opens_the_api(self, browser: Client) -> None:
        form = asked()
        answer = browser.post("/connections/keys/new/", form)
        [secret] = SECRET.findall(text_of(answer))
        assert "no-store" in answer["Cache-Control"]
        assert Program(secret).get("/own/learners").status_code == 200
        again = browser.post("/connections/keys/new/", form)
        assert SECRET.findall(text_of(again)) == []
        assert "이미 처리한 신청입니다" in text_of(again)
        assert ApiKey.objects.count() == 1

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"name": " "}, "이름"),
            ({"scopes": []}, "하나 이상 골라 주십시오"),
            ({"scopes": ["all"]}, "all"),
            ({"days": 4000}, "4000"),
        ],
    )
    def test_wrong_facts_are_told_and_nothing_is_made(
        self, browser: Client, wrong: dict[str, object], words: str
    ) -> None:
        answer = browser.post("/connections/keys/new/", asked(**wrong))
        assert answer.status_code == 422
        assert words in text_of(answer)
        assert not ApiKey.objects.exists()

    def test_the_list_shows_use_and_state(self, browser: Client, owner: User) -> None:
        key, secret = a_key(owner, "public", name="재고 시스템")
        Program(secret).get("/public/notices")
        page = text_of(browser.get("/connections/"))
        assert f"{key.prefix}…" in page
        assert "1 / 20,000" in page
        assert secret not in page
        detail = text_of(browser.get(f"/connections/keys/{key.short_id}/"))
        assert "공개 자료 읽기" in detail

    def test_a_replaced_key_says_so(self, browser: Client, owner: User) -> None:
        key, old = a_key(owner)
        answer = browser.post(f"/connections/keys/{key.short_id}/rotate/", {"overlap_days": 1})
        [secret] = SECRET.findall(text_of(answer))
        assert key_of(old) is not None
        assert key_of(secret) is not None
        assert "새 키로 바꾸는 중" in text_of(browser.get("/connections/"))
        twice = browser.post(f"/connections/keys/{key.short_id}/rotate/", {"overlap_days": 1})
        assert "이미 새 키로 바꾼 키" in text_of(twice)

    def test_a_revoked_key_opens_nothing(self, browser: Client, owner: User) -> None:
        key, secret = a_key(owner)
        browser.post(f"/connections/keys/{key.short_id}/revoke/", {"sure": 1})
        assert Program(secret).get("/own/company").status_code == 401
        assert "폐기" in text_of(browser.get(f"/connections/keys/{key.short_id}/"))

    def test_whoever_signed_in_long_ago_shows_first_who_it_is(self, browser: Client) -> None:
        with clock.turned_to(clock.now() + timedelta(minutes=1)):
            session = browser.session
            session["account_authentication_methods"] = [
                {**one, "at": one["at"] - 3600} for one in session["account_authentication_methods"]
            ]
            session.save()
            answer = browser.post("/connections/keys/new/", asked())
        assert (answer.status_code, "reauthenticate" in answer["Location"]) == (302, True)
        assert not ApiKey.objects.exists()

    def test_staff_see_all_revoke_any_and_replace_none_but_the_centres(self, owner: User) -> None:
        key, secret = a_key(owner)
        webhook, _secret = a_webhook(owner)
        staff = person("staff")
        grant_role(user=staff, role="centre_staff")
        client = signed_in(with_factor(staff))
        assert "한빛정밀" in text_of(client.get("/connections/"))
        refused = client.post(f"/connections/keys/{key.short_id}/rotate/", {"overlap_days": 0})
        assert "지금 쓰는 역할의 것이 아닙니다" in text_of(refused)
        refused = client.post(f"/connections/webhooks/{webhook.short_id}/secret/")
        assert SECRET.findall(text_of(refused)) == []
        client.post(f"/connections/keys/{key.short_id}/revoke/", {"sure": 1})
        assert key_of(secret) is None


class TestWebhookPages:
    def test_a_webhook_is_registered_with_its_secret(self, browser: Client, monkeypatch) -> None:
        monkeypatch.setattr(socket, "getaddrinfo", leading(lambda: ["93.184.215.14"]))
        form = {
            "key": str(new_public_id()),
            "address": " https://hooks.example.com/in ",
            "events": ["notice.published"],
        }
        answer = browser.post("/connections/webhooks/new/", form)
        [secret] = SECRET.findall(text_of(answer))
        assert secret.startswith("whsec_")
        assert Webhook.objects.get().address == "https://hooks.example.com/in"

    def test_an_inside_address_is_refused_in_words(self, browser: Client) -> None:
        form = {
            "key": str(new_public_id()),
            "address": "https://169.254.169.254/",
            "events": ["case.recorded"],
        }
        answer = browser.post("/connections/webhooks/new/", form)
        assert answer.status_code == 422
        assert "169.254.169.254" in text_of(answer)

    def test_the_log_shows_answers_and_what_was_said(self, browser: Client, owner: User, monkeypatch) -> None:
        monkeypatch.setattr(socket, "getaddrinfo", leading(lambda: ["10.0.0.9"]))
        webhook, _secret = a_webhook(owner)
        path = f"/connections/webhooks/{webhook.short_id}/"
        browser.post(f"{path}test/")
        deliver_due()
        assert "안쪽 네트워크의 주소라 보내지 않음" in text_of(browser.get(path))
        delivery = WebhookDelivery.objects.get()
        detail = text_of(browser.get(f"{path}deliveries/{delivery.short_id}/"))
        assert delivery.short_id in detail
        assert "webhook.test" in detail

    def test_switched_off_it_can_be_switched_on_and_sent_again(self, browser: Client, owner: User) -> None:
        webhook, _secret = a_webhook(owner)
        delivery = a_delivery(webhook)
        path = f"/connections/webhooks/{webhook.short_id}/"
        browser.post(f"{path}switch/", {"sure": 1})
        assert WebhookDelivery.objects.get().state == "failed"
        told = browser.post(f"{path}test/", follow=True)
        assert "멈춘 웹훅입니다" in text_of(told)
        browser.post(f"{path}switch/", {"sure": 1})
        answer = browser.post(f"{path}deliveries/{delivery.short_id}/resend/", {"attempts": "0"}, follow=True)
        assert "다시 보낼 차례에 넣었습니다." in text_of(answer)
        for wrong in ("0", "x", "", "9" * 40):
            answer = browser.post(
                f"{path}deliveries/{delivery.short_id}/resend/", {"attempts": wrong}, follow=True
            )
            assert "그사이 다시 보냈거나" in text_of(answer)

    def test_it_is_changed_and_deleted(self, browser: Client, owner: User, monkeypatch) -> None:
        monkeypatch.setattr(socket, "getaddrinfo", leading(lambda: ["93.184.215.14"]))
        webhook, _secret = a_webhook(owner)
        path = f"/connections/webhooks/{webhook.short_id}/"
        form = {"key": str(new_public_id()), "address": "https://new.example/", "events": ["case.recorded"]}
        browser.post(f"{path}edit/", form)
        webhook.refresh_from_db()
        assert (webhook.address, webhook.events) == ("https://new.example/", ["case.recorded"])
        browser.post(f"{path}delete/", {"sure": 1})
        assert not Webhook.objects.exists()


def test_nobody_sees_what_is_another_companys(owner: User) -> None:
    key, _secret = a_key(owner)
    webhook, _secret = a_webhook(owner)
    other = signed_in(person("other", organisation=Organisation.objects.create(name="다온")))
    for path in (f"keys/{key.short_id}/", f"webhooks/{webhook.short_id}/"):
        assert other.get(f"/connections/{path}").status_code == 404
    assert "인사 시스템" not in text_of(other.get("/connections/"))
