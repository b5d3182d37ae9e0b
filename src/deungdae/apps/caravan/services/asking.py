"""The questions after a held meeting: each side is asked after 7, 30 and 90 days until it is known."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from deungdae.apps.caravan.models import FollowUp, MatchingDay, Meeting, MeetingSide, Participant
from deungdae.apps.caravan.models.aftermath import FOLLOW_UP_DAYS
from deungdae.apps.caravan.selectors.aftermath import asked_side
from deungdae.apps.caravan.services.invitations import Letter, my_day_address, post_to
from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage

REMINDED_FOR = timedelta(days=14)
"""A question that nobody was told of in so many days (the product stood still) is told of no more."""
IN_ONE_TURN = 100


def ask_later(
    *, day: MatchingDay, meetings: Iterable[Meeting], sides: Iterable[MeetingSide] = tuple(MeetingSide)
) -> None:
    """The questions to these sides of held meetings; those that are there already stay as they are."""
    asked = tuple(sides)
    questions = [
        FollowUp(meeting=meeting, side=side, after_days=days, due_on=day.date + timedelta(days=days))
        for meeting in meetings
        for side in asked
        for days in FOLLOW_UP_DAYS
    ]
    FollowUp.objects.bulk_create(questions, batch_size=200, ignore_conflicts=True)


def ask_no_more(*, meetings: Iterable[Meeting], sides: Iterable[MeetingSide] = tuple(MeetingSide)) -> None:
    """Open questions go; what was answered stays."""
    open_ones = FollowUp.objects.filter(answer=FollowUp.Answer.OPEN, side__in=tuple(sides))
    open_ones.filter(meeting__in=list(meetings)).delete()


def remind_follow_ups() -> int:
    """A worker's chore: each side hears once of the questions of a day that became due together."""
    today = clock.today()
    due = FollowUp.objects.filter(
        answer=FollowUp.Answer.OPEN, due_on__lte=today, due_on__gt=today - REMINDED_FOR
    )
    names = [f"meeting__{name}" for name in ("day", "first__organisation", "second__organisation")]
    asked: dict[str, list[FollowUp]] = defaultdict(list)
    for one in due.select_related(*names).order_by("due_on", "pk"):
        asked[occasion_of(one)].append(one)
    told = OutboxMessage.objects.filter(occasion__in=list(asked)).values_list("occasion", flat=True)
    new = [occasion for occasion in asked if occasion not in set(told)][:IN_ONE_TURN]
    with transaction.atomic():
        post_to(reminder(occasion, asked[occasion]) for occasion in new)
    return len(new)


def occasion_of(follow_up: FollowUp) -> str:
    return f"follow_up:{asked_side(follow_up).short_id}:{follow_up.after_days}"


def reminder(occasion: str, questions: list[FollowUp]) -> Letter:
    participant: Participant = asked_side(questions[0])
    participant.day = questions[0].meeting.day
    partners = [
        str(one.meeting.second if asked_side(one) == one.meeting.first else one.meeting.first)
        for one in questions
    ]
    facts = {"partners": partners, "days": questions[0].after_days, "link": my_day_address(participant)}
    return Letter(participant, occasion, "follow_up", facts)
