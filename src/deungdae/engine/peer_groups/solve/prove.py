"""What no grouping can cost less than: by everybody's cheapest partners; for few people by a full search."""

from __future__ import annotations

from itertools import accumulate
from math import lcm

from deungdae.engine.peer_groups.solve.board import Board, Matrix

MOST_PEOPLE = 26
MOST_NODES = 100_000
"""Of the search that proves; what it has not settled is left as a bound."""


def bound_of(matrix: Matrix) -> int:
    """A lower bound. In a group of s a person pays at least the s - 1 cheapest partners, each price shared by
    two. The sizes are free but for one thing: the sum of 1/s over all people is the number of groups. That is
    priced by a multiplier (Lagrange): every multiplier gives a bound, the best of a row of them is taken."""
    sizes = range(matrix.least, matrix.most + 1)
    unit = lcm(*sizes)
    prefixes = [cheapest(matrix, person) for person in range(matrix.count)]
    offers = [[(size, prefix[size - 1]) for size in sizes if size - 1 < len(prefix)] for prefix in prefixes]
    if not all(offers):
        return 0
    best = 0
    top = 2 * max((row[-1][1] for row in offers), default=0) * matrix.most
    for multiplier in multipliers(top):
        # Everything times 2 * unit: halves of prices and the fractions 1/s are whole numbers then.
        total = (
            sum(min(unit * paid + multiplier * (unit // size) for size, paid in row) for row in offers)
            - multiplier * unit * matrix.groups
        )
        best = max(best, -(-total // (2 * unit)))
    return best


def multipliers(top: int) -> list[int]:
    """From far below nought to far above, close together."""
    step = max(top // 200, 1)
    return list(range(-top, top + 1, step))


def cheapest(matrix: Matrix, person: int) -> list[int]:
    """What the 0, 1, 2, … cheapest allowed partners cost; no entry where there are not so many."""
    allowed = (
        price
        for other, price in enumerate(matrix.price[person])
        if other != person and not matrix.clash[person] >> other & 1
    )
    return list(accumulate(sorted(allowed), initial=0))


class Proof:
    """Branch and bound over people in a fixed order; `is_settled`: it looked everywhere."""

    def __init__(self, matrix: Matrix, cost: int, nodes: int) -> None:
        self.board, self.matrix = Board(matrix), matrix
        self.best, self.nodes = cost, nodes
        self.state: tuple[int, ...] = ()
        self.order = sorted(
            range(matrix.count),
            key=lambda one: (matrix.pinned[one] == -1, -matrix.clash[one].bit_count(), one),
        )
        self.rest = [self.prefixes(depth) for depth in range(matrix.count + 1)]

    @property
    def is_settled(self) -> bool:
        return self.nodes >= 0

    def prefixes(self, depth: int) -> dict[int, list[int]]:
        """For everybody from this depth on: what the cheapest partners among them cost."""
        left = self.order[depth:]
        return {
            one: list(
                accumulate(
                    sorted(
                        self.matrix.price[one][other]
                        for other in left
                        if other != one and not self.matrix.clash[one] >> other & 1
                    ),
                    initial=0,
                )
            )
            for one in left
        }

    def look(self, depth: int) -> None:
        """Everything below this node that could cost less than the best."""
        self.nodes -= 1
        board = self.board
        if self.nodes < 0 or board.missing() > self.matrix.count - depth:
            return
        if depth == self.matrix.count:
            self.best, self.state = board.cost, board.state()
            return
        if not self.may_help(depth):
            return
        person = self.order[depth]
        for group in board.choices(person):
            board.put(person, group)
            if board.cost < self.best:
                self.look(depth + 1)
            board.take(person)

    def may_help(self, depth: int) -> bool:
        """Whether what is still to be paid at least leaves the cost below the best; everything twice."""
        total = 2 * self.board.cost
        for person in self.order[depth:]:
            least = self.least_of(person, depth)
            if least is None:
                return False
            total += least
            if total > 2 * (self.best - 1):
                return False
        return True

    def least_of(self, person: int, depth: int) -> int | None:
        """Twice what a person adds at least: those who are in the group already in full, others by half."""
        board, rest = self.board, self.rest[depth][person]
        found: int | None = None
        for group in board.choices(person):
            needed = min(max(self.matrix.least - 1 - board.size[group], 0), len(rest) - 1)
            paid = 2 * board.sums[person][group] + rest[needed]
            found = paid if found is None or paid < found else found
        return found


def proven(board: Board, *, nodes: int = MOST_NODES) -> int:
    """The bound of a full board, which is left at a cheaper grouping where the proof finds one."""
    matrix = board.matrix
    bound = min(bound_of(matrix), board.cost)
    if bound == board.cost or matrix.count > MOST_PEOPLE:
        return bound
    proof = Proof(matrix, board.cost, nodes)
    proof.look(0)
    if proof.state:
        board.restore(proof.state)
    return board.cost if proof.is_settled else min(bound, board.cost)
