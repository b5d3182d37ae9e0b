"""`python -m benchmarks.programme [--seconds 60]`: the engine beside CP-SAT on forums made by lot."""

import argparse
import time

from benchmarks.programme.forums import a_forum
from benchmarks.programme.peer import cp_sat
from deungdae.engine.programme.check import check
from deungdae.engine.programme.solve import solve

FORUMS = (
    (8, 2, 5, 30, 1),
    (12, 3, 5, 60, 1),
    (15, 3, 6, 60, 1),
    (24, 3, 9, 80, 1),
    (24, 3, 9, 400, 1),
    (60, 5, 14, 800, 2),
    (120, 8, 18, 2000, 2),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="limit of CP-SAT for one forum")
    seconds = parser.parse_args().seconds
    print("| talks | rooms | slots | people | engine | bound | s | CPU s | CP-SAT | bound | s | ratio |")
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    for talks, rooms, slots, people, days in FORUMS:
        problem = a_forum(talks, rooms, slots, people, days=days)
        began, used = time.perf_counter(), time.process_time()
        plan = solve(problem, seed=1)
        spent, processor = time.perf_counter() - began, time.process_time() - used
        assert check(problem, plan.placed) == []
        other = cp_sat(problem, seconds=seconds, workers=2)
        peer = f"{other.cost}{' (proven)' if other.is_proven else ''}"
        ratio = f"{plan.cost / other.cost:.3f}" if plan.cost is not None and other.cost else "–"
        print(
            f"| {talks} | {rooms} | {slots} | {people} | {plan.cost} | {plan.bound} | {spent:.1f}"
            f" | {processor:.1f} | {peer} | {other.bound} | {other.seconds:.1f} | {ratio} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
