"""The solver of matching days: local search for the answer, core-guided SAT for the proof."""

import time

from deungdae.engine.timetable.model import Clock, Course, Current, OnProgress, Problem, Solution

__all__ = ["solve"]


def solve(
    problem: Problem,
    *,
    seed: int,
    seconds: float | None = None,
    current: Current | None = None,
    locked: frozenset[str] = frozenset(),
    course: Course | None = None,
    on_progress: OnProgress | None = None,
    clock: Clock = time.perf_counter,
) -> Solution:
    """The best timetable found for `problem`, with what is proven about it.

    Goals in order: weight of meetings held, meetings whose slot differs from `current`, breaks; then, as far
    as it goes, wishes and table changes. `locked`: ids that keep slot and table of `current`. Without
    `seconds` the run is bounded by counted work and gives the same answer for the same arguments; with it, by
    `clock`. `on_progress` is called a few times a second and stops the run by returning False. `course`:
    repeat the run that had this course, whatever ended it; `seconds` must then be None.
    Raises InputError when the problem is not well formed.
    """
    # The compiled search takes seconds to import; whoever only names the solver need not wait for it.
    from deungdae.engine.timetable.solve.run import answer  # noqa: PLC0415

    return answer(
        problem,
        seed=seed,
        seconds=seconds,
        current=current or {},
        locked=locked,
        course=course,
        on_progress=on_progress,
        clock=clock,
    )
