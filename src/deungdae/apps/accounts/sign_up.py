"""Signing up: an account without a password, and a mail whose link shows that the address is the person's.

Nobody sets a password before the mail is read, so nobody waits with one at somebody else's address; and
whoever asks learns the same, whether the address has an account or not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from deungdae.apps.accounts.anonymising import anonymise_people
from deungdae.apps.accounts.invitations import sign_in_address
from deungdae.apps.accounts.links import SIGN_UP_WITHIN, password_link
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.outbox.services import post_message

FORGOTTEN_AFTER = timedelta(days=7)
"""How long an address is kept that nobody confirmed."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a newcomer has to agree to: the words as they stand on the page, and which version they are."""

    title: str
    text: str
    version: int


Agreed = Callable[[User, int], None]
TERMS: list[Callable[[], Terms | None]] = []
ON_SIGN_UP: list[Agreed] = []
HAS_AGREED: list[Callable[[User], bool]] = []


def register_terms(
    *, terms: Callable[[], Terms | None], agreed: Agreed, has_agreed: Callable[[User], bool]
) -> None:
    """The app that keeps consents says what is asked today and of whom, and writes down (person, version)
    in the transaction of the act that needs it."""
    TERMS[:], ON_SIGN_UP[:], HAS_AGREED[:] = [terms], [agreed], [has_agreed]


def terms_still_asked(user: User) -> Terms | None:
    """What is asked of somebody whose account others made; None when that is done, or there is no text."""
    if any(has_agreed(user) for has_agreed in HAS_AGREED):
        return None
    return TERMS[0]() if TERMS else None


def agree(*, user: User, version: int) -> None:
    for agreed in ON_SIGN_UP:
        agreed(user, version)


def terms_of_today() -> Terms:
    """Raises RefusedError while there is no text: nobody can agree to nothing."""
    found = TERMS[0]() if TERMS else None
    if found is None:
        raise RefusedError(
            "no_terms", _("개인정보 동의 문안이 아직 없어 가입을 받을 수 없습니다. 센터에 알려 주십시오.")
        )
    return found


@transaction.atomic
def sign_up(*, email: str, name: str, version: int, with_mail: bool = True) -> None:
    """A mail to the address: with the link that confirms it, or with the words that it has an account.

    version: of the text on personal data that was agreed to.
    """
    known = User.objects.filter(email__iexact=email).first()
    user = known or newcomer(email=email, name=name, version=version)
    if with_mail:
        post_sign_up(user=user)


@transaction.atomic
def forget_unconfirmed(*, at_once: int) -> int:
    """People who signed up, never confirmed, and whom nobody invited or let in meanwhile; so many at once.

    Name and address go; the row stays, as the consent that was recorded points to it.
    """
    before = clock.now() - FORGOTTEN_AFTER
    never = User.objects.filter(signed_up_at__lt=before, invited_at=None, last_login=None)
    waiting = never.filter(role_grants=None, password__startswith="!")  # noqa: S106 - no password can be used
    keys = list(waiting.order_by("signed_up_at").values_list("pk", flat=True)[:at_once])
    if keys:
        anonymise_people(keys)
    return len(keys)


def newcomer(*, email: str, name: str, version: int) -> User:
    """A new account and its consent; when somebody else makes it at the same moment, theirs."""
    try:
        with transaction.atomic():
            user = create_account(email=email, name=name, password=None)
            agree(user=user, version=version)
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
