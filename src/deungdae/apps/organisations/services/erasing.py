"""Where the register keeps the name or address of a person: contacts, their history, invitations."""

from collections.abc import Sequence

from deungdae.apps.accounts.anonymising import register_eraser
from deungdae.apps.accounts.models import User
from deungdae.apps.organisations.models import Contact, MemberInvitation

History = Contact.history.model


def erase_from_register(user: User) -> None:
    """Also contacts that once stood with the person's address: their history tells the name."""
    now = Contact.objects.filter(email__iexact=user.email).values_list("pk", flat=True)
    once = History.objects.filter(email__iexact=user.email)
    History.objects.filter(pk__in=list(once.values_list("pk", flat=True))).delete()
    erase_contacts(list(now))
    MemberInvitation.objects.filter(user=user).delete()


def erase_contacts(keys: Sequence[int]) -> None:
    """The contacts and every line of their history, also the one that their deletion writes."""
    Contact.objects.filter(pk__in=keys).delete()
    History.objects.filter(id__in=keys).delete()


register_eraser(erase_from_register)
