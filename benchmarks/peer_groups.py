"""Groups of peers beside CP-SAT: the same problems, the same rules, so many seconds for CP-SAT.

    python -m benchmarks.peer_groups [--seconds 30] [--most 60]

Told per problem: cost and proven bound of ours with its CPU seconds, and those of CP-SAT (2 workers).
"""

import argparse
import random
import time
from itertools import combinations

from ortools.sat.python import cp_model

from deungdae.engine.peer_groups.check import faults
from deungdae.engine.peer_groups.model import Grouping, Person, Problem
from deungdae.engine.peer_groups.rules import clashes_of, met_of, price_of
from deungdae.engine.peer_groups.solve import solve

SECTIONS = {"10": "C", "20": "C", "25": "C", "29": "C", "30": "C", "46": "G", "62": "J", "72": "M"}
SIZES = ((12, 2), (16, 2), (18, 3), (24, 4), (30, 5), (40, 6), (60, 10))


def a_problem(count: int, groups: int, seed: int) -> Problem:
    """People of made-up companies, a third of whom were in groups before."""
    chance = random.Random(seed)  # noqa: S311 - companies, no secrets
    people = []
    for number in range(count):
        division = chance.choice(sorted(SECTIONS))
        industry = f"{division}{chance.randrange(1, 6)}{chance.randrange(1, 4)}0"
        region, size = chance.choice(["11", "26", "28", "41", "48"]), chance.choice(["300", "1000", "more"])
        people.append(Person(f"p{number:02}", f"c{number}", industry, SECTIONS[division], region, size))
    former = [chance.sample(range(count), 6) for _group in range(count // 18 + 1)]
    met = {pair for group in former for pair in combinations(sorted(group), 2)}
    told = tuple((people[one].id, people[two].id, 1) for one, two in sorted(met))
    return Problem(tuple(people), groups, least=5, most=8, met=told)


def by_cp_sat(problem: Problem, seconds: float) -> tuple[int, int]:
    """(cost, bound) of CP-SAT after so many seconds."""
    model, met = cp_model.CpModel(), met_of(problem)
    sits = {
        (one.id, group): model.new_bool_var(f"{one.id} in {group}")
        for one in problem.people
        for group in range(problem.groups)
    }
    for one in problem.people:
        model.add_exactly_one(sits[one.id, group] for group in range(problem.groups))
    for group in range(problem.groups):
        number = sum(sits[one.id, group] for one in problem.people)
        model.add_linear_constraint(number, problem.least, problem.most)
    for clash in clashes_of(problem):
        for group in range(problem.groups):
            model.add_at_most_one(sits[clash.first, group], sits[clash.second, group])
    paid = []
    for first, second in combinations(problem.people, 2):
        price = price_of(first, second, met)
        together = model.new_bool_var(f"{first.id} with {second.id}")
        for group in range(problem.groups):
            model.add_bool_or(together, ~sits[first.id, group], ~sits[second.id, group])
        paid.append(price * together)
    model.minimize(sum(paid))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = seconds, 2
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return (-1, -1)
    return round(solver.objective_value), round(solver.best_objective_bound)


def told(problem: Problem, *, seconds: float) -> str:
    began = time.process_time()
    ours = solve(problem, seed=1)
    spent = time.process_time() - began
    if not isinstance(ours, Grouping):
        return f"{len(problem.people)} people: {ours.code}"
    wrong = faults(problem, ours)
    began = time.monotonic()
    cost, bound = by_cp_sat(problem, seconds)
    waited = time.monotonic() - began
    return (
        f"{len(problem.people)} people, {problem.groups} groups: {ours.cost} (bound {ours.bound}) in"
        f" {spent:.2f} s CPU, faults {len(wrong)}; CP-SAT {cost} (bound {bound}) in {waited:.1f} s"
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peer_groups")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--most", type=int, default=60)
    options = parser.parse_args()
    for count, groups in SIZES:
        if count <= options.most:
            print(told(a_problem(count, groups, seed=count), seconds=options.seconds), flush=True)


if __name__ == "__main__":
    main()
