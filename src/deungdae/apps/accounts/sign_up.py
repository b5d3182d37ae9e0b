"""Signing up: an account without a password, and a mail whose link shows that the address is the person's.

Nobody sets a password before the mail is read, so nobody waits with one at somebody else's address; and
whoever asks learns the same, whether the address has an account or not.
"""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from deungdae.apps.accounts.invitations import sign_in_address
from deungdae.apps.accounts.links import SIGN_UP_WITHIN, password_link
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account
from deungdae.apps.core import clock
from deungdae.apps.core.outbox.services import post_message

FORGOTTEN_AFTER = timedelta(days=7)
"""How long an address is kept that nobody confirmed."""


@transaction.atomic
def sign_up(*, email: str, name: str, with_mail: bool = True) -> None:
    """A mail to the address: with the link that confirms it, or with the words that it has an account."""
    user = User.objects.filter(email__iexact=email).first() or newcomer(email=email, name=name)
    if with_mail:
        post_sign_up(user=user)


@transaction.atomic
def forget_unconfirmed(*, at_once: int) -> int:
    """People who signed up, never confirmed, and whom nobody invited or let in meanwhile; so many at once."""
    before = clock.now() - FORGOTTEN_AFTER
    never = User.objects.filter(signed_up_at__lt=before, invited_at=None, last_login=None)
    waiting = never.filter(role_grants=None, password__startswith="!")  # noqa: S106 - no password can be used
    keys = list(waiting.order_by("signed_up_at").values_list("pk", flat=True)[:at_once])
    if keys:
        waiting.filter(pk__in=keys).delete()
    return len(keys)


def newcomer(*, email: str, name: str) -> User:
    """A new account; when somebody else makes it at the same moment, theirs."""
    try:
        with transaction.atomic():
            user = create_account(email=email, name=name, password=None)
    except IntegrityError:
        return User.objects.get(email__iexact=email)
    User.objects.filter(pk=user.pk).update(signed_up_at=clock.now())
    user.refresh_from_db()
    return user


def post_sign_up(*, user: User) -> None:
    """Put the mail into the outbox, in the house's language."""
    is_new = user.is_waiting and user.is_active
    with translation.override(settings.LANGUAGE_CODE):
        post_message(
            recipient=user.email,
            occasion=f"sign_up:{user.short_id}:{clock.now():%Y%m%d%H%M%S%f}",
            template="accounts/mail/sign_up" if is_new else "accounts/mail/sign_up_known",
            context={
                "user": user,
                "link": password_link(user=user) if is_new else sign_in_address(),
                "hours": int(SIGN_UP_WITHIN.total_seconds() // 3600),
                "reset": str(settings.SITE_ADDRESS) + reverse("account_reset_password"),
            },
            about=user.short_id,
        )
