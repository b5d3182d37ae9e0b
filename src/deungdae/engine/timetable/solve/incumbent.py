"""The best timetable of a run, whoever found it, judged by the goals in their order."""

from __future__ import annotations

from deungdae.engine.timetable.check import gaps
from deungdae.engine.timetable.solve.day import Day

Key = tuple[int, int, int, int]
"""Worth left out, meetings moved to another slot, breaks, wishes missed: smaller is better."""


class Incumbent:
    """Holds the best of the timetables offered. They must keep every rule."""

    def __init__(self, day: Day) -> None:
        self._day = day
        self._members = day.of_person()
        self.slots: tuple[int, ...] | None = None
        self.key: Key = (sum(day.worth) + 1, 0, 0, 0)

    @property
    def held(self) -> int:
        """Number of meetings held."""
        return sum(1 for slot in self.slots or () if slot)

    def offer(self, slots: tuple[int, ...] | None) -> bool:
        """Take `slots` if they are better than what is held; whether they were."""
        if slots is None or slots == self.slots:
            return False
        key = self._key_of(slots)
        if self.slots is not None and key >= self.key:
            return False
        self.slots, self.key = slots, key
        return True

    def _key_of(self, slots: tuple[int, ...]) -> Key:
        day = self._day
        dropped = sum(worth for worth, slot in zip(day.worth, slots, strict=True) if not slot)
        moved = sum(1 for home, slot in zip(day.home, slots, strict=True) if home and slot not in (0, home))
        breaks = sum(gaps(slots[one] for one in members if slots[one]) for members in self._members)
        wishes = sum(day.missed_wishes(one, slot) for one, slot in enumerate(slots) if slot)
        return dropped, moved, breaks, wishes
