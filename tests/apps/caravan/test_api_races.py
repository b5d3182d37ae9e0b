"""The same call sent at the same moment is done once, on either database."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from deungdae.apps.accounts.models import ApiCall
from deungdae.apps.accounts.services import create_account, grant_role, issue_token
from deungdae.apps.caravan.models import MatchingDay
from tests.apps.caravan.test_api import NEW_DAY
from tests.apps.caravan.test_views_days import typed
from tests.support.factors import with_factor

pytestmark = pytest.mark.django_db(transaction=True)
CALLERS = 6


def test_one_key_from_many_callers_at_once_makes_one_day() -> None:
    user = create_account(email="staff@example.com", name="직원", password=None)
    grant_role(user=user, role="centre_staff")
    _token, secret = issue_token(user=with_factor(user), name="시험")
    headers = {"authorization": f"Bearer {secret}", "idempotency-key": str(uuid4())}
    start = Barrier(CALLERS)

    def call(_caller: int) -> tuple[int, str]:
        start.wait()
        try:
            answer = Client().post("/api/v1/days", NEW_DAY, content_type="application/json", headers=headers)
            return answer.status_code, answer.json()["id"]
        finally:
            connection.close()

    with ThreadPoolExecutor(CALLERS) as callers:
        answers = set(callers.map(call, range(CALLERS)))
    assert [status for status, _day in answers] == [201]
    assert MatchingDay.objects.count() == ApiCall.objects.count() == 1


def test_one_form_sent_many_times_at_once_makes_one_day() -> None:
    user = create_account(email="staff@example.com", name="직원", password=None)
    grant_role(user=user, role="centre_staff")
    clients = [Client() for _ in range(CALLERS)]
    for client in clients:
        client.force_login(user)
    form, start = typed(), Barrier(CALLERS)

    def send(client: Client) -> str:
        start.wait()
        try:
            return client.post(reverse("caravan:day_create"), form)["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(CALLERS) as callers:
        assert len(set(callers.map(send, clients))) == 1
    assert MatchingDay.objects.count() == 1
