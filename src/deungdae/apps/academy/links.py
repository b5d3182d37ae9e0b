"""The unguessable address of a person's own enrolment, for those who have no account."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from deungdae.apps.academy.models import Certificate, Enrolment, Visit
from deungdae.apps.core.ids import from_short

SIGNER = Signer(salt="deungdae.academy.enrolment")


def enrolment_token(enrolment: Enrolment) -> str:
    return SIGNER.sign(f"{enrolment.short_id}-{enrolment.trainee.link_version}")


def enrolment_of_token(token: str) -> Enrolment | None:
    """Whose it is; None: forged, or made worthless since."""
    try:
        return enrolment_of_version(SIGNER.unsign(token))
    except BadSignature:
        return None


def enrolment_of_version(text: str) -> Enrolment | None:
    """Of what was signed: the enrolment, while the person's links are of this version."""
    name, _dash, version = text.partition("-")
    try:
        public_id, link_version = from_short(name), int(version)
    except ValueError:
        return None
    found = Enrolment.objects.filter(public_id=public_id, trainee__link_version=link_version)
    return found.select_related("cohort__course", "trainee", "organisation").first()


def enrolment_address(enrolment: Enrolment) -> str:
    return settings.SITE_ADDRESS + reverse("academy:seat", args=[enrolment_token(enrolment)])


def check_address(certificate: Certificate) -> str:
    """Where everybody can check it: what the QR code of the paper says."""
    return settings.SITE_ADDRESS + reverse("academy:verify_number", args=[certificate.number])


HOST_SIGNER = Signer(salt="deungdae.academy.visit")


def visit_address(visit: Visit) -> str:
    """Where the host's contact answers, without an account."""
    token = HOST_SIGNER.sign(f"{visit.short_id}-{visit.link_version}")
    return settings.SITE_ADDRESS + reverse("academy:visit_host", args=[token])


def visit_of_token(token: str) -> Visit | None:
    """Whose it is; None: forged, or an older letter."""
    try:
        name, _dash, version = HOST_SIGNER.unsign(token).partition("-")
        found = Visit.objects.filter(public_id=from_short(name), link_version=int(version))
    except (BadSignature, ValueError):
        return None
    return found.select_related("session", "cohort__course", "host").first()
