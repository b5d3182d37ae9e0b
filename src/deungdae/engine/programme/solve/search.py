"""Local search: a talk changes place with another or with nothing, or two whole times or rooms change.

For a talk drawn by lot, the price of every place is known at once; which one it takes is drawn with the
chances of simulated annealing at the present heat (heat bath, by Gumbel's trick). Requirements cost more than
the first programme, which keeps them all; so whatever costs less keeps them too.
"""

from __future__ import annotations

import numpy as np

from deungdae.engine.programme.solve.indexed import Indexed, Int, Truth
from deungdae.engine.programme.solve.tracks import holes_of, holes_of_moves

BROAD = 24
"""One move in so many exchanges two times or two rooms."""
MOST_KNOWN = 10_000
"""Tables of holes that are kept at most."""


class Search:
    """The board. P = S x R places, place = slot x R + room; talk n is nobody, who costs nothing anywhere.

    at [P]: who is there; place [n]; by [n+1,P]: what a talk costs at a place beside all others as they are,
    without its track; rooms [K+1,R], times [K+1,S]: talks of a topic, the last row for those without;
    shifts [K+1,S,S]: see `holes_of_moves`; cost: of the board; least, best: of the best board so far.
    """

    def __init__(self, indexed: Indexed, place: Int, *, penalty: int, seed: int) -> None:
        self.indexed, self.penalty = indexed, penalty
        self.count, self.slots, self.halls = indexed.price.shape
        self.dice = np.random.Generator(np.random.PCG64(seed))
        self.slot_of, self.hall_of = np.divmod(np.arange(self.slots * self.halls), self.halls)
        self.pair = np.pad(indexed.pair + penalty * indexed.clash, (0, 1))
        price = (indexed.price + penalty * indexed.barred).reshape(self.count, -1)
        self.price = np.pad(price, ((0, 1), (0, 0)))
        self.topic = np.append(indexed.topic, len(indexed.topics))
        self.still, self.plenary = np.append(indexed.pinned, False), np.append(indexed.plenary, False)
        tied = indexed.order | indexed.order.T | (indexed.shares & indexed.near.any())
        self.related = np.pad(tied, ((0, 0), (0, 1)))
        self.relatives = [np.flatnonzero(row) for row in tied]
        self.partly = indexed.meets & ~np.eye(self.slots, dtype=np.bool_)
        self.meeting = [np.flatnonzero(row) for row in indexed.meets]
        self.bound = np.flatnonzero(tied.any(axis=1) | indexed.is_partly)
        self.known: dict[bytes, Int] = {}
        self.lay(place)
        self.best, self.least = place.copy(), self.cost

    def lay(self, place: Int) -> None:
        """Put every talk at its place and count everything anew."""
        topics = len(self.indexed.topics)
        self.place = place.copy()
        self.at = np.full(len(self.slot_of), self.count)
        self.at[place] = np.arange(self.count)
        self.by = self.price.copy()
        self.rooms = np.zeros((topics + 1, self.halls), np.int64)
        self.times = np.zeros((topics + 1, self.slots), np.int64)
        np.add.at(self.rooms, (self.topic[:-1], self.hall_of[place]), 1)
        np.add.at(self.times, (self.topic[:-1], self.slot_of[place]), 1)
        beside = self.pair[:, self.at].reshape(-1, self.slots, self.halls).sum(axis=2)
        self.by.reshape(-1, self.slots, self.halls)[:] += (beside @ self.indexed.meets)[:, :, None]
        for talk in self.bound:
            self._tie(int(talk), int(place[talk]), 1)
        self.shifts = np.zeros((topics + 1, self.slots, self.slots), np.int64)
        for topic in range(topics):
            self._shift(topic)
        held = self.at, np.arange(len(self.at))
        alone, all_told = int(self.price[held].sum()), int(self.by[held].sum())
        self.cost = alone + (all_told - alone) // 2 + self._tracks()

    def _plenaries(self) -> Truth:
        held = np.zeros(self.slots, np.bool_)
        held[self.slot_of[self.place[self.plenary[:-1]]]] = True
        return held

    def _tracks(self) -> int:
        weights = self.indexed.problem.weights
        rooms = np.maximum(0, (self.rooms[:-1] > 0).sum(axis=1) - 1).sum()
        holes = holes_of(self.indexed, self.times[:-1], self._plenaries()).sum()
        return int(weights.rooms * rooms + weights.holes * holes)

    def _shift(self, topic: int) -> None:
        if topic == len(self.indexed.topics):
            return
        # More than two talks at one time are as two when one of them goes.
        times, plenaries = np.minimum(self.times[topic], 2), self._plenaries()
        key = times.tobytes() + plenaries.tobytes()
        if key not in self.known:
            if len(self.known) >= MOST_KNOWN:
                self.known.clear()
            self.known[key] = holes_of_moves(self.indexed, times, plenaries)
        self.shifts[topic] = self.known[key]

    def _beside(self, talk: int, place: int, sign: int) -> None:
        """Add to every talk's prices what this one at its place means for it, or take it away."""
        table = self.by.reshape(-1, self.slots, self.halls)
        for slot in self.meeting[self.slot_of[place]]:
            table[:, slot, :] += sign * self.pair[:, talk, None]
        self._tie(talk, place, sign)

    def _tie(self, talk: int, place: int, sign: int) -> None:
        """The part of it that depends on more than being at one time: a room in use, the way, the order."""
        slot, hall, indexed = self.slot_of[place], self.hall_of[place], self.indexed
        table = self.by.reshape(-1, self.slots, self.halls)
        if self.partly[slot].any():
            table[:-1, self.partly[slot], hall] += sign * self.penalty
            table[talk, self.partly[slot], hall] -= sign * self.penalty
        for other in self.relatives[talk]:
            wrong = np.zeros((self.slots, self.halls), np.bool_)
            if indexed.shares[talk, other]:
                wrong |= indexed.near[slot][:, None] & (np.arange(self.halls) != hall)
            if indexed.order[talk, other]:
                wrong |= ~indexed.before[slot][:, None]
            if indexed.order[other, talk]:
                wrong |= ~indexed.before[:, slot][:, None]
            table[other] += sign * self.penalty * wrong

    def changes(self, talk: int) -> tuple[Int, Truth]:
        """[P]: by how much the cost grows when a talk goes to each place and who is there comes to its own;
        and to which places it can go in one move.
        """
        here, at, weights = int(self.place[talk]), self.at, self.indexed.problem.weights
        slot, hall, own = self.slot_of[here], self.hall_of[here], int(self.topic[talk])
        apart = ~self.indexed.meets[slot][self.slot_of]
        grown = self.by[talk] - self.by[talk, here] - 2 * self.pair[talk, at] * apart
        grown += self.by[at, here] - self.by[at, np.arange(len(at))]
        # Two talks that exchange times which overlap in one room are in each other's way afterwards as well.
        crossing = self.partly[slot][self.slot_of] & (self.hall_of == hall) & (at < self.count)
        grown += 2 * self.penalty * crossing
        topics = self.topic[at]
        other = topics != own
        moved = (self.rooms[own] == 0)[self.hall_of] * 1 - (self.rooms[own, hall] == 1)
        moved = moved * (own < len(self.rooms) - 1) + (topics < len(self.rooms) - 1) * (
            (self.rooms[topics, hall] == 0) * 1 - (self.rooms[topics, self.hall_of] == 1)
        )
        grown += weights.rooms * moved * (other & (self.hall_of != hall))
        shifted = self.shifts[own, slot][self.slot_of] + self.shifts[topics, self.slot_of, slot]
        grown += weights.holes * shifted * (other & (self.slot_of != slot))
        allowed = ~(self.still[at] | self.related[talk, at] | self.plenary[at])
        allowed &= (self.slot_of == slot) | ~self.plenary[talk]
        allowed[here] = True
        grown[here] = 0
        return grown, allowed

    def move(self, talk: int, there: int) -> None:
        """Let a talk and whoever is at the place exchange their places."""
        here, other = int(self.place[talk]), int(self.at[there])
        pairs = [(talk, here, there)] + ([(other, there, here)] if other < self.count else [])
        for one, old, _ in pairs:
            self._beside(one, old, -1)
        for one, old, new in pairs:
            self._beside(one, new, 1)
            topic = self.topic[one]
            self.rooms[topic, self.hall_of[old]] -= 1
            self.rooms[topic, self.hall_of[new]] += 1
            self.times[topic, self.slot_of[old]] -= 1
            self.times[topic, self.slot_of[new]] += 1
            self.place[one] = new
        self.at[here], self.at[there] = other, talk
        for one, _, _ in pairs:
            self._shift(int(self.topic[one]))

    def broad(self, heat: float) -> None:
        """Exchange two whole times, or two rooms for a while, if that is better or by chance."""
        s, t = sorted(int(slot) for slot in self.dice.integers(self.slots, size=2))
        one, other = (int(hall) for hall in self.dice.integers(self.halls, size=2))
        chance = self.dice.exponential()
        board = self.at.reshape(self.slots, self.halls).copy()
        if self.dice.integers(2):
            board[[s, t]] = board[[t, s]]
        else:
            board[s : t + 1, [one, other]] = board[s : t + 1, [other, one]]
        flat = board.ravel()
        moved = np.flatnonzero(flat != self.at)
        if not moved.size or self.still[flat[moved]].any():
            return
        before, place = self.cost, np.argsort(flat, kind="stable")[: self.count]
        old = self.place
        self.lay(place)
        if self.cost - before > heat * chance:
            self.lay(old)

    def cool(self, moves: int, hot: float, cold: float) -> None:
        """So many moves while the heat falls."""
        for step in range(moves):
            heat = hot * (cold / hot) ** (step / moves)
            if step % BROAD == 0:
                self.broad(heat)
            else:
                talk = int(self.dice.integers(self.count))
                lots = self.dice.gumbel(size=len(self.at))
                if self.still[talk]:
                    continue
                grown, allowed = self.changes(talk)
                there = int(np.argmax(np.where(allowed, lots - grown / heat, -np.inf)))
                if there != self.place[talk]:
                    self.cost += int(grown[there])
                    self.move(talk, there)
            if self.cost < self.least:
                self.best, self.least = self.place.copy(), self.cost
