"""Stretches of time, half-open, and the days and minutes they are made of in Seoul."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Span = tuple[datetime, datetime]
SEOUL = ZoneInfo("Asia/Seoul")
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
"""Bookings lie between these days."""
LONGEST = timedelta(hours=24)
"""A longer stay is a booking for each day: so no typing slip takes a hall for a year."""


def moment(day: date, minutes: int) -> datetime:
    """So many minutes after the day's midnight; 1440 is the next midnight."""
    return datetime.combine(day, time(), SEOUL) + timedelta(minutes=minutes)


def span_of_day(day: date) -> Span:
    return moment(day, 0), moment(day, 24 * 60)


def day_of(at: datetime) -> date:
    """The date of a moment in Seoul."""
    return at.astimezone(SEOUL).date()


def days_of(span: Span) -> Iterator[date]:
    """Every day that the time touches."""
    day, last = day_of(span[0]), day_of(span[1] - timedelta(microseconds=1))
    while day <= last:
        yield day
        day += timedelta(days=1)


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same time in as few stretches as possible, in order."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        elif start < end:
            found.append((start, end))
    return found


def common(first: Iterable[Span], second: Iterable[Span]) -> list[Span]:
    """What lies in both."""
    ours, others, found = merged(first), merged(second), []
    place = other = 0
    while place < len(ours) and other < len(others):
        start, end = max(ours[place][0], others[other][0]), min(ours[place][1], others[other][1])
        if start < end:
            found.append((start, end))
        if ours[place][1] < others[other][1]:
            place += 1
        else:
            other += 1
    return found


def without(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """What is left when the taken time is cut out."""
    cuts, found, next_cut = merged(taken), [], 0
    for start, end in merged(spans):
        while next_cut < len(cuts) and cuts[next_cut][1] <= start:
            next_cut += 1
        left, place = start, next_cut
        while place < len(cuts) and cuts[place][0] < end:
            if left < cuts[place][0]:
                found.append((left, cuts[place][0]))
            left = max(left, cuts[place][1])
            place += 1
        if left < end:
            found.append((left, end))
    return found


def covers(spans: Iterable[Span], wanted: Span) -> bool:
    return any(start <= wanted[0] and wanted[1] <= end for start, end in merged(spans))
