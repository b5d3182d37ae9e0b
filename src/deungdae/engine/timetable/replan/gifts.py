"""Meetings that had no place and now find one that nobody has to leave for them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from deungdae.engine.timetable.check import gaps
from deungdae.engine.timetable.model import Meeting
from deungdae.engine.timetable.replan.model import Cell
from deungdae.engine.timetable.replan.setting import Setting


def free_places(setting: Setting, slots: Mapping[str, int]) -> dict[str, int]:
    """Slots for waiting meetings, the heaviest first, where they make the fewest breaks, then the soonest."""
    hall = _Hall(setting)
    for name, place in setting.over.items():
        hall.sit(setting.known[name], place.slot)
    for name, slot in slots.items():
        hall.sit(setting.known[name], slot)
    waiting = [
        one
        for name, one in setting.open.items()
        if name not in setting.home and name not in setting.displaced
    ]
    found: dict[str, int] = {}
    for one in sorted(waiting, key=lambda one: -one.weight):
        fitting = [slot for slot in sorted(setting.options[one.id]) if hall.fits(one, slot)]
        if fitting and hall.is_wanted(one):
            slot = min(fitting, key=lambda slot: (hall.new_breaks(one, slot), slot))
            found[one.id] = slot
            hall.sit(one, slot)
    return found


class _Hall:
    """Who is busy when, and which tables are taken."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._busy: dict[str, set[int]] = defaultdict(set)
        self._when: dict[str, int] = {}
        self._cells: set[Cell] = set()
        self._used: Counter[int] = Counter()

    def sit(self, meeting: Meeting, slot: int) -> None:
        self._when[meeting.id] = slot
        self._busy[meeting.first].add(slot)
        self._busy[meeting.second].add(slot)
        bound = self._setting.table_for(meeting, slot)
        if bound is not None:
            self._cells.add((slot, bound))
        self._used[slot] += self._setting.uses_shared(meeting, slot)

    def fits(self, meeting: Meeting, slot: int) -> bool:
        """Whether both sides and a table are free; a table of its own choice may be somebody's by now."""
        setting = self._setting
        if slot in self._busy[meeting.first] or slot in self._busy[meeting.second]:
            return False
        bound = setting.table_for(meeting, slot)
        if bound in setting.problem.tables or (slot, bound) in self._cells:
            return False
        is_full = bound is None and self._used[slot] >= len(setting.shared_at(slot))
        return not is_full and self._is_in_order(meeting, slot)

    def _is_in_order(self, meeting: Meeting, slot: int) -> bool:
        sooner = all(self._when.get(other, 0) < slot for other in meeting.after)
        later = [
            self._when[name]
            for name, one in self._setting.known.items()
            if name in self._when and meeting.id in one.after
        ]
        return sooner and all(slot < other for other in later)

    def is_wanted(self, meeting: Meeting) -> bool:
        """Neither side has as many meetings as it wants already."""
        limits = [(one, self._setting.people[one].max_meetings) for one in (meeting.first, meeting.second)]
        return all(most is None or len(self._busy[person]) < most for person, most in limits)

    def new_breaks(self, meeting: Meeting, slot: int) -> int:
        """Breaks that both sides have more of."""
        sides = [self._busy[person] for person in (meeting.first, meeting.second)]
        return sum(gaps(side | {slot}) - gaps(side) for side in sides)
