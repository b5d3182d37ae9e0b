"""Replans of whole days: `python -m benchmarks.timetable.replans`; every answer is judged by the checker."""

import os
import random
import statistics
import time
from collections import Counter
from collections.abc import Iterator

from benchmarks.timetable.instances import generated_instances
from deungdae.engine.timetable.model import Current, Meeting, Problem
from deungdae.engine.timetable.replan import (
    Away,
    Change,
    Overrun,
    Question,
    Requested,
    TableLost,
    check_replan,
    replan,
)
from deungdae.engine.timetable.solve import solve

SEEDS = 5
NOW = 5
PLANNED_SECONDS = 20


def happenings(problem: Problem, current: Current, seed: int) -> Iterator[tuple[str, tuple[Change, ...]]]:
    """What may happen during a slot, the worst of it at the busiest participants."""
    dice = random.Random(seed)  # noqa: S311
    degree = Counter(person for one in problem.meetings for person in (one.first, one.second))
    busy = [person for person, _count in degree.most_common(10)]
    dice.shuffle(busy)
    people = dice.sample(sorted(degree), max(2, len(degree) * 8 // 100))
    running = [name for name, place in current.items() if place.slot == NOW - 1]
    tables = dice.sample(problem.tables, 3)
    yield "a busy one does not come", (Away(busy[0]),)
    yield "a busy one is three slots late", (Away(busy[1], NOW + 3),)
    yield "three busy ones are late", tuple(Away(one, NOW + 3) for one in busy[2:5])
    yield "a table is lost", (TableLost(tables[0]),)
    yield "three tables are lost", tuple(TableLost(table) for table in tables)
    yield "a meeting is longer", (Overrun(dice.choice(running)),)
    yield (
        "five meetings are longer",
        tuple(Overrun(one) for one in dice.sample(running, min(5, len(running)))),
    )
    yield "a new meeting", (Requested(new_meeting(problem, dice)),)
    half = len(people) // 2
    late = tuple(Away(one, NOW + 2) for one in people[half:])
    yield "8 % do not come or are late", (*(Away(one) for one in people[:half]), *late)


def new_meeting(problem: Problem, dice: random.Random) -> Meeting:
    known = {frozenset((one.first, one.second)) for one in problem.meetings}
    while True:
        first, second = dice.choice(problem.meetings).first, dice.choice(problem.meetings).second
        if first != second and frozenset((first, second)) not in known:
            return Meeting("new", first, second)


def main() -> None:
    replan(Question(generated_instances()[0].problem, {}, 1))
    print("| day | what happens | most s | median s | most CPU s | moved | fewest proven | fallen | WRONG |")
    print("|---|---|---|---|---|---|---|---|---|")
    for instance in generated_instances():
        current = solve(instance.problem, seed=1, seconds=PLANNED_SECONDS).by_meeting
        rows: dict[str, list[tuple[float, float, int, int, bool, bool]]] = {}
        for seed in range(1, SEEDS + 1):
            for name, changes in happenings(instance.problem, current, seed):
                rows.setdefault(name, []).append(measured(instance.problem, current, changes, seed))
        for name, found in rows.items():
            seconds, used, moved, fallen, fewest, wrong = zip(*found, strict=True)
            print(
                f"| {instance.name} | {name} | {max(seconds):.2f} | {statistics.median(seconds):.2f} |"
                f" {max(used):.2f} | {statistics.mean(moved):.1f} | {sum(fewest)} of {len(found)} |"
                f" {statistics.mean(fallen):.1f} | {sum(wrong)} |",
                flush=True,
            )
    print(f"load average at the end: {os.getloadavg()[0]:.1f}")


def measured(
    problem: Problem, current: Current, changes: tuple[Change, ...], seed: int
) -> tuple[float, float, int, int, bool, bool]:
    """Seconds, processor seconds, meetings moved in time, fallen, proven, wrong."""
    question = Question(problem, current, NOW, changes)
    began, used = time.perf_counter(), time.process_time()
    answer = replan(question, seed=seed)
    seconds, used = time.perf_counter() - began, time.process_time() - used
    wrong = bool(check_replan(question, answer.placements))
    return seconds, used, answer.moved_in_time, len(answer.fallen), answer.fewest, wrong


if __name__ == "__main__":
    main()
