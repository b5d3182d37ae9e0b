"""What a meeting tool says of somebody: times as Zoom, Teams and Webex write them, and their sum."""

import re
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Attendance, Session
from deungdae.apps.academy.presence import GRACE, Presence, minutes_of
from deungdae.apps.calendar.spans import SEOUL, Span, common, merged
from deungdae.apps.core.imports.cells import CellError, plain

State = Attendance.State
HOURS = re.compile(
    r"(?:(\d{1,2})\s*(?:h|hr|hrs|hours?|시간))?\s*(?:(\d{1,4})\s*(?:m|min|mins|minutes?|분))?"
    r"\s*(?:(\d{1,5})\s*(?:s|sec|secs|seconds?|초))?",
    re.I,
)
CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
NUMBER = re.compile(r"(\d{1,4})(?:\.(\d+))?")
MOMENT = re.compile(
    r"(?P<first>\d{1,4})[-./]\s*(?P<second>\d{1,2})[-./]\s*(?P<third>\d{1,4})\.?,?\s*"
    r"(?P<before>오전|오후|AM|PM)?\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<end>\d{2}))?(?:\.\d+)?"
    r"\s*(?P<after>AM|PM|오전|오후)?",
    re.I,
)


def moment(value: str) -> datetime:
    """A time in Seoul: 2030-03-05 09:58:11, 03/05/2030 09:58 AM, 3/5/30, 9:58 AM, 2030. 3. 5. 오전 9:58."""
    words = plain(value).replace("T", " ").replace("\u202f", " ")
    match = MOMENT.fullmatch(words)
    if match is not None:
        try:
            return datetime(*date_parts(match), *clock_parts(match), tzinfo=SEOUL)
        except ValueError:
            match = None
    raise CellError(
        "moment", _("날짜와 시각으로 읽을 수 없습니다."), _("‘2030-03-05 09:58’처럼 적어 주십시오.")
    )


def date_parts(match: re.Match[str]) -> tuple[int, int, int]:
    """Year, month, day: the year first, or as these tools write it in English, month/day/year."""
    first, second, third = (int(match[name]) for name in ("first", "second", "third"))
    if len(match["first"]) == 4:
        return first, second, third
    return third + (2000 if third < 100 else 0), first, second


def clock_parts(match: re.Match[str]) -> tuple[int, int, int]:
    half = (match["before"] or match["after"] or "").upper()
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["end"] or 0)
    if half in ("오후", "PM") and hour < 12:
        hour += 12
    elif half in ("오전", "AM") and hour == 12:
        hour = 0
    return hour, minute, second


def minutes(value: str) -> int:
    """How long: 95, 95.5, 1h 35m 2s, 1시간 35분, 01:35:02; seconds beyond whole minutes do not count."""
    words = plain(value).replace(",", "")
    number, clock, hours = NUMBER.fullmatch(words), CLOCK.fullmatch(words), HOURS.fullmatch(words)
    if number is not None:
        return int(number[1])
    if clock is not None:
        return int(clock[1]) * 60 + int(clock[2])
    if hours is not None and any(hours.groups()):
        told = [int(part or 0) for part in hours.groups()]
        return told[0] * 60 + told[1] + told[2] // 60
    raise CellError(
        "minutes", _("시간 길이로 읽을 수 없습니다."), _("‘95’나 ‘1시간 35분’처럼 분으로 적어 주십시오.")
    )


def presence_online(session: Session, spans: Sequence[Span], *, told: int = 0) -> Presence | None:
    """From the stretches somebody was connected, each counted once and within the session; `told`: minutes
    where no times are known. None: not within the session at all."""
    hours = [(session.starts_at, session.ends_at)]
    stretches, whole = common(merged(spans), hours), minutes_of(session)
    if not stretches:
        there = min(told, whole) if not spans else 0
        if there < 1:
            return None
        missed = whole - there
        is_full = missed * 60 <= GRACE.total_seconds()
        return Presence(State.PRESENT if is_full else State.LEFT_EARLY, whole if is_full else there)
    there = int(sum((end - start).total_seconds() for start, end in stretches) // 60)
    first, last = stretches[0][0], stretches[-1][1]
    late, early = first - session.starts_at, session.ends_at - last
    if (whole - there) * 60 <= GRACE.total_seconds():
        return Presence(State.PRESENT, whole, first, last)
    if there < 1:
        return None
    state = State.LATE if late >= early else State.LEFT_EARLY
    return Presence(state if max(late, early) > GRACE else State.PRESENT, there, first, last)
