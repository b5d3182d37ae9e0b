"""Quotas: counted by one statement, exact when many call at once, told in every answer."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache

from deungdae.apps.connections.models import ApiKey, KeyUsage
from deungdae.apps.connections.services.quotas import count_call
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Organisation
from tests.support.at_once import at_once
from tests.support.centre import person
from tests.support.connections import Program, a_key

SEOUL = ZoneInfo("Asia/Seoul")
NOON = datetime(2030, 5, 6, 12, 0, 30, tzinfo=SEOUL)


def a_company_key(*scopes: str) -> tuple[ApiKey, str]:
    """Made a day before the noon of these stories."""
    with clock.turned_to(NOON - timedelta(days=1)):
        return a_key(person("owner", organisation=Organisation.objects.create(name="한빛정밀")), *scopes)


@pytest.fixture
def _little(settings) -> Iterator[None]:
    settings.API_CALLS = {"minute": 3, "day": 5}
    settings.API_CALLS_WITHOUT_A_KEY = {"minute": 2, "day": 3}
    cache.clear()
    yield
    cache.clear()


@pytest.mark.django_db
@pytest.mark.usefixtures("_little")
class TestWindows:
    def test_a_minute_is_full_and_the_next_one_empty(self) -> None:
        key, _secret = a_company_key()
        with clock.turned_to(NOON):
            told = [count_call(key) for _call in range(4)]
        assert [one.windows[0].left for one in told] == [2, 1, 0, 0]
        assert [one.wait for one in told] == [0, 0, 0, 30]
        with clock.turned_to(NOON + timedelta(minutes=1)):
            assert count_call(key).windows[0].left == 2

    def test_a_day_is_full_until_midnight_in_seoul(self) -> None:
        key, _secret = a_company_key()
        for minute in range(5):
            with clock.turned_to(NOON + timedelta(minutes=minute)):
                assert count_call(key).wait == 0
        with clock.turned_to(NOON + timedelta(minutes=9)):
            assert count_call(key).wait == 11 * 3600 + 50 * 60 + 30
        with clock.turned_to(NOON + timedelta(hours=12)):
            assert count_call(key).windows[1].left == 4

    def test_what_is_refused_is_not_counted(self) -> None:
        key, _secret = a_company_key()
        with clock.turned_to(NOON):
            for _call in range(9):
                count_call(key)
        assert KeyUsage.objects.get().calls == 3

    def test_every_answer_tells_what_is_left_and_the_last_one_how_long_to_wait(self) -> None:
        _key, secret = a_company_key("public")
        program = Program(secret)
        with clock.turned_to(NOON):
            answers = [program.get("/public/notices") for _call in range(4)]
        assert [one.status_code for one in answers] == [200, 200, 200, 429]
        assert answers[0]["RateLimit-Policy"] == '"minute";q=3;w=60, "day";q=5;w=86400'
        assert answers[0]["RateLimit"].startswith('"minute";r=2;t=30, "day";r=4;t=')
        assert answers[3]["Retry-After"] == "30"
        assert answers[3].json()["message"] == "요청 한도(3번)를 다 썼습니다. 30초 뒤에 다시 보내 주십시오."

    def test_a_network_address_without_a_key_has_less(self) -> None:
        program = Program()
        answers = [program.get("/public/notices") for _call in range(5)]
        assert [one.status_code for one in answers[:2]] == [200, 200]
        assert answers[4].status_code == 429, "two a minute, three a day, however the minutes fall"
        assert int(answers[4]["Retry-After"]) > 0


@pytest.mark.django_db(transaction=True)
def test_of_many_calls_at_once_exactly_as_many_pass_as_may(settings) -> None:
    settings.API_CALLS = {"minute": 10_000, "day": 12}
    key, _secret = a_company_key()
    with clock.turned_to(NOON):
        count_call(key)

    def call() -> int:
        with clock.turned_to(NOON):
            return count_call(key).wait

    waits = at_once([call] * 24)
    assert sum(wait == 0 for wait in waits) == 11
    assert KeyUsage.objects.get().calls == 12
