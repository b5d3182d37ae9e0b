"""What the worker clears away: sessions that are over, sign-ups that nobody confirmed."""

from datetime import timedelta

import pytest
from django.test import Client

from deungdae.apps.accounts import chores
from deungdae.apps.accounts.models import SignInSession, User
from deungdae.apps.accounts.services import create_account
from deungdae.apps.accounts.sign_up import sign_up
from deungdae.apps.core import clock
from deungdae.apps.core.jobs.worker import CHORES

pytestmark = pytest.mark.django_db


def test_the_worker_knows_them() -> None:
    assert {chores.clear_sessions, chores.clear_sign_ups} <= set(CHORES)


def test_sessions_that_are_over_are_cleared_so_many_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    user = create_account(email="kang@company.example", name="강이준", password=None)
    for _each in range(4):
        Client().force_login(user)
    kept = SignInSession.objects.latest("expire_date").pk
    SignInSession.objects.exclude(pk=kept).update(expire_date=clock.now() - timedelta(seconds=1))
    monkeypatch.setattr(chores, "AT_ONCE", 2)
    assert [chores.clear_sessions() for _each in range(3)] == [2, 1, 0]
    assert SignInSession.objects.get().pk == kept


def test_an_address_that_nobody_confirmed_is_forgotten_after_a_week(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("old", "older", "oldest", "invited", "fresh")
    for name in names:
        sign_up(email=f"{name}@x.example", name="가")
    User.objects.exclude(email="fresh@x.example").update(signed_up_at=clock.now() - timedelta(days=8))
    User.objects.filter(email="invited@x.example").update(invited_at=clock.now())
    monkeypatch.setattr(chores, "AT_ONCE", 2)
    assert [chores.clear_sign_ups() for _each in range(3)] == [2, 1, 0]
    assert set(User.objects.values_list("email", flat=True)) == {"invited@x.example", "fresh@x.example"}
