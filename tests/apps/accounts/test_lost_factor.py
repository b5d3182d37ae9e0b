"""A lost factor: who may take it away, what the person is told, and what stays written."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client

from deungdae.apps.accounts.factors import has_second_factor
from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.core.models import AuditEntry, OutboxMessage
from tests.support.factors import recovery_code_of, with_factor

pytestmark = pytest.mark.django_db
LOGIN, FACTORS, PASSWORD = "/accounts/login/", "/accounts/2fa/", "등대-시험-2021"
REASON = "전화로 생년월일과 사번을 확인함"


def a_person(email: str, role: str) -> User:
    user = create_account(email=email, name="강이준", password=PASSWORD)
    grant_role(user=user, role=role)
    return with_factor(user)


@pytest.fixture
def clerk() -> User:
    return a_person("kang@centre.example", RoleGrant.Role.CENTRE_STAFF)


@pytest.fixture
def lead() -> User:
    return a_person("lead@centre.example", RoleGrant.Role.CENTRE_LEAD)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def notices_of(user: User) -> list[str]:
    mails = OutboxMessage.objects.filter(recipient=user.email, template="accounts/mail/notice")
    return [mail.body for mail in mails.order_by("id")]


def test_the_lead_takes_lost_factors_away_and_the_person_is_told(lead: User, clerk: User) -> None:
    theirs = signed_in(clerk)
    client, path = signed_in(lead), f"/people/{clerk.short_id}/reset-factor/"
    assert "복구 코드를 모두 지우고" in client.get(path).content.decode()
    assert client.post(path, {"reason": REASON})["Location"] == "/people/"
    assert not Authenticator.objects.filter(user=clerk).exists()
    assert theirs.get("/today/")["Location"].startswith(LOGIN)
    assert REASON in notices_of(clerk)[-1]
    entry = AuditEntry.objects.get(act="factors.reset")
    assert (entry.actor_id, entry.subject_id, entry.reason) == (lead.pk, clerk.short_id, REASON)
    assert client.post(path, {"reason": REASON}).status_code == 422


@pytest.mark.parametrize("reason", ["", "가", "가" * 301])
def test_a_reason_is_needed(lead: User, clerk: User, reason: str) -> None:
    path = f"/people/{clerk.short_id}/reset-factor/"
    assert signed_in(lead).post(path, {"reason": reason}).status_code == 422
    assert has_second_factor(user=clerk)


def test_nobody_takes_the_own_factors_away_and_staff_nobodys(lead: User, clerk: User) -> None:
    answer = signed_in(lead).post(f"/people/{lead.short_id}/reset-factor/", {"reason": REASON})
    assert "다른 센터장에게" in answer.content.decode()
    assert signed_in(clerk).post(f"/people/{lead.short_id}/reset-factor/").status_code == 403
    assert has_second_factor(user=lead)


def test_the_command_takes_them_away_from_the_last_lead(lead: User) -> None:
    said = StringIO()
    call_command("reset_factor", email="LEAD@centre.example", reason=REASON, stdout=said)
    assert "다음에 로그인하면 새로 정합니다" in said.getvalue()
    assert not has_second_factor(user=lead)
    assert AuditEntry.objects.get(act="factors.reset").address == "command line"
    with pytest.raises(CommandError, match="2단계 인증이 없습니다"):
        call_command("reset_factor", email=lead.email, reason=REASON)


@pytest.mark.parametrize(
    ("email", "reason", "words"),
    [
        ("nobody@x.example", REASON, "nobody@x.example: 이 주소의 계정이"),
        ("lead@centre.example", " ", "--reason"),
    ],
)
def test_the_command_says_what_it_cannot_take(lead: User, email: str, reason: str, words: str) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("reset_factor", email=email, reason=reason)
    assert has_second_factor(user=lead)


def test_a_factor_taken_away_and_codes_made_anew_are_told_by_mail(
    django_capture_on_commit_callbacks,
) -> None:
    user = with_factor(create_account(email="seo@company.example", name="서다온", password=PASSWORD))
    client = signed_in(user)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{FACTORS}codes/new/")
    client.post(f"{FACTORS}app/remove/")
    told = notices_of(user)
    assert ["복구 코드를 새로" in told[0], "‘인증 앱’을 지웠습니다" in told[1], len(told)] == [True, True, 2]


def test_the_last_recovery_code_is_told_by_mail(clerk: User) -> None:
    for left in range(10, 0, -1):
        assert notices_of(clerk) == [], f"{left} codes are left"
        client = Client()
        place = client.post(LOGIN, {"login": clerk.email, "password": PASSWORD})["Location"]
        assert client.post(place, {"code": recovery_code_of(clerk)})["Location"] == "/today/"
    assert "복구 코드를 모두 썼습니다" in notices_of(clerk)[0]
