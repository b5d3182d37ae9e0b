"""The run of a solver: certificates first, then search and proof by turns until the one meets the other."""

from __future__ import annotations

import time

from deungdae.engine.timetable import explain
from deungdae.engine.timetable.check import check
from deungdae.engine.timetable.model import (
    Clock,
    Current,
    OnProgress,
    Placement,
    Problem,
    Progress,
    Solution,
    Status,
    Unscheduled,
)
from deungdae.engine.timetable.rules import require_valid
from deungdae.engine.timetable.solve.blame import blame
from deungdae.engine.timetable.solve.day import Day, index_day
from deungdae.engine.timetable.solve.effort import FIRST_TURN, GROWTH, LONGEST_TURN, PROPOSAL_WORK, Effort
from deungdae.engine.timetable.solve.fitting import cut_day, find_jams
from deungdae.engine.timetable.solve.incumbent import Incumbent
from deungdae.engine.timetable.solve.proof_process import NOTHING, Findings, ProofProcess
from deungdae.engine.timetable.solve.search import SLICE, Search
from deungdae.engine.timetable.solve.seating import seat_meetings

_PATIENCE = 0.2
"""Seconds between two reports while the search waits for the proof."""
_WISH_ROUNDS = 20
_SECONDS_TO_EXPLAIN = 2.0
"""Seconds after a proof of infeasibility, in a run by the clock, for finding out what would help."""


def solve(
    problem: Problem,
    *,
    seed: int,
    seconds: float | None = None,
    current: Current | None = None,
    locked: frozenset[str] = frozenset(),
    on_progress: OnProgress | None = None,
    clock: Clock = time.perf_counter,
) -> Solution:
    """The best timetable found for `problem`, with what is proven about it.

    Goals in order: weight of meetings held, meetings whose slot differs from `current`, breaks; then, as far
    as it goes, wishes and table changes. `locked`: ids that keep slot and table of `current`. Without
    `seconds` the run is bounded by counted work and gives the same answer for the same arguments; with it, by
    `clock`. `on_progress` is called a few times a second and stops the run by returning False.
    Raises InputError when the problem is not well formed.
    """
    require_valid(problem, current, locked)
    effort = Effort(clock, seconds, clock())
    day = index_day(problem, current or {}, locked)
    return _Run(day, current or {}, seed, effort, on_progress).answer()


class _Run:
    """One call of `solve`."""

    def __init__(
        self, day: Day, current: Current, seed: int, effort: Effort, on_progress: OnProgress | None
    ) -> None:
        self._day = day
        self._required = day.problem.all_required
        self._current = current
        self._seed = seed
        self._effort = effort
        self._on_progress = on_progress
        self._percent = 0
        self._earlier_work = 0
        self._bounds: tuple[int, int, int] = NOTHING.bounds
        self._incumbent = Incumbent(day)
        self._stopped = False
        self._settled = False

    def answer(self) -> Solution:
        """Run to the end of proof, budget or patience."""
        whole = cut_day(self._day)
        fits = not find_jams(whole)
        if self._required and not fits:
            return self._infeasible()
        search = Search(whole if self._required else self._day, self._seed)
        if fits:
            fits = self._together(search, whole, droppable=False)
        if not fits and self._required:
            return self._infeasible()
        if not fits:
            self._together(search, self._day, droppable=True)
        if self._incumbent.slots is None or (self._required and self._incumbent.key[0]):
            return self._unknown()
        self._please(search)
        return self._solution()

    def _please(self, search: Search) -> None:
        """Look for a timetable that is as good and misses fewer wishes, as long as there is time."""
        for _ in range(_WISH_ROUNDS):
            if self._stopped or self._incumbent.key[3] == 0 or self._stop(search):
                return
            search.please()
            self._incumbent.offer(search.best)

    def _together(self, search: Search, day: Day, *, droppable: bool) -> bool:
        """Search and proof side by side, to the end; False when the proof shows that there is no answer."""
        search.improve()
        if self._exchange(search, NOTHING) or self._stop(search):
            return True
        proof = ProofProcess(day, droppable=droppable)
        try:
            if self._effort.seconds is None:
                self._by_turns(search, proof)
            else:
                self._race(search, proof)
            return not proof.findings.impossible
        finally:
            self._earlier_work += proof.findings.work
            proof.close()

    def _race(self, search: Search, proof: ProofProcess) -> None:
        """Search while the proof runs freely beside it."""
        proof.ask(None)
        while not proof.findings.ended:
            search.improve()
            while not proof.findings.ended and proof.poll(0.0):
                self._exchange(search, proof.findings)
            if self._exchange(search, proof.findings) or self._stop(search, proof.findings.work):
                return

    def _by_turns(self, search: Search, proof: ProofProcess) -> None:
        """Counted shares of search and proof, so that every run is the same."""
        allowance = FIRST_TURN
        while not proof.findings.ended:
            proof.ask(allowance)
            told = False
            for _ in range(1 + allowance // (PROPOSAL_WORK * SLICE)):
                search.improve()
                if self._exchange(search, proof.findings) or self._stop(search, proof.findings.work):
                    return
            while not told:
                told = proof.poll(_PATIENCE)
                if self._stop(search, proof.findings.work):
                    return
            if self._exchange(search, proof.findings):
                return
            allowance = min(LONGEST_TURN, int(allowance * GROWTH))

    def _exchange(self, search: Search, findings: Findings) -> bool:
        """Hand timetables and bounds from each half to the other; whether they meet."""
        self._incumbent.offer(search.best)
        if findings.slots is not None and self._incumbent.offer(findings.slots):
            search.adopt(findings.slots)
        self._bounds = findings.bounds
        search.aim(*findings.bounds)
        self._settled = self._incumbent.slots is not None and self._incumbent.key[:3] <= findings.bounds
        return self._settled

    def _stop(self, search: Search, work: int = 0) -> bool:
        """Report, and say whether budget or patience is at its end."""
        spent = self._effort.spent(self._earlier_work + work)
        self._percent = max(self._percent, min(99, int(100 * spent)))
        known = self._incumbent.slots is not None
        progress = Progress(
            step="timetable.step.improve" if known else "timetable.step.place",
            placed=self._incumbent.held if known else search.held,
            total=self._day.meetings,
            breaks=self._incumbent.key[2] if known else None,
            bound=self._bound() if known else None,
            percent=self._percent,
        )
        refused = self._on_progress is not None and not self._on_progress(progress)
        self._stopped = refused or spent >= 1
        return self._stopped

    def _bound(self) -> int:
        """The proven least number of breaks for timetables as good as the incumbent in the earlier goals."""
        reached = self._incumbent.slots is not None and self._incumbent.key[:2] <= self._bounds[:2]
        return self._bounds[2] if reached else 0

    def _infeasible(self) -> Solution:
        begun = self._effort.elapsed
        patient = self._effort.seconds is None

        def enough() -> bool:
            return not patient and self._effort.elapsed - begun > _SECONDS_TO_EXPLAIN

        return self._without_timetable(Status.INFEASIBLE, blame(self._day, enough))

    def _unknown(self) -> Solution:
        return self._without_timetable(Status.UNKNOWN, (explain.nothing_found(),))

    def _without_timetable(self, status: Status, explanation: tuple[explain.Explanation, ...]) -> Solution:
        return Solution(
            status=status,
            placements=(),
            unscheduled=(),
            breaks=None,
            bound=None,
            moved=(),
            explanation=explanation,
            seconds=self._effort.elapsed,
            seed=self._seed,
        )

    def _solution(self) -> Solution:
        problem = self._day.problem
        placements = seat_meetings(self._day, self._incumbent.slots or (), self._current)
        broken = check(problem, placements)
        if broken:
            raise AssertionError(f"the solver broke a rule: {broken[0].text}")
        bound = self._incumbent.key[2] if self._settled else self._bound()
        status = Status.OPTIMAL if self._settled else Status.FEASIBLE
        return Solution(
            status=status,
            placements=placements,
            unscheduled=tuple(
                Unscheduled(meeting, reason)
                for meeting, reason in explain.left_out(problem, placements).items()
            ),
            breaks=self._incumbent.key[2],
            bound=bound,
            moved=self._moved(placements),
            explanation=explain.summary(
                problem, placements, bound=bound, optimal=self._settled, moved=self._moved(placements)
            ),
            seconds=self._effort.elapsed,
            seed=self._seed,
        )

    def _moved(self, placements: tuple[Placement, ...]) -> tuple[str, ...]:
        current = self._current
        return tuple(
            place.meeting
            for place in placements
            if place.meeting in current and current[place.meeting] != place
        )
