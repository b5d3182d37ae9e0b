"""A clerk's first sign-in: an authenticator app, a passkey, and then the passkey alone."""

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import CDPSession, expect

from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.accounts.services import create_account, grant_role
from tests.support.browser import PASSWORD, PHONE, Visit, Visitor
from tests.support.factors import code_now

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


def with_virtual_key(visitor: Visitor) -> CDPSession:
    """Chromium's own made-up authenticator: answers as a finger on the reader would."""
    session = visitor.page.context.new_cdp_session(visitor.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def by_password(visitor: Visitor, user: User) -> None:
    visitor.open("/accounts/login/")
    visitor.is_accessible()
    visitor.page.get_by_label("이메일").fill(user.email)
    visitor.page.get_by_label("비밀번호").fill(PASSWORD)
    visitor.page.get_by_role("main").get_by_role("button", name="로그인", exact=True).click()


def heading(visitor: Visitor, words: str) -> None:
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(words)
    visitor.is_accessible()


def test_a_clerk_is_led_to_a_second_factor_and_signs_in_with_a_passkey(visit: Visit) -> None:
    clerk = create_account(email="clerk@centre.example", name="박지현", password=PASSWORD)
    grant_role(user=clerk, role=RoleGrant.Role.CENTRE_STAFF)
    with visit(size=PHONE) as visitor:
        messages: list[str] = []
        visitor.page.on("console", lambda message: messages.append(message.text))
        with_virtual_key(visitor)
        by_password(visitor, clerk)
        heading(visitor, "2단계 인증")
        visitor.follow("인증 앱 더하기")
        heading(visitor, "인증 앱 더하기")
        visitor.page.get_by_text("찍을 수 없으면").click()
        visitor.page.get_by_label("인증 앱에 보이는 코드").fill(
            code_now(visitor.page.locator("code.secret").inner_text())
        )
        visitor.press("인증 앱 더하기")
        heading(visitor, "복구 코드")
        visitor.follow("옮겨 적었습니다")
        heading(visitor, "오늘")
        visitor.open("/accounts/2fa/passkeys/add/")
        visitor.page.get_by_label("패스키 이름").fill("사무실 노트북")
        visitor.is_accessible()
        visitor.press("패스키 더하기")
        heading(visitor, "2단계 인증")
        visitor.reads("사무실 노트북")
        visitor.open("/accounts/logout/")
        visitor.press("로그아웃")
        visitor.open("/accounts/login/")
        visitor.press("패스키로 로그인")
        heading(visitor, "오늘")
        assert [text for text in messages if "Content Security Policy" in text] == []
    assert Authenticator.objects.filter(user=clerk, type="webauthn", last_used_at__isnull=False).exists()


def test_a_passkey_confirms_a_password_and_can_be_removed(visit: Visit) -> None:
    member = create_account(email="member@company.example", name="서다온", password=PASSWORD)
    with visit() as visitor:
        with_virtual_key(visitor)
        by_password(visitor, member)
        heading(visitor, "오늘")
        visitor.open("/accounts/2fa/passkeys/add/")
        visitor.press("패스키 더하기")
        heading(visitor, "복구 코드")
        visitor.open("/accounts/logout/")
        visitor.press("로그아웃")
        by_password(visitor, member)
        heading(visitor, "2단계 인증")
        visitor.press("패스키로 확인하기")
        heading(visitor, "오늘")
        visitor.open("/accounts/2fa/")
        visitor.follow("지우기")
        heading(visitor, "패스키 지우기")
        visitor.press("패스키 지우기")
        heading(visitor, "2단계 인증")
    assert not Authenticator.objects.filter(user=member).exists()
