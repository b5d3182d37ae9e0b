"""Compiling ahead, so that the first real day need not wait for it."""

from deungdae.engine.timetable.model import Meeting, Participant, Problem
from deungdae.engine.timetable.solve.run import solve


def prepare() -> None:
    """Compile the search and store it in numba's cache: some 15 seconds once, later nothing."""
    people = (Participant("1"), Participant("2"))
    solve(Problem(2, 1, (1,), people, (Meeting("1", "1", "2"),)), seed=1)
