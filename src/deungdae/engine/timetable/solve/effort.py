"""How long a run may go on: by the clock, or by counted work that is the same on every run."""

from __future__ import annotations

from dataclasses import dataclass

from deungdae.engine.timetable.model import Clock

WORK = 160_000_000
"""Propagations of the proof in a run without a clock: about half a minute."""
TURN = 1_000_000
"""Propagations of a turn of the proof: some tenths of a second."""
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
