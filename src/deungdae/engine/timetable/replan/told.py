"""What a replan says: who moves and why, what falls, and what is proven about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from deungdae.engine.kernel.explanation import Explanation, explain
from deungdae.engine.timetable.explain import left_out
from deungdae.engine.timetable.model import Placement, Problem
from deungdae.engine.timetable.replan.causes import Cause
from deungdae.engine.timetable.replan.model import (
    Away,
    Change,
    Fallen,
    Move,
    Overrun,
    Question,
    Requested,
    TableLost,
)
from deungdae.engine.timetable.replan.setting import Setting


class Judged(Protocol):
    """What is shown about an answer."""

    @property
    def all_held(self) -> bool: ...
    @property
    def fewest(self) -> bool: ...
    @property
    def lower(self) -> int: ...


def whole_problem(question: Question) -> Problem:
    """The day with the meetings that were asked for."""
    asked = [change.meeting for change in question.changes if isinstance(change, Requested)]
    return replace(question.problem, meetings=(*question.problem.meetings, *asked))


def moves_of(
    question: Question,
    setting: Setting,
    placed: Mapping[str, Placement],
    causes: Mapping[str, Cause],
    gifts: frozenset[str],
) -> tuple[Move, ...]:
    """Every meeting with another place, by time; a table that a bound meeting needs is told as a chain."""
    moves = []
    for name, place in placed.items():
        before = setting.home.get(name)
        if before == place:
            continue
        cause = causes.get(name) or _table_cause(placed, causes, name, before)
        if name in gifts or cause is None:
            moves.append(Move(name, before, place, explain("timetable.replan.why.free"), None))
            continue
        change = question.changes[cause.change]
        why = explain("timetable.replan.why.chain", meeting=cause.via) if cause.via else _why(change, before)
        moves.append(Move(name, before, place, why, cause.change, cause.via))
    return tuple(sorted(moves, key=lambda move: (move.after.slot, move.after.table)))


def _table_cause(
    placed: Mapping[str, Placement], causes: Mapping[str, Cause], name: str, before: Placement | None
) -> Cause | None:
    """Who sits now where it sat."""
    if before is None:
        return None
    sitting = [one.meeting for one in placed.values() if (one.slot, one.table) == (before.slot, before.table)]
    return next((Cause(causes[one].change, one) for one in sitting if one in causes and one != name), None)


def _why(change: Change, before: Placement | None) -> Explanation:
    """What the change does to a meeting that had a place, or asked for one."""
    if before is None:
        return explain("timetable.replan.why.requested")
    if isinstance(change, Away) and change.until is not None:
        return explain("timetable.replan.why.late", who=change.who, slot=change.until)
    if isinstance(change, Away):
        return explain("timetable.replan.why.away", who=change.who)
    if isinstance(change, TableLost):
        return explain("timetable.replan.why.table", table=change.table)
    meeting = change.meeting if isinstance(change, Overrun) else ""
    return explain("timetable.replan.why.overrun", meeting=meeting, slot=before.slot)


def fallen_of(
    question: Question, setting: Setting, placed: Mapping[str, Placement], problem: Problem
) -> tuple[Fallen, ...]:
    """What had or asked for a place and has none, with the reason."""
    lost = [name for name in setting.displaced if name not in placed]
    found = [
        Fallen(name, question.current[name], explain("timetable.replan.lost.dropped"), change)
        for name, change in setting.dropped.items()
        if name in question.current and name not in setting.over
    ]
    reasons = left_out(_rest_of(setting, problem), [*setting.over.values(), *placed.values()]) if lost else {}
    for name in lost:
        number = setting.displaced[name]
        change = question.changes[number]
        if name in setting.locked:
            why = explain("timetable.replan.lost.locked")
        elif isinstance(change, Away) and change.until is None:
            why = explain("timetable.replan.lost.away", who=change.who)
        else:
            why = reasons[name]
        found.append(Fallen(name, setting.home.get(name), why, number))
    return tuple(
        sorted(found, key=lambda one: (one.before is None, one.before and one.before.slot, one.meeting))
    )


def _rest_of(setting: Setting, problem: Problem) -> Problem:
    """The day as it is for those who look for a place in what is left of it."""
    people = tuple(
        replace(
            person,
            forbidden=person.forbidden
            | frozenset(range(1, setting.now))
            | frozenset(slot for slot in setting.rest if (person.id, slot) in setting.taken),
        )
        for person in problem.participants
    )
    gone = {table for slot, table in setting.shut if slot == problem.slots}
    tables = tuple(table for table in problem.tables if table not in gone)
    return replace(problem, participants=people, tables=tables)


def sentences_of(
    question: Question, setting: Setting, placed: Mapping[str, Placement], found: Judged
) -> tuple[Explanation, ...]:
    """How many move and fall, and what is proven; the word "fewest" stands only where there is a proof."""
    moved = [
        name
        for name, place in placed.items()
        if name in setting.home and setting.home[name].slot != place.slot
    ]
    tables = [
        name
        for name, place in placed.items()
        if name in setting.home
        and setting.home[name].slot == place.slot
        and setting.home[name].table != place.table
    ]
    lost = [name for name in setting.displaced if name not in placed]
    told = [explain("timetable.replan.moved", count=len(moved), tables=len(tables))]
    if lost:
        told.append(explain("timetable.replan.lost", count=len(lost)))
        if found.all_held:
            told.append(explain("timetable.replan.lost_proven"))
    if moved and found.fewest:
        told.append(explain("timetable.replan.fewest"))
    elif moved:
        told.append(explain("timetable.replan.at_least", bound=found.lower))
    return tuple(told)
