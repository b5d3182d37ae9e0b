"""Keeping the record of a computed timetable, so that anybody can check and repeat it."""

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.bridge.day import Answer, Question, record_of
from deungdae.apps.caravan.models import MatchingDay
from deungdae.apps.core.decisions import keep_decision
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
    return keep_decision(record, subject=day.short_id, decided_by=decided_by)
