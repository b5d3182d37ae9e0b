"""What a newcomer agrees to, asked and written down when the account is made."""

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.sign_up import Terms, register_terms
from deungdae.apps.organisations.models import ConsentPurpose
from deungdae.apps.organisations.selectors.consents import consented, texts_in_force
from deungdae.apps.organisations.services.consents import give_consent

ACCOUNT = "account"
"""The purpose without which there is no account."""


def terms_of_the_account() -> Terms | None:
    """Today's text on personal data, in the reader's language."""
    text = texts_in_force(purposes=ConsentPurpose.objects.filter(key=ACCOUNT)).get(ACCOUNT)
    return Terms(text.title, text.text, text.version) if text is not None else None


def agreed(user: User, version: int) -> None:
    give_consent(holder=user, purpose=ACCOUNT, actor=user, seen_version=version)


def has_agreed(user: User) -> bool:
    return consented(holder=user, purpose=ACCOUNT)


register_terms(terms=terms_of_the_account, agreed=agreed, has_agreed=has_agreed)
