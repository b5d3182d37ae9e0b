"""Taking a person's name and address away; what he or she did stays, done by a person without a name."""

from collections.abc import Callable, Sequence

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from deungdae.apps.accounts.models import ApiToken, SignInSession, User

NAME = "탈퇴한 사람"
HOST = "deleted.invalid"
"""No mail can go there: the name of the host is reserved for that (RFC 2606)."""
Eraser = Callable[[User], None]
ERASERS: list[Eraser] = []


def register_eraser(eraser: Eraser) -> None:
    """Where another app keeps the name or address of a person; called while the account still has both."""
    if eraser not in ERASERS:
        ERASERS.append(eraser)


@transaction.atomic
def anonymise_people(keys: Sequence[int]) -> None:
    """Nobody can sign in as them any more; entries elsewhere point to a person without a name."""
    for user in User.objects.select_for_update().filter(pk__in=keys):
        for eraser in ERASERS:
            eraser(user)
        user.name, user.email, user.is_active = NAME, f"{user.pk}@{HOST}", False
        user.last_login = user.signed_up_at = None
        user.set_unusable_password()
        user.save(update_fields=["name", "email", "is_active", "last_login", "signed_up_at", "password"])
    ApiToken.objects.filter(user__in=keys).delete()
    SignInSession.objects.filter(user__in=keys).delete()
    Authenticator.objects.filter(user__in=keys).delete()
    EmailAddress.objects.filter(user__in=keys).delete()
