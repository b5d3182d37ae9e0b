"""Roadmaps beside CP-SAT: the same questions, so many seconds for CP-SAT.

    python -m benchmarks.roadmap [--seconds 20] [--questions 6]

Told per question: offerings, those that can be in a plan, value and bound, CPU seconds of the best plan alone
and with its alternatives and reasons; those of CP-SAT (one worker) for the value alone, and the value of
taking whatever adds most for its price, one after the other.
"""

import argparse
import time
from itertools import permutations

from ortools.sat.python import cp_model

from deungdae.engine.roadmap.check import faults
from deungdae.engine.roadmap.model import Gap, Problem
from deungdae.engine.roadmap.rules import SHARES, reach
from deungdae.engine.roadmap.solve import solve
from deungdae.engine.roadmap.solve.calendar import calendar_of
from deungdae.engine.roadmap.solve.chances import Field, field_of
from deungdae.engine.roadmap.solve.programme import Programme
from deungdae.engine.roadmap.solve.run import dearest, value_in
from tests.engine.roadmap.questions import a_question


def by_cp_sat(field: Field, seconds: float) -> tuple[int, int]:
    """(value, bound): months as whole variables, every rule as it is said."""
    model = cp_model.CpModel()
    x = {name: model.new_bool_var(name) for name in field.chances}
    begins = {}
    for name, chance in field.chances.items():
        months = range(chance.start, chance.last + 1)
        fitting = [one for one in months if chance.offering.starts is None or one in chance.offering.starts]
        begins[name] = model.new_int_var_from_domain(cp_model.Domain.from_values(fitting), f"begin {name}")
    for name, other in permutations(x, 2):
        if field.goes_before(field.by_id[other], field.by_id[name]):
            if other in field.by_id[name].needs:
                model.add_implication(x[name], x[other])
            end = begins[other] + field.by_id[other].months
            model.add(end <= begins[name]).only_enforce_if(x[name], x[other])
    model.add(sum(field.by_id[name].price * one for name, one in x.items()) <= field.budget)
    if field.hours is not None:
        model.add(sum(field.by_id[name].hours * one for name, one in x.items()) <= field.hours)
    model.maximize(sum(gap.weight * filled_in(model, field, gap, x) for gap in field.problem.gaps))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = seconds, 1
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return (-1, -1)
    return round(solver.objective_value), round(solver.best_objective_bound)


def filled_in(
    model: cp_model.CpModel, field: Field, gap: Gap, x: dict[str, cp_model.IntVar]
) -> cp_model.IntVar:
    """Quarter points of a gap: every share is given to one chosen step."""
    filled = model.new_int_var(0, SHARES[0] * (gap.target - gap.level), gap.dimension)
    points = {name: reach(gap, field.by_id[name]) for name in x}
    z = {
        (name, share): model.new_bool_var("") for name, most in points.items() if most > 0 for share in SHARES
    }
    for share in SHARES:
        model.add_at_most_one(one for (_name, of), one in z.items() if of == share)
    for name in {name for name, _share in z}:
        model.add(sum(z[name, share] for share in SHARES) <= x[name])
    model.add(filled <= sum(share * points[name] * one for (name, share), one in z.items()))
    return filled


def by_greed(field: Field) -> int:
    """Always what adds most for its price, with all it needs, while something fits."""
    chosen: frozenset[str] = frozenset()
    value = 0
    while True:
        best: tuple[float, str] = (0.0, "")
        for name, chance in field.chances.items():
            those = chosen | chance.closure
            price = sum(field.by_id[one].price for one in those)
            hours = sum(field.by_id[one].hours for one in those)
            if price > field.budget or (field.hours is not None and hours > field.hours):
                continue
            adds = value_in(field, those) - value
            rate = adds / (1 + sum(field.by_id[one].price for one in those - chosen) / 1_000_000)
            if adds > 0 and (rate, name) > best and isinstance(calendar_of(field, those), dict):
                best = (rate, name)
        if not best[1]:
            return value
        chosen |= field.chances[best[1]].closure
        value = value_in(field, chosen)


def told(problem: Problem, *, seconds: float) -> str:
    field = field_of(problem)
    began = time.process_time()
    dearest(Programme(field))
    alone = time.process_time() - began
    began = time.process_time()
    found = solve(problem)
    whole = time.process_time() - began
    assert faults(problem, found) == []
    began = time.process_time()
    value, bound = by_cp_sat(field, seconds)
    theirs = time.process_time() - began
    numbers = (
        f"{len(problem.offerings)} | {len(field.chances)} | {len(found.plan.steps)}",
        f"{found.best} | {found.bound}",
        f"{alone:.2f} | {whole:.2f} | {value} | {bound} | {theirs:.1f} | {by_greed(field)}",
    )
    return f"| {' | '.join(numbers)} |"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.roadmap")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--questions", type=int, default=6)
    options = parser.parse_args()
    print(
        "| offerings | possible | steps | value | bound | plan CPU s | all CPU s"
        " | CP-SAT | bound | CPU s | greedy |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    solve(a_question(0, offerings=9))
    for count in (100, 500):
        for seed in range(1, options.questions + 1):
            print(told(a_question(seed, offerings=count), seconds=options.seconds), flush=True)


if __name__ == "__main__":
    main()
