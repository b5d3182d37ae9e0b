"""Meetings, their agendas, and what is still to be done of what they ordered."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from deungdae.apps.core import clock
from deungdae.apps.policy.models import AgendaItem, MeetingOrder, Strategy, TaskMeeting


def meetings_of(strategy: Strategy) -> QuerySet[TaskMeeting]:
    """The newest first, with `item_count` and `open_count`: orders nobody has settled."""
    is_open = Q(orders__kind=MeetingOrder.Kind.ORDER, orders__settled_at=None)
    found = TaskMeeting.objects.filter(strategy=strategy).annotate(
        item_count=Count("items", distinct=True), open_count=Count("orders", filter=is_open, distinct=True)
    )
    return found.order_by("-day", "-pk")


def open_orders(strategy: Strategy) -> QuerySet[MeetingOrder]:
    """Of every meeting, the most urgent first."""
    found = MeetingOrder.objects.filter(
        meeting__strategy=strategy, kind=MeetingOrder.Kind.ORDER, settled_at=None
    )
    return found.select_related("meeting", "task", "owner").order_by("due_on", "pk")


def orders_before(meeting: TaskMeeting) -> QuerySet[MeetingOrder]:
    """What earlier meetings left open: until now, or until its minutes were closed."""
    found = MeetingOrder.objects.filter(
        meeting__strategy=meeting.strategy, meeting__day__lte=meeting.day, kind=MeetingOrder.Kind.ORDER
    ).exclude(meeting=meeting)
    open_then = Q(settled_at=None)
    if meeting.held_at is not None:
        open_then |= Q(settled_at__gte=meeting.held_at)
        found = found.filter(made_at__lt=meeting.held_at)
    return found.filter(open_then).select_related("meeting", "task", "owner").order_by("due_on", "pk")


def agenda_of(meeting: TaskMeeting) -> QuerySet[AgendaItem]:
    return meeting.items.all()


def day_of_lights(meeting: TaskMeeting) -> date:
    """Whose lights its agenda shows: today, and the day of the meeting once its minutes are closed."""
    return min(meeting.day, clock.today()) if meeting.held_at is not None else clock.today()
