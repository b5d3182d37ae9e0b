"""Keeping the record of a computed timetable, so that anybody can check and repeat it."""

import zlib

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.bridge.day import Answer, Question, record_of
from deungdae.apps.caravan.models import MatchingDay
from deungdae.apps.core import clock
from deungdae.apps.core.models import Decision


def record_decision(
    *,
    day: MatchingDay,
    question: Question,
    answer: Answer,
    seconds: int | None,
    decided_by: User | None,
) -> Decision:
    """The append-only row of a run; its document is what `deungdae decision verify` reads."""
    record = record_of(question, answer, seconds=seconds)
    return Decision.objects.create(
        kind=record.kind,
        subject=day.short_id,
        inputs_hash=record.inputs_hash,
        result_hash=record.result_hash,
        engine=record.engine,
        engine_version=record.version,
        seed=record.seed,
        document=zlib.compress(record.to_json().encode()),
        decided_at=clock.now(),
        decided_by=decided_by,
    )
