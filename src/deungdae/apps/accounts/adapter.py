"""How people come in: with our words and our mails; and how often they may try."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts import devices
from deungdae.apps.accounts.invitations import post_password_reset
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.notices import OF_FACTORS, post_notice
from deungdae.apps.accounts.sessions import end_sessions
from deungdae.apps.accounts.social.held import held
from deungdae.apps.core.errors import too_many_requests

TOO_MANY = ("too_many_login_attempts", "rate_limited")
WAYS = {
    "reauthenticate": _("비밀번호로 확인하기"),
    "mfa_reauthenticate": _("인증 앱의 코드로 확인하기"),
    "mfa_reauthenticate:webauthn": _("패스키로 확인하기"),
}


class HouseAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("잠긴 계정입니다. 다시 쓰시려면 센터에 문의해 주십시오."),
        "email_password_mismatch": _("이메일이나 비밀번호가 맞지 않습니다. 다시 확인해 주십시오."),
        "enter_current_password": _("현재 비밀번호가 맞지 않습니다."),
        "incorrect_password": _("비밀번호가 맞지 않습니다."),
        "invalid_password_reset": _("쓸 수 없는 링크입니다. 링크를 새로 받아 주십시오."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Not by allauth's form, which asks for a password before the address is known (sign_up.py)."""
        return False

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Through the outbox like every other mail, under the address of the house and not of the request."""
        post_password_reset(user=user)

    def send_notification_mail(self, template_prefix: str, user: User, *args: object, **more: object) -> None:
        """What allauth wants to tell of factors; in our words and through the outbox."""
        if template_prefix in OF_FACTORS:
            notice, what = OF_FACTORS[template_prefix]
            post_notice(user=user, notice=notice, what=what)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Guesses at one account from anywhere are slowed down too; not on a device that it was used on."""
        super().pre_authenticate(request, **credentials)
        email = str(credentials.get("email", "")).lower()
        if not devices.is_known(request, email=email) and not ratelimit.consume(
            request, app="allauth.account", action="login_account", key=email
        ):
            raise ImmediateHttpResponse(too_many_requests(request, wait=3600))

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **more)
        devices.remember(response, user=user)
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Whoever came back from another house meanwhile is asked whether to connect it."""
        waits = held(request) is not None
        return reverse("socialaccount_waiting") if waits else str(super().get_login_redirect_url(request))

    def set_password(self, user: User, password: str) -> None:
        """A new password ends what was opened with the old one, wherever that is."""
        super().set_password(user, password)
        end_sessions(user=user, but=self.request.session.session_key)

    def validation_error(self, code: str, *args: object) -> ValidationError:
        """Too many failed attempts are answered by the page for that, before anything is looked at."""
        if code in TOO_MANY:
            raise ImmediateHttpResponse(too_many_requests(self.request))
        return super().validation_error(code, *args)

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Whoever signed in a moment ago has just shown who it is."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((float(record["at"]) for record in records), default=0.0)
        return time.time() - latest > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        methods = super().get_reauthentication_methods(user)
        return [{**one, "description": WAYS.get(one["id"], one["description"])} for one in methods]

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Attempts are counted by account and address together, so that nobody locks somebody else out."""
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{self.get_client_ip(request)}"
