"""The judge of timetables. It shares nothing with the solver but the model, and trusts nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from deungdae.engine.kernel.korean import Param, sentence
from deungdae.engine.kernel.messages import MESSAGES
from deungdae.engine.timetable.model import Meeting, Participant, Placement, Problem, Session

_SESSION_WORDS = {Session.MORNING: "오전", Session.AFTERNOON: "오후"}


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule: a stable code, the meetings and participants in it, and a Korean sentence."""

    code: str
    meetings: tuple[str, ...]
    participants: tuple[str, ...]
    text: str


def _violation(name: str, meetings: Iterable[str], people: Iterable[str], /, **params: Param) -> Violation:
    code = f"timetable.broken.{name}"
    return Violation(code, tuple(meetings), tuple(people), sentence(MESSAGES[code], params))


def gaps(slots: Iterable[int]) -> int:
    """Number of breaks of one participant: idle stretches between two of the busy `slots`."""
    ordered = sorted(set(slots))
    return sum(1 for before, after in pairwise(ordered) if after > before + 1)


def breaks_by_participant(problem: Problem, placements: Iterable[Placement]) -> dict[str, int]:
    """Breaks of every participant, those without a meeting included (0)."""
    meetings = {meeting.id: meeting for meeting in problem.meetings}
    busy: dict[str, list[int]] = {participant.id: [] for participant in problem.participants}
    for placement in placements:
        meeting = meetings.get(placement.meeting)
        for person in (meeting.first, meeting.second) if meeting else ():
            busy[person].append(placement.slot)
    return {person: gaps(slots) for person, slots in busy.items()}


def breaks(problem: Problem, placements: Iterable[Placement]) -> int:
    """Total number of breaks, the objective of JAIR 74 (2022), article 12670, section 2."""
    return sum(breaks_by_participant(problem, placements).values())


def check(problem: Problem, placements: Sequence[Placement]) -> list[Violation]:
    """Every broken rule of a timetable; an empty list means that it may be held as it is.

    A meeting that is not placed breaks a rule only when the problem requires all of them.
    """
    meetings = {meeting.id: meeting for meeting in problem.meetings}
    people = {participant.id: participant for participant in problem.participants}
    found = list(_strangers(problem, placements, meetings))
    known = {placement.meeting: placement for placement in placements if placement.meeting in meetings}
    for meeting in problem.meetings:
        placement = known.get(meeting.id)
        if placement is not None:
            found.extend(_place_of_one(problem, meeting, placement, people))
            found.extend(_order(meeting, placement, known))
    listed = [placement for placement in placements if placement.meeting in meetings]
    found.extend(_people_at_once(listed, meetings))
    found.extend(_tables_at_once(problem, listed, meetings, people))
    found.extend(_limits(problem, known, meetings))
    found.extend(_fairness(problem, listed))
    return found


def _strangers(
    problem: Problem, placements: Sequence[Placement], meetings: dict[str, Meeting]
) -> Iterator[Violation]:
    seen: set[str] = set()
    for placement in placements:
        name = placement.meeting
        if name not in meetings:
            yield _violation("unknown_meeting", [name], [], meeting=name)
        elif name in seen:
            yield _violation("placed_twice", [name], [], meeting=name)
        seen.add(name)
    if problem.all_required:
        for name in meetings:
            if name not in seen:
                yield _violation("missing", [name], [], meeting=name)


def _place_of_one(
    problem: Problem, meeting: Meeting, placement: Placement, people: dict[str, Participant]
) -> Iterator[Violation]:
    name, slot, table = meeting.id, placement.slot, placement.table
    if not 1 <= slot <= problem.slots:
        yield _violation("slot_outside", [name], [], meeting=name, slot=slot, slots=problem.slots)
    for person in (meeting.first, meeting.second):
        if slot in people[person].forbidden:
            yield _violation("absent", [name], [person], who=person, slot=slot, meeting=name)
    in_morning = slot <= problem.morning_slots
    if meeting.session is not Session.ANY and in_morning != (meeting.session is Session.MORNING):
        word = _SESSION_WORDS[meeting.session]
        yield _violation("session", [name], [], meeting=name, session=word, slot=slot)
    if meeting.fixed_slot not in (None, slot):
        yield _violation("fixed_slot", [name], [], meeting=name, fixed=str(meeting.fixed_slot), slot=slot)
    if meeting.fixed_table is not None:
        if meeting.fixed_table != table:
            fixed = meeting.fixed_table
            yield _violation("fixed_table", [name], [], meeting=name, fixed=fixed, table=table)
        return
    own = people[meeting.second].own_table or people[meeting.first].own_table
    if own is not None and table != own:
        yield _violation("own_table", [name], [], meeting=name, own=own, table=table)
    elif own is None and table not in problem.tables:
        yield _violation("table_unknown", [name], [], meeting=name, table=table)


def _order(meeting: Meeting, placement: Placement, known: dict[str, Placement]) -> Iterator[Violation]:
    for name in meeting.after:
        earlier = known.get(name)
        if earlier is not None and earlier.slot >= placement.slot:
            yield _violation(
                "order",
                [name, meeting.id],
                [],
                earlier=name,
                meeting=meeting.id,
                earlier_slot=earlier.slot,
                slot=placement.slot,
            )


def _people_at_once(placements: Sequence[Placement], meetings: dict[str, Meeting]) -> Iterator[Violation]:
    at: dict[tuple[str, int], list[str]] = defaultdict(list)
    for placement in placements:
        meeting = meetings[placement.meeting]
        for person in {meeting.first, meeting.second}:
            at[person, placement.slot].append(meeting.id)
    for (person, slot), names in sorted(at.items()):
        if len(names) > 1:
            yield _violation("two_at_once", names, [person], who=person, meetings=tuple(names), slot=slot)


def _tables_at_once(
    problem: Problem,
    placements: Sequence[Placement],
    meetings: dict[str, Meeting],
    people: dict[str, Participant],
) -> Iterator[Violation]:
    at: dict[tuple[int, int], list[str]] = defaultdict(list)
    load: dict[int, list[str]] = defaultdict(list)
    for placement in placements:
        meeting = meetings[placement.meeting]
        at[placement.slot, placement.table].append(meeting.id)
        owners = people[meeting.first].own_table, people[meeting.second].own_table
        if owners == (None, None) or meeting.fixed_table in problem.tables:
            load[placement.slot].append(meeting.id)
    for (slot, table), names in sorted(at.items()):
        if len(names) > 1:
            yield _violation("table_shared", names, [], slot=slot, table=table, meetings=tuple(names))
    for slot, names in sorted(load.items()):
        if len(names) > len(problem.tables):
            tables = len(problem.tables)
            yield _violation("too_many_at_once", names, [], slot=slot, count=len(names), tables=tables)


def _limits(
    problem: Problem, known: dict[str, Placement], meetings: dict[str, Meeting]
) -> Iterator[Violation]:
    held: dict[str, list[str]] = defaultdict(list)
    for name in known:
        for person in {meetings[name].first, meetings[name].second}:
            held[person].append(name)
    for participant in problem.participants:
        most, names = participant.max_meetings, held[participant.id]
        if most is not None and len(names) > most:
            who = participant.id
            yield _violation("too_many_meetings", names, [who], who=who, count=len(names), most=most)


def _fairness(problem: Problem, placements: Sequence[Placement]) -> Iterator[Violation]:
    counts = breaks_by_participant(problem, placements)
    if problem.fairness is None or not counts:
        return
    least = min(counts.values())
    for person, count in counts.items():
        if count - least > problem.fairness:
            allowed = problem.fairness
            yield _violation("fairness", [], [person], who=person, count=count, least=least, allowed=allowed)
