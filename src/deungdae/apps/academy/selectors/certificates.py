"""Certificates as each reader may see them: the public, the person, staff."""

from typing import Any

from deungdae.apps.academy.models import Certificate, Enrolment
from deungdae.apps.academy.models.trainees import is_me
from deungdae.apps.academy.numbers import tidied
from deungdae.apps.accounts.models import Viewer
from deungdae.apps.accounts.personal.masking import masked_name

Shown = Certificate.Shown


def checked(text: str) -> dict[str, Any]:
    """What everybody may know of a number, always with the same keys: whether it was never given, misspelt or
    made up makes no difference in the answer."""
    number = tidied(text)
    found = Certificate.objects.filter(number=number).first() if number else None
    if found is None:
        return {"state": "unknown", "certificate": None, "name": "", "replaced": False}
    return {
        "state": "valid" if found.is_valid else "revoked",
        "certificate": found,
        "name": public_name(found),
        "replaced": Certificate.objects.filter(replaces=found).exists(),
    }


def public_name(certificate: Certificate) -> str:
    """The name as far as the person allowed; nothing of somebody who was taken out of the records."""
    if certificate.erased_at is not None or certificate.shown == Shown.HIDDEN:
        return ""
    return certificate.name if certificate.shown == Shown.FULL else masked_name(certificate.name)


def is_of(certificate: Certificate, user: Viewer) -> bool:
    """Whether this is the person's own."""
    own = Certificate.objects.filter(is_me(user, "enrolment__trainee__"), pk=certificate.pk)
    return own.exists()


def valid_of(enrolment: Enrolment) -> Certificate | None:
    """The valid certificate of an enrolment."""
    found = Certificate.objects.valid().filter(enrolment=enrolment)
    return found.select_related("enrolment__trainee", "enrolment__cohort__course").first()


def all_of(enrolment: Enrolment) -> list[Certificate]:
    """Every certificate there was, the newest first."""
    return list(Certificate.objects.filter(enrolment=enrolment))
