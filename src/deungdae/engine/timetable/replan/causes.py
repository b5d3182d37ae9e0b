"""Why each meeting moves: the change itself, or a meeting that needs the place, back to a change."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from deungdae.engine.timetable.replan.setting import Setting


@dataclass(frozen=True, slots=True)
class Cause:
    """change: its number; via: the meeting that needs the place (empty: the change itself takes it)."""

    change: int
    via: str


def causes_of(setting: Setting, slots: Mapping[str, int]) -> dict[str, Cause]:
    """The cause of every displaced meeting, and of those that have to make room for one that has a cause."""
    causes = {name: Cause(change, "") for name, change in setting.displaced.items()}
    moved = [name for name, place in setting.home.items() if slots.get(name, 0) != place.slot]
    waiting = deque(name for name in causes if slots.get(name))
    while waiting:
        name = waiting.popleft()
        for other in moved:
            if other not in causes and _drives_out(setting, name, slots, other):
                causes[other] = Cause(causes[name].change, name)
                if slots.get(other):
                    waiting.append(other)
    return causes


def send_home(setting: Setting, slots: Mapping[str, int], loose: Iterable[str]) -> dict[str, int]:
    """Meetings that moved for nobody go back to their place."""
    causes = causes_of(setting, slots)
    idle = {name: setting.home[name].slot for name in loose if name in setting.home and name not in causes}
    return {**slots, **idle}


def _drives_out(setting: Setting, name: str, slots: Mapping[str, int], other: str) -> bool:
    """Whether `other` cannot stay at home because of where `name` is now."""
    slot, home = slots[name], setting.home[other]
    place = setting.home.get(name)
    if place is not None and place.slot == slot and name not in setting.displaced:
        return False
    meeting, them = setting.open[name], setting.open[other]
    if slot == home.slot:
        is_pair = not {meeting.first, meeting.second}.isdisjoint((them.first, them.second))
        both_shared = setting.uses_shared(meeting, slot) and setting.uses_shared(them, slot)
        return is_pair or both_shared
    is_late = name in them.after and slot >= home.slot
    return is_late or (other in meeting.after and home.slot >= slot)
