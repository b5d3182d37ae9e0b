"""The judge of replans. It reads the question itself and shares nothing with what answers it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from deungdae.engine.timetable.check import Violation, check
from deungdae.engine.timetable.model import Placement, Problem
from deungdae.engine.timetable.replan.model import Away, Dropped, Overrun, Question, Requested, TableLost

BINDING = frozenset(f"timetable.broken.{name}" for name in ("own_table", "fixed_table", "table_unknown"))


def check_replan(question: Question, placements: Sequence[Placement]) -> list[str]:
    """Everything a replan breaks that the timetable before it did not break; empty: it may be held."""
    asked = [change.meeting for change in question.changes if isinstance(change, Requested)]
    problem = replace(
        question.problem,
        meetings=(*question.problem.meetings, *asked),
        fairness=None,
        all_required=False,
    )
    return [
        *_rules(question, problem, placements),
        *_stays(question, placements),
        *_changes(question, problem, placements),
    ]


def _rules(question: Question, problem: Problem, placements: Sequence[Placement]) -> Iterator[str]:
    """The rules of the day. A table that is gone binds nobody, so its meetings may be at others."""
    gone = {change.table for change in question.changes if isinstance(change, TableLost)}
    gone |= {table for _slot, table in question.closed}
    gone |= {question.current[one.meeting].table for one in question.changes if isinstance(one, Overrun)}
    own = {person.id: person.own_table for person in problem.participants}
    freed = {one.id for one in problem.meetings if gone & {one.fixed_table, own[one.first], own[one.second]}}
    before = Counter(map(_key, check(problem, tuple(question.current.values()))))
    for broken in check(problem, placements):
        is_freed = broken.code in BINDING and set(broken.meetings) <= freed
        before[_key(broken)] -= 1
        if before[_key(broken)] < 0 and not is_freed:
            yield broken.text
    sides = {one.id: (one.first, one.second) for one in problem.meetings}
    for place in placements:
        tables = {*problem.tables, *(own[person] for person in sides.get(place.meeting, ()))}
        if place.meeting in freed and place.table not in tables:
            yield f"at a table of somebody else: {place.meeting}"


def _key(broken: Violation) -> tuple[str, tuple[str, ...]]:
    return broken.code, broken.meetings


def _stays(question: Question, placements: Sequence[Placement]) -> Iterator[str]:
    after = {place.meeting: place for place in placements}
    for name, place in question.current.items():
        is_over = place.slot < question.now
        if is_over and after.get(name) != place:
            yield f"over and moved: {name}"
        if name in question.locked and name in after and after[name] != place:
            yield f"locked and moved: {name}"
    for place in placements:
        is_new = question.current.get(place.meeting) != place
        if is_new and place.slot < question.now:
            yield f"put where it is over: {place.meeting}"


def _changes(question: Question, problem: Problem, placements: Sequence[Placement]) -> Iterator[str]:
    both = {one.id: (one.first, one.second) for one in problem.meetings}
    for place in placements:
        if place.slot < question.now:
            continue
        if (place.slot, place.table) in question.closed and question.current.get(place.meeting) != place:
            yield f"at a closed table: {place.meeting}"
        for change in question.changes:
            if _hits(question, change, place, both):
                yield f"in the way of a change: {place.meeting}"


def _hits(question: Question, change: object, place: Placement, both: dict[str, tuple[str, str]]) -> bool:
    pair = both[place.meeting]
    if isinstance(change, Away):
        return change.who in pair and (change.until is None or place.slot < change.until)
    if isinstance(change, TableLost):
        return place.table == change.table and place.slot >= change.since
    if isinstance(change, Dropped):
        return place.meeting == change.meeting
    if isinstance(change, Overrun):
        longer = question.current[change.meeting]
        is_shared = place.table == longer.table or bool(set(pair) & set(both[change.meeting]))
        return place.slot == longer.slot + 1 and is_shared and place.meeting != change.meeting
    return False
