"""Writing the audit log: only ever adding, one after the other, in the transaction of what it tells about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.utils import timezone

from deungdae.apps.core import clock
from deungdae.apps.core.audit.acts import ACTS, NOBODY, SUBJECT_KINDS
from deungdae.apps.core.audit.caller import UNKNOWN_ADDRESS, Caller
from deungdae.apps.core.audit.chain import GENESIS, canonical, moment_text, seal
from deungdae.apps.core.ids import new_public_id
from deungdae.apps.core.models import AuditDay, AuditEntry

LOCK = 0x6175_6469_74
"""The advisory lock under which PostgreSQL writes entries one after the other (the word "audit")."""
IN_ONE_INSERT = 500


class UnknownActError(ValueError):
    """An act or a kind of subject that nobody registered: a mistake of the code that writes it."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose data: a kind from the registry, the public id, and how many when there are several."""

    kind: str = NOBODY
    public_id: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class AuditFacts:
    """One thing that happened. `fields`: names of the fields that were looked at."""

    act: str
    caller: Caller
    subject: Subject = Subject()
    target: str = ""
    fields: Sequence[str] = ()
    reason: str = ""


def record_audit(
    *,
    act: str,
    caller: Caller,
    subject: Subject = Subject(),
    target: str = "",
    fields: Sequence[str] = (),
    reason: str = "",
) -> AuditEntry:
    """Write one entry. Call it last in a transaction: from here to its end nobody else can write entries."""
    facts = AuditFacts(act, caller, subject, target, fields, reason)
    return record_audits([facts])[0]


@transaction.atomic
def record_audits(happened: Sequence[AuditFacts]) -> list[AuditEntry]:
    """Write entries in this order; raises UnknownActError before anything is written."""
    for facts in happened:
        if facts.act not in ACTS or facts.subject.kind not in SUBJECT_KINDS:
            raise UnknownActError(f"register {facts.act!r} and {facts.subject.kind!r} in an acts.py first")
    if not happened:
        return []
    take_turn()
    now = clock.now()
    last = AuditDay.objects.order_by("-day").first()
    today = timezone.localdate(now)
    day = today if last is None else max(today, last.day)
    is_new = last is None or last.day != day
    number, previous = (0 if is_new or last is None else last.count), (GENESIS if last is None else last.head)
    start = previous
    entries = []
    for facts in happened:
        number += 1
        entry = sealed_entry(facts, day=day, number=number, at=now, previous=previous)
        previous = entry.entry_hash
        entries.append(entry)
    AuditEntry.objects.bulk_create(entries, batch_size=IN_ONE_INSERT)
    if is_new:
        AuditDay.objects.create(day=day, count=number, head=previous, previous_head=start)
    else:
        AuditDay.objects.filter(day=day).update(count=number, head=previous)
    return entries


def take_turn() -> None:
    """Until the end of the transaction nobody else writes entries; SQLite has one writer at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def sealed_entry(facts: AuditFacts, *, day: date, number: int, at: datetime, previous: str) -> AuditEntry:
    caller, subject = facts.caller, facts.subject
    entry = AuditEntry(
        public_id=new_public_id(),
        day=day,
        number=number,
        at=at,
        actor_id=caller.user_id,
        account=storable(caller.account, 254),
        role=storable(caller.role, 40),
        address=storable(caller.address, 45) or UNKNOWN_ADDRESS,
        subject_kind=subject.kind,
        subject_id=storable(subject.public_id, 40),
        subject_count=subject.count,
        act=facts.act,
        target=storable(facts.target, 200),
        fields=storable(", ".join(facts.fields), 300),
        reason=storable(facts.reason, 500),
        previous_hash=previous,
    )
    entry.entry_hash = seal(canonical(sealed_values(entry)))
    return entry


def sealed_values(entry: AuditEntry) -> list[str | None]:
    """The values of an entry in the order and the form in which they are sealed."""
    return [
        entry.day.isoformat(),
        str(entry.number),
        entry.public_id.hex,
        moment_text(entry.at),
        None if entry.actor_id is None else str(entry.actor_id),
        entry.account,
        entry.role,
        entry.address,
        entry.subject_kind,
        entry.subject_id,
        str(entry.subject_count),
        entry.act,
        entry.target,
        entry.fields,
        entry.reason,
        entry.previous_hash,
    ]


def storable(text: str, limit: int) -> str:
    """The text as it came, as far as a database can hold it: no NUL, no half characters, not too long."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()[:limit]
