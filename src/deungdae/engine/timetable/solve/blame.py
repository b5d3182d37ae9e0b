"""Why a day cannot be held with all its meetings, and the smallest change found that helps."""

from __future__ import annotations

from deungdae.engine.kernel.explanation import Explanation, explain
from deungdae.engine.timetable.solve.day import Day
from deungdae.engine.timetable.solve.fitting import Jam, cut_day, find_jams


def blame(day: Day) -> tuple[Explanation, ...]:
    """Who or what blocks. The day must be proven to be infeasible before."""
    jams = find_jams(cut_day(day))
    if jams:
        return tuple(_of_jam(day, jam) for jam in jams)
    return (explain("timetable.infeasible"),)


def _of_jam(day: Day, jam: Jam) -> Explanation:
    names = tuple(day.problem.meetings[one].id for one in jam.meetings)
    return explain("timetable.jam", meetings=names, count=len(names), places=jam.places)
