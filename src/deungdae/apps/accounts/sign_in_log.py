"""What the audit log says of signing in: who, from where, and whether; never with what."""

from typing import Any

from django.http import HttpRequest

from deungdae.apps.accounts.models import User
from deungdae.apps.core.audit.acts import PERSON, SIGN_IN_DONE, SIGN_IN_REFUSED
from deungdae.apps.core.audit.caller import Caller, address_of, caller
from deungdae.apps.core.audit.services import Subject, record_audit

PASSWORD, FACTOR = "password", "second_factor"


def note_sign_in(request: HttpRequest, *, user: User) -> None:
    """Everything that was asked for was shown."""
    who = caller(user=user, address=address_of(request))
    record_audit(act=SIGN_IN_DONE, caller=who, subject=Subject(PERSON, user.short_id))


def note_refusal(request: HttpRequest, *, email: str, what: str = PASSWORD) -> None:
    """The address as it was typed, whether or not anybody has it; nobody is signed in yet."""
    user = User.objects.filter(email__iexact=email).first() if email else None
    who = Caller(user_id=None, account=email, role="", address=address_of(request))
    subject = Subject() if user is None else Subject(PERSON, user.short_id)
    record_audit(act=SIGN_IN_REFUSED, caller=who, subject=subject, target=what)


def note_refused_factor(request: HttpRequest, user: User, **facts: Any) -> None:
    """As allauth tells of a code that was wrong."""
    note_refusal(request, email=user.email, what=FACTOR)
