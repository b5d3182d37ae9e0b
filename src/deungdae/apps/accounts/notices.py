"""Mails that tell a person what changed about the ways in, so that a stranger's act is noticed."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.outbox.services import post_message
from deungdae.engine.kernel.korean import sentence


class Notice(models.TextChoices):
    """What happened, as the mail says it. {what} is a kind of factor, or the name of another house."""

    FACTOR_ADDED = "factor_added", _("2단계 인증 수단 ‘{what}’(을/를) 더했습니다.")
    FACTOR_REMOVED = "factor_removed", _("2단계 인증 수단 ‘{what}’(을/를) 지웠습니다.")
    FACTORS_RESET = "factors_reset", _("2단계 인증을 모두 지웠습니다. 다음에 로그인하면 새로 정하게 됩니다.")
    CODES_MADE = "codes_made", _("복구 코드를 새로 만들었습니다. 앞서 적어 둔 코드는 쓸 수 없습니다.")
    CODES_USED_UP = "codes_used_up", _("복구 코드를 모두 썼습니다. 로그인해서 새로 만들어 주십시오.")
    CONNECTED = "connected", _("{what} 계정을 연결했습니다.")
    DISCONNECTED = "disconnected", _("{what} 계정과의 연결을 끊었습니다.")


OF_FACTORS: dict[str, tuple[Notice, str | Promise]] = {
    "mfa/email/totp_activated": (Notice.FACTOR_ADDED, _("인증 앱")),
    "mfa/email/totp_deactivated": (Notice.FACTOR_REMOVED, _("인증 앱")),
    "mfa/email/webauthn_added": (Notice.FACTOR_ADDED, _("패스키")),
    "mfa/email/webauthn_removed": (Notice.FACTOR_REMOVED, _("패스키")),
    "mfa/email/recovery_codes_generated": (Notice.CODES_MADE, ""),
}
"""What allauth wants to tell the person → how we tell it."""


def post_notice(*, user: User, notice: Notice, what: str | Promise = "", reason: str = "") -> None:
    """Into the outbox, in the house's language; inside the transaction of the act."""
    now = clock.now()
    with translation.override(settings.LANGUAGE_CODE):
        post_message(
            recipient=user.email,
            occasion=f"notice:{notice}:{user.short_id}:{now:%Y%m%d%H%M%S%f}",
            template="accounts/mail/notice",
            context={
                "user": user,
                "happened": sentence(str(notice.label), {"what": str(what)}),
                "at": now,
                "reason": reason,
                "reset": str(settings.SITE_ADDRESS) + reverse("account_reset_password"),
            },
            about=user.short_id,
        )
