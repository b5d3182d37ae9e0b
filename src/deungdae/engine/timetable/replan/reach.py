"""Who may have to move: the displaced meetings, then whoever stands where they could go, and so on.

In a replan that moves the fewest, every other meeting that moves makes room for one that moves: else it could
as well go home. So a replan that moves e others finds them all within e steps of the displaced (proof in
docs/engine/timetable.md), and a piece of that reach has the best replan of the whole day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from deungdae.engine.timetable.check import gaps
from deungdae.engine.timetable.replan.model import Cell
from deungdae.engine.timetable.replan.setting import Setting
from deungdae.engine.timetable.solve.repair import Loose, Piece

MOST_LOOSE = 420
"""Meetings of the largest piece that is solved."""
MOST_OF_A_SLOT = 8
"""Meetings of a full slot that come in when all of them would be too many."""


class Reach:
    """The meetings within `steps` steps. whole: nobody else could ever have to move; thin: beyond the steps
    there are only some of those who stand in the way, so that nothing is shown about the rest.
    """

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self.core = tuple(
            name
            for name in setting.open
            if name in setting.displaced and name not in setting.locked and setting.options[name]
        )
        self.loose: tuple[str, ...] = self.core
        self.steps = 0
        self.whole = False
        self.thin = False
        self._staying = {name: place for name, place in setting.home.items() if name not in setting.displaced}
        self._at: dict[int, list[str]] = defaultdict(list)
        self._busy: dict[str, set[int]] = defaultdict(set)
        for name, place in self._staying.items():
            self._at[place.slot].append(name)
            for person in (setting.open[name].first, setting.open[name].second):
                self._busy[person].add(place.slot)
        self._room = room_of(setting, self._staying)

    def widen(self) -> bool:
        """One step more; False when nobody comes in, or too many would."""
        setting = self._setting
        tight = {slot for slot, room in self._room.items() if room < len(self.core) + self.steps + 1}
        inside = set(self.loose)
        found = {one for name in self.loose for one in self._in_the_way(name, tight)} - inside
        found -= setting.locked
        if not found:
            self.whole = not self.thin
            return False
        if len(inside) + len(found) > MOST_LOOSE:
            few = self._few(tight)
            found = {one for name in self.loose for one in self._in_the_way(name, set())} | few
            found -= inside | setting.locked
            self.thin = True
            if not found or len(inside) + len(found) > MOST_LOOSE:
                return False
        self.loose = tuple(name for name in setting.open if name in inside or name in found)
        self.steps += not self.thin
        return True

    def _few(self, tight: set[int]) -> set[str]:
        """Of each full slot some that could go elsewhere at once, those first who wait least for it."""
        chosen: set[str] = set()
        for slot in sorted(tight):
            ways = [(self._price(name, slot), name) for name in self._at[slot]]
            fitting = sorted((price, name) for price, name in ways if price is not None)
            chosen.update(name for _price, name in fitting[:MOST_OF_A_SLOT])
        return chosen

    def _price(self, name: str, home: int) -> int | None:
        """Breaks that come with the best free place elsewhere; None: there is none."""
        meeting = self._setting.open[name]
        sides = [self._busy[person] for person in (meeting.first, meeting.second)]
        prices = [
            sum(gaps((side - {home}) | {slot}) - gaps(side) for side in sides)
            for slot in self._setting.options[name]
            if slot != home and self._room[slot] > 0 and not any(slot in side for side in sides)
        ]
        return min(prices, default=None)

    def _in_the_way(self, name: str, tight: set[int]) -> Iterable[str]:
        """Meetings that this one may drive out of their place."""
        setting = self._setting
        meeting = setting.open[name]
        mine = {meeting.first, meeting.second}
        for slot in setting.options[name]:
            bound = setting.table_for(meeting, slot)
            is_shared = setting.uses_shared(meeting, slot)
            for other in self._at[slot]:
                them = setting.open[other]
                if (
                    not mine.isdisjoint((them.first, them.second))
                    or (is_shared and slot in tight and setting.uses_shared(them, slot))
                    or (bound is not None and bound == self._staying[other].table)
                ):
                    yield other
        yield from (other for other in meeting.after if other in self._staying)
        yield from (other for other in self._staying if name in setting.open[other].after)


def room_of(setting: Setting, staying: Mapping[str, object]) -> dict[int, int]:
    """Shared tables of each slot to come that are left beside those that stay."""
    used = Counter(
        place.slot
        for name, place in setting.home.items()
        if name in staying and place.table in setting.problem.tables
    )
    return {slot: len(setting.shared_at(slot)) - used[slot] for slot in setting.rest}


def piece_of(setting: Setting, loose: tuple[str, ...], *, droppable: frozenset[str]) -> Piece:
    """The programme of the loose meetings; everything else stays where it is."""
    inside = set(loose)
    staying = {
        name: place
        for name, place in setting.home.items()
        if name not in inside and name not in setting.displaced
    }
    busy: dict[str, set[int]] = defaultdict(set)
    for name, place in {**staying, **setting.over}.items():
        for person in _pair(setting, name):
            busy[person].add(place.slot)
    cells = {(place.slot, place.table) for place in staying.values()}
    count = len(loose) + 1
    members = tuple(
        _loose(setting, name, busy, cells, count=count, must=name not in droppable) for name in loose
    )
    number = {name: index for index, name in enumerate(loose)}
    return Piece(
        loose=tuple(_in_order(setting, name, one, staying) for name, one in zip(loose, members, strict=True)),
        room=room_of(setting, staying),
        busy={person: frozenset(slots) for person, slots in busy.items()},
        orders=tuple(
            (number[earlier], number[name])
            for name in loose
            for earlier in setting.open[name].after
            if earlier in number
        ),
        limits=tuple(_limits(setting, loose, staying)),
        slots=setting.problem.slots,
        fairness=setting.problem.fairness,
    )


def _pair(setting: Setting, name: str) -> tuple[str, str]:
    meeting = setting.known[name]
    return meeting.first, meeting.second


def _loose(
    setting: Setting,
    name: str,
    busy: Mapping[str, set[int]],
    cells: set[Cell],
    *,
    count: int,
    must: bool,
) -> Loose:
    meeting = setting.open[name]
    place = setting.home.get(name)
    options = {}
    seats = {}
    for slot in sorted(setting.options[name]):
        if slot in busy.get(meeting.first, ()) or slot in busy.get(meeting.second, ()):
            continue
        bound = setting.table_for(meeting, slot)
        if bound is not None and (slot, bound) in cells:
            continue
        options[slot] = setting.uses_shared(meeting, slot)
        if bound is not None and options[slot]:
            seats[slot] = bound
    return Loose(
        people=(meeting.first, meeting.second),
        options=options,
        seats=seats,
        home=place.slot if place is not None else 0,
        unsettled=place is not None and (place.slot, place.table) in setting.shut,
        worth=meeting.weight * count + 1,
        must=must,
    )


def _in_order(setting: Setting, name: str, one: Loose, staying: Mapping[str, object]) -> Loose:
    """Without the slots that are out of order with meetings that stay; its own it may keep."""
    latest = [
        place.slot
        for earlier in setting.open[name].after
        if (place := setting.over.get(earlier) or setting.home.get(earlier)) is not None
        and (earlier in staying or earlier in setting.over)
    ]
    soonest = [setting.home[other].slot for other in staying if name in setting.open[other].after]
    low, high = max(latest, default=0), min(soonest, default=setting.problem.slots + 1)
    options = {slot: shared for slot, shared in one.options.items() if low < slot < high or slot == one.home}
    return Loose(one.people, options, one.seats, one.home, one.unsettled, one.worth, one.must)


def _limits(
    setting: Setting, loose: tuple[str, ...], staying: Mapping[str, object]
) -> Iterable[tuple[tuple[int, ...], int]]:
    """Where somebody wants at most so many meetings: of the loose ones, as many as are left over."""
    for person in setting.people.values():
        if person.max_meetings is None:
            continue
        members = tuple(index for index, name in enumerate(loose) if person.id in _pair(setting, name))
        if members:
            held = sum(1 for name in (*staying, *setting.over) if person.id in _pair(setting, name))
            had = sum(1 for index in members if loose[index] in setting.home)
            yield members, max(person.max_meetings - held, had)
