"""What is in the plan as an integer programme for HiGHS (through scipy), and the cuts of the calendar.

Only the choice of a step is a whole number; which share of its reach counts follows (the shares of a gap are
an assignment, whose corners are whole). Variables: x of a step, z of a step, gap and rank, u of a gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil

from deungdae.engine.roadmap.model import Gap
from deungdae.engine.roadmap.rules import SHARES, Chance, reach
from deungdae.engine.roadmap.solve.calendar import calendar_of
from deungdae.engine.roadmap.solve.chances import Field

Choice = frozenset[str]
Row = tuple[dict[int, int], int]
Terms = Mapping[int, int]
"""Coefficients by the number of the variable."""
MOST_CUTS = 200
MOST_NODES = 20_000
"""Effort is counted, never timed: the same question has the same answer on every machine."""


@dataclass(slots=True)
class Programme:
    """Rows are `terms` <= `most`; every variable is from 0 to its end in `ends`."""

    asked: Field
    x: dict[str, int] = field(default_factory=dict)
    u: dict[int, Gap] = field(default_factory=dict)
    ends: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        asked = self.asked
        for name in sorted({*asked.chances, *asked.locked}):
            self.x[name] = self.variable(1)
        for gap in asked.problem.gaps:
            self.add_gap(gap)
        free = [name for name in self.x if name not in asked.locked]
        self.rows.append(({self.x[name]: asked.by_id[name].price for name in free}, asked.budget))
        if asked.hours is not None:
            self.rows.append(({self.x[name]: asked.by_id[name].hours for name in free}, asked.hours))
        for name in free:
            for need in asked.by_id[name].needs:
                if need in asked.chances:
                    self.rows.append(({self.x[name]: 1, self.x[need]: -1}, 0))
        self.add_order()

    def variable(self, end: int) -> int:
        self.ends.append(end)
        return len(self.ends) - 1

    def add_gap(self, gap: Gap) -> None:
        """u <= the discounted sum of the gap; every rank is given once, and to chosen steps alone."""
        whole = SHARES[0] * (gap.target - gap.level)
        if whole <= 0 or not gap.weight:
            return
        u = self.variable(whole)
        self.u[u] = gap
        filled: dict[int, int] = {u: 1}
        ranks: list[dict[int, int]] = [{} for _share in SHARES]
        for name, x in self.x.items():
            points = reach(gap, self.asked.by_id[name])
            if points <= 0:
                continue
            mine: dict[int, int] = {x: -1}
            for share, rank in zip(SHARES, ranks, strict=True):
                z = self.variable(1)
                filled[z] = -share * points
                rank[z] = mine[z] = 1
            self.rows.append((mine, 0))
        self.rows += [(filled, 0), *((rank, 1) for rank in ranks if rank)]

    def add_order(self) -> None:
        """Two steps of a gap whose stages follow each other: the later one's last month is not before the
        earlier one's end. For each gap, stage and month one variable: everything before the stage is over."""
        chances = self.asked.chances
        for gap in self.u.values():
            serving = [one for name, one in chances.items() if gap.dimension in self.asked.served[name]]
            for stage in sorted({one.offering.stage for one in serving}):
                self.add_stage(
                    [one for one in serving if one.offering.stage < stage],
                    [one for one in serving if one.offering.stage == stage],
                )

    def add_stage(self, earlier: list[Chance], later: list[Chance]) -> None:
        months = sorted({one.last for one in later if any(one.last < two.end for two in earlier)})
        over = {month: self.variable(1) for month in months}
        for month, following in pairwise(months):
            self.rows.append(({over[month]: 1, over[following]: -1}, 0))
        for one in later:
            if one.last in over:
                self.rows.append(({self.x[one.offering.id]: 1, over[one.last]: -1}, 0))
        for one in earlier:
            too_soon = [month for month in months if month < one.end]
            if too_soon:
                self.rows.append(({self.x[one.offering.id]: 1, over[too_soon[-1]]: 1}, 1))

    @property
    def worth(self) -> dict[int, int]:
        return {u: gap.weight for u, gap in self.u.items()}

    def worth_at_least(self, value: int) -> Row:
        return {u: -weight for u, weight in self.worth.items()}, -value

    def prices(self) -> dict[int, int]:
        return {x: self.asked.by_id[name].price for name, x in self.x.items()}

    def least(self, costs: Terms, limits: Iterable[Row] = ()) -> tuple[Choice | None, int]:
        """The choice with the least costs that a calendar exists for, and a bound: no choice costs less.

        A choice without a calendar names steps that cannot be together; they are cut off, and the programme
        is solved anew (logic-based Benders decomposition: Hooker and Ottosson, Math. Programming 96, 2003).
        None: nothing was found within `MOST_CUTS` and `MOST_NODES`.
        """
        for _cut in range(MOST_CUTS):
            chosen, bound = self.relaxed(costs, limits)
            if chosen is None:
                return None, bound
            times = calendar_of(self.asked, chosen)
            if isinstance(times, dict):
                return chosen, bound
            self.rows += [
                ({self.x[name]: 1 for name in steps}, len(steps) - 1) for steps in self.alike(times)
            ]
        return None, bound

    def alike(self, steps: Choice) -> list[Choice]:
        """Steps that cannot be together, and every set like it with one step exchanged: one cut each."""
        chances, found = self.asked.chances, [steps]
        for name in sorted(steps & chances.keys()):
            for other in chances.keys() - steps:
                is_alike = self.asked.by_id[other].stage == self.asked.by_id[name].stage
                changed = steps - {name} | {other}
                if is_alike and not isinstance(calendar_of(self.asked, changed), dict):
                    found.append(changed)
        return sorted(found, key=sorted)

    def relaxed(self, costs: Terms, limits: Iterable[Row]) -> tuple[Choice | None, int]:
        """Without the calendar; all costs are whole, so that the bound is rounded up."""
        if not self.x:
            return (frozenset() if all(most >= 0 for _terms, most in limits) else None), 0
        import numpy as np  # noqa: PLC0415
        from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415
        from scipy.sparse import csr_array  # noqa: PLC0415

        rows = [*self.rows, *limits]
        places = [(number, column) for number, (terms, _most) in enumerate(rows) for column in terms]
        values = [value for terms, _most in rows for value in terms.values()]
        width = len(self.ends)
        matrix = csr_array((values, tuple(zip(*places, strict=True))), shape=(len(rows), width), dtype=float)
        objective, low, whole = np.zeros(width), np.zeros(width), np.zeros(width)
        for column, cost in costs.items():
            objective[column] = cost
        whole[list(self.x.values())] = 1
        low[[self.x[name] for name in self.asked.locked]] = 1
        told = milp(
            objective,
            integrality=whole,
            bounds=Bounds(low, np.array(self.ends, dtype=float)),
            constraints=LinearConstraint(matrix, -np.inf, [most for _terms, most in rows]),
            options={"mip_rel_gap": 0, "node_limit": MOST_NODES},
        )
        if told.x is None:
            return None, 0
        chosen = frozenset(name for name, x in self.x.items() if told.x[x] > 0.5)
        return chosen, ceil(round(float(told.mip_dual_bound), 4))
