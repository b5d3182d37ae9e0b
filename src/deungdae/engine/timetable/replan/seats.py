"""Tables for the meetings whose slot is set: bound ones, then those that stay, then where a side sat last."""

from __future__ import annotations

from collections.abc import Mapping

from deungdae.engine.timetable.model import Placement
from deungdae.engine.timetable.replan.setting import Setting


def seat(setting: Setting, slots: Mapping[str, int]) -> dict[str, Placement]:
    """Placements of the open meetings that have a slot; whoever has not moved keeps its table if it can."""
    seated: dict[str, Placement] = {}
    last: dict[str, int] = {}
    for name, place in sorted(setting.over.items(), key=lambda item: item[1].slot):
        meeting = setting.known[name]
        last[meeting.first] = last[meeting.second] = place.table
    for slot in setting.rest:
        here = [name for name, when in slots.items() if when == slot]
        tables = _seat_slot(setting, here, slot, last)
        for name, table in tables.items():
            seated[name] = Placement(name, slot, table)
            last[setting.open[name].first] = last[setting.open[name].second] = table
    return seated


def _seat_slot(setting: Setting, here: list[str], slot: int, last: Mapping[str, int]) -> dict[str, int]:
    tables: dict[str, int] = {}
    for name in here:
        place = setting.home.get(name)
        if name in setting.locked and place is not None:
            tables[name] = place.table
        elif (bound := setting.table_for(setting.open[name], slot)) is not None:
            is_at_home = place is not None and place.slot == slot and (slot, place.table) not in setting.shut
            tables[name] = place.table if is_at_home and place is not None else bound
    free = set(setting.shared_at(slot)) - set(tables.values())
    for name in here:
        place = setting.home.get(name)
        if name not in tables and place is not None and place.slot == slot and place.table in free:
            tables[name] = place.table
            free.discard(place.table)
    for name in sorted((one for one in here if one not in tables), key=lambda one: -_people(setting, one)):
        table = min(free, key=lambda one: _misfit(setting, name, one, last))
        tables[name] = table
        free.discard(table)
    return tables


def _people(setting: Setting, name: str) -> int:
    meeting = setting.open[name]
    return setting.people[meeting.first].attending + setting.people[meeting.second].attending


def _misfit(setting: Setting, name: str, table: int, last: Mapping[str, int]) -> tuple[bool, int, int, int]:
    """Tables that hold the company first, of those where a side sat last, of those the smallest."""
    meeting, size = setting.open[name], _people(setting, name)
    seats = setting.problem.seats.get(table, size)
    stays = 0 if table == last.get(meeting.second) else 1 if table == last.get(meeting.first) else 2
    return seats < size, stays, abs(seats - size), table
