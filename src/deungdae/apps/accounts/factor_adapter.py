"""Second factors in our words, with their secrets encrypted."""

import base64
import hashlib
import re

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.accounts.factors import factors_of, needs_second_factor
from deungdae.apps.core.context import centre_name


class HouseFactors(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": gettext_lazy(
            "맡은 역할에는 2단계 인증이 있어야 합니다. 다른 수단을 먼저 더한 뒤 지워 주십시오."
        ),
        "cannot_generate_recovery_codes": gettext_lazy("인증 앱이나 패스키를 먼저 더해 주십시오."),
        "incorrect_code": gettext_lazy("코드가 맞지 않거나 이미 쓴 코드입니다. 새 코드를 적어 주십시오."),
    }

    def get_totp_issuer(self) -> str:
        return centre_name()

    def _get_site_name(self) -> str:
        return centre_name()

    def build_totp_svg(self, url: str) -> SafeString:
        """As a part of the page: no declaration of a file, and a name for those who do not see it."""
        drawing = re.sub(r"^<\?xml[^>]*\?>\s*", "", super().build_totp_svg(url))
        label = _("인증 앱으로 찍는 QR 코드")
        named = drawing.replace("<svg ", f'<svg class="qr-code" role="img" aria-label="{label}" ', 1)
        return mark_safe(named)  # noqa: S308  # nosec B308 B703 - drawn by us

    def generate_authenticator_name(self, user: object, type: object) -> str:  # noqa: A002 - allauth's
        return _("내 패스키")

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last factor of a person whose role asks for one stays."""
        user = authenticator.user
        others = factors_of(user=user).exclude(pk=authenticator.pk)
        return not needs_second_factor(user=user) or others.exists()

    def encrypt(self, text: str) -> str:
        return locks().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return locks().decrypt(encrypted_text.encode()).decode()


def locks() -> MultiFernet:
    """Keys made of the installation's own; one that was replaced still opens what it closed."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(key_of(secret)) for secret in secrets])


def key_of(secret: str | bytes) -> bytes:
    digest = hashlib.sha256(b"deungdae second factors\0" + force_bytes(secret)).digest()
    return base64.urlsafe_b64encode(digest)
