"""Sessions: 12 hours at most, 3 without use, listed for their owner, and ended at the next request."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from deungdae.apps.accounts.models import SignInSession, User
from deungdae.apps.accounts.services import create_account
from deungdae.apps.accounts.sessions import device_words
from deungdae.apps.core.ids import short

pytestmark = pytest.mark.django_db
PASSWORD, PAGE, LIST = "등대-시험-2021", "/accounts/tokens/", "/accounts/sessions/"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Version/17.0 Safari/604.1"


@pytest.fixture
def user() -> User:
    return create_account(email="seo@company.example", name="서다온", password=PASSWORD)


def signed_in(device: str = CHROME, *, address: str = "1.2.3.4") -> Client:
    client = Client(headers={"user-agent": device}, REMOTE_ADDR=address)
    client.post("/accounts/login/", {"login": "seo@company.example", "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get("/today/").status_code == 200


@pytest.fixture
def later(monkeypatch):  # type: ignore[no-untyped-def]
    """Turn the clock forward."""
    real = timezone.now

    def turn(**time: float) -> None:
        monkeypatch.setattr(timezone, "now", lambda: real() + timedelta(**time))

    return turn


def test_a_session_without_use_is_over_after_three_hours(user: User, later) -> None:
    client = signed_in()
    later(hours=2, minutes=58)
    assert is_in(client)
    later(hours=5, minutes=50)
    assert is_in(client)
    later(hours=8, minutes=51)
    assert not is_in(client)


def test_a_session_in_use_is_over_after_twelve_hours(user: User, later) -> None:
    client = signed_in()
    for hour in range(1, 12):
        later(hours=hour)
        assert is_in(client)
    later(hours=11, minutes=59)
    assert is_in(client)
    later(hours=12, minutes=1)
    assert not is_in(client)


def test_the_key_of_a_session_changes_with_the_sign_in_and_is_worth_nothing_after_signing_out(
    user: User,
) -> None:
    client = Client()
    client.post("/i18n/setlang/", {"language": "en"})
    client.get("/accounts/login/")
    session = client.session
    session["seen"] = "before"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    inside = client.cookies["sessionid"].value
    assert inside != before
    client.post("/accounts/logout/")
    thief = Client()
    thief.cookies["sessionid"] = inside
    assert not is_in(thief)
    assert not SignInSession.objects.filter(user=user).exists()


def test_the_list_shows_device_address_and_which_one_is_this(user: User) -> None:
    signed_in(PHONE, address="5.6.7.8")
    page = signed_in().get(LIST).content.decode()
    for words in ("Chrome, Windows", "Safari, iPhone", "1.2.3.4", "5.6.7.8"):
        assert words in page
    assert page.count("지금 쓰는 기기") == 1


def test_a_session_ended_elsewhere_is_over_at_its_next_request(user: User) -> None:
    here, there, third = signed_in(), signed_in(PHONE), signed_in()
    row = SignInSession.objects.get(device=PHONE)
    here.post(f"{LIST}{short(row.public_id)}/end/")
    assert not is_in(there)
    assert is_in(third)
    here.post(f"{LIST}end-others/")
    assert not is_in(third)
    assert is_in(here)


def test_nobody_ends_the_session_of_another(user: User) -> None:
    victim = signed_in()
    other = Client()
    other.force_login(create_account(email="b@x.example", name="딴사람", password=None))
    address = f"{LIST}{short(SignInSession.objects.get(user=user).public_id)}/end/"
    assert other.post(address).status_code == 404
    assert is_in(victim)


def test_a_new_password_and_a_locked_account_end_the_sessions(user: User) -> None:
    here, there = signed_in(), signed_in(PHONE)
    new = "무지개-우산-2077"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    here.post("/accounts/password/change/", data)
    assert (is_in(here), is_in(there)) == (True, False)
    assert SignInSession.objects.filter(user=user).count() == 1
    User.objects.update(is_active=False)
    assert not is_in(here)


@pytest.mark.parametrize(("device", "words"), [(CHROME, "Chrome, Windows"), ("curl/8", ""), ("", "")])
def test_a_device_is_called_by_what_people_know(device: str, words: str) -> None:
    assert device_words(device) == words


def test_using_a_page_writes_no_more_than_once_a_minute(user: User, later) -> None:
    client = signed_in()
    client.get("/accounts/password/change/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/accounts/password/change/")
    assert [one["sql"] for one in queries if not one["sql"].startswith("SELECT")] == []
    later(seconds=61)
    seen = SignInSession.objects.get().seen_at
    client.get("/accounts/password/change/")
    assert SignInSession.objects.get().seen_at > seen


@pytest.mark.parametrize(("mode", "is_taken_away"), [("navigate", True), ("cors", False), ("no-cors", False)])
def test_a_late_call_with_an_ended_session_takes_no_new_cookie_away(
    user: User, mode: str, is_taken_away: bool
) -> None:
    client = signed_in()
    SignInSession.objects.all().delete()
    SessionStore = import_module(settings.SESSION_ENGINE).SessionStore  # noqa: N806
    SessionStore(client.cookies[settings.SESSION_COOKIE_NAME].value).delete()
    answer = client.get("/", headers={"Sec-Fetch-Mode": mode})
    assert (settings.SESSION_COOKIE_NAME in answer.cookies) is is_taken_away
    assert user.is_active
