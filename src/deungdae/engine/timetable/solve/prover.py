"""The proving half of the solver: the goals in their order, each minimised exactly and then kept."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from deungdae.engine.timetable.solve.core_guided import Minimiser, Oracle
from deungdae.engine.timetable.solve.day import Day
from deungdae.engine.timetable.solve.encoding import Encoding


class Goal(Enum):
    """The goals that are proven, in order of importance."""

    DROPPED = 0
    MOVED = 1
    BREAKS = 2


class Prover:
    """Works on one formula of a day. droppable: meetings may be left out; possible: it is known that some
    timetable keeps every rule, so that nobody need ask before the first goal that can cost something.

    bounds: per goal what is proven to be unavoidable when the goals before it are at their optimum;
    impossible: no timetable keeps every rule; finished: `slots` is optimal in all goals.
    """

    def __init__(self, day: Day, *, droppable: bool, possible: bool = False) -> None:
        self._day = day
        self._possible = possible
        self._encoding = Encoding(day, droppable=droppable)
        self._oracle = Oracle()
        self.droppable = droppable
        self.bounds = dict.fromkeys(Goal, 0)
        self.proven: set[Goal] = set()
        self.impossible = False
        self.finished = False
        self.slots: tuple[int, ...] | None = None
        self.stage = Goal.DROPPED

    @property
    def work(self) -> int:
        """Propagations done."""
        return self._oracle.work

    def run(self) -> Iterator[None]:
        """Work until finished or impossible; yields after each piece of some tenths of a second."""
        for _ in self._encoding.build():
            self._oracle.add(self._encoding.taken())
            yield
        self._oracle.add(self._encoding.taken())
        penalties = {goal: self._penalties(goal) for goal in Goal}
        top = self._encoding.top
        for goal in Goal:
            self.stage = goal
            if self._possible and not penalties[goal] and goal is not Goal.BREAKS:
                self.proven.add(goal)
                continue
            minimiser = Minimiser(self._oracle, penalties[goal], top)
            known: list[int] = []
            for _ in minimiser.run():
                self.bounds[goal] = minimiser.lower
                if minimiser.model and minimiser.model is not known:
                    known = minimiser.model
                    self.slots = self._encoding.slots_in(known)
                yield
            if minimiser.impossible:
                self.impossible = True
                return
            self._possible = True
            self.bounds[goal] = minimiser.lower
            self.slots = self._encoding.slots_in(minimiser.model)
            self.proven.add(goal)
            minimiser.harden()
            top = minimiser.top
        self.finished = True

    def close(self) -> None:
        """Give the memory of the oracle back."""
        self._oracle.close()

    def _penalties(self, goal: Goal) -> dict[int, int]:
        encoding = self._encoding
        if goal is Goal.DROPPED:
            pairs = zip(encoding.held, self._day.worth, strict=False)
            return {-held: worth for held, worth in pairs}
        if goal is Goal.MOVED:
            return self._moves()
        return {level: 1 for levels in encoding.levels for level in levels}

    def _moves(self) -> dict[int, int]:
        """One for each meeting that is held elsewhere than in the current timetable."""
        encoding, penalties = self._encoding, {}
        for meeting, home in enumerate(self._day.home):
            options = encoding.x[meeting]
            if home and options and not (len(options) == 1 and home in options):
                others = [literal for slot, literal in options.items() if slot != home]
                elsewhere = encoding.fresh()
                self._oracle.add([[-literal, elsewhere] for literal in others])
                penalties[elsewhere] = 1
        return penalties
