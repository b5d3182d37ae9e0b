"""How minutes are counted, how many are needed, and what else is missing."""

from __future__ import annotations

from collections.abc import Iterator

from deungdae.engine.completion.model import Meeting, Missing, Part, Record

LEAST_PERCENT, MOST_PERCENT = 1, 100


def minutes_needed(scheduled: int, percent: int) -> int:
    """The least whole minutes that are at least `percent` of `scheduled`, without rounding in between."""
    return -(-scheduled * percent // 100)


def counted(meeting: Meeting) -> int:
    """Minutes of the meeting that count: all when excused, else what was attended of it."""
    return meeting.minutes if meeting.is_excused else min(meeting.attended, meeting.minutes)


def missing(record: Record) -> Iterator[Missing]:
    """Each test that is not passed, each work that is not good enough or not confirmed."""
    for test in record.tests:
        if test.best is None or test.best < test.mark:
            yield Missing(Part.TEST, test.title, test.mark, test.best, test.left)
    for work in record.works:
        if work.points is None or work.points < work.mark:
            yield Missing(Part.WORK, work.title, work.mark, work.points)
        if work.is_confirmed is False:
            yield Missing(Part.CONFIRMATION, work.title, 0)


def require_sane(record: Record) -> None:
    """ValueError for a record that cannot be: no percentage, an empty meeting, attendance below nothing,
    a test that nobody can fail."""
    if not LEAST_PERCENT <= record.percent <= MOST_PERCENT:
        raise ValueError(f"percent is {record.percent}, not {LEAST_PERCENT} to {MOST_PERCENT}")
    for one in record.meetings:
        if one.minutes < 1 or one.attended < 0:
            raise ValueError(f"meeting {one.number}: {one.attended} of {one.minutes} minutes")
    for test in record.tests:
        if test.mark < 1 or (test.left is not None and test.left < 0):
            raise ValueError(f"test {test.title}: {test.mark} points, {test.left} tries left")
