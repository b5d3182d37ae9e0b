"""What waits for a person, by when."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.documents.agenda import Agenda
from deungdae.apps.caravan.models import MatchingDay, MeetingRequest, Participant, TimetableProposal
from deungdae.apps.caravan.rules import SHOWN_STATES
from deungdae.apps.caravan.selectors import agenda_of
from deungdae.apps.core import clock
from deungdae.apps.core.ids import from_short
from deungdae.apps.core.jobs.selectors import jobs_visible_to
from deungdae.apps.core.models import Job, OutboxMessage

RECENT = timedelta(days=7)
SHOWN = 10


@dataclass(frozen=True)
class Trouble:
    """Messages of one day that did not leave, or perhaps did."""

    day: MatchingDay
    failed: int
    unsure: int


@dataclass(frozen=True)
class NextAgenda:
    participant: Participant
    agenda: Agenda


def days_in_work(*, user: User) -> QuerySet[MatchingDay]:
    """Days that are not closed yet, the nearest first, with `pending_count`: requests without an answer."""
    pending = Count("requests", filter=Q(requests__state=MeetingRequest.State.PENDING))
    days = MatchingDay.objects.visible_to(user).exclude(state=MatchingDay.State.CLOSED)
    return days.annotate(pending_count=pending).order_by("date", "id")[:SHOWN]


def proposals_to_decide(*, user: User) -> QuerySet[TimetableProposal]:
    """Timetables that a compute found and nobody has taken over or left yet."""
    days = MatchingDay.objects.visible_to(user)
    found = TimetableProposal.objects.filter(day__in=days, state=TimetableProposal.State.PROPOSED)
    return found.select_related("day")[:SHOWN]


def jobs_failed_lately(*, user: User) -> QuerySet[Job]:
    """Long work of the last seven days that ended without a result."""
    since = clock.now() - RECENT
    return jobs_visible_to(user=user).filter(state=Job.State.FAILED, finished_at__gte=since)[:SHOWN]


def troubles_with_messages(*, user: User) -> list[Trouble]:
    """Days with messages that failed or that may have been sent, the worst first."""
    states = [OutboxMessage.State.FAILED, OutboxMessage.State.UNSURE]
    failed = Count("pk", filter=Q(state=OutboxMessage.State.FAILED))
    rows = (
        OutboxMessage.objects.filter(state__in=states)
        .order_by()
        .values_list("about")
        .annotate(failed=failed, all=Count("pk"))
    )
    counts = {about: (failed, total - failed) for about, failed, total in rows}
    days = MatchingDay.objects.visible_to(user).filter(public_id__in=public_ids(counts))
    found = [Trouble(day, *counts[day.short_id]) for day in days]
    return sorted(found, key=lambda trouble: (-trouble.failed, -trouble.unsure, trouble.day.date))[:SHOWN]


def public_ids(texts: dict[str, tuple[int, int]]) -> list[UUID]:
    """The ids among the texts; other texts belong to other records."""
    found: list[UUID] = []
    for text in texts:
        try:
            found.append(from_short(text))
        except ValueError:
            continue
    return found


def requests_to_answer(*, user: User) -> QuerySet[MeetingRequest]:
    """Requests that one's own organisations received and have not answered, the most urgent first."""
    mine = Participant.objects.visible_to(user)
    waiting = MeetingRequest.objects.filter(
        receiver__in=mine,
        state=MeetingRequest.State.PENDING,
        day__state=MatchingDay.State.REQUESTS_OPEN,
    )
    names = ("day", "sender__organisation", "receiver__organisation")
    return waiting.select_related(*names).order_by("expires_on", "rank", "code")


def own_participations(*, user: User) -> QuerySet[Participant]:
    """Where one's own organisations take part, days to come first."""
    mine = Participant.objects.visible_to(user).exclude(day__state=MatchingDay.State.CLOSED)
    return mine.select_related("day", "organisation").order_by("day__date", "day__id", "organisation__name")


def next_agendas(*, user: User) -> list[NextAgenda]:
    """The agendas of the nearest published day that is not over."""
    mine = own_participations(user=user).filter(day__state__in=SHOWN_STATES, day__date__gte=clock.today())
    nearest = mine.first()
    if nearest is None:
        return []
    same_day = mine.filter(day=nearest.day)[:SHOWN]
    return [NextAgenda(participant, agenda_of(participant=participant)) for participant in same_day]


def days_until(*, day: date) -> int:
    """How many days from today; negative when it is over."""
    return (day - clock.today()).days
