"""Whether a verdict follows from a record; counts by itself, with no line of `rules` or `solve`."""

from __future__ import annotations

from fractions import Fraction

from deungdae.engine.completion.model import Record, Verdict


def faults(record: Record, verdict: Verdict) -> list[str]:
    """What is wrong with the verdict, one line each; empty when all holds."""
    found = []
    scheduled = total = ahead = 0
    missed: dict[int, int] = {}
    for one in record.meetings:
        was_there = one.minutes if one.is_excused or one.attended > one.minutes else one.attended
        scheduled += one.minutes
        total += was_there
        if not one.is_over:
            ahead += one.minutes - was_there
        elif was_there != one.minutes:
            missed[one.number] = one.minutes - was_there
    share = Fraction(record.percent, 100) * scheduled
    if not share <= verdict.needed < share + 1:
        found.append(f"{verdict.needed} minutes are not the least that are {record.percent}% of {scheduled}")
    if (verdict.scheduled, verdict.counted, verdict.ahead) != (scheduled, total, ahead):
        found.append("the minutes are not those of the record")
    if {gap.number: gap.minutes for gap in verdict.gaps} != missed:
        found.append("the gaps are not those of the record")
    was_anywhere = sum(one.attended for one in record.meetings) > 0
    all_over = len(record.meetings) > 0 and not [one for one in record.meetings if not one.is_over]
    found += faults_of_parts(record, verdict, was_anywhere and all_over and total >= share)
    if verdict.short != max(verdict.needed - total, 0):
        found.append("what is short is not what is missing")
    return found


def faults_of_parts(record: Record, verdict: Verdict, is_attended: bool) -> list[str]:
    found = []
    lacks = lacking(record)
    if verdict.is_attended != is_attended or verdict.is_complete != (is_attended and not lacks):
        found.append("completed although something is missing, or not although nothing is")
    if [(one.part.value, one.title) for one in verdict.missing] != lacks:
        found.append("what is missing is not what the record lacks")
    if any(test.left == 0 and not reaches(test.best, test.mark) for test in record.tests) > verdict.is_lost:
        found.append("not lost although a test cannot be tried again")
    return found


def reaches(points: int | None, mark: int) -> bool:
    return points is not None and points >= mark


def lacking(record: Record) -> list[tuple[str, str]]:
    found = [("test", one.title) for one in record.tests if not reaches(one.best, one.mark)]
    for work in record.works:
        found += [] if reaches(work.points, work.mark) else [("work", work.title)]
        found += [("confirmation", work.title)] if work.is_confirmed is False else []
    return found
