"""Entries for the audit log."""

from datetime import UTC, datetime

from deungdae.apps.core.audit.acts import PERSON, PERSON_OPENED
from deungdae.apps.core.audit.caller import Caller
from deungdae.apps.core.audit.services import AuditFacts, Subject

CLERK = Caller(user_id=7, account="clerk@centre.example", role="centre_staff", address="10.0.0.7")
FIRST_DAY = datetime(2021, 4, 14, 1, tzinfo=UTC)


def a_look(number: int = 1, *, caller: Caller = CLERK) -> AuditFacts:
    subject = Subject(PERSON, f"person-{number}")
    return AuditFacts(
        PERSON_OPENED, caller, subject, f"page:{number}", ("email", "phone"), f"문의 {number}에 답함"
    )
