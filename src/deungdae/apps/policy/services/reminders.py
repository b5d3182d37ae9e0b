"""Reminding ministries of what they have to hand in: before the day, on it, and after it."""

from collections.abc import Mapping

from django.db import transaction

from deungdae.apps.core import clock
from deungdae.apps.core.outbox.services import post_messages
from deungdae.apps.policy.models import ReportingRound, TaskReport
from deungdae.apps.policy.services.mails import reminders_of

BEFORE: Mapping[int, str] = {7: "a_week_before", 1: "a_day_before"}
AFTER: Mapping[int, str] = {1: "a_day_after", 7: "a_week_after"}
"""Days to the due date, or past it → the occasion."""


def occasion_today(round_: ReportingRound) -> tuple[str, str] | None:
    """The last occasion that has come, and its template: a worker that slept tells it on waking."""
    left = (round_.due_on - clock.today()).days
    for days in sorted(AFTER, reverse=True):
        if -left >= days:
            return AFTER[days], "policy/mail/late"
    for days in sorted(BEFORE):
        if 0 <= left <= days:
            return BEFORE[days], "policy/mail/due"
    return None


@transaction.atomic
def remind_when_due() -> int:
    """A chore of the worker; how many mails it wrote. Each person and occasion once: the outbox knows."""
    written = 0
    for round_ in ReportingRound.objects.filter(closed_at=None):
        told = occasion_today(round_)
        if told is None:
            continue
        occasion, template = told
        waiting = TaskReport.objects.waiting().filter(round=round_).select_related("round", "task")
        messages = reminders_of(waiting, occasion=occasion, template=template)
        post_messages(messages)
        written += len(messages)
    return written
