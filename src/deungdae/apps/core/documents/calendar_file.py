"""What every calendar file (RFC 5545) of ours is made of."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from unicodedata import category
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneStandard, vText

SEOUL = ZoneInfo("Asia/Seoul")


def calendar(name: str, events: Iterable[Event], *, product: str) -> bytes:
    file = Calendar()
    file.add("prodid", product)
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", vText(one_line(name)))
    file.add("x-wr-timezone", SEOUL.key)
    file.add_component(seoul_timezone())
    for event in events:
        file.add_component(event)
    return file.to_ical()


def seoul_timezone() -> Timezone:
    """Korea has kept UTC+9 without summer time since 1988-10-09."""
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1988, 10, 9, 2))  # noqa: DTZ001 (a VTIMEZONE tells local time)
    standard.add("tzoffsetfrom", timedelta(hours=9))
    standard.add("tzoffsetto", timedelta(hours=9))
    standard.add("tzname", "KST")
    zone = Timezone()
    zone.add("tzid", SEOUL.key)
    zone.add_component(standard)
    return zone


def event_of(uid: str, sequence: int, start: datetime, end: datetime, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("sequence", sequence)
    event.add("dtstamp", stamp)
    event.add("dtstart", start.astimezone(SEOUL))
    event.add("dtend", end.astimezone(SEOUL))
    return event


def one_line(text: str) -> str:
    """The text without line breaks and control characters, which would break the file's own lines."""
    return " ".join("".join(mark if category(mark) != "Cc" else " " for mark in text).split())
