"""The run of a solver: certificates first, then search and proof by turns until the one meets the other."""

from __future__ import annotations

from deungdae.engine.timetable import explain
from deungdae.engine.timetable.check import check
from deungdae.engine.timetable.model import (
    Clock,
    Course,
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
from deungdae.engine.timetable.solve.effort import PROPOSAL_WORK, TURN, Effort
from deungdae.engine.timetable.solve.fitting import cut_day, find_jams
from deungdae.engine.timetable.solve.incumbent import Incumbent
from deungdae.engine.timetable.solve.proof_process import NOTHING, Findings, ProofProcess
from deungdae.engine.timetable.solve.search import SLICE, Search
from deungdae.engine.timetable.solve.seating import seat_meetings
from deungdae.engine.timetable.solve.tempo import Tempo

_PATIENCE = 0.2
"""Seconds between two reports while the search waits for the proof."""
_WISH_ROUNDS = 20


def answer(
    problem: Problem,
    *,
    seed: int,
    seconds: float | None,
    current: Current,
    locked: frozenset[str],
    course: Course | None,
    on_progress: OnProgress | None,
    clock: Clock,
) -> Solution:
    """What `solve` promises."""
    require_valid(problem, current, locked)
    effort = Effort(clock, seconds, clock())
    day = index_day(problem, current, locked)
    tempo = Tempo(course)
    return _Run(
        day, current=current, locked=locked, seed=seed, effort=effort, tempo=tempo, on_progress=on_progress
    ).answer()


class _Run:
    """One call."""

    def __init__(
        self,
        day: Day,
        *,
        current: Current,
        locked: frozenset[str],
        seed: int,
        effort: Effort,
        tempo: Tempo,
        on_progress: OnProgress | None,
    ) -> None:
        self._day = day
        self._required = day.problem.all_required
        self._current = current
        self._locked = locked
        self._seed = seed
        self._effort = effort
        self._tempo = tempo
        self._on_progress = on_progress
        self._percent = 0
        self._earlier_work = 0
        self._bounds: tuple[int, int, int] = NOTHING.bounds
        self._incumbent = Incumbent(day)
        self._by_rule = effort.seconds is None and tempo.share is None
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
        if self._stopped:
            return
        self._tempo.begin(_WISH_ROUNDS)
        while not (self._tempo.is_over or self._incumbent.key[3] == 0 or self._stop(search)):
            search.please()
            self._tempo.count()
            self._incumbent.offer(search.best)

    def _together(self, search: Search, day: Day, *, droppable: bool) -> bool:
        """Search and proof side by side, to the end; False when the proof shows that there is no answer."""
        self._tempo.begin(1)
        if self._slice(search, NOTHING):
            return True
        possible = self._incumbent.slots is not None and (droppable or self._incumbent.key[0] == 0)
        proof = ProofProcess(day, droppable=droppable, possible=possible)
        try:
            while not proof.findings.ended:
                if self._turn(search, proof):
                    return True
            return not proof.findings.impossible
        finally:
            self._earlier_work += proof.findings.work
            proof.close()

    def _turn(self, search: Search, proof: ProofProcess) -> bool:
        """One turn of the proof with its slices of search beside it; whether the run is at its end.

        A run by the clock searches for as long as the proof takes; one by counted work as long as the last
        turn of the proof took, so that every run is the same.
        """
        known, is_told = proof.findings, False
        proof.ask(TURN)
        is_counted = self._effort.seconds is None
        self._tempo.begin(1 + proof.latest // (PROPOSAL_WORK * SLICE) if is_counted else None)
        while not self._tempo.is_over:
            is_told = self._tempo.is_open and proof.poll(0.0)
            if is_told:
                break
            if self._slice(search, known):
                return True
        while not is_told:
            if self._stop(search, known.work):
                return True
            is_told = proof.poll(_PATIENCE)
        return self._exchange(search, proof.findings)

    def _slice(self, search: Search, findings: Findings) -> bool:
        """A piece of search; whether the run is at its end."""
        search.improve()
        self._tempo.count()
        return self._exchange(search, findings) or self._stop(search, findings.work)

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
        share = self._tempo.share
        spent = self._effort.spent(self._earlier_work + work) if share is None else min(share, 0.99)
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
        self._stopped = refused or spent >= 1 or self._tempo.is_at_the_stop
        self._by_rule = self._by_rule and not refused
        return self._stopped

    def _bound(self) -> int:
        """The proven least number of breaks for timetables as good as the incumbent in the earlier goals."""
        reached = self._incumbent.slots is not None and self._incumbent.key[:2] <= self._bounds[:2]
        return self._bounds[2] if reached else 0

    def _course(self) -> Course | None:
        """What repeats this run when its arguments alone do not."""
        return None if self._by_rule else self._tempo.course(stopped=self._stopped)

    def _infeasible(self) -> Solution:
        return self._without_timetable(Status.INFEASIBLE, blame(self._day))

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
            course=self._course(),
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
                problem,
                placements,
                bound=bound,
                optimal=self._settled,
                moved=self._moved(placements),
                given=explain.given_of(self._current, self._locked),
            ),
            seconds=self._effort.elapsed,
            seed=self._seed,
            course=self._course(),
        )

    def _moved(self, placements: tuple[Placement, ...]) -> tuple[str, ...]:
        current = self._current
        return tuple(
            place.meeting
            for place in placements
            if place.meeting in current and current[place.meeting] != place
        )
