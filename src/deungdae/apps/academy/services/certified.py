"""A certificate in the case of the company that its person came from."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from deungdae.apps.academy.kinds import CERTIFIED
from deungdae.apps.academy.models import Certificate
from deungdae.apps.accounts.models import User
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.services import Happened, correct_evidence, record_all


def source_of(certificate: Certificate) -> str:
    return f"academy.certificate:{certificate.short_id}"


def write_cases(certificates: Iterable[Certificate], *, actor: User | None) -> None:
    """Tell the companies' cases, in the transaction of the issue; somebody without a company has none."""
    record_all([told for one in certificates for told in happened(one)], actor=actor)


def happened(certificate: Certificate) -> Iterator[Happened]:
    enrolment = certificate.enrolment
    if enrolment.organisation is None:
        return
    payload = {
        "certificate": certificate.short_id,
        "number": certificate.number,
        "course": enrolment.cohort.course.short_id,
        "title": certificate.course_title,
        "cohort": certificate.cohort_number,
        "role": certificate.role,
        "hours": certificate.hours,
    }
    day, source = certificate.certified_on, source_of(certificate)
    yield Happened(enrolment.organisation, CERTIFIED, day, source, payload, enrolment.trainee.account)


def correct_case(certificate: Certificate, *, actor: User | None) -> None:
    """What the case says of it does not count any more. Why, stays with the certificate: a reason may name
    somebody, and nothing can be taken out of a case."""
    told = EvidenceEntry.objects.filter(kind=CERTIFIED, source=source_of(certificate)).standing()
    with translation.override(settings.LANGUAGE_CODE):
        reason = _("수료증 %(number)s 취소") % {"number": certificate.number}
    for entry in told:
        correct_evidence(entry=entry, reason=reason, actor=actor)
