"""Made-up rooms and trainers, and times of a quiet week in 2030."""

from datetime import date, datetime

from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.models import Booking, Resource
from deungdae.apps.calendar.opening_words import openings_of
from deungdae.apps.calendar.services.bookings import book
from deungdae.apps.calendar.services.resources import Content, create_resource
from deungdae.apps.calendar.spans import moment

TUESDAY = date(2030, 3, 5)
"""No holiday, and none beside it."""


def at(hour: float, day: date = TUESDAY) -> datetime:
    return moment(day, int(hour * 60))


def a_room(name: str = "301호", *, openings: str = "", **facts: object) -> Resource:
    content = Content(kind="room", name=name, openings=openings_of(openings), **facts)  # type: ignore[arg-type]
    return create_resource(content=content, actor=None)


def a_trainer(account: User | None = None, name: str = "김강사") -> Resource:
    return create_resource(content=Content(kind="person", name=name, account=account), actor=None)


def a_booking(
    resource: Resource,
    start: float = 10,
    end: float = 12,
    *,
    day: date = TUESDAY,
    purpose: str = "CEO 아카데미",
    actor: User | None = None,
) -> Booking:
    [booking] = book(
        resources=[resource], starts_at=at(start, day), ends_at=at(end, day), purpose=purpose, actor=actor
    )
    return booking
