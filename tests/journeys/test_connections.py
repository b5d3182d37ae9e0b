"""A company's program: a key made in the browser, the API called, a webhook heard, the key revoked."""

import json
import socket
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect
from standardwebhooks import Webhook as Receiver

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account
from deungdae.apps.connections.services.delivering import deliver_due
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Membership, Organisation
from tests.support.academy import an_open_cohort, enrolled
from tests.support.browser import PASSWORD, PHONE, Visit, Visitor
from tests.support.gap import load_places
from tests.support.hooks import HERE, NAME, a_hook_server, authority

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


def answer_of(live_server, path: str, secret: str) -> tuple[int, dict]:
    """What a program gets that is no browser."""
    headers = {"Authorization": f"Bearer {secret}"}
    request = urllib.request.Request(f"{live_server.url}/api/v1{path}", headers=headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def secret_on(visitor: Visitor) -> str:
    shown = visitor.page.locator("code.secret")
    expect(shown).to_be_visible()
    return shown.inner_text()


@pytest.fixture
def _hooks_lead_here(settings, monkeypatch, tmp_path: Path) -> None:
    """Only the name of the made-up server leads to this computer; everything else as ever."""
    real = socket.getaddrinfo
    settings.OUTGOING_INSIDE = [f"{HERE}/32"]
    settings.OUTGOING_AUTHORITIES = authority(tmp_path)
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda name, *rest, **named: real(HERE if name == NAME else name, *rest, **named),
    )


def make_a_key(one: Visitor) -> str:
    """Of one scope; its secret."""
    one.open("/connections/")
    one.reads("아직 API 키가 없습니다")
    one.is_accessible()
    one.follow("API 키 만들기")
    one.page.get_by_label("이름").fill("인사 시스템")
    one.page.get_by_label("교육 신청과 수료 읽기").check()
    one.is_accessible()
    one.press("API 키 만들기")
    one.reads("지금 한 번만 보입니다")
    one.is_accessible()
    return secret_on(one)


def register(one: Visitor, address: str) -> str:
    """After an inside address was refused; the secret that signs."""
    one.open("/connections/webhooks/new/")
    one.page.get_by_label("받을 주소").fill("https://10.0.0.7/in")
    one.page.get_by_label("교육 자리가 확정됨").check()
    one.press("웹훅 등록")
    one.reads("안쪽 네트워크의 주소")
    one.is_accessible()
    one.page.get_by_label("받을 주소").fill(address)
    one.press("웹훅 등록")
    return secret_on(one)


def revoke(again: Visitor) -> None:
    again.open("/connections/")
    again.follow("인사 시스템")
    again.reads("하루에 20,000번")
    again.is_accessible()
    again.follow("폐기")
    again.press("키 폐기")
    again.reads("키 ‘인사 시스템’을 폐기했습니다.")


def an_owner(company: Organisation) -> User:
    owner = create_account(email="owner@near.example", name="하나", password=PASSWORD)
    Membership.objects.create(
        user=owner, organisation=company, role=Membership.Role.OWNER, starts_on=clock.today()
    )
    return owner


@pytest.mark.usefixtures("_hooks_lead_here")
def test_an_owner_lets_a_program_in_hears_of_a_seat_and_shuts_the_door(
    visit: Visit, live_server, tmp_path: Path
) -> None:
    load_places()
    company = Organisation.objects.create(name="한빛정밀")
    owner = an_owner(company)
    with visit() as one, a_hook_server(tmp_path) as (hook, address):
        one.sign_in(owner)
        key = make_a_key(one)
        assert answer_of(live_server, "/own/learners", key) == (200, {"items": [], "next": None})
        status, problem = answer_of(live_server, "/own/diagnoses", key)
        assert (status, "diagnosis" in problem["message"]) == (403, True)
        signing = register(one, address)
        one.follow("다 적었습니다")
        one.press("시험 전송")
        one.reads("시험 전송을 보낼 차례에 넣었습니다.")
        enrolled(an_open_cohort(3), 1, organisation=company)
        assert deliver_due() == 2
        bodies = [Receiver(signing).verify(got.body, got.headers)["type"] for got in hook.received]
        assert bodies == ["webhook.test", "enrolment.seated"]
        one.page.reload()
        one.is_accessible()
        one.follow("교육 자리가 확정됨")
        one.reads("204")
        one.is_accessible()
        _status, learners = answer_of(live_server, "/own/learners", key)
        assert [row["state"] for row in learners["items"]] == ["seated"]
    with visit(size=PHONE) as again:
        again.sign_in(owner)
        again.open("/connections/guide/")
        again.reads("OpenAPI 3.1")
        again.is_accessible()
        revoke(again)
    assert answer_of(live_server, "/own/learners", key)[0] == 401
