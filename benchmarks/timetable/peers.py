"""The peers of the engine: a straight CP-SAT model, and RC2 on the published clauses."""

import time
from dataclasses import dataclass

from ortools.sat.python import cp_model
from pysat.examples.rc2 import RC2
from pysat.formula import WCNF

from deungdae.engine.timetable.check import gaps
from deungdae.engine.timetable.model import Problem
from deungdae.engine.timetable.solve.day import Day, index_day, slots_of
from deungdae.engine.timetable.solve.encoding import Encoding


@dataclass(frozen=True, slots=True)
class PeerAnswer:
    """breaks None: no timetable found; proven: optimal or infeasible."""

    breaks: int | None
    proven: bool
    seconds: float


def cp_sat(problem: Problem, *, seconds: float, tuned: bool = False) -> PeerAnswer:
    """Plain CP-SAT on two workers: its default settings, or (tuned) one by cores and one without LP."""
    began = time.perf_counter()
    model = cp_model.CpModel()
    day = index_day(problem, {}, frozenset())
    total = _cp_model(model, day)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(1.0, seconds - (time.perf_counter() - began))
    solver.parameters.num_workers = 2
    if tuned:
        solver.parameters.subsolvers.extend(["core", "no_lp"])
    status = solver.solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    breaks = round(solver.value(total)) if found else None
    proven = status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return PeerAnswer(breaks, proven, time.perf_counter() - began)


def _cp_model(model: cp_model.CpModel, day: Day) -> cp_model.IntVar:
    at = [{slot: model.new_bool_var("") for slot in slots_of(domain)} for domain in day.domain]
    for options in at:
        model.add_exactly_one(options.values())
    for slot in range(1, day.slots + 1):
        here = [options[slot] for options in at if slot in options]
        model.add(sum(here) <= day.capacity)
    for meeting, earlier in enumerate(day.before):
        for other in earlier:
            model.add(_time(at[other]) < _time(at[meeting]))
    counts = [_cp_breaks(model, day, at, members) for members in day.of_person()]
    if day.problem.fairness is not None:
        least, most = model.new_int_var(0, day.slots, ""), model.new_int_var(0, day.slots, "")
        for count in counts:
            model.add(count >= least)
            model.add(count <= most)
        model.add(most - least <= day.problem.fairness)
    total = model.new_int_var(0, day.slots * max(1, day.people), "")
    model.add(total == sum(counts))
    model.minimize(total)
    return total


def _time(options: dict[int, cp_model.IntVar]) -> cp_model.LinearExprT:
    return sum(slot * literal for slot, literal in options.items())


def _cp_breaks(
    model: cp_model.CpModel, day: Day, at: list[dict[int, cp_model.IntVar]], members: tuple[int, ...]
) -> cp_model.LinearExprT:
    """Busy blocks of a participant less one."""
    if len(members) < 2:
        for slot in range(1, day.slots + 1):
            model.add_at_most_one(at[one][slot] for one in members if slot in at[one])
        return 0
    starts, before = [], None
    for slot in range(1, day.slots + 1):
        used, start = model.new_bool_var(""), model.new_bool_var("")
        model.add(used == sum(at[one][slot] for one in members if slot in at[one]))
        model.add_bool_or([start, ~used] if before is None else [start, ~used, before])
        model.add_implication(start, used)
        if before is not None:
            model.add_implication(start, ~before)
        starts.append(start)
        before = used
    return sum(starts) - 1


class StraightEncoding(Encoding):
    """The published clauses: a penalty per break end, without the engine's counts and blocks of people."""

    def _levels(self, person: int, members: tuple[int, ...], bound: int | None) -> None:
        if bound is not None:
            self.at_most(self.gaps[person], bound)


def rc2(problem: Problem) -> PeerAnswer:
    """RC2 (core-guided MaxSAT, CaDiCaL 1.5.3) on the published encoding; has no time limit of its own."""
    began = time.perf_counter()
    encoding = StraightEncoding(index_day(problem, {}, frozenset()), droppable=False)
    for _ in encoding.build():
        pass
    formula = WCNF()
    formula.extend(encoding.taken())
    for ends in encoding.gaps:
        for gap in ends:
            formula.append([-gap], weight=1)
    if any(not clause for clause in formula.hard):
        return PeerAnswer(None, True, time.perf_counter() - began)
    with RC2(formula, solver="cadical153") as solver:
        model = solver.compute()
        breaks = None if model is None else int(solver.cost)
    return PeerAnswer(breaks, True, time.perf_counter() - began)


def first_come(problem: Problem) -> tuple[int, int]:
    """Meetings held and breaks when requests in order of arrival get their first common free slot.

    So event platforms do it. An order of meetings is kept where the earlier one came first.
    """
    day = index_day(problem, {}, frozenset())
    busy, load, at = [0] * day.people, [0] * (day.slots + 1), [0] * day.meetings
    for meeting, pair in enumerate(day.pair):
        late = max((at[one] for one in day.before[meeting]), default=0)
        for slot in slots_of(day.domain[meeting] & ~busy[pair[0]] & ~busy[pair[1]]):
            if slot > late and load[slot] < day.capacity:
                at[meeting] = slot
                load[slot] += 1
                for person in pair:
                    busy[person] |= 1 << slot
                break
    breaks = sum(gaps(slots_of(mask)) for mask in busy)
    return sum(1 for slot in at if slot), breaks
