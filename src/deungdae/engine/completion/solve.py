"""The verdict on a record."""

from __future__ import annotations

from deungdae.engine.completion.model import Gap, Meeting, Part, Record, Verdict
from deungdae.engine.completion.rules import counted, minutes_needed, missing, require_sane


def judge(record: Record) -> Verdict:
    """What the record comes to; ValueError for one that cannot be (`rules.require_sane`).

    Nobody completes a course without meetings, before its last one is over, or without having been there.
    """
    require_sane(record)
    scheduled = sum(one.minutes for one in record.meetings)
    needed, total = minutes_needed(scheduled, record.percent), sum(map(counted, record.meetings))
    ahead = sum(one.minutes - counted(one) for one in record.meetings if not one.is_over)
    short = max(needed - total, 0)
    is_started = any(one.attended for one in record.meetings)
    is_over = bool(record.meetings) and all(one.is_over for one in record.meetings)
    is_attended = is_started and is_over and short == 0
    lacks = tuple(missing(record))
    is_failed = any(one.part is Part.TEST and one.left == 0 for one in lacks)
    return Verdict(
        scheduled=scheduled,
        needed=needed,
        counted=total,
        short=short,
        ahead=ahead,
        gaps=tuple(gap_of(one) for one in record.meetings if one.is_over and counted(one) < one.minutes),
        missing=lacks,
        is_started=is_started,
        is_over=is_over,
        is_attended=is_attended,
        is_complete=is_attended and not lacks,
        is_lost=short > ahead or (is_over and not is_started) or is_failed,
    )


def gap_of(meeting: Meeting) -> Gap:
    return Gap(meeting.number, meeting.minutes - counted(meeting), is_whole=meeting.attended == 0)
