"""What is known of some resources over some days, read in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from deungdae.apps.calendar.models import Booking, ClosedDay, OpeningTime, Resource
from deungdae.apps.calendar.public_holidays import holiday_on
from deungdae.apps.calendar.spans import Span, common, days_of, merged, moment, span_of_day


@dataclass(slots=True)
class Plan:
    """One resource: its weekly times, its closed days with their reasons, and the bookings that stand."""

    resource: Resource
    openings: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    closed: dict[date, str] = field(default_factory=dict)
    bookings: list[Booking] = field(default_factory=list)

    def open_on(self, day: date) -> list[Span]:
        """The opening times of the day's weekday; without any at all it is open all day."""
        if not self.openings:
            return [span_of_day(day)]
        times = self.openings.get(day.weekday(), [])
        return [(moment(day, opens), moment(day, closes)) for opens, closes in times]

    def open_in(self, span: Span) -> list[Span]:
        """Opening times over several days, joined over midnight."""
        return common([span], merged(one for day in days_of(span) for one in self.open_on(day)))

    def usable_in(self, span: Span) -> list[Span]:
        """Opening times without closed days and holidays."""
        usable = (day for day in days_of(span) if day not in self.closed and not holiday_on(day))
        return common([span], merged(one for day in usable for one in self.open_on(day)))

    def taken_in(self, span: Span) -> list[Booking]:
        return [one for one in self.bookings if one.starts_at < span[1] and one.ends_at > span[0]]


def plans_of(resources: Iterable[Resource], span: Span, *, ignoring: Booking | None = None) -> list[Plan]:
    """The plans of the resources in their order, for the days that the time touches."""
    plans = {resource.pk: Plan(resource) for resource in resources}
    for opening in OpeningTime.objects.filter(resource__in=plans):
        plans[opening.resource_id].openings.setdefault(opening.weekday, []).append(
            (opening.opens, opening.closes)
        )
    days = list(days_of(span))
    fallen: dict[int | None, dict[date, str]] = defaultdict(dict)
    closed = ClosedDay.objects.filter(day__range=(days[0], days[-1]))
    for one in closed.filter(Q(resource__in=plans) | Q(resource__isnull=True)):
        fallen[one.resource_id][one.day] = one.reason
    found = Booking.objects.standing().filter(resource__in=plans).between(*span)
    if ignoring is not None:
        found = found.exclude(pk=ignoring.pk)
    for booking in found.order_by("starts_at"):
        plans[booking.resource_id].bookings.append(booking)
    for key, plan in plans.items():
        plan.closed = fallen[None] | fallen[key]
    return list(plans.values())
