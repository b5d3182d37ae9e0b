"""Whether all requirements can be kept, by SAT; and if not, requirements of which none can be left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, product

import numpy as np
from pysat.card import CardEnc, EncType
from pysat.solvers import Solver

from deungdae.engine.kernel.explanation import Explanation, explain
from deungdae.engine.kernel.korean import Param
from deungdae.engine.programme.model import Programme
from deungdae.engine.programme.solve.indexed import Indexed, Int

PATIENCE = 200_000
"""Conflicts of the solver for the first answer; a tenth for each further one."""
Need = tuple[str, ...]
"""A requirement: its kind, and whom it is about."""
Clause = list[int]


@dataclass(slots=True)
class Fitting:
    """The requirements of a problem as clauses; each requirement can be asked for or left out."""

    indexed: Indexed
    solver: Solver = field(default_factory=lambda: Solver(name="glucose4"))
    needs: dict[int, Need] = field(default_factory=dict)
    top: int = 0

    @property
    def problem(self) -> Programme:
        return self.indexed.problem

    def __post_init__(self) -> None:
        talks, slots, rooms = len(self.problem.talks), len(self.indexed.slots), len(self.problem.rooms)
        self.top = talks * slots * (rooms + 1)
        for clause in self._places():
            self.solver.add_clause(clause)
        for need, clauses in self._requirements():
            self.top += 1
            self.needs[self.top] = need
            for clause in clauses:
                self.solver.add_clause([-self.top, *clause])

    def at(self, talk: int, slot: int) -> int:
        """The variable: this talk is in this slot."""
        return talk * len(self.indexed.slots) + slot + 1

    def place(self, talk: int, slot: int, room: int) -> int:
        """The variable: this talk is in this slot and room."""
        slots, rooms = len(self.indexed.slots), len(self.problem.rooms)
        return len(self.problem.talks) * slots + (talk * slots + slot) * rooms + room + 1

    def _at_most_one(self, literals: list[int]) -> list[Clause]:
        if len(literals) < 2:
            return []
        encoded = CardEnc.atmost(literals, 1, top_id=self.top, encoding=EncType.seqcounter)
        self.top = max(self.top, encoded.nv)
        return list(encoded.clauses)

    def _places(self) -> Iterator[Clause]:
        """What nobody asked for: a talk is in one place, a place has one talk."""
        talks, slots = range(len(self.problem.talks)), range(len(self.indexed.slots))
        rooms = range(len(self.problem.rooms))
        for talk in talks:
            yield from self._at_most_one([self.place(talk, *where) for where in product(slots, rooms)])
            for slot in slots:
                yield [-self.at(talk, slot), *(self.place(talk, slot, room) for room in rooms)]
                yield from ([-self.place(talk, slot, room), self.at(talk, slot)] for room in rooms)
        for slot, room in product(slots, rooms):
            yield from self._at_most_one([self.place(talk, slot, room) for talk in talks])
        meets = self.indexed.meets
        for s, t in combinations(slots, 2):
            if meets[s, t]:
                for one, other, room in product(talks, talks, rooms):
                    yield [-self.place(one, s, room), -self.place(other, t, room)]

    def _requirements(self) -> Iterator[tuple[Need, list[Clause]]]:
        slots = range(len(self.indexed.slots))
        number = {talk.code: place for place, talk in enumerate(self.problem.talks)}
        codes = [slot.code for slot in self.indexed.slots]
        rooms = [room.code for room in self.problem.rooms]
        for talk, told in enumerate(self.problem.talks):
            yield ("held", told.code), [[self.at(talk, slot) for slot in slots]]
            absent = [[-self.at(talk, slot)] for slot in slots if codes[slot] in told.unavailable]
            if absent:
                yield ("absent", told.code), absent
            if told.pinned is not None:
                slot, room = codes.index(told.pinned[0]), rooms.index(told.pinned[1])
                yield ("pinned", told.code), [[self.place(talk, slot, room)]]
            if told.is_plenary:
                yield ("plenary", told.code), list(self._alone(talk))
        for earlier, later in self.problem.before:
            before = self.indexed.before
            wrong = [(s, t) for s, t in product(slots, slots) if not before[s, t]]
            one, other = number[earlier], number[later]
            yield ("before", earlier, later), [[-self.at(one, s), -self.at(other, t)] for s, t in wrong]
        for person in sorted({person for talk in self.problem.talks for person in talk.speakers}):
            own = [place for place, talk in enumerate(self.problem.talks) if person in talk.speakers]
            if len(own) > 1:
                yield ("speaker", person), list(self._one_by_one(own))

    def _alone(self, talk: int) -> Iterator[Clause]:
        slots = range(len(self.indexed.slots))
        for other in range(len(self.problem.talks)):
            for s, t in product(slots, slots):
                if other != talk and self.indexed.meets[s, t]:
                    yield [-self.at(talk, s), -self.at(other, t)]

    def _one_by_one(self, own: list[int]) -> Iterator[Clause]:
        indexed, slots = self.indexed, range(len(self.indexed.slots))
        for (one, other), s, t in product(combinations(own, 2), slots, slots):
            if indexed.meets[s, t]:
                yield [-self.at(one, s), -self.at(other, t)]
            elif indexed.near[s, t]:
                for room in range(len(self.problem.rooms)):
                    yield [-self.place(one, s, room), -self.at(other, t), self.place(other, t, room)]

    def answer(self, needs: list[int], patience: int = PATIENCE) -> bool | None:
        """Whether these requirements go together; None when that took too long."""
        self.solver.conf_budget(patience)
        found = self.solver.solve_limited(assumptions=needs)
        return None if found is None else bool(found)

    def places(self) -> Int:
        """[n]: slot x R + room of each talk in the answer that was found."""
        talks, slots, rooms = len(self.problem.talks), len(self.indexed.slots), len(self.problem.rooms)
        model = np.array(self.solver.get_model()[talks * slots : talks * slots * (rooms + 1)])
        places: Int = np.argmax(model.reshape(talks, slots * rooms) > 0, axis=1)
        return places

    def conflict(self) -> tuple[Explanation, ...]:
        """After a refusal: requirements that do not go together, fewer and fewer while that can be shown."""
        tied = sorted(self.solver.get_core() or [])
        for need in tuple(tied):
            rest = [other for other in tied if other != need]
            if need in tied and self.answer(rest, PATIENCE // 10) is False:
                tied = sorted(self.solver.get_core() or [])
        return tuple(_words(self.needs[need]) for need in tied)


def _words(need: Need) -> Explanation:
    kind, *names = need
    params: dict[str, Param] = {"name": names[0], "later": names[-1]}
    return explain(f"programme.need.{kind}", **params)
