"""What stands against a booking: an overlap, which is a wall; a closed day, a holiday or a closed hour, which
somebody may overrule with a reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.models import Booking, Resource
from deungdae.apps.calendar.public_holidays import holiday_on
from deungdae.apps.calendar.rules import READ_ALL
from deungdae.apps.calendar.selectors.free import free_spans
from deungdae.apps.calendar.selectors.plans import Plan, plans_of
from deungdae.apps.calendar.selectors.words import day_words, hours_words, span_words
from deungdae.apps.calendar.spans import Span, covers, days_of
from deungdae.engine.kernel.korean import sentence

AHEAD = timedelta(days=14)
"""How far the next free time is looked for."""


class Reason(StrEnum):
    TAKEN = "taken"
    CLOSED = "closed"
    HOLIDAY = "holiday"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing against a time: of which resource, when, in a sentence; `booking`: the other one."""

    reason: Reason
    resource: Resource
    span: Span
    message: str
    booking: Booking | None = None

    @property
    def is_wall(self) -> bool:
        """Nobody may overrule it."""
        return self.reason is Reason.TAKEN


def conflicts_of(
    *,
    starts_at: datetime,
    ends_at: datetime,
    resources: Sequence[Resource],
    user: User | None = None,
    ignoring: Booking | None = None,
) -> list[Conflict]:
    """Everything against this time, resource by resource.

    `user`: whoever will read it; None: the house itself. `ignoring`: the booking that is to be moved.
    """
    span = (starts_at, ends_at)
    plans = plans_of(resources, span, ignoring=ignoring)
    return [one for plan in plans for one in conflicts_with(plan, span, user)]


def conflicts_with(plan: Plan, span: Span, user: User | None) -> Iterator[Conflict]:
    for other in plan.taken_in(span):
        yield taken(plan.resource, other, user)
    for day in days_of(span):
        name = holiday_on(day)
        if day in plan.closed:
            template = _("{name}(은/는) {day}에 쉽니다({why}).")
            yield against(Reason.CLOSED, plan, span, template, day=day_words(day), why=plan.closed[day])
        elif name:
            template = _("{day}(은/는) 공휴일입니다({why}).")
            yield against(Reason.HOLIDAY, plan, span, template, day=day_words(day), why=name)
    if not covers(plan.open_in(span), span):
        yield outside_hours(plan, span)


def taken(resource: Resource, other: Booking, user: User | None) -> Conflict:
    """The other booking by its purpose, where the person may see it."""
    span = (other.starts_at, other.ends_at)
    is_seen = user is None or user.has_perm(READ_ALL) or resource.account_id == user.pk
    template = _("{name}(은/는) {when}에 다른 예약이 있습니다.")
    if is_seen:
        template = _("{name}(은/는) {when}에 ‘{purpose}’ 예약이 있습니다.")
    words = {"name": resource.name, "when": span_words(span), "purpose": other.purpose}
    return Conflict(Reason.TAKEN, resource, span, sentence(template, words), other)


def against(reason: Reason, plan: Plan, span: Span, template: str, **words: str) -> Conflict:
    return Conflict(reason, plan.resource, span, sentence(template, {"name": plan.resource.name, **words}))


def outside_hours(plan: Plan, span: Span) -> Conflict:
    days = list(days_of(span))
    times = [hours_words(one) for day in days for one in plan.open_on(day)]
    template = _("{name}(은/는) {day}에 열지 않습니다.")
    if times:
        template = _("{name}(은/는) {day}에 {times}에만 엽니다.")
    return against(Reason.HOURS, plan, span, template, day=day_words(days[0]), times=", ".join(times))


def next_free(
    *, starts_at: datetime, ends_at: datetime, resources: Sequence[Resource], ignoring: Booking | None = None
) -> Span | None:
    """The first time of the same length, not before this one, that suits all resources; None in two weeks."""
    length = ends_at - starts_at
    within = (starts_at, starts_at + AHEAD)
    plans = plans_of(resources, within, ignoring=ignoring)
    start = next((start for start, end in free_spans(plans, within) if end - start >= length), None)
    return None if start is None else (start, start + length)
