"""Links with which a person sets a password: of an invitation for days, of a reset for an hour, each once."""

from datetime import timedelta

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.http import base36_to_int

from deungdae.apps.accounts.models import User

RESET_WITHIN = timedelta(hours=1)
INVITATION_WITHIN = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)


class PasswordLinks(PasswordResetTokenGenerator):
    """Whoever has no password yet was invited and has days; a forgotten one is set anew within an hour."""

    def check_token(self, user: User | None, token: str | None) -> bool:
        if user is None or not token or not super().check_token(user, token):
            return False
        return not user.has_usable_password() or self.age_of(token) <= RESET_WITHIN

    def age_of(self, token: str) -> timedelta:
        made = base36_to_int(token.partition("-")[0])
        return timedelta(seconds=self._num_seconds(self._now()) - made)  # type: ignore[attr-defined]


def password_link(*, user: User) -> str:
    """The whole address at which this person sets a password, once."""
    parts = {"uidb36": user_pk_to_url_str(user), "key": PasswordLinks().make_token(user)}
    return str(settings.SITE_ADDRESS) + reverse("account_reset_password_from_key", kwargs=parts)
