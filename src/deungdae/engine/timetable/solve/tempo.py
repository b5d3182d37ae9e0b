"""How search and proof share a run, written down as it happens so that any run can be repeated."""

from __future__ import annotations

from deungdae.engine.timetable.model import Course


class Tempo:
    """Counts the slices of search in each turn of the proof.

    script: the course of an earlier run to be followed; None: every turn has the quota it is begun with, or
    (quota None) as many slices as fit in while the proof works.
    """

    def __init__(self, script: Course | None) -> None:
        self._script = script
        self._slices: list[int] = []
        self._quota: int | None = None

    def begin(self, quota: int | None) -> None:
        """A new turn; a script knows its quota better."""
        turn = len(self._slices)
        if self._script is not None:
            quota = self._script.slices[turn] if turn < len(self._script.slices) else 0
        self._quota = quota
        self._slices.append(0)

    def count(self) -> None:
        """One slice of search is done."""
        self._slices[-1] += 1

    @property
    def is_open(self) -> bool:
        """Whether this turn lasts until the proof has something to say."""
        return self._quota is None

    @property
    def is_over(self) -> bool:
        """Whether this turn has had all its slices."""
        return self._quota is not None and self._slices[-1] >= self._quota

    @property
    def share(self) -> float | None:
        """The part of the script that is done; None without a script."""
        return None if self._script is None else len(self._slices) / max(1, len(self._script.slices))

    @property
    def is_at_the_stop(self) -> bool:
        """Whether the run that is being repeated was stopped here."""
        script = self._script
        if script is None or not script.stopped:
            return False
        return self.is_over and len(self._slices) >= len(script.slices)

    def course(self, *, stopped: bool) -> Course:
        """What happened."""
        return Course(tuple(self._slices), stopped)
