"""Too much at once is answered by 429, and the real owner of an account is never locked out for ever."""

import pytest
from django.test import Client

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
LOGIN, PASSWORD = "/accounts/login/", "등대-시험-2021"


@pytest.fixture
def user() -> User:
    return create_account(email="seo@company.example", name="서다온", password=PASSWORD)


def attempt(client: Client, password: str, address: str):  # type: ignore[no-untyped-def]
    data = {"login": "seo@company.example", "password": password}
    return client.post(LOGIN, data, REMOTE_ADDR=address)


def test_guesses_from_everywhere_are_stopped_and_the_known_device_still_gets_in(user: User) -> None:
    owner = Client()
    attempt(owner, PASSWORD, "9.9.9.9")
    owner.post("/accounts/logout/")
    for number in range(99):
        assert attempt(Client(), "틀린-비밀번호", f"1.2.3.{number}").status_code == 200
    answer = attempt(Client(), PASSWORD, "1.2.4.1")
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    assert attempt(owner, PASSWORD, "9.9.9.9").status_code == 302


def test_the_mark_of_one_device_opens_no_other_account(user: User) -> None:
    create_account(email="b@x.example", name="딴사람", password=PASSWORD)
    attacker = Client()
    attacker.post(LOGIN, {"login": "b@x.example", "password": PASSWORD})
    attacker.post("/accounts/logout/")
    for number in range(100):
        attempt(attacker, "틀린-비밀번호", f"1.2.3.{number}")
    assert attempt(attacker, PASSWORD, "1.2.4.1").status_code == 429


def test_too_many_pages_of_one_account_have_to_wait(user: User, settings) -> None:
    settings.REQUESTS_PER_MINUTE = {"account": 5, "address": 1_000}
    client, neighbour = Client(), Client()
    client.force_login(user)
    neighbour.force_login(create_account(email="b@x.example", name="딴사람", password=None))
    statuses = [client.get("/today/").status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]
    answer = client.get("/today/")
    assert 0 < int(answer["Retry-After"]) <= 60
    assert "1분쯤 뒤에" in answer.content.decode()
    assert neighbour.get("/today/").status_code == 200


def test_too_many_pages_from_one_address_have_to_wait(settings) -> None:
    settings.REQUESTS_PER_MINUTE = {"account": 1_000, "address": 3}
    statuses = [Client().get("/", REMOTE_ADDR="1.2.3.4").status_code for _ in range(4)]
    assert statuses == [200] * 3 + [429]
    assert Client().get("/", REMOTE_ADDR="5.6.7.8").status_code == 200
    call = Client().get("/api/v1/public/notices", REMOTE_ADDR="1.2.3.4")
    assert (call.status_code, call["Content-Type"]) == (429, "application/problem+json")
    assert call.json()["code"] == "too_many_calls"
    assert 0 < int(call["Retry-After"]) <= 60
