"""How minutes are counted, and how many are needed."""

from __future__ import annotations

from deungdae.engine.completion.model import Meeting, Record

LEAST_PERCENT, MOST_PERCENT = 1, 100


def minutes_needed(scheduled: int, percent: int) -> int:
    """The least whole minutes that are at least `percent` of `scheduled`, without rounding in between."""
    return -(-scheduled * percent // 100)


def counted(meeting: Meeting) -> int:
    """Minutes of the meeting that count: all when excused, else what was attended of it."""
    return meeting.minutes if meeting.is_excused else min(meeting.attended, meeting.minutes)


def require_sane(record: Record) -> None:
    """ValueError for a record that cannot be: no percentage, an empty meeting, attendance below nothing."""
    if not LEAST_PERCENT <= record.percent <= MOST_PERCENT:
        raise ValueError(f"percent is {record.percent}, not {LEAST_PERCENT} to {MOST_PERCENT}")
    for one in record.meetings:
        if one.minutes < 1 or one.attended < 0:
            raise ValueError(f"meeting {one.number}: {one.attended} of {one.minutes} minutes")
