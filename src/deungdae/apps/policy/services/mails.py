"""Mails to the people of a ministry, each occasion once."""

from collections.abc import Iterable

from django.urls import reverse

from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.core.outbox.services import message_of, post_messages
from deungdae.apps.policy.models import TaskReport
from deungdae.apps.policy.selectors.ministries import people_of
from deungdae.apps.policy.words import round_words


def tell_ministry(report: TaskReport, *, template: str, occasion: str, reason: str = "") -> None:
    """Everybody who acts for the lead ministry, in the transaction of the act."""
    people = people_of([report.ministry_id]).get(report.ministry_id, [])
    context = {"task": report.task, "reason": reason, "round": round_words(report.round)}
    post_messages(
        message_of(
            recipient=one.email,
            occasion=f"policy:{report.short_id}:{occasion}",
            template=template,
            context={**context, "address": reverse("policy:report", args=[report.public_id])},
            about=report.short_id,
        )
        for one in people
    )


def reminders_of(reports: Iterable[TaskReport], *, occasion: str, template: str) -> list[OutboxMessage]:
    """One mail for each person about all that his or her ministry still has to hand in."""
    by_ministry: dict[int, list[TaskReport]] = {}
    for one in reports:
        by_ministry.setdefault(one.ministry_id, []).append(one)
    people = people_of(list(by_ministry))
    messages = []
    for ministry, waiting in by_ministry.items():
        round_ = waiting[0].round
        context = {"reports": waiting, "round": round_words(round_), "due": round_.due_on}
        messages += [
            message_of(
                recipient=one.email,
                occasion=f"policy:{round_.short_id}:{occasion}:{ministry}",
                template=template,
                context={**context, "address": reverse("policy:round", args=[round_.public_id])},
                about=round_.short_id,
            )
            for one in people.get(ministry, [])
        ]
    return messages
