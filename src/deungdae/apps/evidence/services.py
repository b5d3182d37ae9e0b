"""Writing to a company's case: only ever adding, also when something was wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.happenings import Happening, announce, source_of
from deungdae.apps.evidence.company_facts import CompanyFacts, facts_of
from deungdae.apps.evidence.kinds import CORRECTION, KINDS, faults_of
from deungdae.apps.evidence.models import EvidenceEntry, EvidenceKind
from deungdae.apps.evidence.words import searchable
from deungdae.apps.organisations.models import Organisation

RECORDED = "case.recorded"
"""What the house is told of every new entry."""


class PayloadError(ValueError):
    """A kind that nobody registered, or a payload of another shape: a mistake of the code that writes it."""


def remember_kinds() -> None:
    """Tell the database every kind that the apps have registered."""
    kinds = [EvidenceKind(name=name) for name in KINDS]
    EvidenceKind.objects.bulk_create(kinds, ignore_conflicts=True)


@dataclass(frozen=True, slots=True)
class Happened:
    """What a case is to tell. `source` names the record behind it (kind:public id); `person`: whom it is
    about, where it is about one."""

    organisation: Organisation
    kind: str
    happened_on: date
    source: str
    payload: Mapping[str, object]
    person: User | None = None


def record_evidence(
    *,
    organisation: Organisation,
    kind: str,
    happened_on: date,
    actor: User | None,
    source: str,
    payload: Mapping[str, object],
    person: User | None = None,
) -> EvidenceEntry:
    """One entry, as `record_all` writes them."""
    [entry] = record_all([Happened(organisation, kind, happened_on, source, payload, person)], actor=actor)
    return entry


def record_all(happened: Sequence[Happened], *, actor: User | None) -> list[EvidenceEntry]:
    """Add entries to cases, in the transaction of what they tell about; all of them or none.

    Told twice of one organisation is refused. The company's region, size and kinds are kept as they are now.
    Raises PayloadError for an unknown kind or a payload that does not fit its schema.
    """
    known: dict[tuple[int, date], CompanyFacts] = {}
    entries = []
    for one in happened:
        key = (one.organisation.pk, one.happened_on)
        if key not in known:
            known[key] = facts_of(organisation=one.organisation, on=one.happened_on)
        entry = EvidenceEntry(
            organisation=one.organisation,
            person=one.person,
            kind=one.kind,
            happened_on=one.happened_on,
            actor=actor,
            source=one.source,
            **asdict(known[key]),
        )
        entries.append(filled(entry, one.payload))
    template = _("%(name)s의 기업 카드에 이미 적힌 기록입니다. 기업 카드를 확인하십시오.")
    names = dict.fromkeys(one.organisation.name for one in happened)
    return write(entries, twice=template % {"name": ", ".join(names)})


def correct_evidence(*, entry: EvidenceEntry, reason: str, actor: User | None) -> EvidenceEntry:
    """A counter entry: from now on `entry` does not count, and both stay readable with the reason."""
    if entry.corrects_id is not None:
        raise RefusedError(
            "correction",
            _("바로잡은 기록은 다시 바로잡지 않습니다. 맞는 내용을 새 기록으로 남겨 주십시오."),
        )
    if not reason.strip():
        raise RefusedError("reason", _("바로잡는 까닭을 적어 주십시오. 기업 카드에 함께 남습니다."))
    counter = EvidenceEntry(
        organisation=entry.organisation,
        person=entry.person,
        kind=CORRECTION,
        happened_on=entry.happened_on,
        actor=actor,
        source=f"evidence.entry:{entry.short_id}",
        corrects=entry,
        region=entry.region,
        size=entry.size,
        organisation_kinds=entry.organisation_kinds,
    )
    twice = _("이미 바로잡은 기록입니다. 기업 카드에서 누가 언제 바로잡았는지 확인하십시오.")
    payload = {"reason": reason.strip(), "kind": entry.kind, "entry": entry.short_id}
    [written] = write([filled(counter, payload)], twice=twice)
    return written


def filled(entry: EvidenceEntry, payload: Mapping[str, object]) -> EvidenceEntry:
    if entry.kind not in KINDS:
        raise PayloadError(f"unknown kind of evidence: {entry.kind!r}; register it in the app's kinds.py")
    faults = faults_of(kind=entry.kind, payload=payload)
    if faults:
        raise PayloadError(f"{entry.kind}: {'; '.join(faults)}")
    entry.payload, entry.recorded_at = dict(payload), clock.now()
    entry.words = searchable(payload)
    return entry


def write(entries: Sequence[EvidenceEntry], *, twice: str) -> list[EvidenceEntry]:
    try:
        with transaction.atomic():
            written = EvidenceEntry.objects.bulk_create(entries)
    except IntegrityError as error:
        raise RefusedError("evidence_twice", twice) from error
    announce([happening_of(entry) for entry in written])
    return written


def happening_of(entry: EvidenceEntry) -> Happening:
    """Without the payload: who hears of it may ask for the entry."""
    facts = {"kind": entry.kind, "happened_on": entry.happened_on.isoformat(), "about": entry.source}
    return Happening(RECORDED, entry.short_id, source_of(entry), entry.organisation_id, facts)
