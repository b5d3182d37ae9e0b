"""Links with which a person sets a password, each once: of an invitation for days, of a sign-up for a day, of
a reset for an hour."""

from datetime import timedelta

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.http import base36_to_int

from deungdae.apps.accounts.models import User

RESET_WITHIN = timedelta(hours=1)
SIGN_UP_WITHIN = timedelta(hours=24)
INVITATION_WITHIN = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)


class PasswordLinks(PasswordResetTokenGenerator):
    """Whoever has no password yet was invited or signed up; a forgotten one is set anew within an hour."""

    def check_token(self, user: User | None, token: str | None) -> bool:
        if user is None or not token or not super().check_token(user, token):
            return False
        return self.age_of(token) <= opens_within(user)

    def age_of(self, token: str) -> timedelta:
        made = base36_to_int(token.partition("-")[0])
        return timedelta(seconds=self._num_seconds(self._now()) - made)  # type: ignore[attr-defined]


def opens_within(user: User) -> timedelta:
    """How long a link of this person opens."""
    if not user.is_waiting:
        return RESET_WITHIN
    return INVITATION_WITHIN if user.invited_at is not None else SIGN_UP_WITHIN


def password_link(*, user: User) -> str:
    """The whole address at which this person sets a password, once."""
    parts = {"uidb36": user_pk_to_url_str(user), "key": PasswordLinks().make_token(user)}
    return str(settings.SITE_ADDRESS) + reverse("account_reset_password_from_key", kwargs=parts)
