"""What no programme can cost less than: three relaxations whose costs do not overlap."""

from __future__ import annotations

import numpy as np

from deungdae.engine.programme.solve.counting import apart
from deungdae.engine.programme.solve.indexed import Indexed, Int


def bound_of(indexed: Indexed) -> int:
    """A proven lower bound of the cost.

    Single talks: the cheapest assignment of talks to places, as if nothing else mattered. Wishes: see
    `least_of_pairs`. Further rooms: a topic with more talks than there are times needs so many rooms.
    """
    times = apart(indexed.slots)
    counts = [int((indexed.topic == topic).sum()) for topic in range(len(indexed.topics))]
    rooms = sum(max(0, -(-count // times) - 1) for count in counts)
    weight = indexed.problem.weights.rooms
    return _least_of_talks(indexed) + least_of_pairs(indexed) + rooms * weight


def _least_of_talks(indexed: Indexed) -> int:
    talks = len(indexed.topic)
    far = 1 + int(indexed.price.max(initial=0)) * talks
    table = np.where(indexed.barred, far, indexed.price).reshape(talks, -1)
    least = int(assign(table))
    return least if least < far else 0


def least_of_pairs(indexed: Indexed) -> int:
    """What talks at one time must cost at the least.

    n talks beside plenaries on T times in R rooms make at least m pairs, which is when the times are filled
    evenly. A talk has at most R - 1 others beside it, and d of them cost at least its d cheapest; each pair
    is seen from both sides. So half of the 2m cheapest of everybody's R - 1 cheapest is never undercut.
    Nothing is said (0) where slots overlap in part, because then there are no times.
    """
    meets = indexed.meets.astype(np.int64)
    if ((meets @ meets > 0) != indexed.meets).any():
        return 0
    times = len(np.unique(indexed.meets, axis=0)) - int(indexed.plenary.sum())
    talks = np.flatnonzero(~indexed.plenary)
    if times < 1:
        return 0
    even, more = divmod(len(talks), times)
    pairs = more * even * (even + 1) // 2 + (times - more) * even * (even - 1) // 2
    impossible = indexed.clash | np.eye(len(indexed.clash), dtype=np.bool_)
    cheapest: list[int] = []
    for talk in talks:
        beside = indexed.pair[talk, talks][~impossible[talk, talks]]
        cheapest += sorted(int(cost) for cost in beside)[: indexed.price.shape[2] - 1]
    return -(-sum(sorted(cheapest)[: 2 * pairs]) // 2)


def assign(table: Int) -> int:
    """The cost of the cheapest assignment of each row to a column of its own; rows <= columns.

    Successive shortest paths with potentials (Kuhn 1955, Tomizawa 1971).
    """
    rows, columns = table.shape
    row_of = np.full(columns + 1, -1)
    u, v = np.zeros(rows, np.int64), np.zeros(columns + 1, np.int64)
    far = np.iinfo(np.int64).max // 4
    for row in range(rows):
        row_of[columns], column = row, columns
        least, way = np.full(columns, far), np.full(columns, columns)
        seen = np.zeros(columns + 1, np.bool_)
        while row_of[column] >= 0:
            seen[column] = True
            one = row_of[column]
            reach = table[one] - u[one] - v[:columns]
            better = ~seen[:columns] & (reach < least)
            least[better], way[better] = reach[better], column
            following = int(np.argmin(np.where(seen[:columns], far, least)))
            step = least[following]
            u[row_of[seen]] += step
            v[seen] -= step
            least[~seen[:columns]] -= step
            column = following
        while column != columns:
            row_of[column] = row_of[way[column]]
            column = way[column]
    used = np.flatnonzero(row_of[:columns] >= 0)
    return int(sum(table[row_of[column], column] for column in used))
