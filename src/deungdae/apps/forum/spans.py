"""Times that a forum's rules hang on, and how its days are said."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from deungdae.apps.calendar.models import Booking
from deungdae.apps.calendar.selectors.words import day_words
from deungdae.apps.calendar.spans import moment
from deungdae.apps.core.words import dash
from deungdae.apps.forum.models import Forum


def days_of_forum(forum: Forum) -> Iterator[date]:
    for number in range((forum.last_day - forum.first_day).days + 1):
        yield forum.first_day + timedelta(days=number)


def begins(forum: Forum) -> datetime:
    return moment(forum.first_day, forum.opens)


def ends(forum: Forum) -> datetime:
    return moment(forum.last_day, forum.closes)


def offer_end(forum: Forum, now: datetime) -> datetime:
    """Until when an offer of now is kept: the forum's hours, but never into its start."""
    return min(now + timedelta(hours=forum.offer_hours), begins(forum))


def forum_days_words(forum: Forum) -> str:
    first = day_words(forum.first_day)
    return first if forum.first_day == forum.last_day else f"{first} {dash()} {day_words(forum.last_day)}"


def source_of(forum: Forum) -> str:
    """How the calendar knows what its bookings are for."""
    return f"forum.forum:{forum.short_id}"


def bookings_of(forum: Forum) -> list[Booking]:
    return list(Booking.objects.standing().filter(source=source_of(forum)).select_related("resource"))
