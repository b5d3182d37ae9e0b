"""What a question about a day under way must satisfy: every fault is named."""

from __future__ import annotations

from collections.abc import Iterator

from deungdae.engine.kernel.errors import Issue
from deungdae.engine.kernel.korean import Param
from deungdae.engine.timetable.check import check
from deungdae.engine.timetable.model import Problem
from deungdae.engine.timetable.replan.model import (
    Away,
    Change,
    Dropped,
    Overrun,
    Question,
    Requested,
    TableLost,
)
from deungdae.engine.timetable.rules import CONTRADICTIONS, validate

DOUBLE = frozenset(f"timetable.broken.{name}" for name in ("two_at_once", "table_shared", "placed_twice"))


def _issue(name: str, where: str, value: object, /, **params: Param) -> Issue:
    return Issue(f"timetable.replan.{name}", where, str(value), params)


def faults_of(question: Question) -> list[Issue]:
    """Faults of the day, of the timetable that runs, and of the changes."""
    issues = [
        issue
        for issue in validate(question.problem)
        if not issue.warning and issue.code not in CONTRADICTIONS
    ]
    if issues:
        return issues
    return [*_running(question), *_changes(question)]


def _running(question: Question) -> Iterator[Issue]:
    known = {meeting.id for meeting in question.problem.meetings}
    for name, place in question.current.items():
        if name not in known:
            yield _issue("unknown_meeting", "current", name)
        elif not 1 <= place.slot <= question.problem.slots:
            yield _issue("slot_outside", "current", place.slot, meeting=name, slots=question.problem.slots)
    listed = [place for name, place in question.current.items() if name in known]
    for broken in check(question.problem, listed):
        if broken.code in DOUBLE:
            yield _issue("double", "current", ", ".join(broken.meetings))
    for name in sorted(question.locked - question.current.keys()):
        yield Issue("timetable.locked_unknown", "locked", name)


def _changes(question: Question) -> Iterator[Issue]:
    for index, change in enumerate(question.changes):
        yield from _change(question, change, f"changes[{index}]")


def _change(question: Question, change: Change, where: str) -> Iterator[Issue]:
    problem = question.problem
    people = {person.id for person in problem.participants}
    known = {meeting.id for meeting in problem.meetings}
    if isinstance(change, Away) and change.who not in people:
        yield _issue("unknown_participant", where, change.who)
    elif isinstance(change, TableLost) and change.table not in _tables(problem):
        yield _issue("unknown_table", where, change.table)
    elif (isinstance(change, Dropped) and change.meeting not in known) or (
        isinstance(change, Overrun) and change.meeting not in question.current
    ):
        yield _issue("unknown_meeting", where, change.meeting)
    elif isinstance(change, Requested):
        yield from _requested(problem, change, where, people, known)


def _requested(
    problem: Problem, change: Requested, where: str, people: set[str], known: set[str]
) -> Iterator[Issue]:
    meeting = change.meeting
    if meeting.id in known:
        yield _issue("known_meeting", where, meeting.id)
    for person in (meeting.first, meeting.second):
        if person not in people:
            yield _issue("unknown_participant", where, person)
    if meeting.first == meeting.second:
        yield _issue("with_oneself", where, meeting.first)


def _tables(problem: Problem) -> set[int]:
    own = {person.own_table for person in problem.participants if person.own_table is not None}
    return own | set(problem.tables)
