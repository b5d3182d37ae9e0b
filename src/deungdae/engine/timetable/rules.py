"""What a day must satisfy before anything is calculated: every fault is named with its place and way out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from deungdae.engine.kernel.errors import InputError, Issue
from deungdae.engine.kernel.korean import Param
from deungdae.engine.timetable.model import Current, Meeting, Participant, Problem, table_of_own

MOST_SLOTS = 1000
HEAVIEST = 1_000_000
CONTRADICTIONS = frozenset(
    f"timetable.{name}" for name in ("cycle", "fixed_over_tables", "fixed_same_time", "fixed_same_table")
)
"""Faults that say something exact but impossible: `solve` answers them with "infeasible", or leaves out."""


def _issue(name: str, where: str, value: object, /, **params: Param) -> Issue:
    return Issue(f"timetable.{name}", where, str(value), params)


def validate(problem: Problem) -> list[Issue]:
    """Every fault of `problem`. A participant without a meeting is a warning, and so is the same pair twice
    where all meetings are required as they stand; the others are errors.

    What merely does not fit (more meetings than slots, too few tables) is no fault: `solve` answers it.
    """
    issues = list(_day(problem))
    issues.extend(_participants(problem))
    issues.extend(_meetings(problem))
    if not any(not issue.warning for issue in issues):
        issues.extend(_order(problem))
        issues.extend(_fixed(problem))
    return issues


def require_valid(
    problem: Problem, current: Current | None = None, locked: frozenset[str] = frozenset()
) -> None:
    """Raise InputError when `problem` cannot be read as a day, or a locked meeting has no current place."""
    found = validate(problem)
    issues = [issue for issue in found if not issue.warning and issue.code not in CONTRADICTIONS]
    known = {meeting.id for meeting in problem.meetings} & set(current or {})
    issues.extend(_issue("locked_unknown", "locked", name) for name in sorted(locked - known))
    if issues:
        raise InputError(issues)


def _day(problem: Problem) -> Iterator[Issue]:
    if problem.slots < 1:
        yield _issue("no_slots", "slots", problem.slots)
    elif problem.slots > MOST_SLOTS:
        yield _issue("too_many_slots", "slots", problem.slots, most=MOST_SLOTS)
    elif not 0 <= problem.morning_slots <= problem.slots:
        yield _issue("morning_slots", "morning_slots", problem.morning_slots, slots=problem.slots)
    if problem.fairness is not None and problem.fairness < 0:
        yield _issue("fairness", "fairness", problem.fairness)
    for table, seats in sorted(problem.seats.items()):
        if seats < 1:
            yield _issue("seats", f"seats.{table}", seats, table=table)
    seen: set[int] = set()
    for index, table in enumerate(problem.tables):
        if table < 1:
            yield _issue("table_number", f"tables[{index}]", table)
        elif table in seen:
            yield _issue("table_twice", f"tables[{index}]", table)
        seen.add(table)


def _participants(problem: Problem) -> Iterator[Issue]:
    if not problem.participants:
        yield _issue("no_participants", "participants", 0)
    shared = frozenset(problem.tables)
    busy = {person for meeting in problem.meetings for person in (meeting.first, meeting.second)}
    owners: dict[int, str] = {}
    seen: set[str] = set()
    for index, participant in enumerate(problem.participants):
        where = f"participants[{index}]"
        if participant.id in seen:
            yield _issue("participant_twice", f"{where}.id", participant.id)
        seen.add(participant.id)
        yield from _participant(problem, participant, where, shared, owners)
        if participant.id not in busy:
            yield Issue("timetable.no_meeting", f"{where}.id", participant.id, warning=True)


def _participant(
    problem: Problem, participant: Participant, where: str, shared: frozenset[int], owners: dict[int, str]
) -> Iterator[Issue]:
    who = participant.id
    for slot in sorted(participant.forbidden):
        if not 1 <= slot <= problem.slots:
            yield _issue("forbidden_slot", f"{where}.forbidden", slot, who=who, slots=problem.slots)
    if participant.max_meetings is not None and participant.max_meetings < 0:
        yield _issue("max_meetings", f"{where}.max_meetings", participant.max_meetings, who=who)
    if participant.attending < 0:
        yield _issue("attending", f"{where}.attending", participant.attending, who=who)
    table = participant.own_table
    if table is None:
        return
    if table < 1:
        yield _issue("table_number", f"{where}.own_table", table)
    elif table in shared:
        yield _issue("own_table_shared", f"{where}.own_table", table, who=who)
    elif table in owners:
        yield _issue("own_table_twice", f"{where}.own_table", table, who=who, other=owners[table])
    owners.setdefault(table, who)


def _meetings(problem: Problem) -> Iterator[Issue]:
    people = {participant.id: participant for participant in problem.participants}
    names = {meeting.id for meeting in problem.meetings}
    seen: set[str] = set()
    pairs: dict[frozenset[str], str] = {}
    for index, meeting in enumerate(problem.meetings):
        where = f"meetings[{index}]"
        if meeting.id in seen:
            yield _issue("meeting_twice", f"{where}.id", meeting.id)
        seen.add(meeting.id)
        pair = frozenset((meeting.first, meeting.second))
        if meeting.first == meeting.second:
            yield _issue("with_oneself", where, meeting.first, meeting=meeting.id)
        elif pair in pairs:
            value = f"{meeting.first}, {meeting.second}"
            params: dict[str, Param] = {"meeting": meeting.id, "earlier": pairs[pair]}
            yield Issue("timetable.same_pair", where, value, params, warning=problem.all_required)
        pairs.setdefault(pair, meeting.id)
        yield from _meeting(problem, meeting, where, people)
        for earlier in meeting.after:
            if earlier not in names:
                yield _issue("unknown_meeting", f"{where}.after", earlier, meeting=meeting.id)


def _meeting(
    problem: Problem, meeting: Meeting, where: str, people: Mapping[str, Participant]
) -> Iterator[Issue]:
    name = meeting.id
    known = True
    for side, person in (("first", meeting.first), ("second", meeting.second)):
        if person not in people:
            known = False
            yield _issue("unknown_participant", f"{where}.{side}", person, meeting=name)
    slot, table = meeting.fixed_slot, meeting.fixed_table
    if slot is not None and not 1 <= slot <= problem.slots:
        yield _issue("fixed_slot", f"{where}.fixed_slot", slot, meeting=name, slots=problem.slots)
    if table is not None and known and table not in problem.tables:
        own = {people[meeting.first].own_table, people[meeting.second].own_table}
        if table not in own:
            yield _issue("fixed_table", f"{where}.fixed_table", table, meeting=name)
    if not 0 <= meeting.weight <= HEAVIEST:
        yield _issue("weight", f"{where}.weight", meeting.weight, meeting=name, most=HEAVIEST)


def find_cycle(after: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """A cycle of the order `after` (meeting -> meetings before it), first name repeated last; () if none."""
    state: dict[str, int] = {}
    for root in after:
        if root in state:
            continue
        path: list[str] = [root]
        pending = [iter(after[root])]
        state[root] = 1
        while pending:
            following = next(pending[-1], None)
            if following is None:
                pending.pop()
                state[path.pop()] = 2
            elif state.get(following) == 1:
                return (*path[path.index(following) :], following)[::-1]
            elif following not in state:
                state[following] = 1
                path.append(following)
                pending.append(iter(after[following]))
    return ()


def _order(problem: Problem) -> Iterator[Issue]:
    cycle = find_cycle({meeting.id: meeting.after for meeting in problem.meetings})
    if cycle:
        yield _issue("cycle", "meetings.after", " → ".join(cycle))


def _fixed(problem: Problem) -> Iterator[Issue]:
    fixed = [(meeting.fixed_slot, meeting) for meeting in problem.meetings if meeting.fixed_slot is not None]
    busy: dict[tuple[int, str], list[str]] = defaultdict(list)
    for slot, meeting in fixed:
        for person in (meeting.first, meeting.second):
            busy[slot, person].append(meeting.id)
    for (slot, person), names in sorted(busy.items()):
        if len(names) > 1:
            yield _issue("fixed_same_time", "meetings", person, slot=slot, meetings=tuple(names))
    yield from _fixed_tables(problem, fixed)


def _fixed_tables(problem: Problem, fixed: list[tuple[int, Meeting]]) -> Iterator[Issue]:
    people = {participant.id: participant for participant in problem.participants}
    shared: dict[int, list[str]] = defaultdict(list)
    seats: dict[tuple[int, int], list[str]] = defaultdict(list)
    for slot, meeting in fixed:
        if table_of_own(problem, meeting, people) is None:
            shared[slot].append(meeting.id)
            if meeting.fixed_table is not None:
                seats[slot, meeting.fixed_table].append(meeting.id)
    tables = len(problem.tables)
    for slot, names in sorted(shared.items()):
        if len(names) > tables:
            params: dict[str, Param] = {"slot": slot, "tables": tables, "meetings": tuple(names)}
            yield Issue("timetable.fixed_over_tables", "meetings", str(len(names)), params)
    for (slot, table), names in sorted(seats.items()):
        if len(names) > 1:
            yield _issue("fixed_same_table", "meetings", table, slot=slot, meetings=tuple(names))
