"""A few meetings given places among the others that stay, exactly: an integer programme for CP-SAT.

Effort is counted in the solver's own units, never timed: the same question has the same answer everywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

FIRST_EFFORT, SECOND_EFFORT = 0.5, 0.2
"""The most for holding and moving, and for breaks; a unit is about a second."""
BREAK_WEIGHT = 1000
Slots = tuple[int, ...]


@dataclass(frozen=True)
class Loose:
    """A meeting that may be placed anew. options: slot → whether it takes a shared table there; seats: slot →
    the shared table it is bound to there; home: its slot (0: none); unsettled: it must change its table when
    it stays; must: it is held in any case.
    """

    people: tuple[str, str]
    options: Mapping[int, bool]
    seats: Mapping[int, int]
    home: int
    unsettled: bool
    worth: int
    must: bool


@dataclass(frozen=True)
class Piece:
    """room: slot → shared tables that are free for `loose`; busy: participant → slots of what stays; orders:
    numbers of an earlier and a later meeting; limits: of these at most so many are held.
    """

    loose: tuple[Loose, ...]
    room: Mapping[int, int]
    busy: Mapping[str, frozenset[int]]
    orders: tuple[tuple[int, int], ...]
    limits: tuple[tuple[tuple[int, ...], int], ...]
    slots: int
    fairness: int | None


@dataclass(frozen=True)
class Repaired:
    """slots: of each loose meeting (0: not held); exact: none is better, with proof."""

    slots: Slots
    exact: bool


class _Model:
    """The programme: x of a meeting and a slot."""

    def __init__(self, piece: Piece) -> None:
        from ortools.sat.python import cp_model  # noqa: PLC0415

        self.piece = piece
        self.model = cp_model.CpModel()
        self.x = [{slot: self.model.new_bool_var("") for slot in sorted(one.options)} for one in piece.loose]
        self.at: dict[tuple[str, int], list[cp_model.IntVar]] = defaultdict(list)
        self._meetings()
        self._tables()
        self._orders()
        for members, most in piece.limits:
            self.model.add(sum(x for one in members for x in self.x[one].values()) <= most)

    def _meetings(self) -> None:
        for one, options in zip(self.piece.loose, self.x, strict=True):
            if one.must:
                self.model.add_exactly_one(options.values())
            else:
                self.model.add_at_most_one(options.values())
            for person in one.people:
                for slot, x in options.items():
                    self.at[person, slot].append(x)
        for found in self.at.values():
            if len(found) > 1:
                self.model.add_at_most_one(found)

    def _tables(self) -> None:
        shared: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        bound: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
        for one, options in zip(self.piece.loose, self.x, strict=True):
            for slot, x in options.items():
                if one.options[slot]:
                    shared[slot].append(x)
                if slot in one.seats:
                    bound[slot, one.seats[slot]].append(x)
        for slot, found in shared.items():
            if len(found) > self.piece.room[slot]:
                self.model.add(sum(found) <= self.piece.room[slot])
        for found in bound.values():
            self.model.add_at_most_one(found)

    def _orders(self) -> None:
        for earlier, later in self.piece.orders:
            first, second = self.piece.loose[earlier], self.piece.loose[later]
            for slot, x in self.x[later].items():
                for when, other in self.x[earlier].items():
                    if when >= slot and (when, slot) != (first.home, second.home):
                        self.model.add_bool_or(~x, ~other)

    def price(self) -> cp_model.LinearExpr:
        """Weight not held, then meetings at another time, then at another table; the least is the best."""
        step = len(self.piece.loose) + 1
        terms: list[tuple[int, cp_model.IntVar]] = []
        for one, options in zip(self.piece.loose, self.x, strict=True):
            for slot, x in options.items():
                moves = step if one.home and slot != one.home else int(one.unsettled and slot == one.home)
                terms.append((moves - one.worth * step * step * int(not one.must), x))
        return self._sum(cost * x for cost, x in terms)

    def unrest(self) -> cp_model.LinearExpr:
        """Blocks of everybody's day, and by how much somebody is above the fairness bound."""
        total: list[cp_model.LinearExpr | int] = []
        for person in sorted({person for one in self.piece.loose for person in one.people}):
            starts = self._starts(person)
            total.append(BREAK_WEIGHT * sum(starts))
            if self.piece.fairness is not None and len(starts) > self.piece.fairness + 1:
                over = self.model.new_int_var(0, self.piece.slots, "")
                self.model.add(over >= sum(starts) - 1 - self.piece.fairness)
                total.append(over)
        return self._sum(total)

    def _sum(self, terms: Iterable[cp_model.LinearExpr | int]) -> cp_model.LinearExpr:
        return sum(terms, start=1 * self.model.new_constant(0))  # type: ignore[return-value]

    def _starts(self, person: str) -> list[cp_model.IntVar]:
        """Of each slot, whether a block of meetings begins there."""
        busy, starts = self.piece.busy.get(person, frozenset()), []
        for slot in range(1, self.piece.slots + 1):
            now = self.at.get((person, slot), [])
            before = self.at.get((person, slot - 1), [])
            if slot - 1 in busy or not (now or slot in busy):
                continue
            start = self.model.new_bool_var("")
            self.model.add(start >= sum(now) + int(slot in busy) - sum(before))
            starts.append(start)
        return starts

    def hint(self, slots: tuple[int, ...]) -> None:
        """Begin the search there."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for options, chosen in zip(self.x, slots, strict=True):
            for slot, x in options.items():
                self.model.add_hint(x, int(slot == chosen))

    def least(self, costs: cp_model.LinearExpr, *, effort: float, seed: int) -> tuple[Slots | None, bool]:
        """The cheapest slots found, and whether none is cheaper."""
        from ortools.sat.python import cp_model  # noqa: PLC0415

        self.model.minimize(costs)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed
        solver.parameters.max_deterministic_time = effort
        status = solver.solve(self.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None, False
        found = tuple(
            next((slot for slot, x in options.items() if solver.boolean_value(x)), 0) for options in self.x
        )
        return found, status == cp_model.OPTIMAL


def load_solver() -> None:
    """Have the library in memory: it takes a second, which the first answer would wait for."""
    from ortools.sat.python import cp_model  # noqa: F401, PLC0415


def hold(piece: Piece, *, hint: Slots, seed: int) -> Repaired | None:
    """The most weight, then the fewest moves. None: nothing found in the effort."""
    if not piece.loose:
        return Repaired((), exact=True)
    programme = _Model(piece)
    programme.hint(hint)
    found, exact = programme.least(programme.price(), effort=FIRST_EFFORT, seed=seed)
    return None if found is None else Repaired(found, exact)


def calm(piece: Piece, held: Slots, *, seed: int) -> Repaired:
    """Of all that are as good as `held`, one with the fewest breaks."""
    programme = _Model(piece)
    programme.hint(held)
    programme.model.add(programme.price() <= price_of(piece, held))
    found, exact = programme.least(programme.unrest(), effort=SECOND_EFFORT, seed=seed)
    return Repaired(found or held, exact)


def price_of(piece: Piece, slots: Slots) -> int:
    """What `_Model.price` is for these slots."""
    step, total = len(piece.loose) + 1, 0
    for one, slot in zip(piece.loose, slots, strict=True):
        if slot:
            total += step if one.home and slot != one.home else int(one.unsettled and slot == one.home)
            total -= one.worth * step * step * int(not one.must)
    return total
