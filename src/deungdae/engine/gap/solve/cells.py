"""Which cells may be shown: wider and wider ones, or the margins of a table; never by subtraction either."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import chain, repeat
from typing import TypeVar

from deungdae.engine.gap.model import UNKNOWN, Cell, Key, Path, Row, Step, Sums
from deungdae.engine.kernel.disclosure import LEAST

First = TypeVar("First", bound=Hashable)
Second = TypeVar("Second", bound=Hashable)
Node = tuple[int, Hashable]


class Ladder:
    """Cells that contain each other, each level with one axis a step coarser than the one before.

    A cell is shown when it has `least` answers and those of them which no finer shown cell holds are none or
    `least` as well: taking finer cells from it then never leaves a few. `order`: the axis that gets coarser
    at each level, by its number. A row may stand for many answers; those of one place are told together.
    """

    def __init__(self, rows: Sequence[Row], order: Sequence[int], *, least: int = LEAST) -> None:
        self.rows, self.order = rows, tuple(order)
        axes = range(max(self.order, default=-1) + 1)
        self.lifts = [
            [self.order[:level].count(axis) for axis in axes] for level in range(len(self.order) + 1)
        ]
        """By level and axis: how many steps coarser it is."""
        places: dict[tuple[Path, ...], list[int]] = {}
        for number, row in enumerate(rows):
            places.setdefault(row.place, []).append(number)
        self.sizes = [sum(rows[one].sums.n for one in numbers) for numbers in places.values()]
        """How many answers are at each place."""
        self.places = list(places.values())
        """The numbers of the rows at each place."""
        self.levels: list[dict[Key, list[int]]] = []
        """By level and cell: its places, by their numbers."""
        self.open: list[set[Key]] = []
        """By level: the cells that may be shown."""
        held: set[int] = set()
        parts = [[number] for number in range(len(places))]
        """Places that are together from here on; those with an unknown step are alone until it is none."""
        firsts = list(places)
        for level in range(len(self.order) + 1):
            groups: dict[Key, list[int]] = {}
            alone = []
            for part in parts:
                key = self.key_of(firsts[part[0]], level)
                if UNKNOWN in key:
                    alone.append(part)
                else:
                    groups.setdefault(key, []).extend(part)
            parts = [*groups.values(), *alone]
            fit = {
                key: group
                for key, group in groups.items()
                if self.size(group) >= least
                and not 0 < self.size(one for one in group if one not in held) < least
            }
            held.update(one for group in fit.values() for one in group)
            self.levels.append(groups)
            self.open.append(set(fit))

    def size(self, places: Iterable[int]) -> int:
        """How many answers are at these places."""
        return sum([self.sizes[one] for one in places])

    def key_of(self, place: tuple[Path, ...], level: int) -> Key:
        """The cell of a place at a level."""
        lifts = chain(self.lifts[level], repeat(0))
        ends = zip(place, lifts, strict=False)
        return tuple([path[lift] if lift < len(path) else path[-1] for path, lift in ends])

    def cell(self, place: tuple[Path, ...]) -> Cell | None:
        """The finest shown cell around a place, and the steps to it; None where even the widest is hidden."""
        steps: list[Step] = []
        for level in range(len(self.order) + 1):
            key = self.key_of(place, level)
            group = self.levels[level].get(key, [])
            if level:
                axis = self.order[level - 1]
                before = self.key_of(place, level - 1)[axis]
                if before != key[axis]:
                    steps.append(Step(axis, before, key[axis], self.size(group)))
            if key in self.open[level]:
                rows = (self.rows[number] for one in group for number in self.places[one])
                return Cell(key, Sums.joined(row.sums for row in rows), tuple(steps))
        return None


def kept_both_ways(
    counts: Mapping[tuple[First, Second], int], *, least: int = LEAST
) -> set[tuple[First, Second]]:
    """The inner cells whose answers may stand in the sums of both margins; all others are in no figure.

    `counts`: answers by inner cell of a table of two axes whose margins and whole are shown, not its inner
    cells. Sums of rows minus sums of columns leave the answers on the edges between two halves of the graph
    (rows and columns are its nodes, answers its edges), so nothing of fewer than `least` can be reached when
    every cut of every connected part has `least` edges: the smaller cuts are taken out, one after the other.
    """
    kept = {cell: count for cell, count in sorted(counts.items(), key=lambda one: repr(one[0])) if count}
    while (cut := small_cut(kept, least)) is not None:
        for cell in cut:
            del kept[cell]
    return set(kept)


def small_cut(counts: Mapping[tuple[First, Second], int], least: int) -> list[tuple[First, Second]] | None:
    """Inner cells with fewer than `least` answers together that part a connected graph; None: there are none.

    Menger: from one node of each part to every other flow units until `least` have found a way.
    """
    capacity: dict[Node, dict[Node, int]] = {}
    for (one, two), count in counts.items():
        first, second = (0, one), (1, two)
        capacity.setdefault(first, {})[second] = count
        capacity.setdefault(second, {})[first] = count
    seen: set[Node] = set()
    for start in capacity:
        if start in seen:
            continue
        part = way(capacity, start, None)
        seen.update(part)
        for goal in part:
            if goal != start and (side := side_of(capacity, start, goal, least)) is not None:
                return [(one, two) for one, two in counts if ((0, one) in side) != ((1, two) in side)]
    return None


def side_of(
    capacity: Mapping[Node, Mapping[Node, int]], start: Node, goal: Node, least: int
) -> set[Node] | None:
    """The nodes on the side of `start` of a cut of fewer than `least`; None where so many get through."""
    left = {node: dict(ends) for node, ends in capacity.items()}
    for _unit in range(least):
        came = way(left, start, goal)
        if goal not in came:
            return set(came)
        node = goal
        while node != start:
            before = came[node]
            left[before][node] -= 1
            left[node][before] += 1
            node = before
    return None


def way(capacity: Mapping[Node, Mapping[Node, int]], start: Node, goal: Node | None) -> dict[Node, Node]:
    """Every node that can be reached, with the one before it; ends at the goal."""
    came = {start: start}
    queue = [start]
    for node in queue:
        for after, free in capacity[node].items():
            if free and after not in came:
                came[after] = node
                queue.append(after)
        if goal in came:
            break
    return came
