"""What is lost in any case: a participant with more meetings left than slots left for them."""

from __future__ import annotations

from collections import defaultdict

from deungdae.engine.timetable.replan.setting import Setting


def worth_of(setting: Setting, name: str) -> int:
    """Weight, and the number of meetings as tie-break."""
    return setting.open[name].weight * (len(setting.open) + 1) + 1


def least_lost(setting: Setting, core: tuple[str, ...]) -> int:
    """So much worth of `core` falls in every timetable that loses nothing else: by matching per participant,
    added up over participants that have none of these meetings with each other.
    """
    members: dict[str, list[str]] = defaultdict(list)
    for name, meeting in setting.open.items():
        if name in setting.home or name in core:
            members[meeting.first].append(name)
            members[meeting.second].append(name)
    chosen = set(core)
    over = [(_overflow(setting, names), person) for person, names in members.items() if chosen & set(names)]
    lost, counted = 0, set[str]()
    for count, person in sorted(over, key=lambda item: (-item[0], item[1])):
        mine = chosen & set(members[person])
        if count and counted.isdisjoint(mine):
            counted |= mine
            lost += sum(sorted(worth_of(setting, name) for name in mine)[:count])
    return lost


def _overflow(setting: Setting, names: list[str]) -> int:
    """How many of these find no slot of their own (augmenting paths, Kuhn)."""
    holder: dict[int, str] = {}

    def find(name: str, seen: set[int]) -> bool:
        for slot in sorted(setting.options[name]):
            if slot not in seen:
                seen.add(slot)
                if slot not in holder or find(holder[slot], seen):
                    holder[slot] = name
                    return True
        return False

    return sum(not find(name, set()) for name in names)
