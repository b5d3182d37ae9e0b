"""Exact minimisation with a lower bound that grows: core-guided MaxSAT (OLL) in countable pieces.

The method is Andres et al., ICLP 2012, as in RC2 of Ignatiev, Morgado, Marques-Silva (JSAT 2019): assume that
no penalty is paid; each unsatisfiable core raises the bound and becomes a counter of its penalties.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence

from pysat.card import ITotalizer
from pysat.solvers import Solver

_PIECE = 600_000
"""Propagations in the first piece of a call: some tenths of a second."""
_GROWTH = 1.3
"""How the pieces of one call grow: the solver finds its stride in long ones."""
_MINIMISE = 200
"""Conflicts spent on leaving one literal out of a core."""
_LARGEST_MINIMISED = 40


class Oracle:
    """A SAT solver that works in pieces. `work` counts propagations, which do not depend on the clock."""

    def __init__(self) -> None:
        self._solver = Solver(name="cadical153")
        self._conflicts = 1000
        self.work = 0
        self._piece = _PIECE
        self.ok = True

    def add(self, clauses: Sequence[Sequence[int]]) -> None:
        """Add clauses; an empty one makes the formula unsatisfiable."""
        for clause in clauses:
            if clause:
                self._solver.add_clause(clause)
            else:
                self.ok = False
        self.work += 5 * len(clauses)

    def limited(self, assumptions: Sequence[int], conflicts: int) -> bool | None:
        """Satisfiable, unsatisfiable, or None after so many conflicts."""
        if not self.ok:
            return False
        before = self._solver.accum_stats()["propagations"]
        self._solver.conf_budget(conflicts)
        answer: bool | None = self._solver.solve_limited(assumptions=list(assumptions))
        done = self._solver.accum_stats()["propagations"] - before
        self.work += done + 1000
        if answer is None and done:
            self._conflicts = max(50, min(200_000, int(conflicts * self._piece / done)))
        return answer

    def solve(self, assumptions: Sequence[int]) -> Iterator[bool | None]:
        """Yields None after each piece of work, and at last the answer."""
        self._piece = _PIECE
        while True:
            self._piece = int(self._piece * _GROWTH)
            answer = self.limited(assumptions, self._conflicts)
            yield answer
            if answer is not None:
                return

    def model(self) -> list[int]:
        """The model of the last satisfiable call."""
        model: list[int] = self._solver.get_model()
        return model

    def core(self) -> list[int]:
        """Assumptions that cannot hold together, of the last unsatisfiable call."""
        core: list[int] = (self._solver.get_core() or []) if self.ok else []
        return core

    def close(self) -> None:
        """Give the memory back."""
        self._solver.delete()


class Minimiser:
    """Minimises the weight of the true literals among `penalties` on top of an oracle's formula.

    `lower` is proven at any time; `finished` means that `lower` is the optimum and `model` has it;
    `impossible` means that the formula itself has no model.
    """

    def __init__(self, oracle: Oracle, penalties: Mapping[int, int], top: int) -> None:
        self._oracle = oracle
        self._penalties = dict(penalties)
        self._open: dict[int, int] = {-literal: weight for literal, weight in penalties.items()}
        self._counters: dict[int, tuple[ITotalizer, int]] = {}
        self._level = max(penalties.values(), default=0)
        self.top = top
        self.lower = 0
        self.model: list[int] = []
        self.upper: int | None = None
        self.finished = False
        self.impossible = False

    def run(self) -> Iterator[None]:
        """Work until finished or impossible; yields after each piece."""
        while not (self.finished or self.impossible):
            assumptions = [literal for literal, weight in self._open.items() if weight >= self._level]
            answer: bool | None = None
            for outcome in self._oracle.solve(assumptions):
                answer = outcome
                yield
            if answer:
                self._satisfied()
            else:
                yield from self._core(self._oracle.core())

    def harden(self) -> None:
        """Keep the optimum for ever: nothing above it may be paid by later minimisations."""
        self._oracle.add([[literal] for literal in self._open])

    def _satisfied(self) -> None:
        model = self._oracle.model()
        true = set(model)
        paid = sum(weight for literal, weight in self._penalties.items() if literal in true)
        if self.upper is None or paid < self.upper:
            self.model, self.upper = model, paid
        lower_levels = [weight for weight in self._open.values() if weight < self._level]
        if paid == self.lower or not lower_levels:
            self.finished = True
            return
        self._level = max(lower_levels)

    def _core(self, core: list[int]) -> Iterator[None]:
        if not core:
            self.impossible = True
            return
        core = yield from self._smaller(core)
        if not core:
            self.impossible = True
            return
        weight = min(self._open[literal] for literal in core)
        self.lower += weight
        for literal in core:
            self._spend(literal, weight)
        if len(core) == 1:
            self._oracle.add([[-core[0]]])
            return
        self._count([-literal for literal in core], weight)

    def _smaller(self, core: list[int]) -> Generator[None, None, list[int]]:
        """A core with literals left out that were not needed."""
        core = sorted(core, key=lambda literal: (self._open[literal], abs(literal)))
        while True:
            answer = self._oracle.limited(core, 1000)
            smaller = sorted(self._oracle.core(), key=core.index) if answer is False else core
            yield
            if len(smaller) >= len(core):
                break
            core = smaller
        if len(core) <= _LARGEST_MINIMISED:
            for literal in list(core):
                rest = [one for one in core if one != literal]
                if literal in core and rest and self._oracle.limited(rest, _MINIMISE) is False:
                    found = set(self._oracle.core())
                    core = [one for one in rest if one in found]
                yield
        return core

    def _spend(self, literal: int, weight: int) -> None:
        left = self._open.pop(literal) - weight
        if left:
            self._open[literal] = left
        if literal in self._counters:
            counter, bound = self._counters.pop(literal)
            if left:
                self._counters[literal] = counter, bound
            self._allow(counter, bound + 1, weight)

    def _count(self, literals: list[int], weight: int) -> None:
        self._oracle.add([literals])
        counter = ITotalizer(lits=literals, ubound=1, top_id=self.top)
        self.top = counter.top_id
        self._oracle.add(counter.cnf.clauses)
        self._allow(counter, 1, weight)

    def _allow(self, counter: ITotalizer, bound: int, weight: int) -> None:
        """Assume that at most `bound` of the counted penalties are paid; the next one costs `weight`."""
        if bound >= len(counter.lits):
            return
        known = len(counter.cnf.clauses)
        counter.increase(ubound=bound, top_id=self.top)
        self.top = max(self.top, counter.top_id)
        self._oracle.add(counter.cnf.clauses[known:])
        literal = -counter.rhs[bound]
        self._open[literal] = self._open.get(literal, 0) + weight
        self._counters[literal] = counter, bound
