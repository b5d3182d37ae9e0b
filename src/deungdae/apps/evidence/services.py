"""Writing to a company's case: only ever adding, also when something was wrong."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.evidence.kinds import CORRECTION, KINDS, faults_of
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.organisations.models import Organisation


class PayloadError(ValueError):
    """A kind that nobody registered, or a payload of another shape: a mistake of the code that writes it."""


def record_evidence(
    *,
    organisation: Organisation,
    kind: str,
    happened_on: date,
    actor: User | None,
    source: str,
    payload: Mapping[str, object],
) -> EvidenceEntry:
    """Add an entry to the case, in the transaction of what it tells about.

    `source` names the record behind it (kind:public id); told twice of one organisation is refused.
    Raises PayloadError for an unknown kind or a payload that does not fit its schema.
    """
    entry = EvidenceEntry(
        organisation=organisation, kind=kind, happened_on=happened_on, actor=actor, source=source
    )
    return write(entry, payload=payload)


def correct_evidence(*, entry: EvidenceEntry, reason: str, actor: User | None) -> EvidenceEntry:
    """A counter entry: from now on `entry` does not count, and both stay readable with the reason."""
    counter = EvidenceEntry(
        organisation=entry.organisation,
        kind=CORRECTION,
        happened_on=entry.happened_on,
        actor=actor,
        source=f"evidence.entry:{entry.short_id}",
        corrects=entry,
    )
    return write(counter, payload={"reason": reason, "kind": entry.kind, "entry": entry.short_id})


def write(entry: EvidenceEntry, *, payload: Mapping[str, object]) -> EvidenceEntry:
    if entry.kind not in KINDS:
        raise PayloadError(f"unknown kind of evidence: {entry.kind!r}; register it in the app's kinds.py")
    faults = faults_of(kind=entry.kind, payload=payload)
    if faults:
        raise PayloadError(f"{entry.kind}: {'; '.join(faults)}")
    entry.payload, entry.recorded_at = dict(payload), clock.now()
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError as error:
        text = _("%(name)s의 기업 카드에 이미 적힌 기록입니다. 기업 카드를 확인하십시오.")
        raise RefusedError("evidence_twice", text % {"name": entry.organisation.name}) from error
    return entry
