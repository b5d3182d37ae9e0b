"""A problem as numbers: prices and clashes of pairs, and where everybody sits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from deungdae.engine.peer_groups.model import Problem
from deungdae.engine.peer_groups.rules import clashes_of, met_of, price_of


@dataclass(frozen=True, slots=True)
class Matrix:
    """People by their place in the problem. `price[i][j]`; `clash[i]`: bits of those whom i cannot be with;
    `pinned[i]`: the group, or -1; `marked`: groups that somebody is pinned to, which are not like others."""

    price: tuple[tuple[int, ...], ...]
    clash: tuple[int, ...]
    pinned: tuple[int, ...]
    marked: frozenset[int]
    groups: int
    least: int
    most: int

    @property
    def count(self) -> int:
        return len(self.clash)


def matrix_of(problem: Problem) -> Matrix:
    met, places = met_of(problem), {one.id: place for place, one in enumerate(problem.people)}
    clash = [0] * len(places)
    for one in clashes_of(problem):
        first, second = places[one.first], places[one.second]
        clash[first] |= 1 << second
        clash[second] |= 1 << first
    pins = dict(problem.pins)
    return Matrix(
        price=tuple(
            tuple(0 if one is other else price_of(one, other, met) for other in problem.people)
            for one in problem.people
        ),
        clash=tuple(clash),
        pinned=tuple(pins.get(one.id, -1) for one in problem.people),
        marked=frozenset(pins.values()),
        groups=problem.groups,
        least=problem.least,
        most=problem.most,
    )


class Board:
    """Who is in which group (-1: in none yet), with the sums that tell the price of a move."""

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self.group = [-1] * matrix.count
        self.size = [0] * matrix.groups
        self.bits = [0] * matrix.groups
        self.sums = [[0] * matrix.groups for _one in range(matrix.count)]
        """sums[i][g]: what i pays, or would pay, in group g."""
        self.cost = 0

    def put(self, person: int, group: int) -> None:
        self.cost += self.sums[person][group]
        self.group[person] = group
        self.size[group] += 1
        self.bits[group] |= 1 << person
        for other, price in enumerate(self.matrix.price[person]):
            self.sums[other][group] += price

    def take(self, person: int) -> int:
        """Out of its group, which is answered."""
        group = self.group[person]
        for other, price in enumerate(self.matrix.price[person]):
            self.sums[other][group] -= price
        self.group[person] = -1
        self.size[group] -= 1
        self.bits[group] &= ~(1 << person)
        self.cost -= self.sums[person][group]
        return group

    def fits(self, person: int, group: int) -> bool:
        """Whether there is room, nobody to clash with, and no pin elsewhere."""
        matrix = self.matrix
        return (
            self.size[group] < matrix.most
            and not self.bits[group] & matrix.clash[person]
            and matrix.pinned[person] in (-1, group)
        )

    def choices(self, person: int) -> list[int]:
        """Groups that it fits into, the cheapest first; of empty groups without pins only the first."""
        found, has_empty = [], False
        for group in range(self.matrix.groups):
            is_like_others = self.size[group] == 0 and group not in self.matrix.marked
            if (is_like_others and has_empty) or not self.fits(person, group):
                continue
            has_empty = has_empty or is_like_others
            found.append(group)
        return sorted(found, key=lambda group: (self.sums[person][group], group))

    def missing(self) -> int:
        """How many more people the groups need to reach their least size."""
        return sum(max(self.matrix.least - size, 0) for size in self.size)

    def state(self) -> tuple[int, ...]:
        return tuple(self.group)

    def restore(self, state: Iterable[int]) -> None:
        for person, group in enumerate(state):
            if self.group[person] != group:
                if self.group[person] != -1:
                    self.take(person)
                self.put(person, group)
