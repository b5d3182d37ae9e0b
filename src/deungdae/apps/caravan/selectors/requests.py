"""Who asked for whom."""

from django.db.models import Q, QuerySet

from deungdae.apps.caravan.models import MatchingDay, MeetingRequest
from deungdae.apps.caravan.selectors.participants import words_of


def requests_of_day(*, day: MatchingDay, state: str = "", search: str = "") -> QuerySet[MeetingRequest]:
    """Requests by number, with both sides, their meeting and the meetings that must be before or after."""
    found = MeetingRequest.objects.filter(day=day)
    if state:
        found = found.filter(state=state)
    for word in words_of(search):
        found = found.filter(
            Q(code__icontains=word)
            | Q(sender__organisation__name__icontains=word)
            | Q(receiver__organisation__name__icontains=word)
            | Q(sender__code__icontains=word)
            | Q(receiver__code__icontains=word)
        )
    return (
        found.select_related(
            "day",
            "sender__organisation",
            "receiver__organisation",
            "fixed_slot",
            "fixed_table",
            "meeting__slot",
            "meeting__table",
        )
        .prefetch_related("after__earlier", "before__later")
        .order_by("code", "id")
    )
