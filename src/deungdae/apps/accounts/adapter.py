"""How people come in: with our words and our mails; and how often they may try."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.invitations import post_password_reset
from deungdae.apps.accounts.models import User
from deungdae.apps.core.errors import too_many_requests


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

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Too many failed attempts are answered by the page for that, before the password is looked at."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            raise ImmediateHttpResponse(too_many_requests(request)) from error

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Attempts are counted by account and address together, so that nobody locks somebody else out."""
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{self.get_client_ip(request)}"
