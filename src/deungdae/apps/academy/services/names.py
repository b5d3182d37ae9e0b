"""Opening the names of everybody whom a session expects: with one reason, written down for each person."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.personal.opening import SHORTEST_REASON, ReasonKind, label_of
from deungdae.apps.accounts.personal.records import PersonalRecord
from deungdae.apps.core.audit.acts import PERSON_OPENED
from deungdae.apps.core.audit.caller import Caller
from deungdae.apps.core.audit.services import AuditFacts, Subject, record_audits
from deungdae.apps.core.errors import RefusedError


@transaction.atomic
def open_names(
    *, people: Sequence[PersonalRecord], page: str, kind: str, reason: str, caller: Caller
) -> None:
    """Write into the audit log that these names are looked at on this page, one entry for each."""
    words = " ".join(reason.split())
    if kind not in ReasonKind.values or len(words) < SHORTEST_REASON:
        text = _("개인정보를 여는 이유를 고르고 %(count)s자 이상 적어 주십시오.")
        raise RefusedError("no_reason", text % {"count": SHORTEST_REASON})
    told = f"{label_of(kind)}: {words}"
    record_audits(
        [
            AuditFacts(
                act=PERSON_OPENED,
                caller=caller,
                subject=Subject(one.SUBJECT, one.short_id),
                target=page,
                fields=["name"],
                reason=told,
            )
            for one in people
        ]
    )
