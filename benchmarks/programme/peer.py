"""The peer: the same question as a plain CP-SAT model, which proves its answer where it has the time."""

import time
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations, product

from ortools.sat.python import cp_model

from deungdae.engine.programme.model import Programme
from deungdae.engine.programme.rules import is_foreign, joint_wishes, last_slots, track_of


@dataclass(frozen=True, slots=True)
class PeerAnswer:
    """cost None: no programme found; is_proven: optimal or infeasible."""

    cost: int | None
    bound: int
    is_proven: bool
    seconds: float


class Model:
    """at [talk, slot], place [talk, slot, room] are truths; cost is their whole-numbered price."""

    def __init__(self, problem: Programme) -> None:
        self.problem, self.model = problem, cp_model.CpModel()
        self.cost: list[object] = []
        codes, slots, rooms = [t.code for t in problem.talks], problem.slots, problem.rooms
        self.place = {
            where: self.model.new_bool_var("")
            for where in product(codes, [s.code for s in slots], [r.code for r in rooms])
        }
        self.at = {}
        for code, slot in product(codes, slots):
            self.at[code, slot.code] = self.model.new_bool_var("")
            here = [self.place[code, slot.code, room.code] for room in rooms]
            self.model.add(sum(here) == self.at[code, slot.code])
        for code in codes:
            self.model.add_exactly_one(self.at[code, slot.code] for slot in slots)
        self.meeting = [(s, t) for s, t in product(slots, slots) if s.meets(t)]
        self._requirements()
        self._singles()
        self._pairs()
        self._tracks()
        self.model.minimize(sum(self.cost))

    def _requirements(self) -> None:
        self._order_and_places()
        for one, other in combinations(self.problem.talks, 2):
            shared = set(one.speakers) & set(other.speakers)
            if shared or one.is_plenary or other.is_plenary:
                for s, t in self.meeting:
                    self.model.add_at_most_one(self.at[one.code, s.code], self.at[other.code, t.code])
            if shared and self.problem.change_minutes:
                self._ways(one.code, other.code)

    def _order_and_places(self) -> None:
        problem, model = self.problem, self.model
        for (s, t), room in product(self.meeting, problem.rooms):
            both = [self.place[talk.code, s.code, room.code] for talk in problem.talks]
            if s != t:
                both += [self.place[talk.code, t.code, room.code] for talk in problem.talks]
            model.add_at_most_one(both)
        for talk in problem.talks:
            for slot in talk.unavailable:
                model.add(self.at[talk.code, slot] == 0)
            if talk.pinned is not None:
                model.add(self.place[talk.code, *talk.pinned] == 1)
        for earlier, later in problem.before:
            for s, t in product(problem.slots, problem.slots):
                if not s.is_before(t):
                    model.add_at_most_one(self.at[earlier, s.code], self.at[later, t.code])

    def _ways(self, one: str, other: str) -> None:
        for s, t in product(self.problem.slots, self.problem.slots):
            gap = max(s.start, t.start) - min(s.end, t.end)
            if s.day == t.day and not s.meets(t) and gap < self.problem.change_minutes:
                for here, there in product(self.problem.rooms, self.problem.rooms):
                    if here != there:
                        pair = self.place[one, s.code, here.code], self.place[other, t.code, there.code]
                        self.model.add_at_most_one(pair)

    def _singles(self) -> None:
        weights, ends = self.problem.weights, last_slots(self.problem)
        for talk, slot, room in product(self.problem.talks, self.problem.slots, self.problem.rooms):
            price = weights.capacity * max(0, talk.expected - room.capacity)
            price += weights.foreign * is_foreign(talk, room.topic)
            price += weights.last * talk.expected * (slot.code in ends)
            self.cost.append(price * self.place[talk.code, slot.code, room.code])

    def _pairs(self) -> None:
        for pair, people in joint_wishes(self.problem).items():
            one, other = sorted(pair)
            together = self.model.new_bool_var("")
            for s, t in self.meeting:
                self.model.add_bool_or(together, ~self.at[one, s.code], ~self.at[other, t.code])
            self.cost.append(self.problem.weights.wish * people * together)

    def _tracks(self) -> None:
        tracks = defaultdict(list)
        for talk in self.problem.talks:
            if track_of(talk) is not None:
                tracks[talk.topic].append(talk.code)
        plenaries = [talk.code for talk in self.problem.talks if talk.is_plenary]
        times = self.problem.slots
        for codes in tracks.values():
            used = [
                self._any([self.place[code, slot.code, room.code] for code in codes for slot in times])
                for room in self.problem.rooms
            ]
            self.model.add(sum(used) >= 1)
            self.cost.append(self.problem.weights.rooms * (sum(used) - 1))
            for slot in self.problem.slots:
                self._hole(slot, codes, plenaries)

    def _hole(self, slot, codes, plenaries) -> None:
        """A hole costs when talks of the track end before and begin after, and nothing is at that time."""
        day = [other for other in self.problem.slots if other.day == slot.day]
        before = [self.at[code, other.code] for code in codes for other in day if other.end <= slot.start]
        after = [self.at[code, other.code] for code in codes for other in day if other.start >= slot.end]
        now = [
            self.at[code, other.code] for code in (*codes, *plenaries) for other in day if other.meets(slot)
        ]
        if before and after:
            hole = self.model.new_bool_var("")
            self.model.add_bool_or(hole, ~self._any(before), ~self._any(after), *now)
            self.cost.append(self.problem.weights.holes * hole)

    def _any(self, literals) -> cp_model.IntVar:
        found = self.model.new_bool_var("")
        self.model.add_max_equality(found, literals)
        return found


def cp_sat(problem: Programme, *, seconds: float, workers: int = 1) -> PeerAnswer:
    """CP-SAT with its default settings."""
    began = time.perf_counter()
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = seconds, workers
    status = solver.solve(Model(problem).model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return PeerAnswer(
        cost=round(solver.objective_value) if found else None,
        bound=round(solver.best_objective_bound) if found else 0,
        is_proven=status in (cp_model.OPTIMAL, cp_model.INFEASIBLE),
        seconds=time.perf_counter() - began,
    )
