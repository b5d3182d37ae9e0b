"""What waits for a ministry's people, and for the centre."""

from django.db.models import Count

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.policy.models import MeetingOrder, ReportingRound, Task, TaskMinistry, TaskReport
from deungdae.apps.policy.selectors.ministries import own_ministries
from deungdae.apps.policy.words import round_words

MOST = 30


def reports_waiting(user: User) -> list[tuple[TaskReport, str, bool]]:
    """(report, its round in words, whether it is late) that the own ministry has to hand in, the first due
    first."""
    own = Task.objects.of(user, TaskMinistry.Role.LEAD)
    found = TaskReport.objects.waiting().filter(task__in=own).select_related("round", "task")
    today = clock.today()
    return [
        (one, round_words(one.round), one.round.due_on < today)
        for one in found.order_by("round__due_on", "task__field__place", "task__code")[:MOST]
    ]


def orders_waiting(user: User) -> list[tuple[MeetingOrder, bool]]:
    """(order, whether it is late) that the own ministry is in charge of."""
    found = MeetingOrder.objects.filter(
        owner__in=own_ministries(user), kind=MeetingOrder.Kind.ORDER, settled_at=None
    )
    today = clock.today()
    listed = found.select_related("meeting", "task").order_by("due_on", "pk")[:MOST]
    return [(one, one.due_on is not None and one.due_on < today) for one in listed]


def reports_to_judge() -> list[tuple[ReportingRound, str, int]]:
    """(round, its name, how many reports were handed in and not judged) of open rounds."""
    waiting = TaskReport.objects.filter(state=TaskReport.State.SUBMITTED, round__closed_at=None)
    counts = dict(waiting.order_by().values_list("round").annotate(count=Count("pk")))
    rounds = ReportingRound.objects.filter(pk__in=counts)
    return [(one, round_words(one), counts[one.pk]) for one in rounds]
