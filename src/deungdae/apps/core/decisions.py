"""Keeping the record of a decision, so that anybody can check and repeat it."""

import zlib
from datetime import datetime

from deungdae.apps.core import clock
from deungdae.apps.core.imports.frame import Person
from deungdae.apps.core.models import Decision
from deungdae.engine.kernel.decision import Decision as Record


def keep_decision(
    record: Record, *, subject: str, decided_by: Person | None, at: datetime | None = None
) -> Decision:
    """The append-only row of a sealed record; its document is what `deungdae decision verify` reads.

    `subject`: the short id of what it decides on.
    """
    return Decision.objects.create(
        kind=record.kind,
        subject=subject,
        inputs_hash=record.inputs_hash,
        result_hash=record.result_hash,
        engine=record.engine,
        engine_version=record.version,
        seed=record.seed,
        document=zlib.compress(record.to_json().encode()),
        decided_at=at or clock.now(),
        decided_by=decided_by,  # type: ignore[misc]  # an account, which this app does not know
    )


def document_of(decision: Decision) -> str:
    """The record as it was kept: readable JSON."""
    return zlib.decompress(bytes(decision.document)).decode()
