"""How long a run may go on: by the clock, or by counted work that is the same on every run."""

from __future__ import annotations

from dataclasses import dataclass

from deungdae.engine.timetable.model import Clock

WORK = 80_000_000
"""Propagations of the proof in a run without a clock: about a minute."""
FIRST_TURN, LONGEST_TURN, GROWTH = 200_000, 20_000_000, 1.5
"""Propagations of the first turn of the proof, of the longest, and how turns grow."""
PROPOSAL_WORK = 5
"""How many propagations take as long as one proposal of the search."""


@dataclass(frozen=True, slots=True)
class Effort:
    """The budget of one run. seconds None: bounded by counted work only."""

    clock: Clock
    seconds: float | None
    begun: float

    def spent(self, work: int) -> float:
        """The part of the budget that is used up: 0 at the start, 1 and more at the end."""
        if self.seconds is None:
            return work / WORK
        return self.elapsed / max(self.seconds, 1e-9)

    @property
    def elapsed(self) -> float:
        """Seconds since the run began."""
        return self.clock() - self.begun
