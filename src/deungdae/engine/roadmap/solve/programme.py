"""What is in the plan as an integer programme for CP-SAT, and the cuts of the calendar.

Variables: x of a step, z of a step, gap and rank (which share of its reach counts), u of a gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from deungdae.engine.roadmap.model import Gap
from deungdae.engine.roadmap.rules import SHARES, Chance, reach
from deungdae.engine.roadmap.solve.calendar import calendar_of
from deungdae.engine.roadmap.solve.chances import Field

Choice = frozenset[str]
Row = tuple[dict[int, int], int]
Terms = Mapping[int, int]
"""Coefficients by the number of the variable."""
MOST_CUTS = 200
MOST_EFFORT = 30.0
"""Of one programme, in the solver's own units (about a second each). Effort is counted, never timed:
the same question has the same answer on every machine."""


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
        None: nothing was found within `MOST_CUTS` and `MOST_EFFORT`.
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
        """Without the calendar. One worker and counted effort: the same question, the same answer."""
        from ortools.sat.python import cp_model  # noqa: PLC0415

        model = cp_model.CpModel()
        variables = [model.new_int_var(0, end, "") for end in self.ends]
        for name in self.asked.locked:
            model.add(variables[self.x[name]] == 1)
        for terms, most in (*self.rows, *limits):
            model.add(sum(value * variables[column] for column, value in terms.items()) <= most)
        model.minimize(sum(cost * variables[column] for column, cost in costs.items()))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.max_deterministic_time = MOST_EFFORT
        if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None, 0
        chosen = frozenset(name for name, x in self.x.items() if solver.boolean_value(variables[x]))
        return chosen, round(solver.best_objective_bound)
