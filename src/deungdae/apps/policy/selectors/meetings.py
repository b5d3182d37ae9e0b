"""Meetings, their agendas, and what is still to be done of what they ordered."""

from django.db.models import Count, Q, QuerySet

from deungdae.apps.policy.models import MeetingOrder, Strategy, TaskMeeting


def meetings_of(strategy: Strategy) -> QuerySet[TaskMeeting]:
    """The newest first, with `item_count` and `open_count`: orders nobody has settled."""
    is_open = Q(orders__kind=MeetingOrder.Kind.ORDER, orders__settled_at=None)
    return TaskMeeting.objects.filter(strategy=strategy).annotate(
        item_count=Count("items", distinct=True), open_count=Count("orders", filter=is_open, distinct=True)
    )


def open_orders(strategy: Strategy) -> QuerySet[MeetingOrder]:
    """Of every meeting, the most urgent first."""
    found = MeetingOrder.objects.filter(
        meeting__strategy=strategy, kind=MeetingOrder.Kind.ORDER, settled_at=None
    )
    return found.select_related("meeting", "task", "owner").order_by("due_on", "pk")
