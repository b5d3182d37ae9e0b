"""How a time is said: 2026. 11. 30.(월) 09:00~10:30."""

from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from deungdae.apps.calendar.opening_words import WEEKDAY_WORDS
from deungdae.apps.calendar.spans import SEOUL, Span, day_of
from deungdae.apps.core.words import dash


def day_words(day: date) -> str:
    words = {"day": date_format(day, "SHORT_DATE_FORMAT"), "weekday": WEEKDAY_WORDS[day.weekday()]}
    return _("%(day)s(%(weekday)s)") % words


def clock(at: datetime) -> str:
    return f"{at.astimezone(SEOUL):%H:%M}"


def hours_words(span: Span, *, seen_on: date | None = None) -> str:
    """09:00~10:30; an end on the next day says so, and so does a start before the day it is looked at."""
    start, end = span
    first, last = day_of(start), day_of(end)
    begins, ends = clock(start), clock(end)
    if last == first + timedelta(days=1) and ends == "00:00":
        last, ends = first, "24:00"
    if last != first:
        ends = _("다음 날 %(time)s") % {"time": ends}
    if seen_on is not None and seen_on != first:
        begins, ends = _("전날 %(time)s") % {"time": begins}, clock(end)
    return f"{begins}{dash()}{ends}"


def span_words(span: Span) -> str:
    return f"{day_words(day_of(span[0]))} {hours_words(span)}"
