"""Why a day cannot be held with all its meetings: people, tables or an order that a person can look at."""

from __future__ import annotations

from collections.abc import Iterator

from deungdae.engine.kernel.explanation import Explanation, explain
from deungdae.engine.timetable.rules import CONTRADICTIONS, validate
from deungdae.engine.timetable.solve.day import Day
from deungdae.engine.timetable.solve.fitting import Jam, cut_day, find_jams
from deungdae.engine.timetable.solve.relax import Patience, knot, remedies


def blame(day: Day) -> tuple[Explanation, ...]:
    """Who or what blocks, and what would help. The day must be proven to be infeasible before."""
    reasons = list(_contradictions(day))
    if not reasons:
        whole = cut_day(day)
        reasons = [_of_jam(day, whole, jam) for jam in find_jams(whole)]
    if not reasons:
        patience = Patience()
        tied = knot(day, patience)
        reasons = [*_of_knot(day, tied), *remedies(day, tied, patience)]
    return (explain("timetable.infeasible"), *{reason.text: reason for reason in reasons}.values())


def _contradictions(day: Day) -> Iterator[Explanation]:
    for issue in validate(day.problem):
        if issue.code in CONTRADICTIONS:
            params = {**issue.params, "where": issue.where, "value": issue.value}
            yield Explanation(issue.code, params, issue.text)


def _of_jam(day: Day, whole: Day, jam: Jam) -> Explanation:
    names = tuple(day.problem.meetings[one].id for one in jam.meetings)
    count, over = len(names), len(names) - jam.places
    if count == 1 and not jam.slots:
        return _of_one(day, jam.meetings[0])
    if jam.person is None:
        more = -(-over // max(1, len(jam.slots)))
        return explain(
            "timetable.jam.tables",
            count=count,
            meetings=names,
            slots=jam.slots,
            places=jam.places,
            over=over,
            more=more,
        )
    who = day.problem.participants[jam.person].id
    if not jam.slots:
        return explain("timetable.jam.limit", who=who, count=count, places=jam.places, over=over)
    everything = count == len(whole.of_person()[jam.person])
    code = "timetable.jam.person" if everything else "timetable.jam.part"
    return explain(code, who=who, count=count, meetings=names, slots=jam.slots, places=jam.places, over=over)


def _of_one(day: Day, meeting: int) -> Explanation:
    """A meeting that has no slot: by itself, or by what must be before and after it."""
    described = day.problem.meetings[meeting]
    if day.domain[meeting]:
        chain = _chain(day, meeting)
        return explain("timetable.jam.order", meeting=described.id, chain=chain, slots=day.slots)
    return explain(
        "timetable.jam.never", meeting=described.id, first=described.first, second=described.second
    )


def _chain(day: Day, meeting: int) -> str:
    """A longest chain of order through a meeting."""
    after: list[list[int]] = [[] for _ in day.before]
    for one, earlier in enumerate(day.before):
        for other in earlier:
            after[other].append(one)

    def longest(start: int, following: list[list[int]]) -> list[int]:
        best: dict[int, list[int]] = {}
        pending = [start]
        while pending:
            one = pending[-1]
            waiting = [other for other in following[one] if other not in best]
            if waiting:
                pending.extend(waiting)
                continue
            pending.pop()
            best[one] = [one, *max((best[other] for other in following[one]), key=len, default=[])]
        return best[start]

    before = longest(meeting, [list(earlier) for earlier in day.before])[:0:-1]
    line = [*before, *longest(meeting, after)]
    return " → ".join(day.problem.meetings[one].id for one in line)


def _of_knot(day: Day, tied: tuple[int, ...]) -> Iterator[Explanation]:
    if not tied:
        return
    names = tuple(day.problem.meetings[one].id for one in tied)
    counts: dict[int, int] = {}
    for meeting in tied:
        for person in day.pair[meeting]:
            counts[person] = counts.get(person, 0) + 1
    busiest = sorted(counts, key=lambda person: (-counts[person], person))
    who = tuple(day.problem.participants[person].id for person in busiest if counts[person] > 1)
    who = who or tuple(day.problem.participants[person].id for person in busiest)
    yield explain("timetable.knot", count=len(names), meetings=names, who=who)
