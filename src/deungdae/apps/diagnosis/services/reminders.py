"""Telling people of a company that a diagnosis is due, and that it is late; each once."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from deungdae.apps.calendar.selectors.words import day_words
from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.core.outbox.services import message_of, post_messages
from deungdae.apps.diagnosis.bridge.frameworks import title_of
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.organisations.models import Membership
from deungdae.engine.kernel.korean import sentence

BEFORE, AFTER = timedelta(days=7), timedelta(days=14)
"""From so long before the due date people are reminded, until so long after it once more."""
IN_ONE_TURN = 100


def remind_due() -> int:
    """A worker's chore. Of how many assessments people were told now."""
    today = clock.today()
    going_on = Assessment.objects.exclude(state=Assessment.State.SETTLED)
    rows = going_on.filter(due_on__gte=today - AFTER, due_on__lte=today + BEFORE).order_by("due_on", "pk")
    occasions = {occasion_of(one, today): one for one in rows.select_related("organisation", "framework")}
    known = OutboxMessage.objects.filter(occasion__in=occasions).values_list("occasion", flat=True)
    due = [occasion for occasion in occasions if occasion not in set(known)][:IN_ONE_TURN]
    return sum(tell(occasions[occasion], occasion, today) for occasion in due)


def occasion_of(assessment: Assessment, today: date) -> str:
    return f"diagnosis:{assessment.short_id}:{'late' if is_late(assessment, today) else 'due'}"


def is_late(assessment: Assessment, today: date) -> bool:
    return assessment.due_on is not None and assessment.due_on < today


@transaction.atomic
def tell(assessment: Assessment, occasion: str, today: date) -> bool:
    """Into the outbox of everybody who acts for the company, in the house's language."""
    with translation.override(settings.LANGUAGE_CODE):
        messages = list(written(assessment, occasion, today))
    post_messages(messages)
    return bool(messages)


def written(assessment: Assessment, occasion: str, today: date) -> Iterator[OutboxMessage]:
    company = assessment.organisation.merged_into_id or assessment.organisation_id
    late = _("{company}의 ‘{title}’ {round} 진단이 {due} 기한을 넘겼습니다. 답하고 제출해 주십시오.")
    soon = _("{company}의 ‘{title}’ {round} 진단의 기한은 {due}입니다. 동료와 나누어 답해 주십시오.")
    words = {
        "company": assessment.organisation.name,
        "title": title_of(assessment.framework),
        "round": assessment.round,
        "due": day_words(assessment.due_on) if assessment.due_on else "",
    }
    address = settings.SITE_ADDRESS + reverse("diagnosis:assessment", args=[assessment.public_id])
    people = Membership.objects.current().filter(organisation=company, user__is_active=True)
    for one in people.select_related("user").order_by("pk"):
        yield message_of(
            recipient=one.user.email,
            occasion=occasion,
            template="diagnosis/mail/reminder",
            context={
                "subject": _("진단 기한이 지났습니다") if is_late(assessment, today) else _("진단 기한 안내"),
                "name": one.user.name,
                "words": sentence(late if is_late(assessment, today) else soon, words),
                "link": address,
            },
            about=assessment.short_id,
        )
